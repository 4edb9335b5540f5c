"""How often a link was looked at lately: remembered by the process alone, never written."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from gamify.asking.answers import WINDOW


class Glances:
    """Which stars of which links were opened within the last seconds, of the newest links."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._seen: OrderedDict[str, dict[int, datetime]] = OrderedDict()
        self._lock = Lock()

    def note(self, link: str, stars: int, *, now: datetime) -> None:
        """Somebody or something has opened a star of a link."""
        with self._lock:
            self._seen.setdefault(link, {})[stars] = now
            self._seen.move_to_end(link)
            while len(self._seen) > self._most:
                self._seen.popitem(last=False)

    def are_several(self, link: str, *, now: datetime) -> bool:
        """Whether several stars of one link were opened within seconds, as no person does."""
        with self._lock:
            seen = self._seen.get(link, {})
            return sum(now - at < WINDOW for at in seen.values()) > 1


class Turnstile:
    """Lets each key pass so many times within an hour; counted by the process."""

    def __init__(self, most: int, *, keys: int = 10_000) -> None:
        self._most, self._keys = most, keys
        self._passed: OrderedDict[str, list[datetime]] = OrderedDict()
        self._lock = Lock()

    def lets_pass(self, key: str, *, now: datetime) -> bool:
        """Whether it may pass once more; who may not isn't counted."""
        with self._lock:
            passed = self._passed.setdefault(key, [])
            passed[:] = [at for at in passed if (now - at).total_seconds() < _HOUR]
            self._passed.move_to_end(key)
            while len(self._passed) > self._keys:
                self._passed.popitem(last=False)
            if len(passed) >= self._most:
                return False
            passed.append(now)
            return True

    def forget(self) -> None:
        """Start anew."""
        with self._lock:
            self._passed.clear()


_HOUR = 3600
