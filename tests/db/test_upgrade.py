"""A database that an earlier Crownboard wrote goes on with what it has."""

from __future__ import annotations

from alembic import command
from sqlalchemy import Engine

from db.commands.cells import cell_differences
from db.engine import migrate, reading, writing
from db.migrations.upgrade import alembic_settings
from gamify.seasons import Calendar
from tests.factories import Row, store


def test_sums_by_team_and_kind_of_work_are_made_from_those_that_are_there(engine: Engine) -> None:
    with writing(engine) as session:
        store(session, Row("T1"), Row("T2", team="Beta", stars=3, owner="Bob"), Row("T3", stars=0))
    with engine.begin() as connection:
        settings = alembic_settings()
        settings.attributes["connection"] = connection
        command.downgrade(settings, "0001")

    migrate(engine)

    with reading(engine) as session:
        assert cell_differences(session, calendar=Calendar()) == []
