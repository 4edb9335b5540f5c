"""The tables that go out: known figures, and nobody in them who isn't for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.people import hide_engineer
from db.engine import open_engine, reading, writing
from db.queries.teams import team_names
from db.settings import Settings
from db.tables.registry import TABLES, is_there, table_called
from db.tables.table import Asked, UnknownTable, sheet_of
from gamify.access import READER, NotAllowed, Visitor, Way, console
from gamify.language import LANGUAGES
from gamify.rights import Right, Role
from gamify.seasons import Calendar, parse_season
from tests.factories import NOW, Row, store

SEASON = parse_season("2026-Q4", calendar=Calendar())
ADA = console("Ada")
LEAD = Visitor("Lea", Role.LEAD, way=Way.PASSWORD)


def rows_of(session: Session, name: str, visitor: Visitor = ADA, **told: Any) -> list[Any]:
    asked = Asked(visitor, SEASON, Settings(), NOW, **told)
    return list(sheet_of(session, table_called(name), asked).rows)


@pytest.fixture
def engine(sqlite_url: str) -> Iterator[Engine]:
    """Person 1 has one five, person 2 two, up to person 8 of Alpha; and golden case G2 of Beta."""
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        many = [
            Row(f"T{person}-{n}", owner=f"Person {person}")
            for person in range(1, 9)
            for n in range(person)
        ]
        golden = [Row(f"G{n}", 4 if n == 0 else 5, "Gold", "Beta") for n in range(86)]
        store(session, *many, *golden, Row("H1", 5, "Gold", "Beta", helpers=("Person 1",)))
        hide_engineer(session, engineer_id=7, hidden=True, actor=ADA, now=NOW)
    yield engine
    engine.dispose()


def test_averages_are_exact_beside_what_is_shown(engine: Engine) -> None:
    with reading(engine) as session:
        beta = next(row for row in rows_of(session, "teams") if row[1] == "Beta")
        gold = rows_of(session, "scorers")[0]

    assert beta[2:9] == (87, 86, 1, 0, 0, 0, Fraction(434, 87))
    assert gold == (1, "Gold", "Beta", Fraction(171, 2), Fraction(173, 2), Fraction(863, 173))


def test_the_public_gets_the_best_a_person_the_own_row_and_an_administrator_all(
    engine: Engine,
) -> None:
    person = Visitor("one", Role.ENGINEER, engineer_id=1, way=Way.PASSWORD)
    with reading(engine) as session:
        public, own, every = (
            [row[1] for row in rows_of(session, "scorers", who)] for who in (READER, person, ADA)
        )

    assert public == ["Gold", "Person 8", "Engineer 7", "Person 6"]
    assert own == [*public, "Person 1"]
    assert len(every) == 9


def test_beside_goals_the_ratings_and_average_are_the_persons_own(engine: Engine) -> None:
    """Goals beside ratings would say how many of somebody's ratings weren't fives."""
    lead = Visitor("Lea", Role.LEAD, team_ids=frozenset({1}), way=Way.PASSWORD)
    gold = Visitor("gold", Role.ENGINEER, engineer_id=9, way=Way.PASSWORD)
    with reading(engine) as session:
        told = {
            who.name: {row[1]: row[4:] for row in rows_of(session, "scorers", who)}
            for who in (READER, lead, gold)
        }

    assert set(told[""].values()) == set(told["Lea"].values()) == {(None, None)}
    assert told["gold"] == told[""] | {"Gold": (Fraction(173, 2), Fraction(863, 173))}


@pytest.mark.parametrize("code", ["2026-11-02..2026-11-02", "2026-10-01..2026-11-30", "2026-11"])
def test_days_chosen_at_will_are_for_those_who_see_single_ratings(
    engine: Engine, code: str
) -> None:
    season = parse_season(code, calendar=Calendar())
    person = Visitor("one", Role.ENGINEER, engineer_id=1, way=Way.PASSWORD)

    def is_given(name: str, visitor: Visitor) -> bool:
        asked = Asked(visitor, season, Settings(), NOW)
        with reading(engine) as session:
            try:
                return bool(list(sheet_of(session, table_called(name), asked).columns))
            except NotAllowed:
                return False

    for name in ("teams", "scorers", "places"):
        given = [is_given(name, who) for who in (READER, person, LEAD, ADA)]
        assert given == [code != "2026-11-02..2026-11-02"] * 2 + [True] * 2
    # The days of teams are in no table for everybody, and the own ratings are of any days.
    days = [is_given("cells-team-day", who) for who in (READER, person, LEAD, ADA)]
    assert days == [False, False, True, True]
    assert is_given("own-ratings", person)


def test_a_hidden_name_is_in_no_table_that_everybody_may_have(engine: Engine) -> None:
    with reading(engine) as session:
        told = {
            table.name: repr(rows_of(session, table.name, READER))
            for table in TABLES
            if table.right is Right.SEE_BOARDS
        }
        persons = repr(rows_of(session, "cells-engineer-day"))

    assert [name for name, rows in told.items() if "Person 7" in rows] == []
    assert "Person 7" not in persons
    assert "Engineer 7" in persons


def test_the_cells_of_many_weeks_come_in_order_and_sum_to_the_ratings(engine: Engine) -> None:
    with writing(engine) as session:
        store(session, *(Row(f"W{n}", day=date(2026, 10, n)) for n in range(1, 31)), source="old")
    with reading(engine) as session:
        rows = rows_of(session, "cells-team-day")

    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert sum(row[4] for row in rows) == 36 + 86 + 30


def test_somebodys_own_ratings_are_nobody_elses(engine: Engine) -> None:
    person = Visitor("one", Role.ENGINEER, engineer_id=1, way=Way.PASSWORD)
    with reading(engine) as session:
        rows = rows_of(session, "own-ratings", person)

    assert {(row[1], row[4]) for row in rows} == {("T1-0", True), ("H1", False)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_says_what_its_columns_mean(engine: Engine, language: str) -> None:
    with reading(engine) as session:
        for table in TABLES:
            if table.is_own or not is_there(table, SEASON):
                continue
            sheet = sheet_of(session, table, Asked(ADA, SEASON, Settings(), NOW, language))
            assert len(sheet.meanings) == len(table.columns)
            assert all(len(row) == len(table.columns) for row in sheet.rows), table.name


def test_a_table_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownTable, match=r"no table secrets. There are teams, scorers"):
        table_called("secrets")


def test_low_ratings_are_in_the_feedback_of_those_concerned_alone(engine: Engine) -> None:
    with writing(engine) as session:
        words = [
            Row("L1", 2, "Person 1", "Alpha", comment="=too(slow)"),
            Row("L2", 5, "Person 2", "Alpha", comment="Quick."),
            Row("L3", 3, "Gold", "Beta", comment="Rude."),
        ]
        store(session, *words, source="words")
        teams = {name: id_ for id_, name in team_names(session).items()}
    alpha = Visitor("a", Role.LEAD, team_ids=frozenset({teams["Alpha"]}), way=Way.PASSWORD)
    person = Visitor("one", Role.ENGINEER, engineer_id=1, way=Way.PASSWORD)

    with reading(engine) as session:
        seen = [
            {row[2] for row in rows_of(session, "feedback", who) if row[2].startswith("L")}
            for who in (READER, person, alpha, ADA)
        ]

    assert seen == [{"L2"}, {"L1", "L2"}, {"L1", "L2"}, {"L1", "L2", "L3"}]


def test_a_teams_quarter_of_few_people_is_for_its_leads(engine: Engine) -> None:
    with reading(engine) as session:
        teams = {name: id_ for id_, name in team_names(session).items()}
        lead = Visitor("b", Role.LEAD, team_ids=frozenset({teams["Beta"]}), way=Way.PASSWORD)
        public, own = (
            {row[0] for row in rows_of(session, "team-seasons", who)} for who in (READER, lead)
        )

    assert public == {"Alpha"}
    assert own == {"Alpha", "Beta"}
