"""What the stars are called."""

from __future__ import annotations

from gamify.ratings import StarCounts
from gamify.star_names import named_counts, star_names


def test_usual_names_are_translated_and_own_ones_are_not() -> None:
    assert star_names((), "en") == ("awful", "bad", "fair", "good", "wow")
    assert star_names((), "ru") == ("ужасно", "плохо", "сносно", "хорошо", "вау")
    assert star_names(("1", "2", "3", "4", "*wow*"), "ru")[4] == "*wow*"


def test_counts_are_named_best_first() -> None:
    counts = StarCounts(1_085, 1, 0, 0, 2)

    assert named_counts(counts, star_names((), "en"), "en") == (
        "1,085 wow, 1 good, 0 fair, 0 bad, 2 awful"
    )
