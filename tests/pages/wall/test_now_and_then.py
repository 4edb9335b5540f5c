"""Costly values are made anew once a minute at most, and as time goes by."""

from __future__ import annotations

from datetime import date
from functools import partial

from pages.ui.clock import Stamp
from pages.ui.wall.now_and_then import LONGEST, PAUSE, NowAndThen

DAY, NEXT = date(2026, 11, 22), date(2026, 11, 23)


def test_a_value_stands_for_a_minute_though_the_data_change() -> None:
    made: list[int] = []
    kept: NowAndThen[str, int] = NowAndThen(4)

    def take(version: int, at: float, day: date = DAY) -> int:
        def make() -> int:
            made.append(version)
            return version

        return kept.take("a", Stamp(version, day), at=at, make=make)

    seen = [
        take(1, 0),
        take(1, LONGEST - 1),
        take(1, LONGEST),
        take(2, LONGEST + PAUSE - 1),
        take(2, LONGEST + PAUSE),
        take(2, LONGEST + PAUSE + 1, NEXT),
    ]

    assert seen == [1, 1, 1, 1, 2, 2]
    assert made == [1, 1, 2, 2]


def test_each_key_has_its_own_and_the_oldest_go() -> None:
    kept: NowAndThen[int, int] = NowAndThen(2)
    stamp = Stamp(1, DAY)
    for key in (1, 2, 1, 3):
        kept.take(key, stamp, at=0, make=partial(int, key))

    assert kept.take(1, stamp, at=0, make=lambda: -1) == 1
    assert kept.take(2, stamp, at=0, make=lambda: -2) == -2
