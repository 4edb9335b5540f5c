"""The podium and the top scorers."""

from __future__ import annotations

import pytest

from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import rank_engineers
from gamify.standings import EngineerTable, EngineerTally, Rules
from pages.ui.top_scorers import Scorer, TopScorers, initials, top_scorers
from tests.factories import tally_of


def scorers(*goals: float) -> EngineerTable:
    """Engineers 1, 2, 3 … with so many five-star ratings each."""
    return rank_engineers(
        tally_of(at, f"Engineer {at}", StarCounts(five=int(five * CREDIT)), team="Storage")
        for at, five in enumerate(goals, start=1)
    )


def drawn(*goals: float) -> TopScorers:
    return top_scorers(scorers(*goals), rules=Rules(), language="en")


def test_shared_credit_shows_half_a_goal() -> None:
    best = drawn(16.5, 9).podium[0]

    assert best == Scorer(
        id=1,
        place="1",
        name="Engineer 1",
        initials="E1",
        team="Storage",
        figure="16.5",
        detail=(),
        why=best.why,
    )
    assert "16.5" in best.why


def test_no_more_than_the_best_half_is_shown() -> None:
    table = drawn(9, 8, 7, 6, 5, 4, 3, 2)

    assert [line.figure for line in table.podium + table.rest] == ["9", "8", "7", "6"]
    assert table.note == "The best 4 of 8 who scored"


def test_a_team_s_list_tells_the_goals_of_the_department_s_best_alone() -> None:
    """Goals of all teams' best, merged, would give places that are nobody else's."""
    told = top_scorers(
        scorers(9, 8, 7, 6, 5, 4, 3, 2), rules=Rules(), language="en", known=frozenset({1, 3})
    )
    lines = told.podium + told.rest

    # The third is known, but says of the second that there were no fewer.
    assert [line.figure for line in lines] == ["9", "–", "–", "–"]
    assert [line.name for line in lines][1:] == ["Engineer 2", "Engineer 3", "Engineer 4"]
    assert not any(goal in line.why for line in lines[1:] for goal in "8765")


def test_no_more_than_ten_are_shown_of_two_thousand() -> None:
    table = drawn(*range(2000, 0, -1))

    assert len(table.podium + table.rest) == 10
    assert table.note == "The best 10 of 2,000 who scored"


def test_three_who_scored_stand_on_the_podium_without_a_note() -> None:
    table = drawn(3, 2, 1)

    assert (len(table.podium), table.rest, table.note) == (3, (), "")


def test_who_has_no_five_is_not_shown() -> None:
    assert drawn(0, 0) == TopScorers(
        (), (), "Nobody has scored five stars yet", "Top scorers", "five-star ratings"
    )


#: SCORING B3: 38 goals of a par of 31.2 are +6.8, with 10 borrowed 116.5; Ben is under par.
ANN = EngineerTally(1, "Ann", "Alpha", five=36 * CREDIT, own_fives=38, due=312_000)
BEN = EngineerTally(2, "Ben", "Beta", five=362 * CREDIT, own_fives=362, due=3_688_000)


def listed(table: EngineerTable) -> list[tuple[str, str, tuple[str, ...]]]:
    found = top_scorers(table, rules=Rules(), language="en")
    return [(line.name, line.figure, line.detail) for line in found.podium]


def test_net_of_the_tickets_the_form_index_ranks_and_no_minus_is_shown() -> None:
    assert listed(rank_engineers([ANN, BEN], kappa=10)) == [
        ("Ann", "116.5", ("38 goals", "par 31.2", "+6.8")),
        ("Ben", "98.2", ("362 goals", "par 368.8")),
    ]


def test_the_raw_list_has_the_handicap_beside_the_goals_where_it_is_a_plus() -> None:
    assert listed(rank_engineers([ANN, BEN])) == [
        ("Ben", "362", ()),
        ("Ann", "36", ("+6.8 against par",)),
    ]


def test_a_net_list_says_what_it_is_and_how_goals_count() -> None:
    net = top_scorers(rank_engineers([ANN, BEN], kappa=10), rules=Rules(), language="en")

    assert (net.title, net.subject, net.counting) == (
        "Top scorers, net",
        "form index: goals against par",
        "Against par, fives of own tickets count whole, and only those.",
    )
    assert net.podium[1].why.endswith(
        "Ann, right above, has 116.5. 88 more goals on the tickets so far would bring place 1."
    )


def test_a_scorer_whose_goals_were_shared_reads_how_they_count_against_par() -> None:
    raw = top_scorers(rank_engineers([ANN, BEN]), rules=Rules(), language="en")

    assert ["Against par, fives of own tickets count whole" in line.why for line in raw.podium] == [
        False,
        True,
    ]


def test_a_net_list_of_nobody_says_what_it_takes() -> None:
    nobody = rank_engineers([EngineerTally(1, "Ann", "", own_fives=2, due=1)], kappa=10)

    assert top_scorers(nobody, rules=Rules(), language="en").note == (
        "Nobody is ranked net yet: it takes 3 goals, and a par of as many."
    )


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anna Sokolova", "AS"),
        ("Т. Журавлёва", "ТЖ"),
        ("Jo", "J"),
        ("[a](b)", "AB"),
        ("Maria de la Cruz", "MC"),
        ("🙂", ""),
    ],
)
def test_initials_are_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters
