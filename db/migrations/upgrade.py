"""Applies the migrations that a database doesn't have yet."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from gamify.errors import DatabaseRefused
from gamify.language import say


def upgrade(connection: Connection, *, to: str = "head") -> None:
    """Bring the schema to a version, within the transaction of the connection.

    Raises DatabaseRefused if the database was written by a newer Crownboard.
    """
    settings = alembic_settings()
    known = known_versions()
    version = MigrationContext.configure(connection).get_current_revision()
    if version is not None and version not in known:
        raise DatabaseRefused(
            problem=say("it was written by a newer Crownboard ({version})", version=version)
        )
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)


def known_versions() -> frozenset[str]:
    """Every version of the schema that there is a migration for."""
    scripts = ScriptDirectory.from_config(alembic_settings()).walk_revisions()
    return frozenset(script.revision for script in scripts)


def alembic_settings() -> Config:
    """What Alembic needs to know: where the migrations lie."""
    settings = Config()
    settings.set_main_option("script_location", Path(__file__).parent.as_posix())
    return settings
