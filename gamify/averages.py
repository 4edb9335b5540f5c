"""Averages of stars: exact as fractions, shown cut and never rounded (SCORING 0, A1, A2)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from gamify.language import shown
from gamify.ratings import StarCounts

#: What stands where there is no average.
NOTHING = "–"

#: Decimals of an average, and how many more may be shown to tell neighbours apart.
DECIMALS, MOST_DECIMALS = 2, 4


def steady_average(stars: StarCounts, *, everyone: StarCounts, k: int) -> Fraction | None:
    """The average with `k` ratings borrowed at the common average, exact; None without ratings.

    (S + K·C) / (n + K), where C is the plain average of `everyone` (SCORING A2).
    """
    if not stars.n or not everyone.n:
        return None
    return Fraction(stars.total * everyone.n + k * everyone.total, everyone.n * (stars.n + k))


def cut(value: Fraction, *, decimals: int) -> Decimal:
    """A value cut towards zero to that many decimals, all of which are kept."""
    return cut_ratio(value.numerator, value.denominator, decimals=decimals)


def cut_ratio(numerator: int, denominator: int, *, decimals: int) -> Decimal:
    """The same of a fraction that nobody has reduced; its denominator is positive."""
    scaled = abs(numerator) * 10**decimals // denominator
    return Decimal(-scaled if numerator < 0 else scaled).scaleb(-decimals)


def show_average(
    average: Fraction | None, *, decimals: int = DECIMALS, language: str = "en"
) -> str:
    """An average as people read it: cut to two decimals, "–" for none.

    "5.00" is shown for nothing but fives, since nothing is ever rounded up.
    """
    return NOTHING if average is None else shown(cut(average, decimals=decimals), language)


def show_averages(averages: Sequence[Fraction | None], *, language: str = "en") -> list[str]:
    """A table's column of averages, in its order.

    Neighbours that would read the same but differ both get more decimals, up to four.
    """
    decimals: dict[Fraction | None, int] = {}
    for upper, lower in pairwise(averages):
        needed = decimals_apart(upper, lower)
        for average in (upper, lower):
            decimals[average] = max(decimals.get(average, DECIMALS), needed)
    return [
        show_average(average, decimals=decimals.get(average, DECIMALS), language=language)
        for average in averages
    ]


def decimals_apart(one: Fraction | None, other: Fraction | None) -> int:
    """How many decimals, 2 to 4, two averages need to be told apart; 2 if they are equal."""
    if one is None or other is None or one == other:
        return DECIMALS
    for decimals in range(DECIMALS, MOST_DECIMALS):
        if cut(one, decimals=decimals) != cut(other, decimals=decimals):
            return decimals
    return MOST_DECIMALS


def show_difference(difference: Fraction, *, decimals: int = 1, language: str = "en") -> str:
    """A signed difference, cut towards zero, with an explicit sign unless nothing is left."""
    amount = cut(difference, decimals=decimals)
    return ("+" if amount > 0 else "") + shown(amount, language)


def percent_over(now: int, before: int) -> int | None:
    """By how many per cent `now` is over `before`, cut towards zero; None over nothing."""
    if before <= 0:
        return None
    percent = abs(now - before) * 100 // before
    return percent if now >= before else -percent
