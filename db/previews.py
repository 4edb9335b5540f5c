"""What a decision about people would change, before it is taken: done, read and rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Generic, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session

from db.engine import writing
from db.queries.awards import closed_at
from db.queries.closing import rated_quarters
from db.standings import team_table
from gamify.seasons import Calendar, Season, SeasonKind, season_on
from gamify.standings import Rules

Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Standing:
    """A team's line in a table; `place` is None below the line, `average` without ratings."""

    place: int | None
    ratings: int
    average: Fraction | None


#: Every team's line by quarter and name.
TeamLines = dict[tuple[Season, str], Standing]


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A team's line of a quarter before and after; None where the team isn't in the table.

    The awards of a closed season stay as they were recorded.
    """

    season: Season
    is_closed: bool
    team: str
    before: Standing | None
    after: Standing | None


@dataclass(frozen=True, slots=True)
class Preview(Generic[Told]):
    """What a decision would say, and whose lines would change, the newest quarter first."""

    told: Told
    changes: tuple[StandingChange, ...]


def preview(
    engine: Engine,
    decide: Callable[[Session], Told],
    *,
    rules: Rules,
    calendar: Calendar,
) -> Preview[Told]:
    """Take a decision, look at the standings, and take it back: nothing of it is stored.

    Raises whatever the decision raises.
    """
    with writing(engine) as session:
        before = team_lines(session, rated_quarters(session), rules=rules, calendar=calendar)
        told = decide(session)
        after = team_lines(session, rated_quarters(session), rules=rules, calendar=calendar)
        changes = standing_changes(session, before, after)
        session.rollback()
    return Preview(told, changes)


def standing_changes(
    session: Session, before: TeamLines, after: TeamLines
) -> tuple[StandingChange, ...]:
    """The lines that differ, the newest quarter first."""
    closed = {
        season: closed_at(session, season=season) is not None
        for season in {season for season, _ in before.keys() | after.keys()}
    }
    changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    return tuple(
        StandingChange(season, closed[season], team, before.get(key), after.get(key))
        for key in sorted(changed, key=lambda key: (_age(key[0]), key[1]))
        for season, team in [key]
    )


def _age(season: Season) -> int:
    return (date.max - season.first).days


def team_lines(
    session: Session, quarters: Iterable[date], *, rules: Rules, calendar: Calendar
) -> TeamLines:
    """Every team's line of the quarters with these first days."""
    found = {}
    for first in quarters:
        season = season_on(first, kind=SeasonKind.QUARTER, calendar=calendar)
        table = team_table(session, season=season, rules=rules, calendar=calendar)
        for row in table.rows:
            stars = row.tally.stars
            found[season, row.tally.name] = Standing(row.place, stars.n, stars.average)
    return found
