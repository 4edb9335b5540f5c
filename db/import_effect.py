"""What an import would do to the standings: taken in, read, and rolled back.

The rows are clean and in memory before writers have to wait, and there are few of them: others
wait for as long as a small import takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.imports import ImportSummary
from db.days import day_numbers
from db.demo.presence import has_demo_alone
from db.engine import migrate, open_engine, reading, writing
from db.instant import from_day_number
from db.previews import StandingChange, standing_changes, team_lines
from db.settings import Settings
from db.standings import engineer_table
from db.taking_in import make_room, take_in
from gamify.access import Visitor, demand
from gamify.ingest.ratings_file import RatingsFile
from gamify.ingest.rows import CleanChunk
from gamify.rights import Right
from gamify.scorers import public_scorers
from gamify.seasons import Calendar, Season, SeasonKind, season_on

#: Quarters whose top scorers are compared: the newest ones that the file is about.
MOST_QUARTERS = 8


class ScorerChange(NamedTuple):
    """A top scorer's place and five-credits in a quarter before and after; None outside the top."""

    season: Season
    engineer: str
    before: tuple[int, int] | None
    after: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Effect:
    """What storing would count, and whose lines would change, the newest quarter first."""

    summary: ImportSummary
    demo_leaves: bool
    teams: tuple[StandingChange, ...]
    scorers: tuple[ScorerChange, ...]


def import_effect(
    engine: Engine,
    chunks: Sequence[CleanChunk],
    *,
    file: RatingsFile,
    source: str,
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> Effect:
    """Take rows in, look at the quarters they are about, and take all of it back.

    Raises NotAllowed and DatabaseRefused.
    """
    demand(actor, Right.IMPORT_RATINGS)
    with reading(engine) as session:
        in_stead = has_demo_alone(session)
    with _blank(engine, wanted=in_stead) as place:
        effect = _tried(place, chunks, file, source=source, settings=settings, actor=actor, now=now)
    return replace(effect, demo_leaves=effect.demo_leaves or in_stead)


@contextmanager
def _blank(engine: Engine, *, wanted: bool) -> Iterator[Engine]:
    """An empty database beside the real one, where nothing but the demo is in that.

    Taking the demo out takes seconds, for which nobody else shall have to wait.
    """
    if not wanted:
        yield engine
        return
    with TemporaryDirectory(prefix="crownboard-") as folder:
        beside = open_engine(f"sqlite:///{folder}/tried.db")
        migrate(beside)
        yield beside
        beside.dispose()


def _tried(
    engine: Engine,
    chunks: Sequence[CleanChunk],
    file: RatingsFile,
    *,
    source: str,
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> Effect:
    quarters = rated_in(chunks, settings.calendar)
    rules, calendar = settings.rules, settings.calendar
    with writing(engine, trusted=True) as session:
        demo_leaves = make_room(session, actor=actor, now=now)
        before = team_lines(session, quarters, rules=rules, calendar=calendar)
        scorers_before = _scorers(session, quarters[:MOST_QUARTERS], settings)
        taken = take_in(
            session, chunks, file=file, source=source, settings=settings, actor=actor, now=now
        )
        after = team_lines(session, quarters, rules=rules, calendar=calendar)
        scorers_after = _scorers(session, quarters[:MOST_QUARTERS], settings)
        teams = standing_changes(session, before, after)
        session.rollback()
    return Effect(taken.summary, demo_leaves, teams, _compared(scorers_before, scorers_after))


def rated_in(chunks: Sequence[CleanChunk], calendar: Calendar) -> list[date]:
    """The first days of the quarters in which the rows were rated, the newest first."""
    at = [time for chunk in chunks for time in chunk.rated_at if time is not None]
    days = np.unique(day_numbers(np.array(at, dtype=np.int64), calendar.zone)).tolist()
    seasons = {
        season_on(from_day_number(day), kind=SeasonKind.QUARTER, calendar=calendar) for day in days
    }
    return sorted((season.first for season in seasons), reverse=True)


_Scorers = dict[tuple[Season, str], tuple[int, int]]


def _scorers(session: Session, quarters: Sequence[date], settings: Settings) -> _Scorers:
    found: _Scorers = {}
    for first in quarters:
        season = season_on(first, kind=SeasonKind.QUARTER, calendar=settings.calendar)
        table = engineer_table(session, season=season, best=settings.rules.public_top)
        for row in public_scorers(table, rules=settings.rules):
            if row.place is not None:
                found[season, row.tally.name] = row.place, row.tally.units.five
    return found


def _compared(before: _Scorers, after: _Scorers) -> tuple[ScorerChange, ...]:
    changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]

    def order(key: tuple[Season, str]) -> tuple[int, int, str]:
        place, _ = after.get(key) or (10**6, 0)
        return -key[0].first.toordinal(), place, key[1]

    return tuple(
        ScorerChange(season, name, before.get(key), after.get(key))
        for key in sorted(changed, key=order)
        for season, name in [key]
    )
