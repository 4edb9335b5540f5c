"""Records: the best that any closed season has seen, and who holds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from gamify.hall.kept import KeptPlace, KeptSeason, Ranking


class Feat(StrEnum):
    """What there are records of."""

    MOST_GOALS = "most_goals"
    LONGEST_RUN = "longest_run"
    BEST_TEAM_QUARTER = "best_team_quarter"


#: Whose first place each is about.
TABLES = {
    Feat.MOST_GOALS: Ranking.SCORERS,
    Feat.LONGEST_RUN: Ranking.RUNS,
    Feat.BEST_TEAM_QUARTER: Ranking.TEAMS,
}


@dataclass(frozen=True, slots=True)
class Record:
    """The highest score of a feat and all who have reached it, the earliest season first.

    `before` is the record that it broke, None for the first one.
    """

    feat: Feat
    score: Fraction
    holders: tuple[tuple[KeptSeason, KeptPlace], ...]
    before: Record | None = None


def records(seasons: Iterable[KeptSeason]) -> list[Record]:
    """The records that stand, each with those that it broke; without seasons there are none."""
    in_order = sorted(seasons, key=lambda season: season.last)
    found = (_record(feat, in_order) for feat in Feat)
    return [record for record in found if record is not None]


def _record(feat: Feat, seasons: Iterable[KeptSeason]) -> Record | None:
    """Season by season: what is higher breaks the record, what is equal shares it."""
    standing: Record | None = None
    for season in seasons:
        for place in season.table(TABLES[feat]):
            if place.place != 1 or place.score <= 0:
                continue
            holder = (season, place)
            if standing is None or place.score > standing.score:
                standing = Record(feat, place.score, (holder,), before=standing)
            elif place.score == standing.score:
                shared = (*standing.holders, holder)
                standing = Record(feat, place.score, shared, before=standing.before)
    return standing
