"""Fills an empty database with the demo department, by the same commands as any file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random

from sqlalchemy import Engine
from sqlmodel import Session, select

from db.commands.decisions import exclude_rating
from db.commands.imports import store_ratings
from db.demo.department import QUARTERS, make_department
from db.demo.rows import clean_chunk
from db.demo.tickets import TicketMaker
from db.engine import writing
from db.models import Rating, Ticket
from gamify.credit import CreditRule
from gamify.ingest.rows import CleanChunk
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar

#: Another number makes another department; this one's first season is a close race.
SEED = 14
#: Name of the source and of who stored it, by which a demo is told from real data.
SOURCE = "Demo"
ACTOR = "demo"


def seed_demo(engine: Engine, *, now: datetime, calendar: Calendar, seed: int = SEED) -> bool:
    """Eight quarters of ratings up to `now`, in one transaction; False if there is data already."""
    with writing(engine) as session:
        if session.exec(select(Ticket.id).limit(1)).first() is not None:
            return False
        store_ratings(
            session,
            _chunks(seed, now=now, calendar=calendar),
            source=SOURCE,
            file_name="demo",
            digest=f"demo {seed}",
            actor=ACTOR,
            now=now,
            calendar=calendar,
            credit_rule=CreditRule.HALF,
        )
    return True


def _chunks(seed: int, *, now: datetime, calendar: Calendar) -> Iterator[CleanChunk]:
    """One chunk a quarter; tickets are numbered in order of their opening."""
    rng = Random(seed)  # noqa: S311 — a demo needs to be repeatable, not secret
    department = make_department(rng, now=now, calendar=calendar)
    maker = TicketMaker(department, rng, now=now, calendar=calendar)
    first = 100_001
    for quarter in range(QUARTERS):
        tickets = maker.quarter(quarter)
        numbers = range(first, first + len(tickets))
        yield clean_chunk(tickets, number=lambda at, numbers=numbers: f"D-{numbers[at]}")
        first += len(tickets)
