"""Times of the day, pauses between tries, and words for what goes wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.post import (
    MISHAPS,
    SENT,
    DeliveryState,
    Mishap,
    PlanRefused,
    Receipt,
    next_pause,
    read_minute,
    show_minute,
)


@given(minute=st.integers(0, 24 * 60 - 1))
def test_a_time_that_is_shown_can_be_read(minute: int) -> None:
    assert read_minute(show_minute(minute)) == minute


def test_a_time_may_be_written_without_the_first_zero() -> None:
    assert [read_minute(text) for text in ("9:05", " 09:05 ", "0:00", "23:59")] == [
        545,
        545,
        0,
        1439,
    ]


@pytest.mark.parametrize("text", ["", "9", "24:00", "9:60", "9:5", "-1:00", "9.30", "9:30 pm"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(PlanRefused, match=r"not a time like 09:30"):
        read_minute(text)


def test_pauses_grow_and_the_last_one_goes_on() -> None:
    pauses = [next_pause(attempts, (60, 300)).total_seconds() for attempts in range(1, 5)]

    assert pauses == [60, 300, 300, 300]


def test_every_mishap_has_its_sentence() -> None:
    assert set(MISHAPS) == set(Mishap)
    assert SENT.sentence is None
    receipt = Receipt(DeliveryState.FAILED, Mishap.BUSY)
    assert str(receipt.sentence) == "the service asks to wait: it got too many messages"
