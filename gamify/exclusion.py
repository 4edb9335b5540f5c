"""A request to exclude a rating: what an engineer asks, and what has become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gamify.errors import N_, CrownboardError
from gamify.ratings import ExclusionReason


class RequestState(StrEnum):
    """Where a request is: a lead accepts or declines it, or the engineer takes it back."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


#: What a person reads about each.
REQUEST_STATES: dict[RequestState, str] = {
    RequestState.OPEN: N_("open"),
    RequestState.ACCEPTED: N_("accepted"),
    RequestState.DECLINED: N_("declined"),
    RequestState.WITHDRAWN: N_("withdrawn"),
}

#: The reasons of PRODUCT, rule 8, as a person reads them.
REASON_TITLES: dict[ExclusionReason, str] = {
    ExclusionReason.PRODUCT_FAULT: N_("the product's fault"),
    ExclusionReason.POLICY: N_("a policy, not the person"),
    ExclusionReason.WRONG_PERSON: N_("wrong person"),
    ExclusionReason.DUPLICATE: N_("counted twice"),
    ExclusionReason.ABUSE: N_("not an honest rating"),
    ExclusionReason.UNCONFIRMED: N_("perhaps sent by a program, not confirmed"),
}


class UnknownRequest(CrownboardError):
    """Raised with `request`."""

    sentence = N_("There is no request {request}. `exclusion list` shows those that are open.")


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a lead reads it. `stars` and `day` are those of the rating as it is now."""

    id: int
    rating_id: int
    ticket: str
    stars: int
    comment: str | None
    day: date
    team_id: int | None
    engineer_id: int
    engineer: str
    reason: ExclusionReason
    words: str
    state: RequestState
    asked_at: datetime
    asked_by: str
    decided_at: datetime | None
    decided_by: str | None
    answer: str
    is_excluded: bool
