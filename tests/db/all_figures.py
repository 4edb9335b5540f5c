"""Everything that standings say and every row that a database holds, to compare two databases."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import JSON, Engine
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.engine import reading
from db.queries.closing import rated_quarters
from db.standings import engineer_table, team_table
from gamify.seasons import Calendar, SeasonKind, season_on
from gamify.standings import RankMode, Rules

#: What a restore itself changes, and what no backup keeps.
OWN = frozenset({"audit", "data_version", "sign_in", "guess"})


def standings_of(session: Session, *, calendar: Calendar | None = None) -> list[object]:
    """Every table of teams and engineers of every rated quarter and its year, in every mode."""
    calendar = calendar or Calendar()
    found: list[object] = []
    for first in rated_quarters(session):
        for kind in (SeasonKind.QUARTER, SeasonKind.YEAR):
            season = season_on(first, kind=kind, calendar=calendar)
            for mode in RankMode:
                table = team_table(
                    session, season=season, rules=Rules(), calendar=calendar, mode=mode
                )
                found += [table, engineer_table(session, season=season, mode=mode)]
    return found


def rows_of_all(session: Session, *, without: frozenset[str] = OWN) -> dict[str, list[Any]]:
    """Every row of every table as plain values, in order; of booleans and JSON what they mean."""
    session.flush()
    found = {}
    for table in SQLModel.metadata.sorted_tables:
        if table.name in without:
            continue
        statement = select_rows(table).order_by(*table.primary_key.columns)
        texts = [at for at, column in enumerate(table.columns) if isinstance(column.type, JSON)]
        found[table.name] = [
            tuple(
                json.dumps(value, sort_keys=True) if at in texts else value
                for at, value in enumerate(row)
            )
            for row in session.execute(statement)
        ]
    return found


def state_of(engine: Engine) -> tuple[list[object], dict[str, list[Any]]]:
    """Standings and rows of a database."""
    with reading(engine) as session:
        return standings_of(session), rows_of_all(session)
