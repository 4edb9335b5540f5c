"""Ratings that keep coming in: an endless stream for a board that should look alive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.commands.imports import store_ratings
from db.demo.department import QUARTERS, make_department
from db.demo.presence import ACTOR, SOURCE
from db.demo.rows import clean_chunk
from db.demo.tickets import DemoTicket, TicketMaker
from db.engine import writing
from db.instant import to_micros
from db.models import ImportBatch, Source
from gamify.credit import CreditRule
from gamify.seasons import Calendar, day_of


@dataclass(frozen=True, slots=True)
class DemoOrigin:
    """From which seed and when the demo of a database was made."""

    seed: int
    seeded_at: datetime


def demo_origin(session: Session) -> DemoOrigin | None:
    """Where the demo comes from; None in a database without one."""
    statement = (
        select(ImportBatch.digest, ImportBatch.stored_at)
        .join(Source)
        .where(Source.name == SOURCE, col(ImportBatch.undone_at).is_(None))
        .order_by(col(ImportBatch.id))
        .limit(1)
    )
    first = session.exec(statement).first()
    return first and DemoOrigin(seed=int(first[0].split()[-1]), seeded_at=first[1])


def live_ratings(
    rng: Random, *, origin: DemoOrigin, now: datetime, calendar: Calendar, pace: float
) -> Iterator[DemoTicket]:
    """Rated tickets without end, about `pace` a minute after `now`; each is due at `rated_at`.

    The people are those of the origin's department.
    """
    known = Random(origin.seed)  # noqa: S311 — a demo needs to be repeatable, not secret
    department = make_department(known, now=origin.seeded_at, calendar=calendar)
    maker = TicketMaker(department, rng, now=now, calendar=calendar)
    due = now
    while True:
        due += timedelta(minutes=rng.expovariate(pace))
        solved_at = due - timedelta(hours=rng.expovariate(1 / 14))
        day = day_of(solved_at, calendar)
        teams = [team for team in department.teams if department.roster(team, day)]
        team = rng.choices(teams, [team.pace for team in teams])[0]
        ticket = maker.ticket(team, solved_at, quarter=QUARTERS - 1, rated=True)
        yield replace(ticket, rated_at=due)


def store_live_rating(
    engine: Engine, ticket: DemoTicket, *, now: datetime, calendar: Calendar
) -> None:
    """Store one rating as a source that pushes them would: one transaction each."""
    number = f"L-{to_micros(now)}"
    with writing(engine) as session:
        store_ratings(
            session,
            [clean_chunk([ticket], number=lambda _at: number)],
            source=SOURCE,
            file_name="live",
            digest=number,
            actor=ACTOR,
            now=now,
            calendar=calendar,
            credit_rule=CreditRule.HALF,
        )
