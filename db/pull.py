"""Reads a source from its ticket system into the database: what is new, from where it stopped.

No transaction is open while a request is on its way. Each portion of answers is stored in one
transaction together with how far the source has been read, so that a crash at any point and a
second run come to the same as a run without one.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Final

from sqlalchemy import Engine

from db.commands.answers import Taken, take_answers
from db.commands.leases import (
    LeaseLost,
    end_badly,
    end_pull,
    give_free,
    keep_lease,
    move_on,
    take_lease,
)
from db.engine import reading, writing
from db.feed_secrets import open_feed
from db.queries.feeds import FeedKey, known_digests
from db.settings import Settings
from db.source_client import Clock, Sleep, Surroundings
from db.source_reading import SourceReading
from gamify.access import Visitor, demand
from gamify.errors import CrownboardError, DatabaseRefused
from gamify.language import Message, say
from gamify.rights import Right
from gamify.sources.answers import Answer
from gamify.sources.binding import Bound
from gamify.sources.definition import definitions
from gamify.sources.errors import PullFailed
from gamify.sources.sweep import Reach, after_page, after_sweep, next_sweep

_log = logging.getLogger("crownboard.sources")

#: Answers that are stored at once, at least; a page is never cut.
PORTION: Final = 500
#: Seconds after which a lease is renewed while requests go on.
_BEAT: Final = 60.0
#: Minutes between two pulls that fail, at most.
_LONGEST_REST: Final = 360


class PullStopped(Exception):
    """Raised by a sleep when the process shall stop: the next pull goes on where this one was."""


@dataclass(frozen=True, slots=True)
class Puller:
    """What a process needs to read sources; `is_over` once it shall stop."""

    engine: Engine
    settings: Settings
    clock: Clock
    rng: Random
    sleep: Sleep
    is_over: Callable[[], bool] = lambda: False
    portion: int = PORTION
    by: str = field(default_factory=lambda: secrets.token_hex(16))


def pull_source(puller: Puller, name: str) -> Taken:
    """Read a source until nothing is left, or until the process shall stop.

    Raises UnknownSource, SourceRefused while another process reads it, PullFailed, KeyRefused and
    DatabaseRefused. Why it failed is kept beside the source.
    """
    with writing(puller.engine) as session:
        key = take_lease(session, name=name, by=puller.by, now=puller.clock())
    try:
        return _Pull(puller, key, open_feed(key, puller.settings)).run()
    except LeaseLost:
        _log.warning("Source %s: another process reads it by now", name)
        return Taken()
    except PullStopped:
        with writing(puller.engine) as session:
            give_free(session, key, by=puller.by, now=puller.clock())
        return Taken()
    except DatabaseRefused:
        raise
    except CrownboardError as error:
        problem = error.values.get("problem")
        told = problem if isinstance(problem, Message) else Message(error.template, error.values)
        wait = error.wait if isinstance(error, PullFailed) else None
        _end_badly(puller, key, told, wait)
        raise
    except Exception:
        _end_badly(puller, key, say("an answer can't be read; the server's log says why"), None)
        raise


def pull_now(puller: Puller, name: str, *, actor: Visitor) -> Taken:
    """Read a source because somebody asks for it. Raises what `pull_source` raises."""
    demand(actor, Right.IMPORT_RATINGS)
    return pull_source(puller, name)


class _Pull:
    """One pull under way."""

    def __init__(self, puller: Puller, key: FeedKey, bound: Bound) -> None:
        self._puller = puller
        self._key = key
        self._bound = bound
        self._held = puller.clock()
        self._reach = Reach.of(key.reach)

    def run(self) -> Taken:
        """Sweep after sweep until everything is read."""
        puller, pull = self._puller, self._bound.definition.pull
        now, taken, is_done = puller.clock(), Taken(), False
        self._reach = next_sweep(self._reach, pull, now=now)
        around = Surroundings(puller.clock, puller.rng, puller.sleep, self._beat)
        with SourceReading(self._bound, around, self._knows) as source:
            while not is_done:
                taken += self._sweep(source)
                if puller.is_over():
                    with writing(puller.engine) as session:
                        give_free(session, self._key, by=puller.by, now=puller.clock())
                    return taken
                reach, is_done = after_sweep(self._reach, pull, now=now)
                taken += self._store([], reach)
        with writing(puller.engine) as session:
            end_pull(session, self._key, by=puller.by, now=puller.clock())
        return taken

    def _sweep(self, source: SourceReading) -> Taken:
        taken = Taken()
        waiting: list[Answer] = []
        for page in source.pages(self._reach):
            waiting += page.answers
            taken += Taken(answers=page.known, known=page.known)
            if len(waiting) >= self._puller.portion or page.is_last:
                taken += self._store(waiting, after_page(self._reach, resume=page.resume))
                waiting = []
            if self._puller.is_over():
                break
        return taken + self._store(waiting, self._reach)

    def _store(self, answers: Sequence[Answer], reach: Reach) -> Taken:
        """Store answers and how far that is, in one transaction."""
        puller, taken = self._puller, Taken()
        if not answers and reach == self._reach:
            return taken
        with writing(puller.engine) as session:
            move_on(session, self._key, reach=reach.as_json(), by=puller.by)
            if answers:
                taken = take_answers(
                    session,
                    self._key,
                    self._bound,
                    answers,
                    settings=puller.settings,
                    now=puller.clock(),
                )
        self._reach = reach
        return taken

    def _knows(self, digests: Sequence[str]) -> set[str]:
        with reading(self._puller.engine) as session:
            return known_digests(session, self._key.source_id, digests)

    def _beat(self) -> None:
        """Tell other processes now and then that this one lives."""
        now = self._puller.clock()
        if (now - self._held).total_seconds() < _BEAT:
            return
        with writing(self._puller.engine) as session:
            keep_lease(session, self._key, by=self._puller.by, now=now)
        self._held = now


def _end_badly(puller: Puller, key: FeedKey, problem: Message, wait: float | None) -> None:
    """Keep why a pull failed; the next is when it asked for, or after a longer and longer rest."""
    now, every = puller.clock(), definitions()[key.system].pull.every
    minutes = min(_LONGEST_REST, every * 2 ** min(key.failures, 10))
    # Sources that failed together shall not come back together.
    rest = 60 * minutes * puller.rng.uniform(0.9, 1.1) if wait is None else wait
    with writing(puller.engine) as session:
        next_pull_at = now + timedelta(seconds=rest)
        end_badly(session, key, problem=problem, by=puller.by, next_pull_at=next_pull_at)
