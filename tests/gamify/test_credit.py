"""Shared credit (SCORING C)."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.credit import (
    AssistState,
    CreditRule,
    credited,
    is_credited,
    parse_share,
    show_credits,
    show_share,
    split_credit,
)
from gamify.ratings import CREDIT, StarCounts

people = st.integers(1, 40)
rules = st.sampled_from(CreditRule)


@pytest.mark.parametrize(
    ("owner", "helpers", "rule", "credits_of"),
    [
        (1, [], CreditRule.HALF, {1: 27720}),
        (1, [2], CreditRule.HALF, {1: 13860, 2: 13860}),
        (1, [2, 3], CreditRule.HALF, {1: 13860, 2: 6930, 3: 6930}),
        (1, [2, 3], CreditRule.EQUAL, {1: 9240, 2: 9240, 3: 9240}),
        (1, [2, 3], CreditRule.OWNER, {1: 27720}),
        (None, [1, 2], CreditRule.HALF, {1: 13860, 2: 13860}),
        (None, [1, 2], CreditRule.OWNER, {1: 13860, 2: 13860}),
        (None, [], CreditRule.HALF, {}),
    ],
)
def test_a_rating_is_shared_by_the_rule(
    owner: int | None, helpers: list[int], rule: CreditRule, credits_of: dict[int, int]
) -> None:
    assert split_credit(owner, helpers, rule=rule) == credits_of


def test_units_that_do_not_divide_go_to_the_first_helpers_in_id_order() -> None:
    assert split_credit(1, [9, 8, 7, 6, 5, 4, 3, 2]) == {
        1: 13860,
        **dict.fromkeys([2, 3, 4, 5], 1733),
        **dict.fromkeys([6, 7, 8, 9], 1732),
    }


def test_who_is_named_twice_counts_once() -> None:
    assert split_credit(1, [1, 2, 2]) == {1: 13860, 2: 13860}


@given(st.none() | people, st.lists(people), rules)
def test_the_credits_of_a_rating_sum_to_one_whole(
    owner: int | None, helpers: list[int], rule: CreditRule
) -> None:
    shares = split_credit(owner, helpers, rule=rule)
    somebody = owner is not None or bool(helpers)
    assert sum(shares.values()) == CREDIT * somebody
    assert all(units > 0 for units in shares.values())


@given(st.none() | people, st.lists(people), rules)
def test_the_order_of_helpers_changes_nothing(
    owner: int | None, helpers: list[int], rule: CreditRule
) -> None:
    assert split_credit(owner, helpers, rule=rule) == split_credit(owner, helpers[::-1], rule=rule)


@given(people, st.lists(people))
def test_naming_helpers_never_costs_the_owner_more_than_half(
    owner: int, helpers: list[int]
) -> None:
    assert split_credit(owner, helpers, rule=CreditRule.HALF)[owner] >= CREDIT // 2


def test_two_tickets_of_the_same_two_engineers_credit_each_a_half_of_both() -> None:
    """Golden case G7: the team counts two ratings, not four."""
    ratings = [(4, split_credit(1, [2])), (5, split_credit(2, [1]))]
    stars_of: dict[int, Counter[int]] = {1: Counter(), 2: Counter()}
    for stars, shares in ratings:
        for engineer, units in shares.items():
            stars_of[engineer][stars] += units
    engineers = [StarCounts(five=got[5], four=got[4]) for got in stars_of.values()]
    assert engineers == [StarCounts(five=13860, four=13860)] * 2
    assert engineers[0] + engineers[1] == StarCounts(five=CREDIT, four=CREDIT)


@pytest.mark.parametrize(
    ("units", "amount", "text"),
    [
        (0, 0, "0"),
        (16 * CREDIT, 16, "16"),
        (16 * CREDIT + 13860, Decimal("16.5"), "16.5"),
        (3 * CREDIT - 1, Decimal("2.9"), "2.9"),
        (1200 * CREDIT, 1200, "1,200"),
    ],
)
def test_credits_are_whole_or_cut_to_one_decimal(
    units: int, amount: int | Decimal, text: str
) -> None:
    assert credited(units) == amount
    assert show_credits(units) == text


def test_credits_have_the_readers_decimal_separator() -> None:
    assert show_credits(16 * CREDIT + 13860, language="ru") == "16,5"


@pytest.mark.parametrize(
    ("units", "text"),
    [
        (CREDIT, "1"),
        (0, "0"),
        (CREDIT // 2, "½"),
        (CREDIT // 3, "⅓"),
        (2 * CREDIT // 3, "⅔"),
        (CREDIT // 4, "¼"),
        (3 * CREDIT // 4, "¾"),
        (CREDIT // 6, "0.16"),
        (CREDIT - 1, "0.99"),
    ],
)
def test_a_share_has_a_sign_or_is_cut_to_two_decimals(units: int, text: str) -> None:
    assert show_share(units) == text


def test_a_share_has_the_readers_decimal_separator() -> None:
    assert show_share(CREDIT // 6, language="ru") == "0,16"


@pytest.mark.parametrize(
    ("state", "minutes", "counts"),
    [
        (AssistState.CLAIMED, None, False),
        (AssistState.CLAIMED, 9, False),
        (AssistState.CLAIMED, 10, True),
        (AssistState.CONFIRMED, None, True),
        (AssistState.DECLINED, 60, False),
    ],
)
def test_help_counts_once_confirmed_or_by_ten_logged_minutes(
    state: AssistState, minutes: int | None, counts: bool
) -> None:
    assert is_credited(state, minutes) is counts


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("1/2", 13860),
        (" 1 ", 27720),
        ("0.25", 6930),
        ("25%", 6930),
        ("0", 0),
        ("1/13", None),
        ("1/0", None),
        ("-1/2", None),
        ("½", None),
        ("١/٢", None),
        ("half", None),
        ("", None),
    ],
)
def test_a_share_is_read_as_people_write_it(text: str, units: int | None) -> None:
    assert parse_share(text) == units
