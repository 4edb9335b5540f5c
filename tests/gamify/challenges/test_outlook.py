"""A probability in words and per cents."""

from __future__ import annotations

import pytest

from gamify.challenges.outlook import Outlook, outlook_of, show_chance


@pytest.mark.parametrize(
    ("chance", "outlook", "shown"),
    [
        (0.0, Outlook.OUT_OF_REACH, "<1 %"),
        (0.0099, Outlook.OUT_OF_REACH, "<1 %"),
        (0.01, Outlook.AT_RISK, "1 %"),
        (0.2999, Outlook.AT_RISK, "29 %"),
        (0.3, Outlook.OPEN, "30 %"),
        (0.5999, Outlook.OPEN, "59 %"),
        (0.6, Outlook.ON_TRACK, "60 %"),
        (0.641534, Outlook.ON_TRACK, "64 %"),
        (0.99, Outlook.ON_TRACK, "99 %"),
        (0.9901, Outlook.ON_TRACK, ">99 %"),
        (1.0, Outlook.ON_TRACK, ">99 %"),
    ],
)
def test_words_and_per_cents_agree(chance: float, outlook: Outlook, shown: str) -> None:
    assert (outlook_of(chance), str(show_chance(chance))) == (outlook, shown)


def test_0_and_100_are_said_when_it_is_over() -> None:
    assert str(show_chance(0.0, is_over=True)) == "0 %"
    assert str(show_chance(1.0, is_over=True)) == "100 %"
