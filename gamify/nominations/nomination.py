"""A nomination as a value: what it is called, what it asks for, and whom it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from gamify.language import Message
from gamify.nominations.sheet import SeasonSheet


class UnitKind(StrEnum):
    """Who wins a nomination."""

    ENGINEER = "engineer"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with a score. `missing` says what the gate still asks for; None if it is passed.

    `value` is the score as people read it, with its unit ("38 goals", "116.5"); `sentence` is
    the arithmetic. `tie` breaks equal scores, higher wins; equal in all share the place.
    """

    id: int
    name: str
    score: Fraction
    value: Message
    sentence: Message
    tie: tuple[Fraction | int, ...] = ()
    team: str | None = None
    missing: Message | None = None
    is_under_review: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidate with a place, 1 for the winner; equal ones share it."""

    place: int
    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a nomination found: the placed ones in order, and those whom the gate still stops.

    `unavailable` says what data is lacking; then there are no candidates. The nomination isn't
    awarded while somebody in place 1 is under review. `unread` are how many more share place 1 than
    were read of a badge that many have.
    """

    placed: tuple[Placed, ...] = ()
    waiting: tuple[Candidate, ...] = ()
    unavailable: Message | None = None
    unread: int = 0

    @property
    def winner_count(self) -> int:
        """How many are in place 1."""
        return len(self.winners) + self.unread

    @property
    def winners(self) -> tuple[Candidate, ...]:
        """Everybody in place 1; empty where nobody is eligible."""
        return tuple(placed.candidate for placed in self.placed if placed.place == 1)

    @property
    def is_under_review(self) -> bool:
        """Whether a winner has an open flag of high severity."""
        return any(winner.is_under_review for winner in self.winners)

    def standing_of(self, unit: int) -> Placed | Candidate | None:
        """The own place of an engineer (or team), or what the gate still asks of them."""
        for placed in self.placed:
            if placed.candidate.id == unit:
                return placed
        return next((candidate for candidate in self.waiting if candidate.id == unit), None)


@dataclass(frozen=True, slots=True)
class Gate:
    """A number that an organisation may set: how much of something a candidate needs."""

    name: str
    default: int
    label: Message


@dataclass(frozen=True, slots=True)
class GateValues:
    """The gates as set: by their names, defaults filled in."""

    values: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Nomination:
    """A category of competition.

    `formula` explains the score in one sentence, `gate` what it takes to be eligible (its
    placeholders are named like `gates`); where no rating names its customer,
    `gate_without_customers` stands for it. `version` grows when the formula changes; recorded
    awards keep the one that ruled them. `is_badge` marks one that ranks nobody.
    """

    key: str
    title: Message
    formula: Message
    gate: Message
    judge: Callable[[SeasonSheet, GateValues], Verdict]
    gates: Sequence[Gate] = ()
    unit: UnitKind = UnitKind.ENGINEER
    version: int = 1
    is_badge: bool = False
    gate_without_customers: Message | None = None
