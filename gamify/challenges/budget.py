"""What a goal still needs and what it still allows, in exact integers (SCORING E).

A target A = p/q is met by S stars in n ratings if S·q ≥ p·n: no number that is shown, and no
float, is ever compared.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from gamify.challenges.criteria import AverageGoal
from gamify.ratings import StarCounts


class Afford(NamedTuple):
    """How many ratings of one kind, and of that kind alone, a budget of lost stars allows."""

    fours: int
    threes: int
    twos: int
    ones: int


def average_holds(stars: StarCounts, at_least: Fraction) -> bool:
    """Whether the average is at least that, S·q ≥ p·n; without ratings there is none."""
    return stars.n > 0 and stars.total * at_least.denominator >= at_least.numerator * stars.n


def is_average_met(stars: StarCounts, goal: AverageGoal) -> bool:
    """Whether the average holds over as many ratings as the goal asks for."""
    return stars.n >= goal.over and average_holds(stars, goal.at_least)


def budget(ratings: int, at_least: Fraction) -> int:
    """How many stars so many ratings may lose: B(N) = N(5q − p) // q."""
    return ratings * (5 * at_least.denominator - at_least.numerator) // at_least.denominator


def budget_left(stars: StarCounts, goal: AverageGoal) -> int:
    """Stars that may still be lost, B(max(N, n)) − L; negative while the average is lost."""
    return budget(max(goal.over, stars.n), goal.at_least) - stars.lost


def affordable(left: int) -> Afford:
    """What a budget allows, one kind at a time: left // (5 − s); nothing if it is used up."""
    return Afford(*(max(left, 0) // lost for lost in (1, 2, 3, 4)))


def fives_to_climb(stars: StarCounts, at_least: Fraction, *, most: int | None = None) -> int | None:
    """Fives in a row that bring the average back: ceil((p·n − q·S) / (5q − p)), 0 if it holds.

    None if no number does: after a lost star 5.00 is gone, and where at most `most` more
    ratings count, more than those can't help.
    """
    p, q = at_least.numerator, at_least.denominator
    short = p * stars.n - q * stars.total
    if short <= 0:
        return 0
    if p == 5 * q:
        return None
    fives = -(-short // (5 * q - p))
    return None if most is not None and fives > most else fives


def still_needed(so_far: int, wanted: int | None) -> int:
    """How many are missing; 0 where nothing is wanted."""
    return max((wanted or 0) - so_far, 0)


def pace_needed(needed: int, left: Fraction) -> Decimal | None:
    """How many a working day are needed, rounded up to 0.1; None if no day is left for them."""
    if not needed:
        return Decimal("0.0")
    if left <= 0:
        return None
    return Decimal(-(-10 * needed * left.denominator // left.numerator)).scaleb(-1)


def projection(so_far: int, *, past: Fraction, left: Fraction) -> int | None:
    """Where the pace so far leads, n·(d + left) // d; None before any working time has passed."""
    return int(so_far * (past + left) // past) if past > 0 else None
