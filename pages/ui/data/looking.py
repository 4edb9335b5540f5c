"""The look through the data: one for everybody, in a thread of its own, kept while it is good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from time import monotonic

from sqlalchemy import Engine

from db.engine import reading
from db.quality import LOOKS, look_through
from gamify.quality.findings import Quality
from pages.ui import reads
from pages.ui.data.job import Job, Told

#: A look that took a second is good for so many of them, though ratings keep coming in.
_REST = 20


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found, at which version of the data, when, and after how many seconds of work."""

    quality: Quality
    version: int
    at: datetime
    seconds: float


class LastLook:
    """The last look; a new one begins once the data have changed and the old one has had its time.

    However many look at the page, one look is taken at a time.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._job: Job[Looked] | None = None
        self._of: Engine | None = None

    def take(self, version: int) -> Job[Looked]:
        """The look to be shown: kept, under way, or begun now."""
        with self._lock:
            is_other = self._of is not reads.engine()
            if self._job is None or is_other or self._is_over(self._job, version):
                self._of = reads.engine()
                self._job = Job(lambda tell: _look(version, tell), size=LOOKS)
            return self._job

    def forget(self) -> None:
        """Let the next one look anew: something was decided."""
        with self._lock:
            self._job = None

    @staticmethod
    def _is_over(job: Job[Looked], version: int) -> bool:
        if not job.is_done:
            return False
        if job.failed:
            return True
        last = job.result()
        age = (datetime.now(UTC) - last.at).total_seconds()
        return last.version != version and age > _REST * last.seconds


last_look = LastLook()


def _look(version: int, tell: Told) -> Looked:
    began, now = monotonic(), datetime.now(UTC)
    with reading(reads.engine()) as session:
        quality = look_through(
            session,
            calendar=reads.settings().calendar,
            now=now,
            looked=lambda n: tell(n, 0),
        )
    return Looked(quality, version, now, monotonic() - began)
