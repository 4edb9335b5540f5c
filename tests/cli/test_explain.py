"""Every figure behind a place, on the command line: what is shown beside what is exact."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from cli.outcome import Outcome
from db.engine import open_engine, writing
from db.models import Engineer
from tests.cli.conftest import HEADER, Ask

REAL = Path(__file__).parents[2] / ".." / "shared" / "data" / "technical_support_2023.csv"
STRATA = '["line","category","priority"]'
REFUSED_YEAR = (
    "This can't be done: handicaps and nominations go by the quarter; name one like 2026-Q4\n"
)


@pytest.fixture
def history_csv(tmp_path: Path) -> Path:
    """A quarter on which par is fitted, and one with 4 ratings: Ann Lee's hard, Ben Ode's easy."""
    start = date(2026, 1, 5)
    rows = [
        f"H{n},{('Ann Lee', 'Ben Ode')[n % 2]},{('Blue', 'Red')[n % 2]},"
        f"{4 if n % (4 if n % 4 < 2 else 20) == 0 else 5},{start + timedelta(days=n % 60)},,"
        f"{('Defect', 'Access')[n % 4 >= 2]}"
        for n in range(240)
    ]
    rows += [
        f"N{n},{who},{team},{stars},2026-04-0{n} 10:00:00,,{kind}"
        for n, (who, team, stars, kind) in enumerate(
            [
                ("Ann Lee", "Blue", 5, "Defect"),
                ("Ann Lee", "Blue", 4, "Defect"),
                ("Ben Ode", "Red", 5, "Access"),
                ("Ben Ode", "Red", 5, "Access"),
            ],
            start=1,
        )
    ]
    path = tmp_path / "ratings.csv"
    path.write_text("\n".join([f"{HEADER},Category", *rows, ""]), encoding="utf-8")
    return path


@pytest.fixture
def real_desk(ask: Ask) -> Ask:
    """The support desk of 2023, whose kinds of work are made of line, category and priority."""
    if not REAL.exists():
        pytest.skip(f"../shared/data/{REAL.name} isn't here")
    desk = partial(ask, CROWNBOARD_STRATA=STRATA)
    desk("import", str(REAL))
    return desk


def exact(answer: dict[str, Any], name: str) -> Fraction:
    return Fraction(answer["figures"][name]["exact"])


def test_the_figures_of_a_team_make_its_fair_average(ask_any: Ask, history_csv: Path) -> None:
    ask_any("import", str(history_csv))

    answer = json.loads(ask_any("explain", "team", "blue", "--season", "2026-Q2", "--json").out)

    g4, k = answer["par"]["g4"], answer["par"]["k_team"]
    lost, due = exact(answer, "lost"), 10_000 * exact(answer, "due")
    all_lost, all_due = exact(answer, "everyone_lost"), 10_000 * exact(answer, "everyone_due")
    # SCORING B2, from the figures that are printed.
    fair = 5 - g4 * (lost * all_due + k * g4 * all_lost) / (all_due * (due + k * g4))
    assert (answer["team"], answer["par"]["provisional"]) == ("Blue", False)
    assert answer["figures"]["plain"] == {"exact": "9/2", "shown": "4.50"}
    assert exact(answer, "fair") == fair
    assert exact(answer, "par_average") == 5 - due / (2 * 10_000)
    assert exact(answer, "saved") == due / 10_000 - lost
    assert sum(Fraction(step["saved"]["exact"]) for step in answer["steps"]) == due / 10_000 - lost
    assert [(step["group"], step["ratings"]) for step in answer["steps"]] == [("Defect", 2)]
    assert (answer["place"], answer["missing"]) == (None, 18)


def test_the_figures_of_an_engineer_make_the_form_index(ask_any: Ask, history_csv: Path) -> None:
    ask_any("import", str(history_csv))

    answer = json.loads(
        ask_any("explain", "engineer", "Ann", "Lee", "--season", "2026-Q2", "--json").out
    )

    due, kappa = exact(answer, "par_fives"), answer["par"]["kappa"]
    all_fives, all_due = exact(answer, "everyone_fives"), exact(answer, "everyone_par")
    # SCORING B3, from the figures that are printed.
    index = 100 * (1 * all_due + kappa * all_fives) / (all_due * (due + kappa))
    assert (answer["engineer"], answer["team"], answer["place"]) == ("Ann Lee", "Blue", 2)
    assert (exact(answer, "own_fives"), exact(answer, "handicap")) == (Fraction(1), 1 - due)
    assert exact(answer, "form_index") == index
    assert sum(Fraction(each["handicap"]["exact"]) for each in answer["shares"]) == 1 - due
    cards = {card["key"]: card for card in answer["nominations"]}
    assert cards["top_scorer"]["place"] == 2
    assert (cards["top_scorer_net"]["place"], cards["top_scorer_net"]["missing"]) == (
        None,
        "2 more fives to be ranked.",
    )
    assert cards["tester"]["unavailable"] == "No tracker of defects is connected."
    assert "crown" not in cards


def test_people_read_the_same_as_a_table_and_sentences(ask: Ask, history_csv: Path) -> None:
    ask("import", str(history_csv))

    team = ask("explain", "team", "Blue", "--season", "2026-Q2").out
    engineer = ask("explain", "engineer", "Ann Lee", "--season", "2026-Q2").out

    assert "Average" in team
    assert "Par 1, on 240 ratings from 1 Apr 2025 to 31 Mar 2026." in team
    assert "On Blue's tickets customers usually take off" in team
    assert "Fives on own tickets" in engineer
    assert "Top scorer: place 2, 1 goal. 1 rating of five stars." in engineer
    assert "Tester: No tracker of defects is connected." in engineer


def test_without_a_par_it_says_so(ask: Ask, ratings_csv: Path) -> None:
    ask("import", str(ratings_csv))

    team = json.loads(ask("explain", "team", "Blue", "--json").out)

    assert team["par"]["provisional"]
    assert team["figures"]["plain"] == {"exact": "5", "shown": "5.00"}
    assert any("Provisional par 1, on 10 ratings" in said for said in team["sentences"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["team", "Blu"], "There is no team “Blu”. Similar names: Blue.\n"),
        (["engineer", "Anne", "Leo"], "There is no engineer “Anne Leo”. Similar names: Ann Lee.\n"),
        (
            ["team", "xyz"],
            "There is no team “xyz”. Look at the team table for the names in use.\n",
        ),
        (
            ["engineer", "xyz"],
            "There is no engineer “xyz”. Look at the top scorers for the names in use.\n",
        ),
        (
            ["team", "Blue", "--season", "2025-Q1"],
            "This can't be done: Blue has no ratings in 2025-Q1\n",
        ),
        (
            ["engineer", "Ann Lee", "--season", "2026"],
            REFUSED_YEAR,
        ),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(
    ask: Ask, ratings_csv: Path, words: list[str], said: str
) -> None:
    ask("import", str(ratings_csv))

    answer = ask("explain", *words)

    assert (answer.code, answer.out, answer.err) == (Outcome.REFUSED, "", said)


def test_a_hidden_name_is_found_by_whoever_knows_it_and_never_printed(
    ask: Ask, ratings_csv: Path, sqlite_url: str
) -> None:
    ask("import", str(ratings_csv))
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        session.exec(select(Engineer)).one().hidden = True
    engine.dispose()

    known = ask("explain", "engineer", "Ann Lee", "--json")
    near = ask("explain", "engineer", "Ann Leo")

    assert json.loads(known.out)["engineer"] == "Engineer 1"
    assert "Ann Lee" not in known.out + near.err


def test_the_real_desk_has_nominations_and_says_what_it_lacks(real_desk: Ask) -> None:
    cards = {
        card["key"]: card
        for card in json.loads(real_desk("nominations", "--season", "2023-Q4", "--json").out)[
            "nominations"
        ]
    }

    top = cards["top_scorer"]["placed"][0]
    assert (top["name"], top["team"], top["score"]) == (
        "Connor Danielovitch",
        "1st line support",
        "25",
    )
    assert {key: card["unavailable"] for key, card in cards.items() if card["unavailable"]} == {
        "trouble_shooter": "No kind of work is known to be hard.",
        "tester": "No tracker of defects is connected.",
        "assists": "No ticket names several engineers.",
    }
    assert cards["customer_focus"]["gate"].endswith(
        "customers aren't known, so they aren't counted)."
    )
    assert cards["fastest"]["placed"]


def test_the_real_desk_has_fair_figures(real_desk: Ask) -> None:
    answer = json.loads(
        real_desk("explain", "team", "1st line support", "--season", "2023-Q4", "--json").out
    )

    assert (answer["par"]["ratings"], answer["par"]["provisional"]) == (837, False)
    assert answer["figures"]["plain"]["exact"] == "934/259"
    assert (answer["table"], answer["place"], answer["raw_place"]) == ("fair", 1, 2)
    assert {"Pricing and licensing × Low × Tier 1", "other"} <= {
        step["group"] for step in answer["steps"]
    }
    saved = sum(Fraction(step["saved"]["exact"]) for step in answer["steps"])
    assert saved == exact(answer, "saved") == exact(answer, "due") - 361
