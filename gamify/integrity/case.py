"""A flag that is kept: what a lead has decided of it, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from gamify.integrity.flag import Flag
from gamify.ratings import ExclusionReason


class CaseState(StrEnum):
    """Nobody has decided yet; it is fine; some of its ratings are excluded."""

    OPEN = "open"
    FINE = "fine"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class Case:
    """A kept flag of a season. `excluded` are the ratings that its decision took out."""

    id: int
    season: str
    flag: Flag
    found_at: datetime
    state: CaseState = CaseState.OPEN
    decided_at: datetime | None = None
    decided_by: str | None = None
    reason: ExclusionReason | None = None
    excluded: tuple[int, ...] = ()
    note: str = ""
    #: Whether the pair has been trusted since: the rule doesn't flag it again.
    is_trusted: bool = False


@dataclass(frozen=True, slots=True)
class FlaggedRating:
    """A rating that a flag is about. `shares` are the credit units of each engineer."""

    id: int
    ticket: str
    stars: int
    day: date
    engineer_id: int | None
    team_id: int | None
    comment: str | None
    is_excluded: bool
    shares: Mapping[int, int] = field(default_factory=dict)
