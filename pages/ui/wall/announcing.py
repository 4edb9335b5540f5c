"""What a lead announces, on its own scene."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from db.queries.teams import team_names
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
    """The latest announcement that holds today for a team of the screen; None without one."""
    found = announcements(session, today=scope.today)
    one = next((one for one in found if one.team_id is None or scope.shows(one.team_id)), None)
    if one is None:
        return None
    until = translate(say("until {day}", day=one.last), scope.language)
    team = team_names(session).get(one.team_id or 0, "")
    by = " · ".join(filter(None, (team, one.announced_by)))
    return Announced(one.id, one.text, by, until)
