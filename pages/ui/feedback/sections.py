"""The sections of the page, and who has which."""

from __future__ import annotations

from enum import StrEnum

from gamify.access import Visitor, may_at_all, reach_of
from gamify.errors import N_
from gamify.rights import Reach, Right


class Section(StrEnum):
    """A section by its name in the address."""

    PRAISE = "praise"
    LESSONS = "lessons"
    CAUSES = "causes"
    PRACTICE = "practice"


_TITLES = {
    Section.PRAISE: N_("Praise"),
    Section.LESSONS: N_("To learn from"),
    Section.CAUSES: N_("What it cost"),
    Section.PRACTICE: N_("Good practice"),
}


def sections_of(visitor: Visitor) -> dict[str, str]:
    """Titles of the sections that somebody has, praise first."""
    has = {
        Section.LESSONS: may_at_all(visitor, Right.SEE_LOW_RATINGS),
        Section.CAUSES: sees_causes(visitor),
    }
    return {one.value: title for one, title in _TITLES.items() if has.get(one, True)}


def sees_causes(visitor: Visitor) -> bool:
    """What causes cost is for those who lead somebody: of a single person it would say too much."""
    return reach_of(visitor, Right.SEE_LOW_RATINGS) in {Reach.TEAMS, Reach.ALL}
