"""What a low rating was about, what is learned from it, and how far that has come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gamify.errors import N_


class Cause(StrEnum):
    """What the case was about, never who."""

    HANDLING = "handling"
    KNOWLEDGE = "knowledge"
    PRODUCT = "product"
    POLICY = "policy"
    DELIVERY = "delivery"
    WRONG_PERSON = "wrong-person"


class Nature(StrEnum):
    """A complaint is about how it went; a claim asks for something to be put right."""

    COMPLAINT = "complaint"
    CLAIM = "claim"


class LessonState(StrEnum):
    """How far a case has come."""

    NEW = "new"
    ANSWERED = "answered"
    LEARNED = "learned"


CAUSE_TITLES: dict[Cause, str] = {
    Cause.HANDLING: N_("how the case was handled"),
    Cause.KNOWLEDGE: N_("knowledge that was missing"),
    Cause.PRODUCT: N_("the product"),
    Cause.POLICY: N_("a policy"),
    Cause.DELIVERY: N_("delivery"),
    Cause.WRONG_PERSON: N_("meant for somebody else"),
}
NATURE_TITLES: dict[Nature, str] = {
    Nature.COMPLAINT: N_("complaint"),
    Nature.CLAIM: N_("claim"),
}
STATE_TITLES: dict[LessonState, str] = {
    LessonState.NEW: N_("new"),
    LessonState.ANSWERED: N_("answered"),
    LessonState.LEARNED: N_("learned"),
}

#: Longer lessons aren't read.
LONGEST_LESSON = 1_000
#: Longer ones can't be read from afar.
LONGEST_PRACTICE = 240


@dataclass(frozen=True, slots=True)
class LessonNote:
    """What is noted of a low rating; without anything it is new."""

    cause: Cause | None = None
    nature: Nature | None = None
    lesson: str = ""
    state: LessonState = LessonState.NEW
    noted_at: datetime | None = None
    noted_by: str = ""
