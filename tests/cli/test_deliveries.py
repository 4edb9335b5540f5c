"""What became of messages is listed on the command line, and decided there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from db.engine import open_engine, writing
from db.models import Delivery
from tests.cli.conftest import Ask
from tests.post import plan_to

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
SENT_ONCE = {"next_try_at": NOW, "attempts": 5}


@pytest.fixture
def messages(sqlite_url: str) -> None:
    """Yesterday's message arrived; today's is unsure, and a milestone failed."""

    yesterday, today = (NOW - DAY).date(), NOW.date()
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        plan = plan_to(session)
        for told in (
            {"day": yesterday, "occasion": "daily", "state": "sent", "sent_at": NOW},
            {"day": today, "occasion": "daily", "state": "unsure", "problem": "lost"},
            {"day": yesterday, "occasion": "half_way:3", "state": "failed", "problem": "nowhere"},
        ):
            session.add(Delivery.model_validate({**SENT_ONCE, "plan_id": plan, **told}))
            session.flush()
    engine.dispose()


@pytest.mark.usefixtures("messages")
def test_messages_are_listed_with_what_needs_a_person(ask: Ask) -> None:
    lines = ask("plan", "deliveries").out.splitlines()

    assert [line.split()[0] for line in lines[2:5]] == ["2", "3", "1"]
    assert "daily message           may have arrived: the server stopped while" in lines[2]
    assert "half way (challenge 3)  failed after 5 tries: the service doesn't know" in lines[3]
    assert f"sent at {NOW:%H:%M}" in lines[4]
    assert lines[5] == (
        "1 message has not arrived, and 1 message may have arrived: look into the chat."
    )
    assert "may have arrived" in ask("plan", "deliveries", "--days", "1").out
    assert "half way" not in ask("plan", "deliveries", "--days", "1").out


@pytest.mark.usefixtures("messages")
def test_messages_are_listed_for_programs(ask: Ask) -> None:
    first, second, third = json.loads(ask("plan", "deliveries", "--json").out)["deliveries"]

    assert first == {
        "message": 2,
        "plan": 1,
        "destination": "Leads",
        "service": "json",
        "day": NOW.date().isoformat(),
        "occasion": "daily",
        "state": "unsure",
        "attempts": 5,
        "next_try_at": first["next_try_at"],
        "sent_at": None,
        "problem": "lost",
    }
    assert (second["occasion"], second["problem"]) == ("half_way:3", "nowhere")
    assert datetime.fromisoformat(third["sent_at"]) == NOW


@pytest.mark.usefixtures("messages")
def test_an_unsure_message_is_marked_once(ask: Ask) -> None:
    assert ask("plan", "mark-sent", "2").out == "It is kept that message 2 has arrived.\n"
    assert "has arrived" in ask("plan", "deliveries").out.splitlines()[2]
    assert ask("plan", "mark-sent", "2").err == (
        "This can't be done: nothing has to be decided about this message\n"
    )


@pytest.mark.usefixtures("messages")
def test_a_message_of_today_goes_out_again_and_an_older_one_does_not(ask: Ask) -> None:
    assert ask("plan", "send-again", "2").out == (
        "Message 2 goes out again within seconds, if the server runs.\n"
    )
    assert ask("plan", "deliveries").out.splitlines()[2].endswith("goes out in a moment")
    assert ask("plan", "send-again", "3").err == (
        "This can't be done: its day is over, and the figures are of that day\n"
    )


def test_without_messages_it_says_so(ask: Ask) -> None:
    assert ask("plan", "deliveries", "--days", "1").out == (
        "No message was due in the last 1 day.\n"
    )
    assert ask("plan", "send-again", "7").err == (
        "There is no message 7. `plan deliveries` shows them.\n"
    )
    with pytest.raises(SystemExit):
        ask("plan", "deliveries", "--days", "0")
