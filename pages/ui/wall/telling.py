"""Celebrations as screens are told of them, in every language, each made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from db.queries.challenges import challenge_by_id
from db.queries.wall_ratings import WallRating
from db.standings import hidden_engineer
from gamify.language import LANGUAGES, translate
from gamify.seasons import Calendar
from gamify.wall.celebrations import Celebration, Kind
from gamify.wall.praise import quotable
from gamify.wall.sentences import Praise, praise_of, praise_of_goal
from pages.ui.wall.as_json import to_json
from pages.ui.wall.people import people_of


@dataclass(frozen=True, slots=True)
class Told:
    """A celebration in a language: its great line, whose it is, the customer's word, a sentence."""

    key: str
    kind: str
    at: datetime
    title: str
    name: str
    text: str
    team: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """A celebration, and as it is sent in each language: JSON."""

    celebration: Celebration
    at: datetime
    told: Mapping[str, str]


class Teller:
    """Tells celebrations in a language, from one reading of the names."""

    def __init__(self, session: Session, language: str, calendar: Calendar) -> None:
        self._session, self._language, self._calendar = session, language, calendar
        self._people = people_of(session, language)

    def tell(self, one: Celebration, rating: WallRating | None, *, now: datetime) -> Told:
        """A celebration in words; `rating` is the one that a goal is about."""
        if one.kind is Kind.GOAL and rating is not None:
            return self._goal(one, rating, now)
        teams = [self._people.teams[team] for team in one.teams if team in self._people.teams]
        return self._in_words(praise_of(self._named(one), teams=teams), one, now)

    def _goal(self, one: Celebration, rating: WallRating, now: datetime) -> Told:
        people = self._people
        team = people.team(rating)
        praise = praise_of_goal(people.who(rating), team=team, ticket=rating.ticket)
        quote = quotable(rating.comment, stars=rating.stars, requester=rating.requester)
        return replace(self._in_words(praise, one, now), team=team, quote=quote)

    def _in_words(self, praise: Praise, one: Celebration, now: datetime) -> Told:
        return Told(
            key=one.key,
            kind=one.kind.value,
            at=now,
            title=translate(praise.title, self._language),
            name=translate(praise.name, self._language),
            text=translate(praise.text, self._language),
        )

    def _named(self, one: Celebration) -> Celebration:
        """A person who hides the name is called otherwise in each language."""
        if one.challenge is None:
            return one
        hidden_name = hidden_engineer(self._language)
        challenge = challenge_by_id(
            self._session, one.challenge.id, calendar=self._calendar, hidden_name=hidden_name
        )
        return replace(one, challenge=challenge)


def happenings(
    session: Session,
    celebrations: Sequence[Celebration],
    ratings: Mapping[int, WallRating],
    *,
    now: datetime,
    calendar: Calendar,
) -> list[Happening]:
    """Celebrations in all languages; `ratings` are those that they are about, by number."""
    if not celebrations:
        return []
    tellers = {language: Teller(session, language, calendar) for language in LANGUAGES}
    return [
        Happening(
            one,
            now,
            {
                language: to_json(teller.tell(one, ratings.get(one.rating), now=now))
                for language, teller in tellers.items()
            },
        )
        for one in celebrations
    ]
