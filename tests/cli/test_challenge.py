"""Challenges and the digest on the command line."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from cli.outcome import Outcome
from tests.cli.conftest import HEADER, Ask
from tests.receiver import Chat, free_port

Q1 = ("--season", "2023-Q1")


@pytest.fixture
def quarter_csv(tmp_path: Path) -> Path:
    """60 ratings of the first quarter of 2023, one a day, the third one a four; Ann's and Ben's."""
    path = tmp_path / "quarter.csv"
    days = [date(2023, 1, 2) + timedelta(days=at) for at in range(60)]
    rows = [
        f"T{at},{'Ann Lee' if at % 2 else 'Ben Ode'},Blue,{4 if at == 2 else 5},{day} 10:00:00,fine"
        for at, day in enumerate(days)
    ]
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_a_challenge_is_set_shown_changed_and_cancelled(ask_any: Ask, quarter_csv: Path) -> None:
    ask_any("import", str(quarter_csv))

    drafted = ask_any(
        "challenge", "create", "--average", "4,96", "--over", "100", "--team", "blue", "--draft"
    )
    started = ask_any("challenge", "start", "1")
    changed = ask_any("challenge", "edit", "1", "--average", "4.9", "--fives", "80", "--json")
    cancelled = ask_any("challenge", "cancel", "1", "--reason", "a new goal")

    assert drafted.out.splitlines()[0] == "Challenge 1, draft"
    assert drafted.out.splitlines()[1].startswith("Blue: 4.96 on average over 100 ratings: ")
    assert started.out.splitlines()[0] == "Challenge 1, running"
    told = json.loads(changed.out)
    assert (told["state"], told["owner"]) == ("running", "Blue")
    assert told["criteria"] == {
        "average": "4.90",
        "over": 100,
        "fives": 80,
        "count_mode": "at_least",
    }
    assert [edit["before"]["average"] for edit in told["edits"]] == ["4.96"]
    assert cancelled.out.splitlines()[0] == "Challenge 1, cancelled"
    assert [one.code for one in (drafted, started, changed, cancelled)] == [Outcome.FINE] * 4


def test_a_past_quarter_closes_by_itself_and_is_listed(ask: Ask, quarter_csv: Path) -> None:
    ask("import", str(quarter_csv))

    ask("challenge", "create", "--fives", "50", *Q1, "--title", "Winter")
    answer = ask("challenge", "list", "--json")
    table = ask("challenge", "list").out.splitlines()

    (one,) = json.loads(answer.out)["challenges"]
    assert (one["state"], one["season"], one["result"]["stars"]) == (
        "met",
        "2023-Q1",
        [59, 1, 0, 0, 0],
    )
    assert one["result"]["average"] == "299/60"
    assert table[0].split("  ")[0] == "Challenge"
    assert table[2].split() == ["1", "Winter", "1", "Jan", "2023", "31", "Mar", "2023", "met"]


def test_a_digest_is_printed_for_any_day(ask: Ask, quarter_csv: Path) -> None:
    ask("import", str(quarter_csv))
    ask("challenge", "create", "--ratings", "70", "--engineer", "ann lee", *Q1)

    english = ask("digest", "--challenge", "1", "--date", "2023-01-05").out.splitlines()
    named = ("digest", "--challenge", "1", "--date")
    russian = ask(*named, "2023-01-05", "--language", "ru").out.splitlines()
    nothing = ask("digest", "--date", "2022-01-05")
    unnamed = ask("digest", "--date", "2023-01-05")
    read = json.loads(ask(*named, "2023-04-01", "--json").out)

    assert english[0] == "Ann Lee: 70 ratings: 85 days left"
    assert english[2] == "85 days left, 61 working days"
    assert english[3] == "Today: 1 rating: Ann Lee"
    assert "So far: 2 fives, 5.00 on average" in english
    assert russian[0] == "Ann Lee: 70 оценок: осталось 85 дней"
    assert nothing.out == "No challenge was on its way on 5 Jan 2022.\n"
    # A person's own challenge is in no message to everybody.
    assert unnamed.out == "No challenge was on its way on 5 Jan 2023.\n"
    assert read["digest"]["title"] == "Ann Lee: 70 ratings: the result"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("challenge", "create"), "A challenge needs at least one criterion"),
        (("challenge", "create", "--average", "4.96"), "Say over how many ratings"),
        (("challenge", "create", "--fives", "x"), "the field “fives” can't be “x”"),
        (("challenge", "create", "--fives", "9", "--team", "Red"), "There is no team “Red”"),
        (("challenge", "create", "--fives", "9", "--from", "2023"), "--from can't be “2023”"),
        (("challenge", "create", "--fives", "9", "--from", "2023-01-05"), "--to can't be “”"),
        (("challenge", "show", "9"), "There is no challenge 9."),
        (("challenge", "cancel", "9"), "There is no challenge 9."),
        (("challenge", "propose", "--season", "2023-Q1"), "the season 2023-Q1 is over"),
        (("digest", "--date", "tomorrow"), "--date can't be “tomorrow”"),
        (("digest", "--date", "2999-01-01"), "1 Jan 2999 is still to come"),
        (("digest", "--date", "2023-01-05", "--send"), "only today's message can be sent"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    ask: Ask, words: tuple[str, ...], sentence: str
) -> None:
    answer = ask(*words)

    assert answer.code == Outcome.REFUSED
    assert sentence in answer.err


def test_a_running_challenge_cannot_be_closed(ask: Ask) -> None:
    ask("challenge", "create", "--fives", "9")

    answer = ask("challenge", "close", "1")

    assert (answer.code, answer.out) == (Outcome.REFUSED, "")
    assert "it can be closed from the day after" in answer.err


def test_proposals_say_how_likely_they_are(ask: Ask, quarter_csv: Path) -> None:
    ask("import", str(quarter_csv))

    text = ask("challenge", "propose").out
    found = json.loads(ask("challenge", "propose", "--json").out)["proposals"]
    none = ask("challenge", "propose", "--team", "Red")

    assert "  The best so far is 60 ratings." in text.splitlines()
    assert [one["kind"] for one in found][:3] == ["average", "ratings", "fives"]
    assert all("advice" in one and "chance" in one for one in found)
    assert none.code == Outcome.REFUSED


def test_without_a_history_it_says_what_to_do(ask: Ask) -> None:
    assert ask("challenge", "propose").out == (
        "There is no history yet to propose from. Import ratings first.\n"
    )
    assert ask("challenge", "list").out == (
        "There is no challenge yet. `challenge propose` helps to set one.\n"
    )


def test_without_a_plan_nothing_is_sent(ask: Ask) -> None:
    ask("challenge", "create", "--fives", "9")

    answer = ask("digest", "--send")

    assert (answer.code, answer.out) == (
        Outcome.REFUSED,
        "There is no plan that would send it; `plan add` makes one.\n",
    )


def test_todays_message_is_sent_to_each_plan_once(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat = Chat(free_port())
    ask("challenge", "create", "--fives", "9")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{chat.address}\n"))
    ask("destination", "add", "Team", "--messages-in", "ru")
    ask("plan", "add", "Team", "--at", "23:59")

    away = ask("digest", "--send")
    with chat.open():
        again = ask("digest", "--send", "--challenge", "1")
        ask("plan", "add", "Team", "--at", "23:59", "--challenge", "1")
        sent = [ask("digest", "--send") for _ in range(2)]

    assert (away.code, away.out) == (Outcome.REFUSED, "Team: the service can't be reached\n")
    assert again.out == "There is no plan that would send it; `plan add` makes one.\n"
    assert [one.code for one in sent] == [Outcome.FINE] * 2
    assert [one.out.splitlines() for one in sent] == [
        ["1 plan has today's message already.", "Team: sent"],
        ["2 plans have today's message already."],
    ]
    ((title, body),) = chat.arrived
    assert title.startswith("9 пятёрок: ")
    assert "Где мы сейчас: 0 из 9 пятёрок" in body.splitlines()
