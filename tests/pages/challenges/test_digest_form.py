"""The daily message on the page: planned, let rest, forgotten; its address stays hidden."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from db.engine import open_engine, reading
from db.queries.destinations import PlanCard, destinations, digest_plans
from tests.pages.challenges.test_page import fill, logged, opened, set_one, texts

ADDRESS = "json://localhost/a-secret-token"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with one running challenge."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    fill(sqlite_url)
    set_one(sqlite_url)
    return sqlite_url


def plans(url: str) -> list[PlanCard]:
    engine = open_engine(url)
    with reading(engine) as session:
        found = digest_plans(session)
    engine.dispose()
    return found


def planned(name: str = "Lea", address: str = ADDRESS) -> AppTest:
    """The page after a lead has planned the message."""
    page = opened(name)
    page.text_input(key="challenge-post-address").input(address)
    page.button(key="add-post").click().run()
    assert not page.exception
    return page


def test_a_lead_sends_it_daily_to_a_new_chat(database: str) -> None:
    page = planned()

    assert "The daily message is planned." in texts(page)
    assert plans(database) == [
        PlanCard(
            id=1,
            destination_id=1,
            destination="Team chat",
            challenge_id=None,
            challenge=None,
            minute=9 * 60 + 30,
            weekdays=(0, 1, 2, 3, 4),
            milestones=True,
            paused=False,
        )
    ]
    assert "Daily message: 09:30, Mon, Tue, Wed, Thu, Fri" in texts(page)
    assert logged(database)[-2:] == [("destination added", "Lea"), ("plan added", "Lea")]


def test_time_days_and_challenge_are_chosen(database: str) -> None:
    page = opened("Lea")
    page.text_input(key="challenge-post-address").input(ADDRESS)
    page.time_input(key="challenge-post-time").set_value(time(17, 45))
    page.pills(key="challenge-post-weekdays").set_value(["Mon", "Sun"])
    page.selectbox(key="challenge-post-challenge").select("4.90 on average over 60 ratings")

    page.button(key="add-post").click().run()

    (plan,) = plans(database)
    assert (plan.minute, plan.weekdays, plan.challenge_id) == (17 * 60 + 45, (0, 6), 1)


def test_the_address_is_neither_shown_nor_stored_as_it_is(database: str) -> None:
    page = planned()

    shown = " ".join([*texts(page), *(str(one.value) for one in page.text_input)])
    assert "secret-token" not in shown
    stored = Path(re.sub("^sqlite:///", "", database)).read_bytes()
    assert b"secret-token" not in stored


def test_an_address_that_means_nothing_is_refused_without_being_repeated(database: str) -> None:
    page = planned(address="nothing-secret")

    assert any(text.startswith("The destination can't be used") for text in texts(page))
    assert not any("nothing-secret" in text for text in texts(page))
    engine = open_engine(database)
    with reading(engine) as session:
        assert (destinations(session), plans(database)) == ([], [])
    engine.dispose()


def test_a_plan_rests_goes_on_and_is_forgotten(database: str) -> None:
    page = planned()

    page.button(key="pause-1").click().run()
    rested = plans(database)[0].paused
    page.button(key="pause-1").click().run()
    went_on = not plans(database)[0].paused
    page.button(key="forget-1").click().run()

    assert (rested, went_on, plans(database)) == (True, True, [])


def test_nothing_is_planned_without_a_name(database: str) -> None:
    page = planned(name="")

    assert "This can't be done: the name of the one who decides is needed" in texts(page)
    assert plans(database) == []


def test_todays_message_is_read_beforehand(database: str) -> None:
    page = opened()

    (message,) = [text for text in texts(page) if text.startswith("4.90 on average over 60")]
    assert message.splitlines()[0] == "4.90 on average over 60 ratings: 20 days left"


def test_a_greeting_that_does_not_arrive_says_why(database: str) -> None:
    page = planned(address="json://127.0.0.1:9/a-secret-token")

    page.button(key="greet-1").click().run()

    assert "The greeting hasn’t arrived: the service can't be reached." in texts(page)
    assert logged(database)[-1] == ("destination tested", "Lea")


def test_a_greeting_needs_a_name(database: str) -> None:
    page = planned()
    page.text_input(key="fair_play_name").input("").run()

    page.button(key="greet-1").click().run()

    assert "This can't be done: the name of the one who decides is needed" in texts(page)
    assert logged(database)[-1] == ("plan added", "Lea")
