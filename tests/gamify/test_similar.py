"""Names that look like one are told; names that only share something aren't."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gamify.similar import similar_names


def test_order_accents_initials_and_a_letter_make_names_alike() -> None:
    names = {
        1: "Ann Lee",
        2: "Lee, Ann",
        3: "A. Lee",
        4: "Björn Berg",
        5: "Bjorn Berg",
        6: "Christopher Smith",
        7: "Cristopher Smith",
        8: "Zoe Young",
    }

    assert similar_names(names) == [(1, 2), (4, 5), (6, 7), (1, 3), (2, 3)]


def test_numbers_families_and_short_names_tell_apart() -> None:
    names = {1: "Team 1", 2: "Team 2", 3: "Ann Lee", 4: "Bob Lee", 5: "", 6: "Li", 7: "Lu", 8: "…"}

    assert similar_names(names) == []


def test_the_limit_keeps_the_most_alike() -> None:
    names = {1: "A. Lee", 2: "Ann Lee", 3: "Lee Ann"}

    assert similar_names(names, limit=1) == [(2, 3)]


@given(st.dictionaries(st.integers(1, 30), st.text(max_size=20), max_size=12))
def test_every_pair_is_of_two_and_told_once(names: dict[int, str]) -> None:
    pairs = similar_names(names, limit=1000)

    assert all(one < other for one, other in pairs)
    assert len(set(pairs)) == len(pairs)
    assert {number for pair in pairs for number in pair} <= names.keys()
