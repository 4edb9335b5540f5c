"""The pulse's figures by hand, the days on which it is asked, and what nobody can work out."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gamify.pulse import (
    LEAST,
    NO,
    PARTLY,
    YES,
    Asking,
    PulseFigure,
    Question,
    asking_on,
    pulse_figure,
    shown_teams,
)
from gamify.seasons import Calendar, parse_season

CALENDAR = Calendar()
QUARTER = parse_season("2026-Q3", calendar=CALENDAR)


@pytest.mark.parametrize(
    ("values", "percent"),
    [
        ([9, 10, 9, 7, 6, 0], 16),  # 3 of 6 minus 2 of 6: 16.6…
        ([9, 0, 6, 7, 8, 8], -16),  # 1 of 6 minus 2 of 6, cut towards zero
        ([7, 8, 7, 8, 7], 0),
        ([9] * 7 + [8] * 1000, 0),  # under one in a hundred is never shown as one
    ],
)
def test_the_enps_is_exact_and_cut(values: list[int], percent: int) -> None:
    figure = pulse_figure(Question.RECOMMEND, Counter(values))

    assert figure == PulseFigure(len(values), percent)


def test_other_questions_count_yes_alone_and_five_answers_are_needed() -> None:
    assert pulse_figure(Question.FUN, {YES: 4, PARTLY: 1, NO: 1}) == PulseFigure(6, 66)
    assert pulse_figure(Question.FUN, {YES: 4}) is None
    assert pulse_figure(Question.FUN, {}) is None


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (date(2026, 9, 23), False),
        (date(2026, 9, 24), True),
        (date(2026, 10, 14), True),
        (date(2026, 10, 15), False),
    ],
)
def test_it_is_asked_from_the_last_week_on(day: date, asked: bool) -> None:
    found = asking_on(day, calendar=CALENDAR, days=14, fixed={})

    assert found == (Asking(QUARTER, date(2026, 10, 14)) if asked else None)


def test_the_day_that_the_first_answer_fixed_holds_whatever_is_set_later() -> None:
    fixed = {"2026-Q3": date(2026, 10, 5)}

    assert asking_on(date(2026, 10, 6), calendar=CALENDAR, days=60, fixed=fixed) is None


def test_the_smallest_team_is_hidden_where_the_rest_would_be_a_few() -> None:
    assert shown_teams({1: 9, 2: 5, 3: 4}) == {1}
    assert shown_teams({1: 9, 2: 5, 3: 4, None: 1}) == {1, 2}
    assert shown_teams({1: 9, 2: 5}) == {1, 2}
    assert shown_teams({1: 5, None: 1}) == frozenset()


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.none() | st.integers(1, 6), st.integers(1, 12)))
def test_nothing_between_nothing_and_five_is_ever_left(answers: dict[int | None, int]) -> None:
    shown = shown_teams(answers)

    assert all(answers[team] >= LEAST for team in shown)
    rest = sum(answers.values()) - sum(answers[team] for team in shown)
    assert not shown or rest == 0 or rest >= LEAST
