"""What is done every night without being asked: upkeep, a look for what seems odd, forgetting."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine

from db.settings import Settings
from db.upkeep import forget_old_payloads, forget_old_words, keep_up, look_at
from gamify.seasons import SeasonKind, day_of, previous_season, season_on


def pass_the_night(engine: Engine, settings: Settings, *, now: datetime) -> None:
    """Keep the database up and let the rules look at the running quarter and the one before.

    Comments that are older than the organisation keeps them are deleted.

    It may be done any number of times, by any number of processes.
    """
    keep_up(engine, settings, now=now)
    calendar, today = settings.calendar, day_of(now, settings.calendar)
    running = season_on(today, kind=SeasonKind.QUARTER, calendar=calendar)
    for season in (previous_season(running, calendar=calendar), running):
        look_at(engine, season, settings, now=now)
    forget_old_words(engine, settings, now=now)
    forget_old_payloads(engine, settings, now=now)
