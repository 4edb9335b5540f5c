"""The foot of a wall: the goals that came last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries.wall_ratings import latest_fives
from gamify.language import translate
from gamify.wall.praise import quotable
from gamify.wall.sentences import goal_sentence
from pages.ui.wall.people import people_of
from pages.ui.wall.season import Scope

#: How many goals are told, and how far back.
MOST_TOLD, BACK = 5, timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Told:
    """A goal; the browser tells its age."""

    id: int
    label: str
    text: str
    quote: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Ticker:
    """The latest goals first."""

    items: tuple[Told, ...] = ()


def ticker_part(session: Session, scope: Scope) -> Ticker:
    """The latest five-star ratings of the screen's teams."""
    language = scope.language
    found = latest_fives(
        session,
        first=scope.today - BACK,
        last=scope.today,
        teams=scope.teams,
        most=MOST_TOLD,
    )
    people = people_of(session, language)
    label = translate("GOAL", language)
    return Ticker(
        tuple(
            Told(
                id=one.id,
                label=label,
                text=translate(
                    goal_sentence(people.who(one), team=people.team(one), ticket=one.ticket),
                    language,
                ),
                quote=quotable(one.comment, stars=one.stars, requester=one.requester),
                at=one.rated_at,
            )
            for one in found
        )
    )
