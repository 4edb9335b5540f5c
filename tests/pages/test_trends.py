"""How a team's average went over the weeks."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from gamify.ratings import StarCounts
from gamify.standings import TeamDay
from pages.ui.trends import trend_line, weekly_averages

MONDAY = date(2026, 10, 5)


def test_each_week_ends_with_the_average_of_all_ratings_so_far() -> None:
    days = [
        TeamDay(1, date(2026, 10, 12), StarCounts(four=2)),
        TeamDay(1, MONDAY, StarCounts(five=1)),
        TeamDay(1, date(2026, 10, 6), StarCounts(three=1)),
        TeamDay(2, MONDAY, StarCounts(), tickets=4),
    ]

    assert weekly_averages(days) == {1: [Fraction(4), Fraction(4)]}


def test_a_new_year_does_not_mix_up_the_weeks() -> None:
    days = [
        TeamDay(1, date(2026, 1, 2), StarCounts(five=1)),
        TeamDay(1, date(2025, 12, 22), StarCounts(three=1)),
    ]

    assert weekly_averages(days) == {1: [Fraction(3), Fraction(4)]}


def test_a_line_needs_two_weeks() -> None:
    assert trend_line([Fraction(5)]) == ()


def test_a_large_movement_fills_the_height() -> None:
    assert trend_line([Fraction(4), Fraction(5), Fraction(9, 2)]) == (0.0, 1.0, 0.5)


def test_a_small_movement_is_drawn_small_and_in_the_middle() -> None:
    assert trend_line([Fraction(497, 100), Fraction(498, 100)]) == (0.45, 0.55)
