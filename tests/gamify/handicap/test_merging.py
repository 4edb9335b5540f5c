"""Small kinds of work share a par (SCORING B1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.handicap.merging import merge_small, shown_group

words = st.sampled_from(["", "Billing", "Network", "high", "other"])
kinds = st.dictionaries(st.integers(1, 12), st.tuples(words, words, words))
ratings = st.dictionaries(st.integers(1, 12), st.integers(0, 60))


def test_a_kind_with_ratings_enough_keeps_its_own_label() -> None:
    kinds = {1: ("Billing", "high", ""), 2: ("Billing", "", "chat"), 3: ("", "", "")}
    assert merge_small(kinds, {1: 30, 2: 31, 3: 32}) == {
        1: "Billing × high",
        2: "Billing × chat",
        3: "other",
    }


def test_small_kinds_of_a_category_share_it() -> None:
    kinds = {1: ("Billing", "high"), 2: ("Billing", "low"), 3: ("Billing", "normal")}
    assert merge_small(kinds, {1: 29, 2: 1, 3: 500}) == {
        1: "Billing × other",
        2: "Billing × other",
        3: "Billing × normal",
    }


def test_a_category_that_is_still_too_small_joins_the_others() -> None:
    kinds = {1: ("Billing", "high"), 2: ("Billing", "low"), 3: ("", "low"), 4: ("Network", "low")}
    assert merge_small(kinds, {1: 15, 2: 14, 3: 3, 4: 90}) == {
        1: "other",
        2: "other",
        3: "other",
        4: "Network × low",
    }


def test_kinds_with_the_same_label_count_together() -> None:
    kinds = {1: ("Billing", "", "chat"), 2: ("Billing", "chat", "")}
    assert merge_small(kinds, {1: 15, 2: 15}) == {1: "Billing × chat", 2: "Billing × chat"}


def test_a_kind_without_ratings_in_the_window_is_small() -> None:
    assert merge_small({1: ("Billing",), 2: ()}, {}) == {1: "other", 2: "other"}


def test_no_kinds_make_no_groups() -> None:
    assert merge_small({}, {1: 40}) == {}


@pytest.mark.parametrize(
    ("label", "russian"),
    [
        ("other", "прочее"),
        ("Billing × other", "Billing × прочее"),
        ("Billing × high", "Billing × high"),
        ("another", "another"),
        ("{0} × other", "{0} × прочее"),
    ],
)
def test_only_the_word_other_is_translated(label: str, russian: str) -> None:
    assert (shown_group(label, "en"), shown_group(label, "ru")) == (label, russian)


@given(kinds, ratings)
def test_every_group_but_the_last_resort_has_ratings_enough(
    kinds: dict[int, tuple[str, ...]], ratings: dict[int, int]
) -> None:
    groups = merge_small(kinds, ratings)
    assert groups.keys() == kinds.keys()
    assert all(
        sum(ratings.get(kind, 0) for kind, other in groups.items() if other == label) >= 30
        for label in set(groups.values()) - {"other"}
    )


@given(kinds, ratings)
def test_the_order_of_kinds_changes_nothing(
    kinds: dict[int, tuple[str, ...]], ratings: dict[int, int]
) -> None:
    turned = dict(reversed(kinds.items()))
    assert merge_small(turned, ratings) == merge_small(kinds, ratings)
