"""Help on tickets and shares in ratings on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.outcome import Outcome
from tests.cli.conftest import HEADER, Ask


@pytest.fixture
def desk(ask: Ask, tmp_path: Path) -> Ask:
    """A rating for Ann Lee's ticket T1 and one for Bob Ode's T2."""
    path = tmp_path / "ratings.csv"
    rows = ["T1,Ann Lee,Blue,5,2026-01-12 10:00:00,", "T2,Bob Ode,Blue,4,2026-01-13 10:00:00,"]
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    ask("import", str(path))
    return ask


def test_help_is_claimed_listed_confirmed_and_declined(desk: Ask) -> None:
    claimed = desk("assist", "claim", "T1", "bob", "ode")
    listed = desk("assist", "list", "--season", "2026-Q1")
    confirmed = desk("assist", "confirm", "T1", "Bob Ode")
    declined = desk("assist", "decline", "T1", "Bob Ode")

    assert claimed.out == "The help is claimed and waits for a word of the owner or a lead.\n"
    row = listed.out.splitlines()[2].split()
    assert row[:9] == ["T1", "Ann", "Lee", "Bob", "Ode", "–", "1", "claimed", "command"]
    assert confirmed.out == "The help counts.\n1 rating is shared anew.\n"
    assert declined.out == (
        "The help isn't counted; it can be confirmed at any time.\n1 rating is shared anew.\n"
    )
    assert desk("assist", "list").out == "No help waits for a word.\n"
    (one,) = json.loads(desk("assist", "list", "--all", "--json").out)["assists"]
    assert (one["ticket"], one["helper"], one["state"], one["counts"]) == (
        "T1",
        "Bob Ode",
        "declined",
        False,
    )
    assert desk("recount", "--check").code == Outcome.FINE


def test_ten_minutes_of_logged_work_count_at_once(desk: Ask) -> None:
    said = desk("assist", "claim", "T1", "Bob Ode", "--minutes", "10").out

    assert said == "The help counts.\n1 rating is shared anew.\n"


def test_a_split_is_shown_set_and_taken_back(desk: Ask) -> None:
    alone = desk("credit", "1")
    by_hand = desk("credit", "1", "--set", "Ann Lee=1/4, Bob Ode=75%", "--note", "Bob led it")
    back = desk("credit", "1", "--by-rule", "--json")

    assert alone.out.splitlines()[:2] == [
        "Rating 1: 5★ for the ticket T1.",
        "Ann Lee has it whole.",
    ]
    lines = by_hand.out.splitlines()
    assert lines[1].startswith("Shared by hand by command line on ")
    assert lines[1].endswith(": Bob led it")
    assert [line.split() for line in lines[5:]] == [
        ["Ann", "Lee", "owner", "¼", "6,930/27,720"],
        ["Bob", "Ode", "helper", "¾", "20,790/27,720"],
    ]
    answer = json.loads(back.out)
    assert (answer["by_hand"], answer["shares"][0]["share"]) == (
        False,
        {"exact": "1", "shown": "1"},
    )
    assert desk("recount", "--check").code == Outcome.FINE


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("credit 9", "There is no rating 9"),
        ("credit 1 --set Nobody=1 --note x", "There is no engineer “Nobody”"),
        ("credit 1 --set AnnLee --note x", "--set can't be “AnnLee”"),
        ("credit 1 --set Ann_Lee=1/0 --note x", "--set can't be"),
        ("credit 1 --set Ann_Lee=1/13 --note x", "names with shares of 27,720 units"),
        ("credit 1 --set Ann_Lee=1e9 --note x", "--set can't be"),
        ("credit 1 --set Ann_Lee=1/2,ann_lee=1/2 --note x", "each name once"),
        ("credit 1 --set Ann_Lee=1/2 --note x", "make exactly 1 together"),
        ("credit 1 --set Bob_Ode=1", "a reason is needed"),
        ("credit 1 --by-rule", "by the rule as it is"),
        ("assist claim T9 Bob_Ode", "there is no ticket “T9”"),
        ("assist claim T1 Ann_Lee", "is this engineer's own"),
        ("assist decline T1 Bob_Ode", "nobody has said that this engineer helped"),
    ],
)
def test_what_can_not_be_shared_is_refused_in_a_sentence(
    desk: Ask, words: str, sentence: str
) -> None:
    answer = desk(*[word.replace("_", " ") for word in words.split()])

    assert (answer.code, answer.err.count("\n")) == (Outcome.REFUSED, 1)
    assert sentence in answer.err


def test_a_ticket_of_two_sources_is_a_question(desk: Ask, tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    rows = ["T1,Bob Ode,Blue,5,2026-01-12 10:00:00,"]
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    desk("import", str(path), "--source", "phone")

    asked = desk("assist", "claim", "T1", "Ann Lee")
    told = desk("assist", "claim", "T1", "Ann Lee", "--source", "phone")

    assert "say which with --source: files, phone" in asked.err
    assert told.code == Outcome.FINE


def test_shares_are_spoken_of_in_russian_too(desk: Ask) -> None:
    desk("assist", "confirm", "T1", "Bob Ode")

    said = desk("credit", "1", "--language", "ru").out

    assert "Инженер" in said
    assert "helper" not in said
