"""How many requests a program may make: a bucket for each token that fills up steadily.

The limit is a process's own: with several processes a token has as many times more. The algorithm
is the generic cell rate algorithm (ITU-T I.371), which needs one number for each token; a library
for it would bring a store and a thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock

#: So many callers are remembered at most; then those who may ask again anyway are forgotten.
MOST = 10_000


class Bucket:
    """So many requests a second in the long run, and `burst` of them at once."""

    def __init__(
        self, rate: float, burst: float, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._pause = 1 / rate
        self._tolerance = burst / rate
        self._clock = clock
        self._lock = Lock()
        self._due: dict[str, float] = {}

    def wait(self, who: str) -> float:
        """Count a request; 0, or the seconds after which it may come again (it isn't counted)."""
        now = self._clock()
        with self._lock:
            due = max(self._due.get(who, now), now) + self._pause
            early = due - now - self._tolerance
            if early > 0:
                return early
            if len(self._due) >= MOST:
                self._due = {name: at for name, at in self._due.items() if at > now}
            self._due[who] = due
        return 0.0
