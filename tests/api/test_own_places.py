"""A place outside the public ones is seen by that person alone, also through the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine

from api.cookies import SIGN_IN
from db.engine import open_engine, writing
from gamify.rights import Role
from pages.ui import reads
from pages.ui.nominations.reading import galleries
from tests.api.visiting import Browser, account, token_of
from tests.factories import Row, store

NOMINATIONS = "/api/v1/nominations?season=2026-Q4&lang=en"
NAMES = ("Ann", "Bob", "Cid", "Dan", "Eve")
EVE = 5


@pytest.fixture
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Five people, of whom Eve has scored the least."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    galleries.clear()
    engine = open_engine(sqlite_url)
    rows = [Row(f"{name}{n}", owner=name) for at, name in enumerate(NAMES) for n in range(15 - at)]
    with writing(engine) as session:
        store(session, *rows)
    yield engine
    engine.dispose()
    reads.forget()
    galleries.clear()


def browser_of(engine: Engine, login: str, role: Role, engineer_id: int | None) -> Browser:
    browser = Browser()
    account_id = account(engine, login, role, engineer_id=engineer_id, password=None)
    browser.cookies.set(SIGN_IN, token_of(engine, account_id))
    return browser


def own(answer: Any) -> list[tuple[str, str]]:
    """Whose own places an answer tells."""
    cards = answer.json()["cards"]
    return [(card["id"], card["own"]["name"]) for card in cards if card["own"]]


def seen(answer: Any) -> str:
    """What an answer tells of a nomination that ranks: badges name everybody who earned one."""
    cards = {card["id"]: card for card in answer.json()["cards"]}
    return str([cards["top_scorer"], own(answer)])


def test_the_own_place_is_told_to_the_person_alone(engine: Engine) -> None:
    eve = browser_of(engine, "eve", Role.ENGINEER, EVE)
    others = [
        Browser(),
        browser_of(engine, "bob", Role.ENGINEER, 2),
        browser_of(engine, "vic", Role.VIEWER, EVE),
        browser_of(engine, "lea", Role.LEAD, None),
    ]

    told = dict(own(eve.get(NOMINATIONS)))

    assert told["top_scorer"] == "Eve"
    assert not any("Eve" in seen(other.get(NOMINATIONS)) for other in others)


def test_the_address_names_nobody(engine: Engine) -> None:
    bob = browser_of(engine, "bob", Role.ENGINEER, 2)
    asked = ("engineer=5", "own=5", "engineer_id=5", "account_id=1", "visitor=5")

    answers = [bob.get(f"{NOMINATIONS}&{one}") for one in asked]

    assert not any("Eve" in seen(answer) for answer in answers)


def test_what_one_person_has_is_never_another_ones_answer(engine: Engine) -> None:
    eve, stranger = browser_of(engine, "eve", Role.ENGINEER, EVE), Browser()
    own_answer, public = eve.get(NOMINATIONS), stranger.get(NOMINATIONS)

    asked = {"if-none-match": own_answer.headers["etag"]}
    statuses = [who.get(NOMINATIONS, headers=asked).status_code for who in (eve, stranger)]

    assert own_answer.headers["etag"] != public.headers["etag"]
    assert statuses == [304, 200]
    assert own_answer.headers["cache-control"] == "private, no-cache"
    assert "Cookie" in own_answer.headers["vary"]


def test_a_signed_out_person_has_no_own_place_any_more(engine: Engine) -> None:
    eve = browser_of(engine, "eve", Role.ENGINEER, EVE)
    before = own(eve.get(NOMINATIONS))
    eve.cookies.delete(SIGN_IN)

    assert before
    assert own(eve.get(NOMINATIONS)) == []


@pytest.mark.parametrize("path", ["/api/v1/board?season=2026-Q4", "/api/v1/challenges"])
def test_other_answers_are_the_same_for_everybody(engine: Engine, path: str) -> None:
    eve = browser_of(engine, "eve", Role.ENGINEER, EVE)

    assert eve.get(path).text == Browser().get(path).text


def test_the_board_shows_the_best_half_and_nobody_else(engine: Engine) -> None:
    lead = browser_of(engine, "lea", Role.LEAD, None)

    for who in (Browser(), lead):
        board = who.get("/api/v1/board?season=2026-Q4&lang=en").json()
        shown = [*board["scorers"]["podium"], *board["scorers"]["rest"]]
        assert [each["name"] for each in shown] == ["Ann", "Bob", "Cid"]
        assert not any(name in str(board) for name in ("Dan", "Eve"))
