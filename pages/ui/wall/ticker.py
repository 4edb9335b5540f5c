"""The foot of a wall: the goals and the thanks that came last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from db.queries.pauses import rest_on
from db.queries.thanks import thanks_said
from db.queries.wall_ratings import latest_fives
from db.standings import hidden_engineer
from gamify.language import translate
from gamify.thanks import thanks_sentence
from gamify.wall.praise import quotable
from gamify.wall.sentences import goal_sentence
from pages.ui.wall.people import people_of
from pages.ui.wall.season import Scope

#: How many goals are told, and how far back; thanks go back as far.
MOST_TOLD, BACK = 5, timedelta(days=14)
#: How many thanks are told beside them.
MOST_THANKS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A goal or thanks, whose ids are below nought; the browser tells the age."""

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
    """The latest five-star ratings of the screen's teams and thanks, the newest first."""
    items = [*_goals(session, scope), *_thanks(session, scope)]
    return Ticker(tuple(sorted(items, key=lambda one: one.at, reverse=True)))


def _goals(session: Session, scope: Scope) -> list[Told]:
    language = scope.language
    found = latest_fives(
        session,
        first=scope.today - BACK,
        last=scope.today,
        teams=scope.teams,
        most=MOST_TOLD,
    )
    people, rest = people_of(session, language), rest_on(session, scope.today)
    label = translate("GOAL", language)
    return [
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
        if not rest.quiets((one.team,))
    ]


def _thanks(session: Session, scope: Scope) -> list[Told]:
    """Thanks for help on tickets of the screen's teams."""
    language = scope.language
    said = thanks_said(
        session,
        hidden_name=hidden_engineer(language),
        since=scope.now - BACK,
        teams=scope.teams,
        most=MOST_THANKS,
    )
    label = translate("THANKS", language)
    return [
        Told(
            id=-one.id,
            label=label,
            text=translate(
                thanks_sentence(sayer=one.sayer, helper=one.helper, ticket=one.ticket), language
            ),
            quote=one.words,
            at=one.said_at,
        )
        for one in said
    ]
