"""Values that are made once: whoever asks first makes one, the others wait for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Shelf(Generic[Key, Value]):
    """Keeps the values asked for last, at most `size` of them. Safe among threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = Lock()
        self._kept: OrderedDict[Key, Future[Value]] = OrderedDict()

    def find(self, key: Key) -> Future[Value] | None:
        """The value, made or in the making, if someone has asked for it."""
        with self._lock:
            return self._kept.get(key)

    def take(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key. A failure is passed on to all who wait, and isn't kept."""
        future, mine = self._claim(key)
        if mine:
            try:
                future.set_result(make())
            except BaseException as error:
                self._forget(key)
                future.set_exception(error)
        return future.result()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._kept.clear()

    def _claim(self, key: Key) -> tuple[Future[Value], bool]:
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known, False
            future: Future[Value] = Future()
            self._kept[key] = future
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
            return future, True

    def _forget(self, key: Key) -> None:
        with self._lock:
            self._kept.pop(key, None)
