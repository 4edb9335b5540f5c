"""Costly values that may be a moment old: made anew once a minute at most, and as time goes by."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from pages.ui.clock import Stamp

#: Seconds for which a value stands although the data have changed, and although they haven't.
PAUSE, LONGEST = 60.0, 600.0

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[Value]):
    stamp: Stamp
    made: float
    value: Value


class NowAndThen(Generic[Key, Value]):
    """Keeps `size` values. Safe among threads; who asks while one is made waits for it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[Key, _Kept[Value]] = OrderedDict()

    def take(self, key: Key, stamp: Stamp, *, at: float, make: Callable[[], Value]) -> Value:
        """The value of a key, `at` seconds of a clock that never goes back."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or not _stands(kept, stamp, at):
                kept = _Kept(stamp, at, make())
                self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
            return kept.value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()


def _stands(kept: _Kept[Value], stamp: Stamp, at: float) -> bool:
    """A new day is always a reason to make it anew."""
    if kept.stamp.day != stamp.day:
        return False
    return at - kept.made < (LONGEST if kept.stamp == stamp else PAUSE)
