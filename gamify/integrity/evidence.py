"""What the rules look at: a season's rated tickets and the counts around them, as values.

Instants are microseconds since 1970; unknown people and teams are 0, unknown texts "".
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

#: Microseconds of a second, a minute, an hour.
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE


class RatedTicket(NamedTuple):
    """A counted rating with its ticket. `subject_key` is equal for equal normalised subjects.

    `is_timed` is False where only the day of the rating is known, or where the time of closing
    stands in for it.
    """

    rating_id: int
    ticket_id: int
    stars: int
    rated_at: int
    engineer_id: int = 0
    team_id: int = 0
    requester: str = ""
    opened_at: int | None = None
    solved_at: int | None = None
    subject_key: str = ""
    channel: str = ""
    is_timed: bool = True
    helpers: tuple[int, ...] = ()
    #: A salted hash of the device that the rating came from.
    device: str = ""


class OwnerChange(NamedTuple):
    """A rated ticket went from one engineer to another; `at` is when it was learned."""

    rating_id: int
    stars: int
    rated_at: int
    before_id: int
    after_id: int
    at: int


class Relabelling(NamedTuple):
    """A rated ticket got another kind of work after its first assignment.

    `par_before` and `par_after` are in 1/10 000 lost star a rating. `by` is who did it, None
    where the source doesn't say.
    """

    rating_id: int
    engineer_id: int
    par_before: int
    par_after: int
    by: int | None = None


class Asked(NamedTuple):
    """An engineer's closed tickets of one kind in one team, and how many were sent a survey."""

    engineer_id: int
    team_id: int
    stratum_id: int
    tickets: int
    sent: int


class Form(NamedTuple):
    """An engineer's goals and the par of fives on the tickets handled, both exact."""

    engineer_id: int
    goals: Fraction
    par: Fraction


@dataclass(frozen=True, slots=True)
class Evidence:
    """A season as the rules see it. What a source doesn't tell is empty, or None."""

    ratings: Sequence[RatedTicket] = ()
    #: (team, engineer) → tickets handled.
    handled: Mapping[tuple[int, int], int] = field(default_factory=dict)
    #: (team, customer, engineer) → tickets handled, for customers of several ratings.
    served: Mapping[tuple[int, str, int], int] = field(default_factory=dict)
    #: Minutes of the season's working days so far, eight hours each.
    working_minutes: int = 0
    #: A colleague's normalised address or name (`own_rating.plain_identity`) → engineer.
    staff: Mapping[str, int] = field(default_factory=dict)
    #: Domains of the organisation's own addresses, in lower case.
    domains: Collection[str] = ()
    owner_changes: Sequence[OwnerChange] | None = None
    relabellings: Sequence[Relabelling] | None = None
    asked: Sequence[Asked] = ()
    #: None without a published par of fives.
    forms: Sequence[Form] | None = None
    #: Borrowed fives (SCORING A3).
    kappa: int = 10
    #: Salted hashes of the devices that colleagues have signed in from → engineer.
    staff_devices: Mapping[str, int] = field(default_factory=dict)


def odds_of(chance: float) -> int:
    """In one of how many cases something happens; never more than a thousand million."""
    return round(1 / max(chance, 1e-9))
