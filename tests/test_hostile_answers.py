"""Hostile words in what leaves Crownboard: the API, CSV files, the command line, forms."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from itertools import cycle

import pytest
from sqlalchemy import Engine, func
from sqlmodel import select

from cli.main import main
from db.engine import reading
from db.models import Rating
from db.settings import Settings
from gamify.steering import is_steering
from pages.ui import reads
from tests.api.programs import Program, token_with
from tests.api.visiting import Browser
from tests.hostile import ALL, WORDS, person_name
from tests.odd_words import LINES, ODD, is_fine, places, problem_of
from tests.post import KEY

#: With the browser's tests, which need the same database.
pytestmark = pytest.mark.xdist_group("browser")

TABLES = ("standings/teams", "standings/engineers", "nominations", "challenges", "cells")
PATHS = (*(f"/seasons/current/{table}" for table in TABLES), "/people", "/teams")
#: What a spreadsheet takes for a formula; a number is one, too, and harmless.
FORMULA = re.compile(r"[\s\x00-\x1f]*[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?\d+([./]\d+)?")
READING = (
    "standings teams",
    "standings engineers",
    "flags",
    "nominations",
    "par",
    "assist list",
    "challenge list",
    "digest",
    "destination list",
    "plan list",
    "wall list",
    "announce --list",
    "source list",
    "admin list",
    "token list",
    "people list",
    "exclusion list",
    "audit",
    "audit --csv",
    "import --list",
    "explain team =1+1 2",
)


@pytest.fixture(autouse=True)
def engine(planted: tuple[Settings, datetime], monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", planted[0].database_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", KEY)
    reads.forget()
    yield reads.engine()
    reads.forget()


@pytest.fixture
def program(engine: Engine, request: pytest.FixtureRequest) -> Program:
    return Program(token_with(engine, name=request.node.name[-80:]))


def ratings(engine: Engine) -> int:
    with reading(engine) as session:
        return session.exec(select(func.count()).select_from(Rating)).one()


def harmful(text: str) -> list[str]:
    """Cells of a CSV file that a spreadsheet would run."""
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    return [cell for cell in cells if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]


def test_tables_of_the_api_are_opened_by_a_spreadsheet_without_harm(program: Program) -> None:
    told = [program.get(path, params={"format": "csv", "limit": 1000}) for path in PATHS]

    assert [answer.status_code for answer in told] == [200] * len(PATHS)
    assert [harmful(answer.text) for answer in told] == [[]] * len(PATHS)
    texts = "".join(answer.text for answer in told)
    assert [word for word in ("'=1+1 2", "'@SUM(1) 14", "'-1+1 13") if word not in texts] == []
    assert harmful('a,=1+1\n" =2","\t+x"\n') == ["=1+1", " =2", "\t+x"]


def test_tables_of_the_api_hold_words_as_they_are(program: Program) -> None:
    people = program.get("/people", params={"limit": 1000}).json()["rows"]
    boards = [Browser().get(f"/api/v1/{name}") for name in ("board", "nominations", "challenges")]

    names = {row["name"] for row in people}
    assert {person_name(at) for at in (0, 5, 11, 12, 13, 14, 17)} <= names
    assert not any(is_steering(char) for name in names for char in name)
    assert [answer.headers["content-type"] for answer in boards] == ["application/json"] * 3
    assert all(json.loads(answer.text) for answer in boards)
    assert "<" not in "".join(answer.headers.get("link", "") for answer in boards)


def test_no_command_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for words in READING:
        code = main(words.split(" ", 2))

        said = capsys.readouterr()
        assert (words, code, said.err) == (words, 0, "")
        assert [char for char in said.out if is_steering(char) and char not in "\n\t\r"] == []
        if words.endswith("--csv"):
            assert harmful(said.out) == []


class Tags(HTMLParser):
    """Which elements there are, and what they refer to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [tag, *(name for name, _ in attrs)]
        self.found += [value or "" for name, value in attrs if name in ("href", "src", "action")]


def tags(text: str) -> set[str]:
    reader = Tags()
    reader.feed(text)
    return set(reader.found)


@pytest.mark.parametrize("word", [*WORDS[:3], WORDS[10], ALL])
def test_the_form_shows_a_wrong_login_and_address_as_words(word: str) -> None:
    browser = Browser()
    plain = tags(browser.get("/sign-in").text)

    shown = browser.sign_in(login=word, password="wrong password", to=word)
    told = browser.get("/sign-in", params={"to": word, "problem": word, "lang": word})

    assert shown.status_code in (401, 429)
    assert not {"onerror", "onload", "img", "svg"} & (tags(shown.text) | tags(told.text)) - plain
    assert "javascript" not in " ".join(tags(told.text))


def test_odd_words_in_addresses_and_bodies_are_words_like_others(
    program: Program, engine: Engine
) -> None:
    before, words = ratings(engine), cycle(ODD)

    told = [(place, place.ask(program, next(words))) for place in places()]

    assert [(str(place), answer.text[:200]) for place, answer in told if not is_fine(answer)] == []
    assert ratings(engine) == before


def test_odd_words_on_the_command_line_are_words_like_others(engine: Engine) -> None:
    before, words = ratings(engine), cycle(ODD)

    for line in LINES:
        told = [next(words) if part == "?" else part for part in line.split(" ")]
        problem = problem_of(told)
        assert (told, problem) == (told, "")
    assert ratings(engine) == before
