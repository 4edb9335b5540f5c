"""The version of the data is asked for a few times a second at most."""

from __future__ import annotations

from datetime import date

import pytest

from pages.ui.clock import Stamp, VersionClock

DAY = date(2026, 11, 22)


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time: one number, which a test moves on."""
    now = [100.0]
    monkeypatch.setattr("pages.ui.clock.time.monotonic", lambda: now[0])
    return now


def test_a_version_is_told_again_for_a_moment(seconds: list[float]) -> None:
    versions = iter(range(1, 9))
    clock = VersionClock(lambda: Stamp(next(versions), DAY))

    first = clock.look()
    seconds[0] += 0.2
    again = clock.look()
    seconds[0] += 0.2
    stale = clock.fresh()
    later = clock.look()

    assert (first, again, stale, later) == (Stamp(1, DAY), Stamp(1, DAY), None, Stamp(2, DAY))


def test_a_forgotten_version_is_read_anew(seconds: list[float]) -> None:
    versions = iter(range(1, 9))
    clock = VersionClock(lambda: Stamp(next(versions), DAY))
    clock.look()

    clock.forget()

    assert (clock.fresh(), clock.look()) == (None, Stamp(2, DAY))
