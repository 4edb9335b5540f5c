"""People, exclusions and the log of decisions on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.outcome import Outcome
from tests.cli.conftest import HEADER, Ask


@pytest.fixture
def desk(ask: Ask, tmp_path: Path) -> Ask:
    """Two of Ann Lee's names in Blue, and Bob Ode's two ratings in Red."""
    path = tmp_path / "ratings.csv"
    rows = [
        "T1,Ann Lee,Blue,5,2026-01-05 10:00:00,fine,ann@client.example",
        "T2,A. Lee,Blue,4,2026-01-06 10:00:00,ok,bo@client.example",
        "T3,Bob Ode,Red,5,2026-01-07 10:00:00,,",
        "T4,Bob Ode,Red,5,2026-01-09 10:00:00,,",
    ]
    path.write_text("\n".join([f"{HEADER},Customer", *rows, ""]), encoding="utf-8")
    ask("import", str(path))
    return ask


def test_a_merger_is_tried_then_done(desk: Ask) -> None:
    tried = desk("people", "merge", "A. Lee", "ann lee", "--dry-run").out
    done = desk("people", "merge", "A. Lee", "ann lee").out

    moves = "1 rating moves. 1 ticket moves. 1 membership moves. Nobody's credit is doubled.\n"
    assert tried == (
        f"Nothing was changed. This would happen:\n{moves}No team's line in a table changes.\n"
    )
    assert done == f"Done. {moves}"
    (ann, _bob) = json.loads(desk("people", "list", "--json").out)["people"]
    assert (ann["engineer"], ann["aliases"]) == ("Ann Lee", ["A. Lee"])
    assert desk("recount", "--check").code == Outcome.FINE


def test_a_transfer_shows_its_effect_on_the_table(desk: Ask) -> None:
    words = ("people", "transfer", "Bob Ode", "Blue", "--since", "2026-01-08")
    tried = desk(*words, "--dry-run").out.splitlines()
    done = desk(*words).out

    assert tried[1] == "1 rating goes along. 1 ticket goes along."
    assert [line.split() for line in tried[5:7]] == [
        ["2026-Q1", "Blue", "–", "·", "4.50", "·", "2", "ratings",
         "–", "·", "4.66", "·", "3", "ratings"],
        ["2026-Q1", "Red", "–", "·", "5.00", "·", "2", "ratings",
         "–", "·", "5.00", "·", "1", "rating"],
    ]  # fmt: skip
    assert done == "Done. 1 rating goes along. 1 ticket goes along.\n"
    assert "Blue" in desk("people", "list").out.splitlines()[3]


def test_people_are_named_hidden_and_forgotten(desk: Ask) -> None:
    for words in (
        ("rename", "Bob Ode", "Robert Ode"),
        ("alias", "Robert Ode", "r.ode"),
        ("unalias", "Robert Ode", "r.ode"),
        ("alias", "--teams", "Red", "2nd line"),
        ("hide", "Robert Ode"),
        ("show", "Robert Ode"),
        ("leave", "Robert Ode", "--last", "2026-02-01"),
        ("erase", "Robert Ode"),
    ):
        assert desk("people", *words).code == Outcome.FINE
    forgotten = desk("people", "forget-customer", "ANN@client.example").out

    assert forgotten == "Done. 1 ticket is concerned.\n"
    assert "Ode" not in desk("people", "list").out
    assert "Ode" not in desk("audit", "--json").out
    assert "client" not in desk("audit", "--json").out
    assert desk("recount", "--check").code == Outcome.FINE


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("people transfer Bob_Ode Blue --since soon", "--since can't be “soon”"),
        ("people transfer Nobody Blue --since 2026-01-08", "There is no engineer “Nobody”"),
        ("people transfer Bob_Ode Nowhere --since 2026-01-08", "There is no team “Nowhere”"),
        ("people erase Bob_Ode", "in a team still"),
        ("people forget-customer nobody", "nothing is stored of such a customer"),
        ("exclusion accept 7", "There is no request 7"),
        ("audit --since yesterday", "--since can't be “yesterday”"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(desk: Ask, words: str, sentence: str) -> None:
    answer = desk(*(word.replace("_", " ") for word in words.split()))

    assert answer.code == Outcome.REFUSED
    assert sentence in answer.err


def test_a_request_is_asked_listed_and_decided(desk: Ask) -> None:
    asked = desk("exclusion", "ask", "3", "Bob Ode", "--reason", "policy", "=not mine")
    listed = desk("exclusion", "list")
    accepted = desk("exclusion", "accept", "1", "--note", "seen")
    restored = desk("exclusion", "restore", "3")

    assert asked.out == "Request 1 waits for a lead.\n"
    assert listed.out.splitlines()[2].split()[:6] == ["1", "3", "T3", "5★", "Bob", "Ode"]
    assert accepted.out == "The rating is excluded; it stays visible.\n"
    assert restored.out == "The rating counts again.\n"
    (one,) = json.loads(desk("exclusion", "list", "--all", "--json").out)["requests"]
    assert (one["state"], one["answer"], one["words"]) == ("accepted", "seen", "=not mine")
    assert desk("exclusion", "list").out == "No request waits for a lead.\n"


def test_the_log_is_searched_and_safe_for_spreadsheets(desk: Ask) -> None:
    desk("people", "rename", "Bob Ode", "=HYPERLINK(1)")
    desk("exclusion", "exclude", "3", "--reason", "abuse", "--note", "Грубо")

    table = desk("audit", "--limit", "1").out.splitlines()
    found = json.loads(desk("audit", "--search", "ГРУБО", "--json").out)["decisions"]
    rows = list(csv.reader(io.StringIO(desk("audit", "--csv", "--action", "RENAMED").out)))

    assert "rating excluded" in table[2]
    assert [one["action"] for one in found] == ["rating excluded"]
    assert rows[0] == ["at", "actor", "action", "subject", "before", "after"]
    assert [row[1:4] for row in rows[1:]] == [["command line", "engineer renamed", "engineer 3"]]
    assert desk("audit", "--actor", "nobody").out == "Nothing was decided that fits.\n"
    assert desk("audit", "--since", "2999-01-01").out == "Nothing was decided that fits.\n"
