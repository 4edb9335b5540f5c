"""Ratings of coarse sources are marked in the table, in the note and in the board's JSON."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from db.commands.points import keep_points
from db.engine import open_engine, reading, writing
from db.models import Source
from db.queries.coarse import coarse_ratings, coarse_ratings_of_engineers
from pages.ui import reads
from pages.ui.coarse_note import coarse_note, coarse_of
from tests.factories import Row, store

YEAR: dict[str, Any] = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


def fill(engine: Engine) -> None:
    """Alpha with a rating of stars and two of a source with two points, Beta with stars alone."""
    with writing(engine) as session:
        store(session, Row("A1"), Row("B1", owner="Bob", team="Beta"))
        store(
            session,
            Row("Z1"),
            Row("Z2", stars=1, helpers=("Cid",)),
            Row("Z3", stars=0),
            source="zendesk",
        )
        source = session.exec(select(Source.id).where(Source.name == "zendesk")).one()
        keep_points(session, source or 0, 2)


def test_coarse_ratings_are_counted_by_team(engine: Engine) -> None:
    with reading(engine) as session:
        assert coarse_ratings(session, **YEAR) == {}
    fill(engine)

    with reading(engine) as session:
        assert coarse_ratings(session, **YEAR) == {1: {2: 2}}
        assert coarse_ratings_of_engineers(session, **YEAR) == {1: {2: 2}, 3: {2: 1}}
        assert coarse_ratings_of_engineers(session, **YEAR, team_id=2) == {}


def test_a_badge_and_a_note_say_it() -> None:
    coarse = {1: {2: 2, 3: 1}, 0: {3: 4}}

    note = coarse_note(coarse, {1: "Alpha"}, "en")

    assert coarse_of(coarse, 1, "en") == (
        "2-point source", "2-point source: 2 · 3-point source: 1")  # fmt: skip
    assert coarse_of(coarse, 2, "ru") == ("", "")
    assert note is not None
    assert note.title == "7 ratings are from sources with fewer choices than five"
    assert note.lines == (
        "Alpha – 2-point source: 2 · 3-point source: 1",
        "without a team – 3-point source: 4",
    )
    assert coarse_note({}, {}, "en") is None


def test_the_board_carries_the_badge(sqlite_url: str, monkeypatch: Any) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    engine = open_engine(sqlite_url)
    fill(engine)
    engine.dispose()
    reads.forget()

    board = reads.board(reads.BoardQuery(season="2026-Q4")).body.decode()

    reads.forget()
    # The team's row and Ann's; Cid has no five, and Bob's ratings are of real stars.
    assert board.count('"coarse":"2-point source"') == 2
    assert board.count("Ratings of fewer choices than five: 2-point source: 2.") == 1
    assert '"coarse":{"title":"2 ratings are from' in board
