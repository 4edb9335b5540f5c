"""What became of messages, on the page: shown in words, and decided by a lead with a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from db.models import Delivery
from tests.pages.challenges.test_page import (
    HOSTILE,
    NOW,
    TODAY,
    fill,
    logged,
    opened,
    set_one,
    texts,
    write,
)
from tests.post import plan_to, states

DAY = timedelta(days=1)
#: A quarter of an hour from now it is tried again, or, late in the evening, not any more.
LATER = NOW + timedelta(minutes=15)
LOST = "may have arrived: the server stopped while it was sending"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with one running challenge."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    fill(sqlite_url)
    set_one(sqlite_url)
    return sqlite_url


def told(url: str, *messages: dict[str, object], name: str = "Leads") -> None:
    """Messages of one plan, the oldest first."""

    def add(session: Session) -> None:
        plan = plan_to(session, name=name)
        for message in messages:
            usual = {"plan_id": plan, "occasion": "daily", "attempts": 1, "next_try_at": LATER}
            session.add(Delivery.model_validate(usual | message))
            session.flush()

    write(url, add)


def unsure(**others: object) -> dict[str, object]:
    return {"day": TODAY, "state": "unsure", "problem": "lost", **others}


def kept(url: str) -> list[str]:
    found: list[str] = []
    write(url, lambda session: found.extend(states(session)))
    return found


def buttons(page: AppTest) -> set[str | None]:
    keys = {button.key for button in page.button}
    return {key for key in keys if str(key).startswith(("again-", "arrived-"))}


def is_open(page: AppTest) -> bool:
    """Whether the part of the daily message is open."""
    (part,) = [part for part in page.expander if part.label == "Daily message to a chat"]
    return bool(part.proto.expanded)


def test_where_all_arrived_the_newest_are_shown_and_the_rest_is_folded(database: str) -> None:
    sent = [
        {"day": TODAY - back * DAY, "state": "sent", "sent_at": NOW - back * DAY}
        for back in (14, 13, 4, 3, 2, 1, 0)
    ]
    told(database, *sent)

    page = opened("Lea")

    at = f"Daily message · sent at {NOW:%H:%M}"
    lines = [text for text in texts(page) if "sent at" in text]
    assert lines[:2] == [f"Today · {at}", f"Yesterday · {at}"]
    # The one of a fortnight ago isn't there any more.
    assert len(lines) == 6
    assert [part.label for part in page.expander if "earlier" in part.label] == [
        "3 earlier messages"
    ]
    assert buttons(page) == set()
    assert not is_open(page)


def test_a_message_that_may_have_arrived_is_said_first_and_marked(database: str) -> None:
    told(database, unsure())
    page = opened("Lea")

    assert is_open(page)
    assert any(
        text.endswith(
            "the server stopped while it was sending. Look into the chat and say so below."
        )
        for text in texts(page)
    )
    assert f"Today · Daily message · {LOST}" in texts(page)

    page.button(key="arrived-1").click().run()

    assert "It is kept that the message has arrived." in texts(page)
    assert "Today · Daily message · has arrived" in texts(page)
    assert logged(database)[-1] == ("message marked as sent", "Lea")
    assert kept(database) == ["sent"]
    assert buttons(page) == set()
    assert is_open(page)


def test_a_failed_message_of_today_is_sent_again(database: str) -> None:
    told(database, {"day": TODAY, "state": "failed", "problem": "unreachable", "attempts": 5})
    page = opened("Lea")

    assert any("failed after 5 tries: the service can't be reached" in one for one in texts(page))
    assert buttons(page) == {"again-1"}

    page.button(key="again-1").click().run()

    assert "The message goes out again." in texts(page)
    assert "Today · Daily message · goes out in a moment" in texts(page)
    assert logged(database)[-1] == ("message sent again", "Lea")
    assert kept(database) == ["due"]


def test_an_older_doubt_can_be_ended_and_an_older_failure_not_repaired(database: str) -> None:
    failed = {"day": TODAY - DAY, "state": "failed", "problem": "busy"}
    told(database, failed, unsure(day=TODAY - DAY, occasion="half_way:1"))

    page = opened("Lea")

    assert buttons(page) == {"arrived-2"}
    assert (
        "1 message has not arrived, and 1 message may have arrived: look into the chat."
        in texts(page)
    )


def test_nothing_is_decided_without_a_name(database: str) -> None:
    told(database, unsure())
    page = opened()

    page.button(key="again-1").click().run()

    assert "This can't be done: the name of the one who decides is needed" in texts(page)
    assert kept(database) == ["unsure"]


def test_a_name_and_a_click_that_come_together_are_taken_together(database: str) -> None:
    told(database, unsure())
    page = opened()

    page.text_input(key="fair_play_name").input("Lea")
    page.button(key="arrived-1").click().run()

    assert logged(database)[-1] == ("message marked as sent", "Lea")


def test_a_milestone_names_its_challenge_where_several_run(database: str) -> None:
    told(database, {"day": TODAY, "state": "sent", "sent_at": NOW, "occasion": "half_way:2"})
    alone = texts(opened("Lea"))
    set_one(database, title=HOSTILE, fives="70")

    several = texts(opened("Lea"))

    assert f"Today · Half way · sent at {NOW:%H:%M}" in alone
    assert f"Today · Half way ({HOSTILE}) · sent at {NOW:%H:%M}" in several


def test_messages_are_told_in_russian(database: str) -> None:
    told(database, unsure())

    page = opened("Lea", lang="ru")

    assert (
        "Сегодня · Ежедневное сообщение · возможно, доставлено: "
        "сервер остановился во время отправки"
    ) in texts(page)
