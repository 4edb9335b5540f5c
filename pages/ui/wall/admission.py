"""Finds the screen that somebody may see."""

from __future__ import annotations

from db.queries.walls import ScreenCard
from gamify.language import nearest_language
from gamify.wall.links import Ticket, may_watch
from gamify.wall.screen import MAIN, Screen
from pages.ui import reads


def admitted(ticket: Ticket, card: ScreenCard | None) -> Screen | None:
    """The screen of a card, or the one that needs no setting up; None where it stays closed."""
    is_known = card is not None or ticket.screen == MAIN
    if not may_watch(ticket, digest=card.digest if card else "", is_known=is_known):
        return None
    return card.screen if card else usual_screen()


def usual_screen() -> Screen:
    """The screen that works without being set."""
    return Screen(language=nearest_language(reads.settings().language))
