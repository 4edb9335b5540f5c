"""A chat on the page: renamed, moved to another address, and removed with a warning before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from db.commands.plans import add_plan
from db.engine import open_engine, reading
from db.queries.destinations import destinations, digest_plans
from gamify.access import console
from pages.ui.challenges.places import what_stops
from tests.pages.challenges.test_page import (
    HOSTILE,
    NOW,
    fill,
    logged,
    opened,
    set_one,
    texts,
    write,
)
from tests.post import plan_to

ADDRESS = "json://127.0.0.1/another-secret-token"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with a running challenge and a chat that gets its message at nine."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", "ppXh9FAfTVL4FSzk3eHzAKM21GnC5lHqaTtTTBJLqJQ=")
    fill(sqlite_url)
    set_one(sqlite_url)
    write(sqlite_url, lambda session: plan_to(session, name=HOSTILE))
    return sqlite_url


def places(url: str) -> list[tuple[str, str]]:
    """The names and services of the chats there are."""
    engine = open_engine(url)
    with reading(engine) as session:
        found = [(card.name, card.service) for card in destinations(session)]
    engine.dispose()
    return found


def said(page: AppTest) -> str:
    return " ".join([*texts(page), *(str(one.value) for one in page.text_input)])


def test_a_chat_is_shown_literally_with_its_plan(database: str) -> None:
    page = opened("Lea")

    assert HOSTILE in texts(page)
    assert "Daily message: 09:00, Mon, Tue, Wed, Thu, Fri, Sat, Sun" in texts(page)


def test_a_chat_is_renamed(database: str) -> None:
    page = opened("Lea")
    assert page.text_input(key="challenge-place-1-name").value == HOSTILE

    page.text_input(key="challenge-place-1-name").input(" All leads ")
    page.button(key="rename-1").click().run()

    assert "It is called “All leads” now." in texts(page)
    assert places(database) == [("All leads", "json")]
    assert logged(database)[-1] == ("destination renamed", "Lea")


def test_an_address_is_replaced_without_being_shown(database: str) -> None:
    page = opened("Lea")

    page.text_input(key="challenge-place-1-address").input(ADDRESS.replace("json:", "jsons:"))
    page.button(key="move-1").click().run()

    assert "The address is replaced; a greeting shows whether messages arrive." in texts(page)
    assert places(database) == [(HOSTILE, "jsons")]
    assert "secret-token" not in said(page)
    assert b"secret-token" not in Path(re.sub("^sqlite:///", "", database)).read_bytes()
    assert logged(database)[-1] == ("destination readdressed", "Lea")


def test_an_address_that_means_nothing_leaves_the_former_one(database: str) -> None:
    page = opened("Lea")

    page.text_input(key="challenge-place-1-address").input("nothing-secret")
    page.button(key="move-1").click().run()

    assert any(text.startswith("The destination can't be used") for text in texts(page))
    assert places(database) == [(HOSTILE, "json")]
    assert "nothing-secret" not in said(page)


def test_what_stops_is_said_before_a_chat_is_removed(database: str) -> None:
    page = opened("Lea")
    assert (
        "Once it is removed, its daily message at 09:00 stops and milestones are no longer told "
        "there. Its address and what was sent there are forgotten."
    ) in texts(page)

    page.button(key="remove-1").click().run()

    assert "The chat or mailbox is forgotten." in texts(page)
    assert places(database) == []
    assert logged(database)[-1] == ("destination removed", "Lea")


def test_several_plans_stop_with_their_times(database: str) -> None:
    def add(session: Session) -> None:
        add_plan(session, destination_id=1, minute=17 * 60, actor=console("Lea"), now=NOW)

    write(database, add)
    engine = open_engine(database)
    with reading(engine) as session:
        plans = digest_plans(session)
    engine.dispose()

    assert str(what_stops(plans)).startswith(
        "Once it is removed, its 2 daily messages at 09:00, 17:00 stop"
    )
    assert str(what_stops([])).startswith("Nothing is planned for it.")


def test_nothing_is_removed_without_a_name(database: str) -> None:
    page = opened()

    page.button(key="remove-1").click().run()

    assert "This can't be done: the name of the one who decides is needed" in texts(page)
    assert places(database) == [(HOSTILE, "json")]
