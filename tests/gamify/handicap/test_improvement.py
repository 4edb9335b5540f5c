"""Most improved figures (SCORING D)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.handicap.improvement import Record, improvement
from gamify.ratings import CREDIT

NOW = Record(lost=1, due=40_000, everyone_lost=95, everyone_due=1_000_000)
BASE = Record(lost=14, due=98_000, everyone_lost=100, everyone_due=1_000_000)

records = st.builds(
    Record,
    lost=st.integers(0, 4000),
    due=st.integers(0, 10**9),
    everyone_lost=st.integers(0, 10**6),
    everyone_due=st.integers(1, 10**12),
)


def in_units(record: Record) -> Record:
    return Record(*(CREDIT * number for number in record))


def test_improvement_has_its_known_answer() -> None:
    assert improvement(now=NOW, base=BASE, phi=2.0) == Fraction(1_388_892, 10**6)


def test_improvement_is_the_same_in_credit_units() -> None:
    assert improvement(now=in_units(NOW), base=in_units(BASE), phi=2.0, unit=CREDIT) == improvement(
        now=NOW, base=BASE, phi=2.0
    )


def test_who_got_better_only_as_everybody_did_has_not_improved() -> None:
    base = Record(lost=20, due=100_000, everyone_lost=200, everyone_due=1_000_000)
    now = Record(lost=10, due=100_000, everyone_lost=100, everyone_due=1_000_000)
    assert improvement(now=now, base=base, phi=1.0) == 0


@pytest.mark.parametrize(
    ("now", "base"),
    [
        (NOW._replace(lost=0, due=0), BASE),
        (NOW, BASE._replace(lost=0, due=0)),
        (NOW._replace(lost=0, everyone_lost=0), BASE),
        (Record(0, 0, 0, 0), Record(0, 0, 0, 0)),
    ],
    ids=["no ratings now", "none before", "nobody lost a star", "nothing at all"],
)
def test_where_there_is_nothing_to_compare_there_is_no_improvement(
    now: Record, base: Record
) -> None:
    assert improvement(now=now, base=base, phi=2.0) is None


@given(records, records, st.floats(0.05, 9))
def test_one_more_lost_star_never_raises_the_improvement(
    now: Record, base: Record, phi: float
) -> None:
    worse = now._replace(lost=now.lost + 1)
    before = improvement(now=now, base=base, phi=phi)
    after = improvement(now=worse, base=base, phi=phi)
    assert (before is None) == (after is None)
    assert before is None or after is None or after <= before
