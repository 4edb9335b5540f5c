"""Where somebody stands among the scorers, for the own eyes: place, neighbours, next step.

The person and a lead see it. It must tell nothing of others that a public board doesn't:
neighbours outside the public places have no name here, and where too few stand outside, not even
goals, since it would be known whose they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gamify.chase import Climb, climb_of_engineer
from gamify.crowd import FEWEST_PEOPLE
from gamify.scorers import public_scorers
from gamify.standings import EngineerStanding, EngineerTable, EngineerTally, Rules


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Whoever stands right above or below. Without a name it is nobody's business who that is."""

    place: int
    units: int
    name: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A person's place, None without a goal. `climb` is what brings the next place.

    `is_public` says that the boards show the place to everybody.
    """

    place: int | None
    tally: EngineerTally
    is_public: bool = False
    above: Neighbour | None = None
    below: Neighbour | None = None
    climb: Climb | None = None


def whereabouts(table: EngineerTable, engineer_id: int, *, rules: Rules) -> Whereabouts | None:
    """Where a person stands in a table of scorers; None for somebody who isn't in it."""
    at = next((at for at, row in enumerate(table.rows) if row.tally.id == engineer_id), None)
    if at is None:
        return None
    row, shown = table.rows[at], len(public_scorers(table, rules=rules))
    if row.place is None:
        return Whereabouts(None, row.tally)
    scorers = [each for each in table.rows if each.place is not None]
    # With too few others whose goals no board shows it would be clear whose they are.
    # A team's board names its best and tells the goals of those of the whole board alone.
    unseen = sum(each.tally.id != engineer_id for each in scorers[shown:])
    reach = len(scorers) if unseen >= FEWEST_PEOPLE else shown
    chased = replace(table, rows=(*table.rows[: min(at, reach)], row))
    return Whereabouts(
        place=row.place,
        tally=row.tally,
        is_public=at < shown,
        above=_neighbour(scorers, at - 1, shown=shown, reach=reach),
        below=_neighbour(scorers, at + 1, shown=shown, reach=reach),
        climb=climb_of_engineer(chased, row),
    )


def _neighbour(
    scorers: Sequence[EngineerStanding], at: int, *, shown: int, reach: int
) -> Neighbour | None:
    """Who stands there, named only within the public places; None beyond what may be told."""
    if not 0 <= at < min(len(scorers), reach):
        return None
    place, tally = scorers[at]
    if at < shown:
        return Neighbour(place or 1, tally.five, tally.name, tally.team)
    return Neighbour(place or 1, tally.five)
