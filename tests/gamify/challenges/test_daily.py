"""Who brought a day's ratings, and what a customer said, in words."""

from __future__ import annotations

from datetime import date

import pytest

from gamify.challenges.daily import DayScorer, DayScorers, brought_sentence, kind_word
from gamify.language import translate
from gamify.ratings import CREDIT, StarCounts

MONDAY = date(2026, 11, 2)


def scorers(*shares: int) -> tuple[DayScorer, ...]:
    return tuple(DayScorer(at, f"E{at}", units, 0) for at, units in enumerate(shares, start=1))


@pytest.mark.parametrize(
    ("n", "shares", "said"),
    [
        (1, (CREDIT,), "1 rating: E1"),
        (1, (CREDIT // 2, CREDIT // 2), "1 rating: E1 ½, E2 ½"),
        (3, (3 * CREDIT // 2, CREDIT, CREDIT // 2), "3 ratings: E1 1.5, E2 1, E3 ½"),
        (2, (), "2 ratings"),
        (1, (13860, 6930, 6930), "1 rating: E1 ½, E2 ¼, E3 ¼"),
    ],
)
def test_a_day_names_its_people_with_their_shares(
    n: int, shares: tuple[int, ...], said: str
) -> None:
    sentence = brought_sentence(DayScorers(MONDAY, StarCounts(n), scorers(*shares)))

    assert str(sentence) == said


def test_which_rating_was_low_is_not_told() -> None:
    low = brought_sentence(DayScorers(MONDAY, StarCounts(one=1), scorers(CREDIT)))
    five = brought_sentence(DayScorers(MONDAY, StarCounts(1), scorers(CREDIT)))

    assert str(low) == str(five)


def test_a_day_without_a_rating_says_nothing() -> None:
    assert brought_sentence(DayScorers(MONDAY, StarCounts())) is None


def test_a_large_day_names_ten_and_counts_the_others() -> None:
    sentence = brought_sentence(DayScorers(MONDAY, StarCounts(12), scorers(*[CREDIT] * 12)))

    assert str(sentence).endswith("E9 1, E10 1, 2 more colleagues")


def test_shares_follow_the_readers_language() -> None:
    brought = DayScorers(MONDAY, StarCounts(2), scorers(3 * CREDIT // 2, CREDIT // 2))

    sentence = brought_sentence(brought, language="ru")

    assert sentence is not None
    assert translate(sentence, "ru") == "2 оценки: E1 1,5, E2 ½"


@pytest.mark.parametrize("words", ["Great :)))", "<b>[x](y)</b> $1$ :red[no] {name} 🎉", "Спасибо"])
def test_a_customers_words_stand_as_they_are(words: str) -> None:
    assert str(kind_word(words)) == f"A customer: “{words}”"


def test_very_long_words_end_behind_a_word() -> None:
    whole = " ".join(["so kind"] * 60)

    assert str(kind_word(whole, longest=17)) == "A customer: “so kind so kind…”"
    assert str(kind_word(whole, longest=15)) == "A customer: “so kind so kind…”"
    assert str(kind_word(whole, longest=14)) == "A customer: “so kind so…”"
    assert str(kind_word("谢" * 60, longest=3)) == "A customer: “谢谢谢…”"
    assert len(str(kind_word(whole))) < 300


@pytest.mark.parametrize("words", [None, "", "  \n"])
def test_no_words_are_no_line(words: str | None) -> None:
    assert kind_word(words) is None
