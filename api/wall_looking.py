"""The looks at the data that the walls live by, all in one thread at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import monotonic

from gamify.pauses import Rest
from gamify.wall.links import Ticket
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.wall.now_and_then import LONGEST, PAUSE
from pages.ui.wall.rooms import Room, Rooms, open_rooms
from pages.ui.wall.telling import Happening
from pages.ui.wall.watching import Watch

#: Seconds without a wall after which nothing is compared any more.
FORGET_AFTER = 120.0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look brought: of which data, when, and what rests.

    `rooms` are None where nothing has changed.
    """

    stamp: Stamp
    at: datetime
    rooms: Rooms | None = None
    happenings: tuple[Happening, ...] = ()
    rest: Rest = field(default_factory=Rest)


class Lookout:
    """Remembers what it saw last. Its methods block, and are called one after the other."""

    def __init__(self) -> None:
        self._watch = Watch()
        self._stamp: Stamp | None = None
        self._again_at = 0.0
        self._watched_at = monotonic()

    def look(self, tickets: Collection[Ticket]) -> Seen:
        """What is new for the walls with these tickets. Raises DatabaseRefused."""
        stamp, at, moment = reads.clock.look(), datetime.now(UTC), monotonic()
        if tickets:
            self._watched_at = moment
        elif moment - self._watched_at > FORGET_AFTER:
            # Nobody looks; whoever comes next finds what has come in lately.
            self._watch, self._stamp = Watch(), None
            return Seen(stamp, at)
        if stamp == self._stamp and moment < self._again_at:
            return Seen(stamp, at)
        happenings = self._watch.look(stamp)
        rooms = open_rooms(tickets, stamp)
        # What is made once in a while is looked at again when its time has come.
        self._again_at = moment + (PAUSE if stamp != self._stamp else LONGEST) + 1
        self._stamp = stamp
        return Seen(stamp, at, rooms, tuple(happenings), self._watch.rest)

    def room(self, ticket: Ticket) -> Room | None:
        """The room of a ticket as of now; None where it opens nothing. Raises DatabaseRefused."""
        return open_rooms([ticket], reads.clock.look())[ticket]
