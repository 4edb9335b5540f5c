"""Criteria from texts and stored values, and back."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.challenges.criteria import (
    AverageGoal,
    CountMode,
    Criteria,
    Criterion,
    SolvingGoal,
)
from gamify.challenges.reading import read_criteria, write_criteria
from gamify.errors import ChallengeRefused

targets = st.integers(10_000, 50_000).map(lambda stars: Fraction(stars, 10_000))
shares = st.integers(1, 1000).map(lambda tenths: Fraction(tenths, 1000))
counts = st.integers(1, 1_000_000)
criteria = st.builds(
    Criteria,
    average=st.none() | st.builds(AverageGoal, targets, counts),
    ratings=st.none() | counts,
    fives=st.none() | counts,
    fives_share=st.none() | shares,
    response=st.none() | shares,
    solving=st.none() | st.builds(SolvingGoal, st.integers(1, 500_000), targets),
).filter(lambda some: bool(some.asked))


@pytest.mark.parametrize("text", ["4.96", "4,96", " 4.96 ", "4.960"])
def test_a_target_is_the_fraction_that_is_written(text: str) -> None:
    read = read_criteria({"average": text, "over": "100"})

    assert read == Criteria(average=AverageGoal(Fraction(124, 25), 100))


def test_all_criteria_combine() -> None:
    read = read_criteria(
        {
            "average": "4.96",
            "over": "100",
            "ratings": 120,
            "fives": "80",
            "fives_share": "95 %",
            "response": "12,5",
            "solved_within": "240",
            "solved_average": "4.9",
            "count_mode": "at_least",
        }
    )

    assert read == Criteria(
        average=AverageGoal(Fraction(124, 25), 100),
        ratings=120,
        fives=80,
        fives_share=Fraction(19, 20),
        response=Fraction(1, 8),
        solving=SolvingGoal(240, Fraction(49, 10)),
    )
    assert read.asked == tuple(Criterion)
    assert read.least_ratings == 120


def test_empty_fields_of_a_form_ask_for_nothing() -> None:
    assert read_criteria({"average": " ", "over": "", "ratings": None, "fives": "80"}) == (
        Criteria(fives=80)
    )


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (
            {"average": "4.9.6", "over": "100"},
            (
                "In the challenge the field “average” can't be “4.9.6”. "
                "Use a number from 1 to 5 such as 4.96."
            ),
        ),
        (
            {"average": "5.01", "over": "100"},
            (
                "In the challenge the field “average” can't be “5.01”. "
                "Use a number from 1 to 5 such as 4.96."
            ),
        ),
        (
            {"average": 4.96, "over": 100},
            (
                "In the challenge the field “average” can't be “4.96”. "
                "Use a number from 1 to 5 such as 4.96."
            ),
        ),
        ({"average": "4.96"}, "Say over how many ratings the average of 4.96 has to hold."),
        ({"over": "100"}, "Say which average has to hold over 100 ratings."),
        (
            {"ratings": "0"},
            "In the challenge the field “ratings” can't be “0”. Use a number from 1 to 1,000,000.",
        ),
        (
            {"fives": True},
            "In the challenge the field “fives” can't be “True”. Use a number from 1 to 1,000,000.",
        ),
        (
            {"fives": "²"},
            "In the challenge the field “fives” can't be “²”. Use a number from 1 to 1,000,000.",
        ),
        (
            {"response": "101"},
            (
                "In the challenge the field “response” can't be “101”. "
                "Use a per cent above 0, at most 100."
            ),
        ),
        (
            {"solved_within": "90"},
            (
                "A time to solve needs an average beside it, so that speed never pays at the cost "
                "of quality."
            ),
        ),
        (
            {"solved_average": "4.9"},
            "Say within how many minutes half of the tickets have to be solved.",
        ),
        (
            {"fives": "8", "count_mode": "first_n"},
            "Where the first ratings alone count, say how many with an average over them.",
        ),
        (
            {"average": "4.9", "over": "10", "fives": "11", "count_mode": "first_n"},
            "Of the first 10 ratings there can't be 11. Ask for 10 at most.",
        ),
        (
            {"fives": "8", "count_mode": "best_n"},
            "In the challenge the field “count_mode” can't be “best_n”. Use at_least, first_n.",
        ),
        (
            {"stars": "8"},
            (
                "In the challenge the field “stars” can't be “8”. Use average, over, ratings, "
                "fives, fives_share, response, solved_within, solved_average, count_mode."
            ),
        ),
        (
            {},
            "A challenge needs at least one criterion: an average, a count, a share or a time.",
        ),
    ],
)
def test_what_cannot_be_read_is_one_clear_sentence(entry: dict[str, object], sentence: str) -> None:
    with pytest.raises(ChallengeRefused) as refused:
        read_criteria(entry)

    assert str(refused.value) == sentence


def test_criteria_are_written_as_plain_values() -> None:
    wanted = Criteria(
        average=AverageGoal(Fraction(49, 10), 100), fives=80, fives_share=Fraction(955, 1000)
    )

    assert write_criteria(wanted) == {
        "average": "4.90",
        "over": 100,
        "fives": 80,
        "fives_share": "95.5",
        "count_mode": "at_least",
    }


def test_a_target_that_no_decimal_writes_is_refused() -> None:
    with pytest.raises(ChallengeRefused, match="at most 4 decimals"):
        write_criteria(Criteria(average=AverageGoal(Fraction(14, 3), 100)))


def test_all_of_the_first_ratings_may_be_fives() -> None:
    entry = {"average": "5", "over": "10", "fives": "10", "count_mode": "first_n"}

    assert read_criteria(entry) == Criteria(
        average=AverageGoal(Fraction(5), 10), fives=10, count_mode=CountMode.FIRST_N
    )


@given(criteria)
def test_what_was_written_reads_the_same_through_json(some: Criteria) -> None:
    assert read_criteria(json.loads(json.dumps(write_criteria(some)))) == some


def test_the_first_ratings_are_those_of_the_average() -> None:
    goal = AverageGoal(Fraction("4.9"), 80)

    assert Criteria(average=goal).first is None
    assert Criteria(average=goal, count_mode=CountMode.FIRST_N).first == 80
