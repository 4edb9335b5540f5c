"""The routes beside the pages: the version, the board, health, fonts."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from db.engine import writing
from pages.ui import reads
from pages.ui.board import Board, fill_board
from tests.api.conftest import Client
from tests.factories import Row, store

BOARD = "/api/v1/board"
VERSION = "/api/v1/version"


def rate(engine: Engine, team: str, ratings: int, *, day: date = date(2023, 10, 2)) -> None:
    """Ratings of a team, a five a day, seen by the next question."""
    with writing(engine) as session:
        store(
            session,
            *(Row(f"{team}{at}", team=team, day=day + timedelta(days=at)) for at in range(ratings)),
        )
    reads.clock.forget()


def test_the_version_grows_with_a_write_and_is_304_until_then(
    client: Client, engine: Engine
) -> None:
    rate(engine, "Alpha", 1)
    first = client.get(VERSION)
    same = client.get(VERSION, headers={"If-None-Match": first.headers["etag"]})

    rate(engine, "Beta", 1)
    after = client.get(VERSION, headers={"If-None-Match": first.headers["etag"]})

    assert (first.status_code, same.status_code, same.content) == (200, 304, b"")
    assert after.status_code == 200
    assert after.json()["version"] > first.json()["version"]


def test_a_version_is_told_without_asking_the_database_again(
    client: Client, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate(engine, "Alpha", 1)
    client.get(VERSION)
    monkeypatch.setattr(reads.clock, "look", lambda: pytest.fail("the database was asked"))

    assert client.get(VERSION).status_code == 200


def test_a_board_is_what_the_page_draws(client: Client, engine: Engine) -> None:
    rate(engine, "Alpha", 25)
    rate(engine, "Beta", 30)

    answer = client.get(BOARD, params={"season": "2023-Q4", "lang": "en"})

    query = reads.BoardQuery("2023-Q4", "", "en")
    assert answer.status_code == 200
    assert answer.content == reads.board(query).body
    assert [row["ratings"] for row in answer.json()["rows"]] == ["30", "25"]


def test_a_board_takes_the_table_and_the_usual_one_for_nonsense(
    client: Client, engine: Engine
) -> None:
    rate(engine, "Alpha", 25)
    rate(engine, "Beta", 30)

    usual, nonsense, raw = (
        client.get(BOARD, params={"season": "2023-Q4", "table": table}).content
        for table in ("", "fair'", "raw")
    )

    assert usual == nonsense == reads.board(reads.BoardQuery("2023-Q4")).body
    assert raw == reads.board(reads.BoardQuery("2023-Q4", table="raw")).body


def test_a_board_is_packed_for_who_takes_it_so(client: Client, engine: Engine) -> None:
    rate(engine, "Alpha", 25)

    packed = client.get(BOARD, headers={"Accept-Encoding": "gzip"})
    plain = client.get(BOARD, headers={"Accept-Encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert gzip.decompress(reads.board(reads.BoardQuery()).packed) == plain.content


def test_a_board_is_made_once_however_many_ask(
    client: Client, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rate(engine, "Alpha", 25)
    made = []

    def draw_and_count(*parts: Any) -> Board:
        made.append(parts)
        return fill_board(*parts)

    monkeypatch.setattr(reads, "fill_board", draw_and_count)

    answers = client.get_at_once(BOARD, times=16)

    assert len(made) == 1
    assert {answer.content for answer in answers} == {answers[0].content}


def test_a_board_that_has_not_changed_is_304(client: Client, engine: Engine) -> None:
    rate(engine, "Alpha", 1)
    tag = client.get(BOARD).headers["etag"]

    assert client.get(BOARD, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "asked", [{"season": "2023-Q9"}, {"team": "Nobody"}, {"season": "x" * 9999}]
)
def test_what_does_not_exist_is_404_with_a_board_that_says_so(
    client: Client, engine: Engine, asked: dict[str, str]
) -> None:
    rate(engine, "Alpha", 1)

    answer = client.get(BOARD, params=asked)

    assert answer.status_code == 404
    assert answer.json()["empty"]["go"]["code"] == "2023-Q4"
    assert len(answer.json()["empty"]["title"]) < 500


def test_health_asks_the_database(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "database": "ok"}


def test_a_database_out_of_reach_is_503_with_a_sentence(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "no").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", f"sqlite:///{tmp_path}/no/such.db")
    reads.forget()

    answers = [client.get(path) for path in ("/healthz", VERSION, BOARD)]

    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert answers[0].json()["error"].startswith("The database can't be used: ")


def test_fonts_are_kept_for_a_year(client: Client) -> None:
    answer = client.get("/fonts/inter-latin-wght-normal.woff2")

    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/fonts/../app.py").status_code == 404


def test_an_address_that_leads_nowhere_is_404_and_no_page(client: Client) -> None:
    answer = client.get("/api/v2/board")

    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is nothing at this address of the API."
