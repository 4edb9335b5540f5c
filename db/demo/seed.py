"""Fills an empty database with the demo department, by the same commands as any file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.commands.decisions import exclude_rating
from db.commands.imports import store_ratings
from db.demo.challenges import seed_challenges
from db.demo.department import QUARTERS, Department, Stint, make_department
from db.demo.lessons import seed_lessons
from db.demo.presence import ACTOR, SOURCE
from db.demo.pulse import seed_pulse
from db.demo.rows import clean_chunk
from db.demo.shifts import seed_shifts
from db.demo.thanks import seed_thanks
from db.demo.tickets import TicketMaker
from db.engine import reading, writing
from db.models import Engineer, ImportBatch, Membership, Rating, Team, Ticket
from gamify.credit import CreditRule
from gamify.ingest.rows import CleanChunk
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar

#: Another number makes another department; this one's first season is a close race.
SEED = 21
#: How many unfair ratings a lead has taken out.
EXCLUDED = 6


def seed_demo(engine: Engine, *, now: datetime, calendar: Calendar, seed: int = SEED) -> bool:
    """Eight quarters of ratings up to `now`, in one transaction; False if there is data already."""
    with reading(engine) as session:
        if _is_used(session):
            return False
    rng = Random(seed)  # noqa: S311 — a demo needs to be repeatable, not secret
    department = make_department(rng, now=now, calendar=calendar)
    maker = TicketMaker(department, rng, now=now, calendar=calendar)
    with writing(engine) as session:
        if _is_used(session):
            return False
        store_ratings(
            session,
            _chunks(maker),
            source=SOURCE,
            file_name="demo",
            digest=f"demo {seed}",
            actor=ACTOR,
            now=now,
            calendar=calendar,
            credit_rule=CreditRule.HALF,
        )
        _end_stints(session, department)
        _exclude_some(session, rng, now=now)
        seed_lessons(session, rng, now=now)
        seed_challenges(session, now=now, calendar=calendar)
        seed_thanks(session, rng, now=now)
        seed_shifts(session, now=now, calendar=calendar)
        seed_pulse(session, department, now=now, calendar=calendar)
    return True


def _chunks(maker: TicketMaker) -> Iterator[CleanChunk]:
    """One chunk a quarter; tickets are numbered in order of their opening."""
    first = 100_001
    for quarter in range(QUARTERS):
        tickets = maker.quarter(quarter)
        numbers = [f"D-{first + at}" for at in range(len(tickets))]
        yield clean_chunk(tickets, number=numbers.__getitem__)
        first += len(tickets)


def _end_stints(session: Session, department: Department) -> None:
    """Ratings show who came to a team, but not who left it."""
    for stint in department.stints:
        if stint.until is not None:
            membership = _membership(session, stint)
            membership.until = stint.until
            session.add(membership)


def _membership(session: Session, stint: Stint) -> Membership:
    statement = (
        select(Membership)
        .join(Engineer)
        .join(Team)
        .where(Engineer.name == stint.engineer, Team.name == stint.team)
    )
    return session.exec(statement).one()


def _exclude_some(session: Session, rng: Random, *, now: datetime) -> None:
    """A lead has looked at the angriest ratings and found some unfair."""
    statement = select(Rating.id).where(Rating.stars == 1).order_by(col(Rating.id))
    angriest = [rating for rating in session.exec(statement) if rating is not None]
    reasons = (ExclusionReason.PRODUCT_FAULT, ExclusionReason.POLICY, ExclusionReason.WRONG_PERSON)
    for rating in rng.sample(angriest, min(EXCLUDED, len(angriest))):
        reason = rng.choice(reasons)
        exclude_rating(session, rating_id=rating, reason=reason, actor=ACTOR, now=now)


def _is_used(session: Session) -> bool:
    """Whether somebody has begun: a demo that was taken out doesn't come back by itself."""
    tables: tuple[type[Ticket | ImportBatch | Team], ...] = (Ticket, ImportBatch, Team)
    firsts = (select(table.id).limit(1) for table in tables)
    return any(session.exec(first).first() is not None for first in firsts)
