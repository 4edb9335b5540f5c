"""Chats, mailboxes and plans are set on the command line, without an address being seen."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Ask
from tests.receiver import TOKEN, Chat, free_port


@pytest.fixture
def chat() -> Iterator[Chat]:
    chat = Chat(free_port())
    with chat.open():
        yield chat


@pytest.fixture
def add(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Add a destination whose address comes on standard input."""

    def run(name: str, address: str, *words: str) -> Answer:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{address}\n"))
        return ask("destination", "add", name, *words)

    return run


def test_a_chat_is_added_greeted_renamed_and_forgotten(ask: Ask, add: Ask, chat: Chat) -> None:
    answers = [
        add("Team", chat.address, "--messages-in", "ru"),
        ask("destination", "test", "Team"),
        ask("destination", "rename", "Team", "--to", "All"),
        ask("destination", "list"),
        ask("destination", "list", "--json"),
        ask("destination", "remove", "All"),
        ask("destination", "list"),
    ]

    assert [answer.code for answer in answers] == [0] * 7
    assert chat.arrived == [("Привет от Crownboard", "Так приходят сообщения для «Team».")]
    added, _, _, table, listed, _, last = (answer.out for answer in answers)
    assert added == "“Team” is kept (json); `destination test` sends a greeting to it.\n"
    assert table.splitlines()[2].split()[:3] == ["All", "json", "ru"]
    (card,) = json.loads(listed)["destinations"]
    assert (card["name"], card["service"], card["created_by"]) == ("All", "json", "command line")
    assert last == "There are no destinations yet; `destination add` makes one.\n"
    assert TOKEN not in "".join(answer.out + answer.err for answer in answers)


def test_a_greeting_that_does_not_arrive_says_why(ask: Ask, add: Ask) -> None:
    add("Team", Chat(free_port()).address)

    answer = ask("destination", "test", "Team")

    assert (answer.code, answer.out) == (1, "“Team”: the service can't be reached.\n")


def test_a_chat_gets_another_address_and_keeps_its_plans(
    ask: Ask, add: Ask, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    add("Team", "mailto://leads:x@mail.example.com")
    ask("plan", "add", "Team", "--at", "9:30")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{chat.address}\n"))

    answer = ask("destination", "address", "Team")
    ask("destination", "test", "Team")

    assert answer.out == "“Team” has another address now (json); its plans stay.\n"
    assert len(chat.arrived) == 1
    assert "09:30" in ask("plan", "list").out


@pytest.mark.parametrize("address", ["", f"nosuch://{TOKEN}", f"tgram://{TOKEN}"])
def test_an_address_that_is_none_is_refused_without_being_quoted(add: Ask, address: str) -> None:
    answer = add("Team", address)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "The destination can't be used: this is no address that is understood, "
        "like tgram://… or mailto://….\n"
    )


def test_a_database_without_a_key_of_its_own_asks_for_one(
    ask_here: Ask, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("json://127.0.0.1/\n"))

    answer = ask_here(postgres_url, "destination", "add", "Team")

    assert answer.code == 2
    assert answer.err.startswith("Addresses and customers can't be kept secret: set CROWNBOARD")


def test_a_plan_is_added_rests_sends_again_and_is_forgotten(
    ask: Ask, add: Ask, tmp_path: Path
) -> None:
    add("Team", "json://127.0.0.1/")

    said = [
        ask("plan", "add", "Team", "--at", "9:30", "--days", "0", "4").out,
        ask("plan", "pause", "1").out,
        ask("plan", "list").out.splitlines()[2],
        ask("plan", "resume", "1").out,
        ask("--language", "ru", "plan", "list").out.splitlines()[2],
    ]
    listed = json.loads(ask("plan", "list", "--json").out)
    forgotten = [ask("plan", "remove", "1").out, ask("plan", "list").out]

    assert said == [
        "Plan 1: “Team” gets the daily message at 09:30 (UTC).\n",
        "Plan 1 rests.\n",
        "   1  Team         09:30  Mon, Fri  all that run  rests",
        "Plan 1 sends again.\n",
        "         1  Team        09:30  пн, пт  все, что идут  действует",
    ]
    assert listed == {
        "plans": [
            {
                "plan": 1,
                "destination": "Team",
                "challenge": None,
                "time": "09:30",
                "weekdays": [0, 4],
                "milestones": True,
                "paused": False,
            }
        ]
    }
    assert forgotten == [
        "Plan 1 is forgotten.\n",
        "There are no plans yet; `plan add` makes one.\n",
    ]
    assert (tmp_path / "crownboard.key").stat().st_mode & 0o777 == 0o600


def test_what_is_not_there_is_refused_in_a_sentence(ask: Ask, add: Ask) -> None:
    add("Team", "json://127.0.0.1/")
    refused = [
        ask("destination", "test", "Nobody").err,
        ask("plan", "add", "Nobody", "--at", "9:30").err,
        ask("plan", "add", "Team", "--at", "half past nine").err,
        ask("plan", "add", "Team", "--at", "9:30", "--days", "8").err,
        ask("plan", "pause", "7").err,
    ]

    assert refused == [
        "There is no destination “Nobody”. `destination list` shows them.\n",
        "There is no destination “Nobody”. `destination list` shows them.\n",
        "The plan can't be used: “half past nine” is not a time like 09:30.\n",
        "The plan can't be used: it needs days of the week, from 0 (Monday) to 6 (Sunday).\n",
        "There is no plan 7. `plan list` shows them.\n",
    ]
