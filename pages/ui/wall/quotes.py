"""Kind words of customers: five stars only, literally, and never a customer's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries.wall_ratings import latest_praise
from gamify.language import say, translate
from gamify.wall.praise import quotable
from gamify.wall.sentences import names_of
from pages.ui.wall.people import people_of
from pages.ui.wall.season import Scope

#: How many quotes a wall has, how many comments are looked at, and how far back.
MOST_QUOTES, LOOKED_AT, BACK = 12, 40, timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Quote:
    """A customer's words, and who is praised."""

    id: int
    text: str
    who: str
    team: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Quotes:
    """The latest words."""

    title: str
    items: tuple[Quote, ...] = ()
    empty: str = ""


def quotes_part(session: Session, scope: Scope) -> Quotes:
    """What customers said lately with five stars."""
    language = scope.language
    found = latest_praise(
        session,
        first=scope.today - BACK,
        last=scope.today,
        teams=scope.teams,
        most=LOOKED_AT,
    )
    people = people_of(session, language)
    said = ((one, quotable(one.comment, stars=one.stars, requester=one.requester)) for one in found)
    items = [
        Quote(
            id=one.id,
            text=text,
            who=translate(names_of(people.who(one)), language),
            team=people.team(one),
            at=one.rated_at,
        )
        for one, text in said
        if text
    ][:MOST_QUOTES]
    empty = "" if items else translate(say("Kind words appear here as they come in"), language)
    return Quotes(translate(say("In customers’ words"), language), tuple(items), empty)
