"""Screens with their pictures, each made once for all walls that show it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from db.engine import reading
from db.queries.walls import wall_screens
from gamify.wall.links import Ticket
from gamify.wall.screen import Screen
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.wall.admission import admitted
from pages.ui.wall.picture import Parts, wall_parts


@dataclass(frozen=True, slots=True, eq=False)
class Room:
    """A screen and what it shows at a stamp."""

    screen: Screen
    stamp: Stamp
    parts: Parts

    @property
    def teams(self) -> frozenset[int]:
        """The teams of the screen; all where there are none."""
        return frozenset(self.screen.teams)

    def changes(self, before: Room | None) -> Parts:
        """The parts that a wall doesn't have yet which has those of another picture."""
        if before is None:
            return self.parts
        return {name: part for name, part in self.parts.items() if before.parts.get(name) != part}


#: What each ticket opens; None where it opens nothing.
Rooms = Mapping[Ticket, Room | None]


def open_rooms(tickets: Collection[Ticket], stamp: Stamp) -> dict[Ticket, Room | None]:
    """The rooms of tickets, which share them where they see the same screen.

    Raises DatabaseRefused.
    """
    if not tickets:
        return {}
    with reading(reads.engine()) as session:
        cards = {card.screen.name: card for card in wall_screens(session)}
    made: dict[str, Room] = {}
    rooms: dict[Ticket, Room | None] = {}
    for ticket in tickets:
        screen = admitted(ticket, cards.get(ticket.screen))
        if screen is not None and screen.name not in made:
            made[screen.name] = Room(screen, stamp, wall_parts(screen, stamp))
        rooms[ticket] = None if screen is None else made[screen.name]
    return rooms
