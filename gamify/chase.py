"""What brings the next place: so many more fives, while all others stay as they are.

The answers are exact: with so many the place is gained, with one fewer it isn't. Further fives
also count for the common average, as they would in the next table.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from gamify.handicap.form import form_index
from gamify.language import Message, count, say
from gamify.ranking import Entrant, team_places
from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import rank_engineers
from gamify.standings import (
    EngineerStanding,
    EngineerTable,
    EngineerTally,
    RankMode,
    TeamStanding,
    TeamTable,
)
from gamify.yardstick import Borrowing

#: A place that is farther away than so many fives is said to be so.
MOST = 500

Row = TypeVar("Row", TeamStanding, EngineerStanding)


@dataclass(frozen=True, slots=True)
class Climb:
    """The fewest further fives that bring a better place, and that place."""

    fives: int
    place: int


@dataclass(frozen=True, slots=True)
class _Chase:
    """Who is chased, and the place among them that so many further fives bring."""

    places_above: Callable[[int, int], int]
    rivals: int

    def climb(self) -> Climb | None:
        """The climb past the rival right above, or past whoever is passed before that one."""
        fives = self._fewest(1, MOST)
        if fives is not None and fives > 1:
            fives = self._fewest(self.rivals, fives - 1) or fives
        return None if fives is None else Climb(fives, self.places_above(self.rivals, fives))

    def _fewest(self, nearest: int, most: int) -> int | None:
        """The fewest fives, at most so many, that pass one of the nearest rivals."""

        def is_passed(fives: int) -> bool:
            return self.places_above(nearest, fives) <= nearest

        if not is_passed(most):
            return None
        return 1 + bisect_left(range(1, most), x=True, key=is_passed)


def climb_of_team(
    table: TeamTable, row: TeamStanding, *, everyone: StarCounts, everyone_due: int = 0
) -> Climb | None:
    """What brings a team the next place; None without one above, or beyond `MOST` fives.

    `everyone` are all ratings of the season and `everyone_due` what par expects of them, in
    1/10 000 lost stars. Further ratings of a fair table are on the team's usual mix of work.
    """
    above = _rivals(table.ranked, row.place)
    if not above:
        return None
    tally, g4 = row.tally, table.par.g4 if table.par is not None else 0
    usual = (2 * tally.due + tally.stars.n) // (2 * tally.stars.n)
    borrowing = Borrowing(table.mode, table.strength.k, g4)
    entrants = [_entrant(rival) for rival in above]

    def place(nearest: int, fives: int) -> int:
        more = StarCounts(five=fives)
        own = Entrant(tally.id, tally.stars + more, due=tally.due + fives * usual)
        yardstick = borrowing.yardstick(everyone + more, everyone_due + fives * usual)
        placed = team_places([own, *entrants[-nearest:]], yardstick)
        return next(at for at, team in placed if team == tally.id)

    return _Chase(place, len(above)).climb()


def climb_of_engineer(table: EngineerTable, row: EngineerStanding) -> Climb | None:
    """What brings a scorer the next place; None without one above, or beyond `MOST` goals.

    Net of the tickets it is for the tickets so far; further goals are whole ones.
    """
    above = [rival.tally for rival in _rivals(table.rows, row.place)]
    is_net = table.mode is RankMode.FAIR

    def place(nearest: int, goals: int) -> int:
        rivals = above[-nearest:]
        if is_net:
            return _net_place(table, row.tally, rivals, goals)
        own = row.tally._replace(five=row.tally.five + goals * CREDIT, reached=None)
        ranked = rank_engineers([own, *rivals]).rows
        return next(each.place or 1 for each in ranked if each.tally.id == own.id)

    return _Chase(place, len(above)).climb() if above else None


def team_climb_sentence(table: TeamTable, climb: Climb | None) -> Message:
    """How far a team's next place is away."""
    if climb is None:
        return say(
            "At today's figures the next place is more than {most} five-star ratings away.",
            most=MOST,
        )
    if table.mode is RankMode.FAIR:
        return count(
            "At today's figures {n} more five-star rating on the usual mix of work would bring"
            " place {place}.",
            "At today's figures {n} more five-star ratings on the usual mix of work would bring"
            " place {place}.",
            n=climb.fives,
            place=climb.place,
        )
    return count(
        "At today's figures {n} more five-star rating would bring place {place}.",
        "At today's figures {n} more five-star ratings would bring place {place}.",
        n=climb.fives,
        place=climb.place,
    )


def engineer_climb_sentence(table: EngineerTable, climb: Climb) -> Message:
    """How far a scorer's next place is away."""
    if table.mode is RankMode.FAIR:
        return count(
            "{n} more goal on the tickets so far would bring place {place}.",
            "{n} more goals on the tickets so far would bring place {place}.",
            n=climb.fives,
            place=climb.place,
        )
    return count(
        "{n} more goal would bring place {place}.",
        "{n} more goals would bring place {place}.",
        n=climb.fives,
        place=climb.place,
    )


def _rivals(rows: Sequence[Row], place: int | None) -> list[Row]:
    """The rows with a better place, the nearest last."""
    if place is None:
        return []
    return [row for row in rows if row.place is not None and row.place < place]


def _entrant(row: TeamStanding) -> Entrant:
    tally = row.tally
    last = tally.last_rated_at
    return Entrant(tally.id, tally.stars, None if last is None else last.timestamp(), tally.due)


def _net_place(
    table: EngineerTable, own: EngineerTally, rivals: Sequence[EngineerTally], goals: int
) -> int:
    """The place among rivals by form index, then by fives."""

    def key(tally: EngineerTally, more: int) -> tuple[Fraction, int]:
        fives = tally.own_fives + more
        index = form_index(
            fives=fives,
            due=tally.due,
            everyone_fives=table.everyone_fives + goals,
            everyone_due=table.everyone_due,
            kappa=table.kappa,
            unit=1,
        )
        return index or Fraction(), fives

    mine = key(own, goals)
    return 1 + sum(key(rival, 0) > mine for rival in rivals)
