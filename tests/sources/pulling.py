"""Sources of tests: added, pulled with a clock of their own, and compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine
from sqlmodel import col, select

from db.commands.answers import Taken
from db.commands.cells import cell_differences
from db.commands.feeds import add_feed
from db.engine import reading, writing
from db.models import Credit, Engineer, Feed, Rating, ReadAnswer, Team, Ticket
from db.pull import Puller, pull_source
from db.queries.scorers import engineer_tallies
from db.queries.tallies import team_tallies
from db.settings import Settings
from gamify.access import console
from gamify.seasons import Calendar
from gamify.sources.definition import Definition, definitions

START = datetime(2026, 11, 1, tzinfo=UTC)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONSOLE = console("test")

#: What a person enters for each ticket system.
ENTERED: Mapping[str, Mapping[str, str]] = {
    "zendesk": {"subdomain": "demo", "email": "a@b.example", "token": "t0ken-secret",
                "signing_secret": "sign-secret"},
    "freshdesk": {"subdomain": "demo", "token": "t0ken-secret"},
    "jira": {"subdomain": "demo", "email": "a@b.example", "token": "t0ken-secret",
             "date_field": "10050", "signing_secret": "sign-secret"},
    "intercom": {"token": "t0ken-secret", "signing_secret": "sign-secret"},
    "helpscout": {"client_id": "abcdefgh", "client_secret": "t0ken-secret",
                  "signing_secret": "sign-secret"},
    "chatwoot": {"address": "http://127.0.0.1", "account": "1", "token": "t0ken-secret",
                 "signing_secret": "sign-secret"},
    "gorgias": {"subdomain": "demo", "email": "a@b.example", "token": "t0ken-secret"},
    "nicereply": {"token": "t0ken-secret", "survey": "77"},
    "omnidesk": {"address": "https://demo.omnidesk.ru", "email": "a@b.example",
                 "token": "t0ken-secret"},
    "znuny": {"address": "http://127.0.0.1", "service": "Generic", "login": "bot",
              "password": "t0ken-secret", "rating_field": "Rating"},
}  # fmt: skip


class Waits:
    """A sleep that takes no time and keeps how long it should have been."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def settings_of(engine: Engine) -> Settings:
    """Settings with a key of the tests' own, so that both databases can seal."""
    url = engine.url.render_as_string(hide_password=False)
    return Settings(
        database_url=url,
        secret_key="MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    )


def asked_of(definition: Definition) -> AbstractContextManager[object]:
    """Within it, this definition is the one that is known of its ticket system."""
    return patch.dict(definitions(), {definition.key: definition})


def add(engine: Engine, system: str, *, since: datetime = START, **entered: str) -> None:
    """Add a source that is called like its ticket system."""
    with writing(engine) as session:
        add_feed(
            session,
            name=system,
            system=system,
            entered={**ENTERED[system], **entered},
            since=since,
            settings=settings_of(engine),
            actor=CONSOLE,
            now=NOON,
        )


def puller(engine: Engine, *, now: datetime = NOON, **told: Any) -> Puller:
    """What reads sources at a moment that stands still."""
    told = {"sleep": Waits(), "rng": Random(1), **told}
    clock: Callable[[], datetime] = told.pop("clock", lambda: now)
    return Puller(engine, settings_of(engine), clock, **told)


def pull(engine: Engine, system: str, **told: Any) -> Taken:
    """Pull once."""
    return pull_source(puller(engine, **told), system)


def later(**told: float) -> datetime:
    """A moment after noon."""
    return NOON + timedelta(**told)


def bury(engine: Engine) -> None:
    """What time does after a process died: its lease runs out."""
    with writing(engine) as session:
        for feed in session.exec(select(Feed)):
            feed.leased_until = NOON
            session.add(feed)


def ratings(engine: Engine) -> list[tuple[Any, ...]]:
    """Every ticket with its rating: ticket, key, stars, raw, comment, owner, team, shares."""
    with reading(engine) as session:
        names = {one.id: one.name for one in session.exec(select(Engineer))}
        teams = {one.id: one.name for one in session.exec(select(Team))}
        shares: dict[int, dict[str, int]] = {}
        for credit in session.exec(select(Credit)):
            shares.setdefault(credit.rating_id, {})[names[credit.engineer_id]] = credit.units
        statement = (
            select(Ticket, Rating)
            .join(Rating, col(Rating.ticket_id) == col(Ticket.id), isouter=True)
            .order_by(col(Ticket.external_id), col(Rating.key))
        )
        return [
            (ticket.external_id, rating.key, rating.stars, rating.raw_score, rating.comment,
             rating.rated_at.isoformat(), names.get(rating.owner_id), teams.get(rating.team_id),
             shares.get(rating.id, {}))
            if rating else (ticket.external_id, None)
            for ticket, rating in session.exec(statement)
        ]  # fmt: skip


def state(engine: Engine) -> object:
    """Ratings, standings by name, how far each source was read and what is known of each answer.

    Cells have to equal a recount.
    """
    always: dict[str, Any] = {"first": date(2010, 1, 1), "last": date(2030, 12, 31)}
    with reading(engine) as session:
        assert cell_differences(session, calendar=Calendar()) == []
        teams = [
            (team.name, team.stars.as_tuple(), team.tickets, team.last_rated_at)
            for team in team_tallies(session, **always)
        ]
        engineers = [
            (one.name, one.units.as_tuple(), one.team, one.reached)
            for one in engineer_tallies(session, **always)
        ]
        known = [
            (read.ticket, read.key, read.digest, read.changed, read.reason, read.raw is None)
            for read in session.exec(
                select(ReadAnswer).order_by(col(ReadAnswer.ticket), col(ReadAnswer.key))
            )
        ]
        reaches = [(feed.system, feed.reach, feed.problem) for feed in session.exec(select(Feed))]
    return ratings(engine), sorted(map(str, [*teams, *engineers])), known, reaches
