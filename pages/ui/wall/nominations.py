"""The nominations of a wall: who leads each, with two runners-up and the gate."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from db.nominations import SeasonNominations, season_nominations
from db.queries.closing import rated_quarters
from db.standings import hidden_engineer
from gamify.language import say, translate
from gamify.seasons import SeasonKind, day_of
from pages.ui.nominations.cards import Card, CardContext, Line, in_order, nomination_card
from pages.ui.wall.season import Scope

#: Of those who share a first place so many are named.
MOST_WINNERS = 3


@dataclass(frozen=True, slots=True)
class Winner:
    """Who leads, or who has won."""

    name: str
    team: str
    value: str


@dataclass(frozen=True, slots=True)
class Runner:
    """Who comes next."""

    place: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class WallNomination:
    """A card; without a winner `state` says why."""

    key: str
    title: str
    sentence: str
    gate: str
    standing: str
    winner: Winner | None
    runners: tuple[Runner, ...]
    more: str
    state: str


@dataclass(frozen=True, slots=True)
class Nominations:
    """All cards for which there are data."""

    title: str
    cards: tuple[WallNomination, ...] = ()
    empty: str = ""


def nominations_part(session: Session, scope: Scope) -> Nominations:
    """The nominations of the season; those that lack data aren't for a wall."""
    language = scope.language
    title = translate("Nominations", language)
    found = _found(session, scope)
    if found is None:
        return Nominations(title, empty=translate(say("Nominations begin with ratings"), language))
    context = CardContext(
        over=found.season.last < scope.today,
        language=language,
        recorded=found.closed_at and day_of(found.closed_at, scope.calendar),
    )
    cards = [nomination_card(one, context) for one in in_order(found.cards)]
    drawn = tuple(_card(card) for card in cards if card.state != "lacking")
    empty = "" if drawn else translate(say("Nominations begin with ratings"), language)
    return Nominations(title, drawn, empty)


def _found(session: Session, scope: Scope) -> SeasonNominations | None:
    if scope.season is None or scope.season.season.kind is not SeasonKind.QUARTER:
        return None
    if scope.season.season.first not in rated_quarters(session):
        return None
    return season_nominations(
        session,
        season=scope.season.season,
        rules=scope.rules,
        calendar=scope.calendar,
        hidden_name=hidden_engineer(scope.language),
    )


def _card(card: Card) -> WallNomination:
    return WallNomination(
        key=card.id,
        title=card.title,
        sentence=card.formula,
        gate=card.gate,
        standing=card.standing,
        winner=_winner(card.winners),
        runners=tuple(Runner(one.place, one.name, one.value) for one in card.runners)
        if card.kind != "badge"
        else (),
        more=card.more,
        state=card.review or ("" if card.winners else card.note),
    )


def _winner(winners: tuple[Line, ...]) -> Winner | None:
    """The first ones as one; names are shown literally."""
    if not winners:
        return None
    named = winners[:MOST_WINNERS]
    more = len(winners) - len(named)
    names = " · ".join(one.name for one in named) + (f" +{more}" if more > 0 else "")
    teams = list(dict.fromkeys(one.team for one in named if one.team))
    return Winner(names, " · ".join(teams), winners[0].value)
