"""A process beside the server that writes one rating after another."""

from __future__ import annotations

from datetime import datetime
from random import Random

from db.demo.live import demo_origin, live_ratings, store_live_rating
from db.engine import open_engine, reading
from db.queries.version import data_version
from gamify.seasons import Calendar


class Writer:
    """Writes believable ratings into a database that holds the demo season."""

    def __init__(self, url: str, *, now: datetime) -> None:
        self._engine = open_engine(url)
        self._calendar = Calendar()
        with reading(self._engine) as session:
            origin = demo_origin(session)
        if origin is None:
            raise ValueError("the database holds no demo season")
        self._tickets = live_ratings(
            Random(11), origin=origin, now=now, calendar=self._calendar, pace=60
        )

    def add_rating(self, now: datetime) -> int:
        """Commit one rating; returns the version of the data that counts it."""
        store_live_rating(self._engine, next(self._tickets), now=now, calendar=self._calendar)
        with reading(self._engine) as session:
            return data_version(session)
