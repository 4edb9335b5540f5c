"""Which season a command speaks of."""

from __future__ import annotations

from argparse import Namespace

from sqlmodel import Session

from cli.desk import Desk
from db.queries.tallies import rated_days
from gamify.seasons import Season, day_of, parse_season, usual_season


def season_meant(session: Session, arguments: Namespace, desk: Desk) -> Season:
    """The season that was named, else the newest quarter with ratings. Raises UnknownSeason."""
    calendar = desk.settings.calendar
    if arguments.season:
        return parse_season(arguments.season, calendar=calendar)
    span = rated_days(session)
    return usual_season(span and span[1], today=day_of(desk.now, calendar), calendar=calendar)
