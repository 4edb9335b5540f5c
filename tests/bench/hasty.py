"""Streamlit's command line with a server whose walls are looked after without a pause.

A week of updates wouldn't fit into a benchmark with two looks a second, nor with a whole picture
for each of them. So a whole look is taken at every so many changes, and between those only the
figures of the team table are read and put into the picture; the hub tells walls of both alike.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import text
from streamlit.web.cli import main

from api import wall_hub, wall_stream
from api.wall_looking import Lookout, Seen
from db.engine import reading
from db.models.cells import Grain
from gamify.wall.links import Ticket
from pages.ui import clock, reads
from pages.ui.wall.rooms import Room, Rooms

#: Seconds between two looks, and for which a version is believed without asking.
PAUSE, FRESH = 0.002, 0.0
#: Of so many changes one is looked at as a whole; with 1 each of them is.
WHOLE = int(os.environ.get("CROWNBOARD_BENCH_WHOLE", "10"))
RATINGS = text(
    "SELECT team_id, n5 + n4 + n3 + n2 + n1 FROM cell WHERE grain = :grain"
    " AND day = (SELECT max(day) FROM cell WHERE grain = :grain)"
)


class HastyLookout(Lookout):
    """Looks at the whole now and then, at the table's figures every time."""

    def __init__(self) -> None:
        super().__init__()
        self._rooms: Rooms = {}
        self._seen: clock.Stamp | None = None
        self._changes = 0

    def look(self, tickets: Collection[Ticket]) -> Seen:
        stamp = reads.clock.look()
        self._changes += stamp != self._seen
        is_whole = self._changes % WHOLE == 0 or set(tickets) != set(self._rooms)
        if is_whole:
            seen = super().look(tickets)
            self._rooms = self._rooms if seen.rooms is None else seen.rooms
        elif stamp == self._seen:
            seen = Seen(stamp, datetime.now(UTC))
        else:
            self._rooms = _with_figures(self._rooms, stamp)
            seen = Seen(stamp, datetime.now(UTC), self._rooms)
        self._seen = stamp
        return seen


def _with_figures(rooms: Rooms, stamp: clock.Stamp) -> Rooms:
    """The same pictures with the ratings that teams have now."""
    with reading(reads.engine()) as session:
        rows = session.connection().execute(RATINGS, {"grain": int(Grain.TEAM_QUARTER)})
        ratings = {team: str(n) for team, n in rows}
    return {ticket: room and _one_with(room, stamp, ratings) for ticket, room in rooms.items()}


def _one_with(room: Room, stamp: clock.Stamp, ratings: dict[int, str]) -> Room:
    teams = json.loads(room.parts["teams"])
    for row in teams["rows"]:
        row["ratings"] = ratings[row["id"]]
    told = json.dumps(teams, ensure_ascii=False, separators=(",", ":"))
    return Room(room.screen, stamp, {**room.parts, "teams": told})


if __name__ == "__main__":
    wall_hub.LOOK = PAUSE
    wall_stream.hub._lookout = HastyLookout()
    clock.FRESH = FRESH
    main(prog_name="streamlit")
