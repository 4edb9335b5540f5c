"""The settings as they hold: the organisation's own values over those of the environment."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from db.engine import open_engine, reading
from db.queries.own_settings import own_values
from db.settings import Settings, merged
from gamify.errors import CrownboardError


def settings_in_force(base: Settings) -> Settings:
    """Look at the database, where there is one already, for what the organisation has set.

    A database that can't be read is refused when somebody needs it; nothing is made of it here.
    """
    if not _may_be_there(base.database_url):
        return base
    try:
        engine = open_engine(base.database_url)
        try:
            with reading(engine) as session:
                return merged(base, own_values(session))
        finally:
            engine.dispose()
    except CrownboardError:
        return base


def _may_be_there(url: str) -> bool:
    try:
        address = make_url(url)
    except ArgumentError:
        return False
    if address.get_backend_name() != "sqlite":
        return True
    return bool(address.database) and Path(str(address.database)).is_file()
