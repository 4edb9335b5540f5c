"""What is done every night without being asked: upkeep, and a look for what seems odd."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from db.commands.flags import keep_flags
from db.engine import reading, writing
from db.queries.evidence import season_evidence
from db.settings import Settings
from db.upkeep import keep_up
from gamify.seasons import SeasonKind, day_of, previous_season, season_on


def pass_the_night(engine: Engine, settings: Settings, *, now: datetime) -> None:
    """Keep the database up and let the rules look at the running quarter and the one before.

    It may be done any number of times, by any number of processes.
    """
    keep_up(engine, settings, now=now)
    calendar, today = settings.calendar, day_of(now, settings.calendar)
    running = season_on(today, kind=SeasonKind.QUARTER, calendar=calendar)
    for season in (previous_season(running, calendar=calendar), running):
        # Evidence is gathered before any writer has to wait.
        with reading(engine) as session:
            evidence = season_evidence(session, season=season, calendar=calendar, today=today)
        with writing(engine) as session:
            keep_flags(session, evidence, season=season, now=now)
