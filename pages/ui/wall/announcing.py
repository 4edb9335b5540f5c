"""What a lead announces, on its own scene."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from db.queries.walls import announcements
from gamify.language import say, translate
from pages.ui.wall.season import Scope


@dataclass(frozen=True, slots=True)
class Announced:
    """The words as they were written, and who said them."""

    id: int
    text: str
    by: str
    until: str


def announcement_part(session: Session, scope: Scope) -> Announced | None:
    """The latest announcement that holds today; None without one."""
    found = announcements(session, today=scope.today)
    if not found:
        return None
    one = found[0]
    until = translate(say("until {day}", day=one.last), scope.language)
    return Announced(one.id, one.text, one.announced_by, until)
