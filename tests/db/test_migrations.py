"""The migrations give exactly the tables that the models describe."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlmodel import SQLModel

import db.models  # noqa: F401  (declares the tables)
from db.derived import is_modelled
from db.engine import NEWEST, migrate
from db.migrations.upgrade import alembic_settings


def test_the_migrated_schema_equals_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_modelled})
        differences = compare_metadata(context, SQLModel.metadata)

    assert differences == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    with engine.connect() as connection:
        before = connection.execute(text("SELECT * FROM data_version")).all()

    migrate(engine)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM data_version")).all() == before


def test_the_newest_migration_is_the_one_that_a_database_is_asked_for() -> None:
    assert ScriptDirectory.from_config(alembic_settings()).get_current_head() == NEWEST
