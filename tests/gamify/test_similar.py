"""Names that look like one are told with the reason; names that only share something aren't."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gamify.similar import Alike, Likeness, similar_names

SIGNS, ORDER, SCRIPT, INITIALS, LETTER, MORE = Likeness


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("Björn Berg", "Bjorn Berg", (SIGNS,)),
        ("Łukasz Kern", "Lukasz  Kern.", (SIGNS,)),
        ("Фёдор Орлов", "Федор Орлов", (SIGNS,)),
        ("Ann Lee", "Lee, Ann", (ORDER,)),
        ("Анна Керн", "Anna Kern", (SCRIPT,)),
        ("Юлия Чайковская", "Julia Tchaikovskaya", (SCRIPT,)),
        ("Щербаков Алексей", "Alexey Shcherbakov", (ORDER, SCRIPT)),
        # The first letter is a Latin one.
        ("Aнна Керн", "Анна Керн", (SCRIPT,)),
        ("A. Lee", "Ann Lee", (INITIALS,)),
        ("Иванов И.И.", "Иванов Иван Иванович", (INITIALS,)),
        ("Lee A.", "Ann Lee", (ORDER, INITIALS)),
        ("Christopher Smith", "Cristopher Smith", (LETTER,)),
        ("Christopher Smith", "Christohper Smith", (LETTER,)),
        ("Falcons", "Falcon", (LETTER,)),
        ("Иван Иванов", "Иванов Иван Иванович", (ORDER, MORE)),
    ],
)
def test_two_names_look_alike_and_it_is_said_why(
    one: str, other: str, why: tuple[Likeness, ...]
) -> None:
    assert similar_names({1: one, 2: other}) == [Alike(1, 2, why)]
    assert similar_names({1: other, 2: one}) == [Alike(1, 2, why)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Team 1", "Team 2"),
        ("Line 1", "Line 12"),
        ("1st line", "2nd line"),
        ("Line A", "Line B"),
        ("Night shift", "Night shift 2"),
        ("Ann Lee", "Bob Lee"),
        ("Bob Lee", "Rob Lee"),
        ("Ann", "Ann Lee"),
        ("Li", "Lu"),
        ("Анна Керн", "Иван Керн"),
        ("", "…"),
    ],
)
def test_numbers_families_and_short_names_tell_apart(one: str, other: str) -> None:
    assert similar_names({1: one, 2: other}) == []


def test_the_most_alike_come_first_and_known_pairs_not_at_all() -> None:
    names = {1: "A. Lee", 2: "Ann Lee", 3: "Lee Ann"}

    assert [pair[:2] for pair in similar_names(names)] == [(2, 3), (1, 2), (1, 3)]
    assert [pair[:2] for pair in similar_names(names, limit=1)] == [(2, 3)]
    assert [pair[:2] for pair in similar_names(names, apart={(2, 3), (1, 3)})] == [(1, 2)]


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.integers(1, 30), st.text("Aab .Яяйё1", max_size=9) | st.text(max_size=9), max_size=12
    )
)
def test_every_pair_is_of_two_and_told_once(names: dict[int, str]) -> None:
    pairs = similar_names(names, limit=1000)

    assert all(one < other and why for one, other, why in pairs)
    assert len({pair[:2] for pair in pairs}) == len(pairs)
    # A pair is told whoever else there is.
    for one, other, why in pairs:
        assert similar_names({1: names[one], 2: names[other]}) == [Alike(1, 2, why)]
