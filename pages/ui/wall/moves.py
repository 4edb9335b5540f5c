"""How the places of a wall's teams moved over the weeks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from db.queries.pauses import rest_on
from gamify.language import say, short_day, translate
from gamify.pause_words import pause_sentence
from pages.ui.wall.season import Scope

#: The newest weeks that are drawn.
MOST_WEEKS = 14


@dataclass(frozen=True, slots=True)
class Course:
    """A team's places at the end of each week; None where it wasn't ranked."""

    id: int
    name: str
    places: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """What is drawn; weeks are named by their last day."""

    title: str
    weeks: tuple[str, ...] = ()
    teams: tuple[Course, ...] = ()
    empty: str = ""


def moves_part(session: Session, scope: Scope) -> Moves:
    """The best teams of the screen; nothing with too little to compare or while the game rests."""
    language, found = scope.language, scope.season
    title = translate("How the places moved", language)
    pause = rest_on(session, scope.today).of_all
    if pause is not None:
        return Moves(title, empty=translate(pause_sentence(pause, team=""), language))
    weeks = () if found is None else found.history.weeks[-MOST_WEEKS:]
    best = [] if found is None else [row.tally for row in found.table.ranked]
    shown = [tally for tally in best if scope.shows(tally.id)][: scope.density]
    if len(weeks) < 2 or len(shown) < 2:
        empty = say("After the first weeks this shows how the places move")
        return Moves(title, empty=translate(empty, language))
    return Moves(
        title=title,
        weeks=tuple(short_day(week.day, language) for week in weeks),
        teams=tuple(
            Course(one.id, one.name, tuple(week.places.get(one.id) for week in weeks))
            for one in shown
        ),
    )
