"""`demo`: fills an empty database with a believable season, and keeps it alive."""

from __future__ import annotations

import time
from argparse import Namespace
from datetime import UTC, datetime
from itertools import islice
from random import Random

from sqlalchemy import Engine

from cli.desk import Desk
from cli.outcome import Outcome
from cli.table import fit
from db.demo.live import DemoOrigin, demo_origin, live_ratings, store_live_rating
from db.demo.seed import SEED, seed_demo
from db.demo.tickets import DemoTicket
from db.engine import reading
from gamify.errors import DecisionRefused
from gamify.language import say


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Seed if there is nothing yet; with --live go on until stopped."""
    with desk.database() as engine:
        _seed(engine, arguments, desk)
        if arguments.live:
            _play(engine, _origin(engine), arguments, desk)
    return Outcome.FINE


def _seed(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    seed = SEED if arguments.seed is None else arguments.seed
    if seed_demo(engine, now=desk.now, calendar=desk.settings.calendar, seed=seed):
        desk.say(say("The database now holds a demo season."))
    elif not arguments.live:
        raise DecisionRefused(problem=say("the database holds ratings already"))


def _origin(engine: Engine) -> DemoOrigin:
    with reading(engine) as session:
        origin = demo_origin(session)
    if origin is None:
        raise DecisionRefused(
            problem=say("the database holds real ratings, and demo ratings would spoil them")
        )
    return origin


def _play(engine: Engine, origin: DemoOrigin, arguments: Namespace, desk: Desk) -> None:
    """Store each rating when it is due; Ctrl+C ends it between two of them."""
    calendar = desk.settings.calendar
    chance = Random(f"{origin.seed} {desk.now}")  # noqa: S311 — believable, not secret
    stream = live_ratings(
        chance, origin=origin, now=desk.now, calendar=calendar, pace=arguments.pace
    )
    desk.say(say("Ratings come in; Ctrl+C stops them."))
    for ticket in islice(stream, arguments.count):
        wait = (ticket.rated_at or desk.now) - datetime.now(UTC)
        time.sleep(max(wait.total_seconds(), 0))
        store_live_rating(engine, ticket, now=datetime.now(UTC), calendar=calendar)
        desk.say(rating_line(ticket))


def rating_line(ticket: DemoTicket) -> str:
    """A rating as a line: "★★★★☆  Falcons  Tom Baker  All fine in the end"."""
    stars = "★" * ticket.stars + "☆" * (5 - ticket.stars)
    return "  ".join(filter(None, (stars, ticket.team, ticket.owner, fit(ticket.comment or ""))))
