"""Nominations on the command line: the cards of a quarter, and what an organisation sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.outcome import Outcome
from tests.cli.conftest import HEADER, Ask

OWN = {"key": "quick", "title": "Quick words", "measure": "count", "of": "fives"}


@pytest.fixture
def team_csv(tmp_path: Path) -> Path:
    """Ann Lee has two fives, Ben Ode one, and so have Cy, Dee and Eve."""
    people = ["Ann Lee", "Ann Lee", "Ben Ode", "Cy", "Dee", "Eve"]
    rows = [f"T{n},{who},Blue,5,2026-01-1{n} 10:00:00,fine" for n, who in enumerate(people)]
    path = tmp_path / "ratings.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_a_card_names_the_winner_two_runners_up_and_how_many_follow(
    ask_any: Ask, team_csv: Path
) -> None:
    ask_any("import", str(team_csv))

    answer = ask_any("nominations", "--season", "2026-Q1")

    heading, _, *card = answer.out.splitlines()[:10]
    assert answer.code == Outcome.FINE
    assert heading == "2026-Q1: 1 Jan 2026 to 31 Mar 2026"
    assert card == [
        "Top scorer (top_scorer)",
        "  Five-star ratings; one on which several worked counts by shares.",
        "  Goals: at least 1.",
        "  1. Ann Lee, Blue: 2 goals. 2 ratings of five stars.",
        "  2. Ben Ode, Blue: 1 goal. 1 rating of five stars.",
        "  3. Cy, Blue: 1 goal. 1 rating of five stars.",
        "  2 more are ranked.",
        "",
    ]


def test_what_the_data_can_not_support_says_so(ask: Ask, team_csv: Path) -> None:
    ask("import", str(team_csv))

    said = ask("nominations").out

    assert "  Not available: No tracker of defects is connected.\n" in said
    assert "  Not available: No ticket names several engineers.\n" in said


def test_programs_get_exact_scores(ask: Ask, team_csv: Path) -> None:
    ask("import", str(team_csv))

    answer = json.loads(ask("nominations", "--json").out)

    cards = {card["key"]: card for card in answer["nominations"]}
    assert answer["season"] == {"code": "2026-Q1", "first": "2026-01-01", "last": "2026-03-31"}
    assert answer["recorded_at"] is None
    assert len(cards) == 12
    assert cards["tester"]["unavailable"] == "No tracker of defects is connected."
    top = cards["top_scorer"]
    assert (top["ranked"], top["version"], top["gate"]) == (5, 1, "Goals: at least 1.")
    assert [(one["place"], one["name"]) for one in top["placed"]] == [
        (1, "Ann Lee"),
        (2, "Ben Ode"),
        (3, "Cy"),
    ]
    assert top["placed"][0] == {
        "place": 1,
        "id": 1,
        "name": "Ann Lee",
        "team": "Blue",
        "score": "2",
        "value": "2 goals",
        "sentence": "2 ratings of five stars.",
        "under_review": False,
    }


def test_cards_speak_the_readers_language(ask: Ask, team_csv: Path) -> None:
    ask("import", str(team_csv))

    said = ask("nominations", "--language", "ru").out

    assert "1. Ann Lee, Blue: 2 гола." in said
    assert "Not available" not in said


def test_a_season_that_is_no_quarter_is_refused_in_a_sentence(ask: Ask, team_csv: Path) -> None:
    ask("import", str(team_csv))

    answer = ask("nominations", "--season", "2026-01")

    assert (answer.code, answer.out) == (Outcome.REFUSED, "")
    assert answer.err == (
        "This can't be done: handicaps and nominations go by the quarter; name one like 2026-Q4\n"
    )


def test_what_is_set_rules_the_cards(ask: Ask, team_csv: Path, tmp_path: Path) -> None:
    ask("import", str(team_csv))
    own = tmp_path / "own.json"
    own.write_text(json.dumps([OWN]), encoding="utf-8")

    told = ask(
        "nominations",
        *("--set", "tester", "off", "--set", "assists", "off"),
        *("--title", "top_scorer=Golden boot = ours", "--gate", "top_scorer.goals=2"),
        *("--add", str(own), "--title", "quick=Quickest", "--hard", "other", "on"),
    )

    cards = {
        card["key"]: card for card in json.loads(ask("nominations", "--json").out)["nominations"]
    }
    assert (told.code, told.out) == (Outcome.FINE, "The nominations are set.\n")
    assert {"tester", "assists"}.isdisjoint(cards)
    assert ask("nominations").out.endswith("\n\nTurned off: tester, assists\n")
    assert (cards["top_scorer"]["title"], cards["top_scorer"]["ranked"]) == (
        "Golden boot = ours",
        1,
    )
    assert (cards["quick"]["title"], cards["quick"]["ranked"]) == ("Quickest", 5)

    ask("nominations", "--remove", "quick", "--set", "tester", "on")
    keys = {card["key"] for card in json.loads(ask("nominations", "--json").out)["nominations"]}
    assert "quick" not in keys
    assert "tester" in keys


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "top_scorer", "maybe"], "--set can't be “maybe”. Use the word on or off."),
        (["--set", "golf", "on"], "There is no nomination “golf”."),
        (["--gate", "top_scorer=3"], "Use KEY.GATE=NUMBER, like top_scorer.goals=3."),
        (["--gate", "top_scorer.goals=-3"], "Use KEY.GATE=NUMBER, like top_scorer.goals=3."),
        (["--gate", "top_scorer.goals=²"], "Use KEY.GATE=NUMBER, like top_scorer.goals=3."),
        (["--title", "top_scorer"], "Use KEY=TITLE."),
        (["--add", "nowhere.json"], "nowhere.json: there is no such file."),
        (["--hard", "Golf", "on"], "there is no kind of work “Golf”"),
        (["--remove", "crown"], "There is no nomination “crown”."),
    ],
)
def test_what_can_not_be_set_is_refused_in_a_sentence(
    ask: Ask, words: list[str], said: str
) -> None:
    answer = ask("nominations", *words)

    assert (answer.code, answer.out) == (Outcome.REFUSED, "")
    assert said in answer.err
    assert len(answer.err.splitlines()) == 1


@pytest.mark.parametrize("content", ["{", "[]", "3", '[{"key": "a"}, 3]'])
def test_a_file_without_a_nomination_is_refused(ask: Ask, tmp_path: Path, content: str) -> None:
    own = tmp_path / "own.json"
    own.write_text(content, encoding="utf-8")

    answer = ask("nominations", "--add", str(own))

    assert answer.code == Outcome.REFUSED
    assert "Use a file with a JSON object, or a list of them, in UTF-8." in answer.err


def test_one_change_that_is_refused_leaves_all_as_it_was(ask: Ask) -> None:
    ask("nominations", "--set", "tester", "off", "--gate", "top_scorer.golf=3")

    keys = [card["key"] for card in json.loads(ask("nominations", "--json").out)["nominations"]]
    assert "tester" in keys
