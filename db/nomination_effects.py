"""What a change of nominations would do to the newest quarter with ratings, before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import Session

from db.engine import writing
from db.nominations import SeasonNominations, season_nominations
from db.queries.tallies import rated_days
from db.settings import Settings
from gamify.language import Message, say
from gamify.nominations.registry import Judged
from gamify.seasons import Season, day_of, usual_season


def nomination_effects(
    engine: Engine,
    change: Callable[[Session], object],
    *,
    settings: Settings,
    hidden_name: str,
    now: datetime,
) -> list[Message]:
    """Take a change, look at the winners, and take it back: nothing of it is stored.

    Raises whatever the change raises.
    """
    with writing(engine) as session:
        season = _season(session, settings, now)
        if season is None:
            change(session)
            session.rollback()
            return [say("There are no ratings yet, so nobody would win or lose anything.")]
        before = _cards(session, season, settings, hidden_name)
        change(session)
        after = _cards(session, season, settings, hidden_name)
        session.rollback()
    if before.closed_at is not None:
        return [say("Awards of the newest quarter are recorded and stay; it holds from the next.")]
    return _differences(before, after)


def _differences(before: SeasonNominations, after: SeasonNominations) -> list[Message]:
    old = {card.nomination.key: card for card in before.cards}
    new = {card.nomination.key: card for card in after.cards}
    said = [
        say("“{title}” would be there no more.", title=old[key].title) for key in old.keys() - new
    ]
    for key, card in new.items():
        if key not in old:
            said.append(say("“{title}” would be there: {winners}.", **_told(card)))
        elif _winners(card) != _winners(old[key]):
            said.append(
                say(
                    "“{title}” would go from {before} to {winners}.",
                    before=_winners(old[key]),
                    **_told(card),
                )
            )
    return said or [say("Every winner of the running quarter would stay the same.")]


def _told(card: Judged) -> dict[str, object]:
    return {"title": card.title, "winners": _winners(card)}


def _winners(card: Judged) -> Message | str:
    """Who would win by now, or that nobody does."""
    names = [winner.name for winner in card.verdict.winners]
    return ", ".join(names) if names else say("nobody")


def _season(session: Session, settings: Settings, now: datetime) -> Season | None:
    span = rated_days(session)
    if span is None:
        return None
    calendar = settings.calendar
    return usual_season(span[1], today=day_of(now, calendar), calendar=calendar)


def _cards(
    session: Session, season: Season, settings: Settings, hidden_name: str
) -> SeasonNominations:
    return season_nominations(
        session,
        season=season,
        rules=settings.rules,
        calendar=settings.calendar,
        hidden_name=hidden_name,
    )
