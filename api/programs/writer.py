"""One thread that stores what programs post: what comes at about the same time is one transaction.

A commit costs the same for one rating as for a thousand. So posts wait for the transaction that is
under way, and the next one takes all of them. Each is answered after its own commit; where a
transaction fails, its posts are stored one by one, so that nobody's post spoils another's.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from datetime import UTC, datetime

from db.commands.taking import Answer, Post, take_posts
from db.engine import writing
from gamify.errors import DatabaseRefused
from pages.ui import reads

#: Rows of one transaction at most, and seconds for which the first post waits for others.
MOST_ROWS, GATHERED = 10_000, 0.004
#: Seconds without a post after which the thread ends; the next post starts one.
IDLE = 5.0

_Waiting = tuple[Post, "Future[Answer]"]


class PostWriter:
    """Takes posts of the event loop, answers when they are on disk."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[_Waiting] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    async def store(self, post: Post) -> Answer:
        """What became of a post, once it is stored. Raises DatabaseRefused."""
        done: Future[Answer] = Future()
        # Whoever hangs up before the answer leaves what is being stored alone.
        done.set_running_or_notify_cancel()
        with self._lock:
            self._queue.put((post, done))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="posts", daemon=True)
                self._thread.start()
        return await asyncio.wrap_future(done)

    def _work(self) -> None:
        while True:
            try:
                first = self._queue.get(timeout=IDLE)
            except queue.Empty:
                with self._lock:
                    if self._queue.empty():
                        self._thread = None
                        return
                continue
            self._store(self._gathered(first))

    def _gathered(self, first: _Waiting) -> list[_Waiting]:
        """The first post and those that come within a moment."""
        found, rows = [first], len(first[0].rows)
        if rows < MOST_ROWS // 10:
            time.sleep(GATHERED)
        while rows < MOST_ROWS:
            try:
                found.append(self._queue.get_nowait())
            except queue.Empty:
                break
            rows += len(found[-1][0].rows)
        return found

    def _store(self, waiting: Sequence[_Waiting]) -> None:
        try:
            answers = store_posts([post for post, _ in waiting])
        except Exception as error:
            if len(waiting) > 1 and not isinstance(error, DatabaseRefused):
                for one in waiting:
                    self._store([one])
                return
            for _, done in waiting:
                done.set_exception(error)
            return
        for (_, done), answer in zip(waiting, answers, strict=True):
            done.set_result(answer)


def store_posts(posts: Sequence[Post]) -> list[Answer]:
    """Store posts in one transaction; what became of each. Raises DatabaseRefused."""
    with writing(reads.engine(), trusted=True) as session:
        answers = take_posts(session, posts, settings=reads.settings(), now=datetime.now(UTC))
    reads.clock.forget()
    return answers


writer = PostWriter()
