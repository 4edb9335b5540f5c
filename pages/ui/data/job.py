"""Work that goes on while the page is drawn anew: a click elsewhere doesn't break an import off."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread
from typing import Generic, TypeVar

from gamify.errors import CrownboardError
from gamify.language import say

Result = TypeVar("Result")

#: Told how many bytes have been read, and how many rows. Raises where the work shall stop.
Told = Callable[[int, int], None]

_log = logging.getLogger(__name__)


class Stopped(Exception):
    """Breaks work off that nobody waits for any more."""


class Job(Generic[Result]):
    """Work in a thread of its own, begun at once. `share` is how far it is, from 0 to 1."""

    def __init__(self, work: Callable[[Told], Result], *, size: int) -> None:
        self._work = work
        self._size = max(size, 1)
        self._done, self._stopped = Event(), Event()
        self._result: Result | None = None
        self._error: CrownboardError | None = None
        self.share = 0.0
        self.rows = 0
        Thread(target=self._run, name="crownboard-file", daemon=True).start()

    @property
    def is_done(self) -> bool:
        """Whether there is a result or an error."""
        return self._done.is_set()

    @property
    def failed(self) -> bool:
        """Whether it has ended without a result."""
        return self.is_done and self._result is None

    def wait(self, seconds: float) -> bool:
        """Wait for the end; says whether it has come."""
        return self._done.wait(seconds)

    def stop(self) -> None:
        """Break off at the next step."""
        self._stopped.set()

    def result(self) -> Result:
        """What came of it. Raises the CrownboardError that ended it."""
        self._done.wait()
        if self._error is not None or self._result is None:
            raise self._error or _broken()
        return self._result

    def _run(self) -> None:
        try:
            self._result = self._work(self._tell)
        except CrownboardError as error:
            self._error = error
        except Stopped:
            self._error = _broken()
        except Exception as error:
            _log.error("Work for the page “Data” failed: %s", type(error).__name__)
            self._error = _broken()
        finally:
            self._done.set()

    def _tell(self, read: int, rows: int) -> None:
        if self._stopped.is_set():
            raise Stopped
        self.share, self.rows = min(read / self._size, 1.0), rows


def _broken() -> CrownboardError:
    return CrownboardError(problem=say("the work broke off and nothing was stored; try it again"))
