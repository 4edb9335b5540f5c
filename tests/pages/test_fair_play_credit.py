"""Credit on the page about fair play: splits are shown and set by hand, help is decided on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from db.commands.assists import claim_assist
from db.engine import open_engine, reading, writing
from db.models import AuditEntry, Engineer, Ticket
from db.queries.assists import claims
from db.queries.splits import credit_split
from gamify.access import console
from gamify.credit import AssistState
from gamify.ratings import CREDIT
from pages.ui.fair_play.reading import forget
from tests.factories import NOW, Row, store

FRAME = Path(__file__).resolve().parents[2] / "pages" / "ui" / "frame.py"
#: A name that does harm where it isn't shown as it is.
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b)"
HALF, QUARTER = CREDIT // 2, CREDIT // 4


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database of its own, and nothing read before."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    forget()
    yield sqlite_url
    forget()


def fill(url: str, *, helper: str = "Cid") -> None:
    """Six ratings of a customer for Ann, one with a helper, who claims to have helped Bob too."""
    first = date(2026, 11, 2)
    mine = [
        Row(
            f"A{n}",
            day=first + timedelta(days=n),
            requester="golovina@client.example",
            helpers=() if n else (helper,),
        )
        for n in range(6)
    ]
    others = [Row(f"B{n}", stars=0, owner="Bob") for n in range(54)]
    engine = open_engine(url)
    with writing(engine) as session:
        store(session, *mine, *others)
        ticket = session.exec(select(Ticket.id).where(Ticket.external_id == "B0")).one()
        claim_assist(
            session,
            ticket_id=ticket,
            engineer_id=_id_of(session, helper),
            minutes=7,
            actor=console("Cid's colleague"),
            now=NOW,
        )
    engine.dispose()


def _id_of(session: Session, name: str) -> int:
    found = session.exec(select(Engineer.id).where(Engineer.name == name)).one()
    assert found is not None
    return found


def engineer_id(url: str, name: str) -> int:
    engine = open_engine(url)
    with reading(engine) as session:
        found = _id_of(session, name)
    engine.dispose()
    return found


def opened(*, lang: str = "en", name: str = "Lea") -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=30)
    page.query_params["lang"], page.query_params["season"] = lang, "2026-Q4"
    page.run()
    page.switch_page(str(FRAME.parents[1] / "fair_play.py")).run()
    page.text_input(key="fair_play_name").input(name).run()
    assert not page.exception
    return page


def credits_on_card(page: AppTest) -> list[str]:
    """What the card says of each rating's credit."""
    found: list[Any] = [element for element in page.main if element.type == "bidi_component"]
    card = json.loads(found[1].proto.bytes)
    return [rating["credit"] for rating in card["ratings"]]


def texts(page: AppTest) -> list[str]:
    return [text.value for text in page.text]


def shares(url: str, rating: int) -> dict[str, int]:
    engine = open_engine(url)
    with reading(engine) as session:
        split = credit_split(session, rating)
    engine.dispose()
    return {share.name: share.units for share in split.shares}


def states(url: str) -> list[tuple[str, AssistState, str | None]]:
    """Claims that Bob's ticket has."""
    engine = open_engine(url)
    with reading(engine) as session:
        found = [(one.ticket, one.state, one.decided_by) for one in claims(session)]
    engine.dispose()
    return [one for one in found if one[0] == "B0"]


def button(page: AppTest, start: str) -> Any:
    """The one button whose key begins so."""
    (found,) = [one for one in page.button if str(one.key).startswith(start)]
    return found


def shared_by_hand(page: AppTest, *parts: str, why: str) -> None:
    """Fill in the form of the first rating, share by share, and send it."""
    button(page, "share-1").click().run()
    fields = [field for field in page.text_input if str(field.key).startswith("share-1-")]
    for field, part in zip(fields, parts, strict=True):
        field.input(part)
    page.text_input(key="why-1").input(why)
    page.button(key="set-1").click().run()
    assert not page.exception


def test_each_rating_of_a_flag_names_who_is_credited_with_it(database: str) -> None:
    fill(database)

    page = opened()

    assert credits_on_card(page) == ["Ann ½ · Cid ½ (helper)"] + ["Ann 1"] * 5


def test_a_lead_shares_a_rating_by_hand_and_by_the_rule_again(database: str) -> None:
    fill(database)
    page = opened()

    shared_by_hand(page, "3/4", "25%", why="Cid only watched")

    assert shares(database, 1) == {"Ann": 3 * QUARTER, "Cid": QUARTER}
    assert credits_on_card(page)[0] == "Ann ¾ · Cid ¼ (helper) · set by hand"
    page.button(key="rule-1").click().run()
    assert shares(database, 1) == {"Ann": HALF, "Cid": HALF}
    assert credits_on_card(page)[0] == "Ann ½ · Cid ½ (helper)"
    fields = [field.value for field in page.text_input if str(field.key).startswith("share-1-")]
    assert fields == ["1/2", "1/2"]
    assert logged(database)[-2:] == [("credit set", "Lea"), ("credit by rule", "Lea")]


def test_somebody_else_can_be_given_a_share(database: str) -> None:
    fill(database)
    page = opened()
    button(page, "share-1").click().run()
    bob, cid = engineer_id(database, "Bob"), engineer_id(database, "Cid")

    assert page.selectbox(key="other-1").options == ["Bob"]
    page.selectbox(key="other-1").select("Bob").run()
    page.text_input(key=f"share-1-{bob}").input("0.5")
    page.text_input(key=f"share-1-{cid}").input("0")
    page.text_input(key="why-1").input("Bob solved it")
    page.button(key="set-1").click().run()

    assert shares(database, 1) == {"Ann": HALF, "Bob": HALF}
    fields = [field.value for field in page.text_input if str(field.key).startswith("share-1-")]
    assert (fields, page.text_input(key="why-1").value) == (["1/2", "1/2"], "")


@pytest.mark.parametrize(
    ("parts", "why", "sentence"),
    [
        (("1/2", "1/2"), " ", "This can't be done: a reason is needed"),
        (
            ("1/2", "1/4"),
            "x",
            "This can't be done: the shares of a rating make exactly 1 together (27,720 units)",
        ),
        (("1/2", "1/0"), "x", "This can't be done: “1/0” isn't a share; write it like 1/2"),
        (
            ("1/2", HOSTILE[:20]),
            "x",
            f"This can't be done: “{HOSTILE[:20]}” isn't a share; write it like 1/2",
        ),
    ],
)
def test_shares_that_cannot_be_are_refused_in_a_sentence(
    database: str, parts: tuple[str, str], why: str, sentence: str
) -> None:
    fill(database)
    page = opened()

    shared_by_hand(page, *parts, why=why)

    assert sentence in texts(page)
    assert credits_on_card(page)[0] == "Ann ½ · Cid ½ (helper)"


def test_claimed_help_says_whose_it_is_and_counts_when_confirmed(database: str) -> None:
    fill(database)
    page = opened()

    assert texts(page) == [
        "Ticket B0",
        "helper: Cid · owner: Bob · 7 logged minutes · claimed on 22 Nov 2026 by Cid's colleague",
    ]
    button(page, "confirm-").click().run()

    assert states(database) == [("B0", AssistState.CONFIRMED, "Lea")]
    assert texts(page) == []
    assert any("No help waits for a word." in text.value for text in page.markdown)


def test_help_that_is_declined_waits_no_longer(database: str) -> None:
    fill(database)
    page = opened()

    button(page, "decline-").click().run()

    assert states(database) == [("B0", AssistState.DECLINED, "Lea")]
    assert texts(page) == []


def test_without_a_name_neither_help_nor_shares_are_decided(database: str) -> None:
    fill(database)

    page = opened(name=" ")

    assert all(button(page, start).disabled for start in ("confirm-", "decline-", "share-1"))


def test_a_form_left_open_by_somebody_without_a_name_decides_nothing(database: str) -> None:
    fill(database)
    page = opened()
    button(page, "share-1").click().run()

    page.text_input(key="fair_play_name").input(" ").run()

    assert page.button(key="set-1").disabled


def test_names_of_engineers_are_shown_as_they_are(database: str) -> None:
    fill(database, helper=HOSTILE)
    page = opened()

    button(page, "share-1").click().run()

    assert credits_on_card(page)[0] == f"Ann ½ · {HOSTILE} ½ (helper)"
    assert HOSTILE in texts(page)
    marked = [
        element.value for kind in (page.markdown, page.caption, page.subheader) for element in kind
    ]
    labels = [widget.label for widget in [*page.button, *page.text_input, *page.selectbox]]
    assert not any("onerror" in str(text) for text in [*marked, *labels])


def test_credit_and_help_speak_russian(database: str) -> None:
    fill(database)

    page = opened(lang="ru")

    assert credits_on_card(page)[0] == "Ann ½ · Cid ½ (помощник)"
    assert "Помощь по обращениям" in [heading.value for heading in page.subheader]
    ticket, told = texts(page)
    assert ticket == "Обращение B0"
    assert told.startswith("помощник: Cid · владелец: Bob · записано 7 минут · сообщение от 22 ")
    assert told.endswith(" (Cid's colleague)")


def logged(url: str) -> list[tuple[str, str]]:
    """Who decided what, in order."""
    engine = open_engine(url)
    with reading(engine) as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    engine.dispose()
    return [(entry.action, entry.actor) for entry in entries]
