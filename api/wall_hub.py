"""Looks at the data for all walls at once, and tells each what has changed."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TypeVar

import anyio
from anyio import to_thread

from api import wall_messages as messages
from api.wall_listener import Listener
from api.wall_looking import Lookout, Seen
from gamify.errors import CrownboardError
from gamify.wall.links import Ticket
from gamify.wall.screen import Screen
from pages.ui import reads
from pages.ui.wall.rooms import Room
from pages.ui.wall.telling import Happening
from pages.ui.wall.watching import LATELY

#: Seconds between two looks at the version of the data.
LOOK = 0.5
#: Seconds after which a database that doesn't answer counts as away.
PATIENCE = 5.0
#: Celebrations that are kept for walls that come late.
MOST_RECENT = 100

_log = logging.getLogger("crownboard.wall")
Value = TypeVar("Value")


class Hub:
    """One for each server. Everything but the reading happens in the server's loop."""

    def __init__(self) -> None:
        self.away: datetime | None = None
        self._listeners: set[Listener] = set()
        self._rooms: dict[Ticket, Room] = {}
        self._recent: deque[Happening] = deque(maxlen=MOST_RECENT)
        self._lookout = Lookout()
        self._is_over = False
        self._failed = ""
        self._one_thread = anyio.CapacityLimiter(1)

    async def run(self) -> None:
        """Look and beat for as long as the server runs."""
        beats = asyncio.create_task(self._beat())
        try:
            while not self._is_over:
                await self._look()
                await asyncio.sleep(LOOK)
        finally:
            beats.cancel()

    @property
    def connected(self) -> int:
        """How many screens listen."""
        return len(self._listeners)

    def stop(self) -> None:
        """End all streams at once, so that a server that is stopped needn't wait for them."""
        self._is_over = True
        for listener in self._listeners:
            listener.close()

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        """While inside, a wall is told what changes."""
        self._listeners.add(listener)
        if self._is_over:
            listener.close()
        try:
            yield
        finally:
            self._listeners.discard(listener)

    def known_screen(self, name: str) -> Screen | None:
        """A screen as it was last seen by a wall; None where nobody has opened it."""
        rooms = self._rooms.values()
        return next((room.screen for room in rooms if room.screen.name == name), None)

    async def catch_up(self, listener: Listener) -> None:
        """Give a wall the whole picture, or say why there is none.

        While the database is away a picture that somebody else has got is as good as any.
        """
        ticket = listener.ticket
        room = self._rooms.get(ticket)
        if room is None and self.away is None:
            try:
                room = await self._read(lambda: self._lookout.room(ticket))
            except CrownboardError as error:
                self._go_away(str(error))
        if room is not None:
            self._rooms[ticket] = listener.room = room
            self._show(listener, room)
        elif self.away is None:
            listener.close(messages.closed(reads.settings().language))
        if self.away is not None:
            listener.put(messages.away(self.away))

    def _show(self, listener: Listener, room: Room) -> None:
        """The whole picture, and what has just been celebrated."""
        now = datetime.now(UTC)
        listener.put(messages.parts(room.stamp, self.away or now, room.parts))
        for happening in self._recent:
            if now - happening.at <= LATELY:
                _celebrate(listener, room, happening)

    async def _look(self) -> None:
        """One look at the data; what goes wrong with it is for the next one to mend."""
        tickets = frozenset(listener.ticket for listener in self._listeners)
        looking = asyncio.ensure_future(self._read(lambda: self._lookout.look(tickets)))
        try:
            done, _ = await asyncio.wait({looking}, timeout=PATIENCE)
            if not done:
                self._go_away("it takes its time")
            seen = await looking
        except CrownboardError as error:
            self._go_away(str(error))
        except Exception as error:
            # A wall lives for weeks, whatever happens to one look.
            if repr(error) != self._failed:
                self._failed = repr(error)
                _log.exception("A look at the data failed")
        else:
            self._failed = ""
            if seen.rooms is not None:
                self._tell(seen)
            self._come_back(seen)
        finally:
            looking.cancel()

    def _tell(self, seen: Seen) -> None:
        """Tell every wall that has a picture what is new in it."""
        rooms = seen.rooms or {}
        # What happened before a pause isn't celebrated once more while the game rests.
        told = [*self._recent, *seen.happenings]
        kept = (one for one in told if not one.celebration.is_quieted(seen.rest))
        self._recent = deque(kept, maxlen=MOST_RECENT)
        self._rooms = {ticket: room for ticket, room in rooms.items() if room is not None}
        news: dict[tuple[int, int], bytes] = {}
        for listener in self._listeners:
            if listener.room is None or listener.ticket not in rooms:
                continue
            room = rooms[listener.ticket]
            if room is None:
                listener.close(messages.closed(reads.settings().language))
                continue
            _tell_one(listener, room, seen, news)

    def _go_away(self, problem: str) -> None:
        """Say it once, when it begins."""
        if self.away is None:
            self.away = datetime.now(UTC)
            _log.warning("The walls wait for the database: %s", problem)
            for listener in self._listeners:
                listener.put(messages.away(self.away))

    def _come_back(self, seen: Seen) -> None:
        if self.away is None:
            return
        self.away = None
        for listener in self._listeners:
            if listener.room is None:
                listener.ring()
            else:
                listener.put(messages.parts(seen.stamp, seen.at, {}))

    async def _beat(self) -> None:
        while not self._is_over:
            await asyncio.sleep(messages.BEAT)
            beat = messages.beat()
            for listener in self._listeners:
                listener.put(beat)

    async def _read(self, work: Callable[[], Value]) -> Value:
        """In a thread; one after the other, so that answers come in the order of the questions."""
        return await to_thread.run_sync(work, limiter=self._one_thread, abandon_on_cancel=True)


def _tell_one(
    listener: Listener, room: Room, seen: Seen, news: dict[tuple[int, int], bytes]
) -> None:
    """What a wall doesn't have yet; those that have the same are sent the same bytes."""
    key = id(listener.room), id(room)
    if key not in news:
        changed = room.changes(listener.room)
        news[key] = messages.parts(seen.stamp, seen.at, changed) if changed else b""
    listener.room = room
    if news[key]:
        listener.put(news[key])
    for happening in seen.happenings:
        _celebrate(listener, room, happening)


def _celebrate(listener: Listener, room: Room, happening: Happening) -> None:
    if happening.celebration.concerns(room.teams):
        listener.put(messages.celebration(happening.told[room.screen.language]))
