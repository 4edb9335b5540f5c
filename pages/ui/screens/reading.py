"""What the page needs to know of screens, teams and announcements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from db.engine import reading
from db.queries.teams import team_names
from db.queries.walls import AnnouncementCard, ScreenCard, announcements, wall_screens
from gamify.seasons import day_of
from gamify.wall.screen import MAIN
from pages.ui import reads


@dataclass(frozen=True, slots=True)
class ScreenDesk:
    """All screens by name, all teams by id, and what is announced today."""

    cards: dict[str, ScreenCard]
    teams: dict[int, str]
    announced: tuple[AnnouncementCard, ...]
    today: date

    @property
    def names(self) -> list[str]:
        """The screens there are; the one that needs no setting up is always there, first."""
        return [MAIN, *(name for name in self.cards if name != MAIN)]


def screen_desk() -> ScreenDesk:
    """Everything on the page. Raises DatabaseRefused."""
    today = day_of(datetime.now(UTC), reads.settings().calendar)
    with reading(reads.engine()) as session:
        return ScreenDesk(
            cards={card.screen.name: card for card in wall_screens(session)},
            teams=team_names(session),
            announced=tuple(announcements(session, today=today)),
            today=today,
        )
