"""Kind words of customers, five stars only and never a customer's name; good practice first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries.practices import Practice, shared_practices
from db.queries.wall_ratings import latest_praise
from gamify.language import say, translate
from gamify.wall.praise import quotable
from gamify.wall.sentences import names_of
from pages.ui.wall.people import People, people_of
from pages.ui.wall.season import Scope

#: How many quotes a wall has, how many comments are looked at, and how far back.
MOST_QUOTES, LOOKED_AT, BACK = 12, 40, timedelta(days=60)
#: At most so many shared practices, so that fresh words have room, too.
MOST_SHARED = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """A customer's words, and who is praised; of good practice the department's own words."""

    id: int
    text: str
    who: str
    team: str
    at: datetime
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Quotes:
    """The latest words."""

    title: str
    items: tuple[Quote, ...] = ()
    empty: str = ""


def quotes_part(session: Session, scope: Scope) -> Quotes:
    """What has been shared as good practice, then what customers said lately with five stars."""
    language = scope.language
    people = people_of(session, language)
    shared = _practices(session, scope)
    items = [*_shared(shared, people, language), *_praise(session, scope, people, shared)]
    empty = "" if items else translate(say("Kind words appear here as they come in"), language)
    title = translate(say("In customers’ words"), language)
    return Quotes(title, tuple(items[:MOST_QUOTES]), empty)


def _praise(
    session: Session, scope: Scope, people: People, shared: Sequence[Practice]
) -> Iterator[Quote]:
    told = {one.rating_id for one in shared if one.quote}
    found = latest_praise(
        session, first=scope.today - BACK, last=scope.today, teams=scope.teams, most=LOOKED_AT
    )
    for one in found:
        text = quotable(one.comment, stars=one.stars, requester=one.requester)
        if text and one.id not in told:
            who = translate(names_of(people.who(one)), scope.language)
            yield Quote(one.id, text, who, people.team(one), one.rated_at)


def _practices(session: Session, scope: Scope) -> list[Practice]:
    since = scope.now - BACK
    found = shared_practices(session, teams=scope.teams, since=since, most=LOOKED_AT)
    return found[:MOST_SHARED]


def _shared(shared: Sequence[Practice], people: People, language: str) -> Iterator[Quote]:
    """The customer's words, and the department's; those of a rating below five name nobody."""
    for one in shared:
        team = people.teams.get(one.team_id or 0, "")
        if one.quote:
            who = people.engineers.get(one.owner_id or 0, "")
            yield Quote(one.rating_id, one.quote, who, team, one.shared_at)
        if one.words:
            # Ratings have numbers above nothing: a practice has one below.
            title = translate(say("Good practice"), language)
            yield Quote(-one.id, one.words, title, team, one.shared_at, practice=True)
