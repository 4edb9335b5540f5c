"""Ratings that shouldn't count, as Streamlit runs the pages: asked about, decided on, let back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from db.engine import open_engine, reading, writing
from db.models import AuditEntry, ExclusionRequest, Rating
from gamify.access import Visitor, Way
from gamify.ratings import ExclusionReason
from gamify.rights import Role
from pages.ui import reads
from pages.ui.exclusion_note import ExclusionNote, exclusion_note
from pages.ui.fair_play import reading as fair_play
from pages.ui.my_season import reading as my_season
from pages.ui.reads import BoardQuery
from tests.factories import Row, store
from tests.pages.pressing import press, texts

FRAME = Path(__file__).resolve().parents[2] / "pages" / "ui" / "frame.py"
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"
ANN = Visitor("Ann", Role.ENGINEER, engineer_id=1, way=Way.PASSWORD, account_id=1)
LEA = Visitor("Lea", Role.LEAD, team_ids=frozenset({1}), way=Way.PASSWORD, account_id=2)
OTHER = Visitor("Olaf", Role.LEAD, team_ids=frozenset({2}), way=Way.PASSWORD, account_id=3)


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Ann of Alpha has a one, a five and a shared five; Bob of Beta has a two."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    for module in (fair_play, my_season):
        module.forget()
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(
            session,
            Row(HOSTILE, stars=1, comment=HOSTILE),
            Row("T2"),
            Row("T3", owner="Cid", helpers=("Ann",)),
            Row("T4", owner="Bob", team="Beta", stars=2, comment="secret of Beta"),
        )
    engine.dispose()
    yield sqlite_url
    for module in (fair_play, my_season):
        module.forget()


def enter(monkeypatch: pytest.MonkeyPatch, who: Visitor) -> None:
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: who)


def opened(monkeypatch: pytest.MonkeyPatch, who: Visitor, name: str, lang: str = "en") -> AppTest:
    enter(monkeypatch, who)
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.run()
    page.switch_page(str(FRAME.parents[1] / f"{name}.py"))
    page.query_params["lang"] = lang
    page.query_params["season"] = "2026-Q4"
    page.run()
    assert not page.exception
    return page


def excluded(url: str) -> dict[int, str | None]:
    engine = open_engine(url)
    with reading(engine) as session:
        statement = select(Rating.id, Rating.excluded_reason).where(
            col(Rating.excluded_at).is_not(None)
        )
        found = dict(session.exec(statement).all())
    engine.dispose()
    return found


def ask(page: AppTest, words: str = HOSTILE) -> None:
    page.selectbox(key="exclusion-own-1-reason").select(ExclusionReason.PRODUCT_FAULT)
    page.text_area(key="exclusion-own-1-words").input(words)
    press(page, "exclusion-own-1-go")


def test_an_engineer_asks_a_lead_accepts_and_restores_with_a_click(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = opened(monkeypatch, ANN, "my_season")
    assert texts(mine)[0] == "3 ratings · 2 with five stars"
    assert f"★☆☆☆☆ 1 of 5, awful · 2 Nov 2026 · ticket {HOSTILE}" in texts(mine)
    assert "Credit: Cid ½ · Ann ½ (helper) · It counts" in texts(mine)
    ask(mine)
    assert any("A lead has been asked on" in one and HOSTILE in one for one in texts(mine))

    lead = opened(monkeypatch, LEA, "fair_play")
    assert lead.subheader[0].value == "1 request to exclude a rating"
    assert {HOSTILE, f"The customer: {HOSTILE}"} <= set(texts(lead))
    press(lead, "accept-1")

    assert excluded(database) == {1: "product_fault"}
    assert "1 request to exclude a rating" not in [one.value for one in lead.subheader]
    board = json.loads(reads.board(BoardQuery(season="2026-Q4")).body)
    assert board["excluded"]["title"] == "1 rating excluded"
    assert board["excluded"]["lines"] == ["Alpha – the product's fault: 1"]
    assert [row["excluded"] for row in board["rows"]] == ["1 excluded", ""]
    assert HOSTILE not in json.dumps(board["excluded"])
    enter(monkeypatch, ANN)
    mine.run()
    assert "It doesn’t count: the product's fault" in texts(mine)

    enter(monkeypatch, LEA)
    lead.run()
    press(lead, "restore-excluded-1")
    assert excluded(database) == {}
    assert json.loads(reads.board(BoardQuery(season="2026-Q4")).body)["excluded"] is None


def test_a_question_can_be_taken_back_and_needs_a_reason(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(monkeypatch, ANN, "my_season")

    press(page, "exclusion-own-1-go")
    assert "This can't be done: a reason is needed" in texts(page)
    ask(page, "down")
    press(page, "withdraw-own-1")

    engine = open_engine(database)
    with reading(engine) as session:
        states = list(session.exec(select(ExclusionRequest.state)))
    engine.dispose()
    assert states == ["withdrawn"]
    assert not any("has been asked" in one for one in texts(page))


def test_a_lead_declines_with_a_word_that_the_engineer_reads(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = opened(monkeypatch, ANN, "my_season")
    ask(mine)
    lead = opened(monkeypatch, LEA, "fair_play")

    press(lead, "decline-1")
    assert any("a word is needed" in one for one in texts(lead))
    lead.text_input(key="exclusion-request-1-words").input("It was about you")
    press(lead, "decline-1")

    enter(monkeypatch, ANN)
    mine.run()
    assert any("Lea has answered: It was about you" in one for one in texts(mine))
    assert excluded(database) == {}


def test_a_lead_of_another_team_sees_and_decides_nothing_of_it(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(opened(monkeypatch, ANN, "my_season"))

    page = opened(monkeypatch, OTHER, "fair_play")
    page.text_input(key="exclusion-ticket").set_value(HOSTILE).run()

    assert not [one for one in page.subheader if "request" in one.value]
    assert "It belongs to a team of another lead." in texts(page)
    assert not any(HOSTILE in one for one in texts(page))


def test_any_rating_is_found_by_its_ticket_and_excluded_with_a_reason(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(monkeypatch, OTHER, "fair_play")
    page.text_input(key="exclusion-ticket").set_value(" T4 ").run()
    assert "secret of Beta" in texts(page)

    press(page, "exclusion-found-4-go")
    assert "This can't be done: a reason is needed" in texts(page)
    page.selectbox(key="exclusion-found-4-reason").select(ExclusionReason.ABUSE)
    page.text_area(key="exclusion-found-4-words").input("shouting")
    press(page, "exclusion-found-4-go")

    assert excluded(database) == {4: "abuse"}
    engine = open_engine(database)
    with reading(engine) as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "rating excluded")).one()
    engine.dispose()
    assert (entry.actor, entry.after) == (
        "Olaf", {"excluded": True, "reason": "abuse", "note": "shouting"},
    )  # fmt: skip
    press(page, "restore-found-4")
    assert excluded(database) == {}


def test_a_lead_sees_of_a_person_only_the_own_teams(monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(monkeypatch, OTHER, "my_season")

    assert page.selectbox(key="my-season-person").options == ["Bob"]
    assert not any("Ann" in one or "awful" in one for one in texts(page))


def test_an_account_without_a_person_reads_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = Visitor("Eve", Role.ENGINEER, way=Way.PASSWORD, account_id=4)

    page = opened(monkeypatch, nobody, "my_season", "ru")

    assert any("Администратор связывает" in one for one in texts(page))


def test_a_note_counts_reasons_by_team_the_most_frequent_first() -> None:
    reasons = {
        0: {ExclusionReason.ABUSE: 1},
        7: {ExclusionReason.ABUSE: 1, ExclusionReason.DUPLICATE: 2},
    }

    note = exclusion_note(reasons, {7: "Owls"}, "en")

    assert isinstance(note, ExclusionNote)
    assert note.title == "4 ratings excluded"
    assert note.lines == (
        "Owls – counted twice: 2 · not an honest rating: 1",
        "without a team – not an honest rating: 1",
    )
    assert exclusion_note({}, {}, "en") is None
