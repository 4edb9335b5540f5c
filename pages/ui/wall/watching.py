"""Sees what is to be celebrated: whoever wrote it, it is found by looking at the data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from db.engine import reading
from db.queries.pauses import rest_on
from db.queries.wall_ratings import (
    WallRating,
    newest_rating,
    newest_rating_before,
    ratings_above,
    ratings_count_above,
)
from gamify.pauses import Rest
from gamify.wall.celebrations import (
    MOST_AT_ONCE,
    Arrival,
    Glance,
    arrived,
    passed,
)
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.wall.challenges import on_the_wall, standing_now
from pages.ui.wall.picture import Kin, scope_of
from pages.ui.wall.telling import Happening, happenings

#: A server that has just started still tells what has come in so lately.
LATELY = timedelta(seconds=60)

#: What everybody is compared by, whichever screens there are.
_EVERYBODY = Kin("en", frozenset(), 0)


class Watch:
    """Compares each look with the one before; the first one has nothing to compare with."""

    def __init__(self) -> None:
        self._last: Glance | None = None
        self._newest = 0
        #: What rests, as of the last look.
        self.rest = Rest()

    def look(self, stamp: Stamp, *, now: datetime | None = None) -> list[Happening]:
        """What has happened since the look before. Raises DatabaseRefused."""
        moment = now or datetime.now(UTC)
        with reading(reads.engine()) as session:
            glance = _glance(session, stamp)
            newest = newest_rating(session)
            last = self._last
            if last is None:
                last, self._newest = glance, newest_rating_before(session, moment - LATELY)
            # After an undo numbers are given once more.
            known = min(self._newest, newest)
            found = _arrivals(session, known, newest)
            total = ratings_count_above(session, known) if found else 0
            celebrations = [
                *arrived([_arrival(one) for one in found], now=moment, total=total),
                *passed(last, glance),
            ]
            rest = rest_on(session, stamp.day)
            told = happenings(
                session,
                [one for one in celebrations if not one.is_quieted(rest)],
                {one.id: one for one in found},
                now=moment,
                calendar=reads.settings().calendar,
            )
        self._last, self._newest, self.rest = glance, newest, rest
        return told


def _arrivals(session: Session, known: int, newest: int) -> list[WallRating]:
    """Of very many only the first few are read; they are told as one."""
    return ratings_above(session, known, most=MOST_AT_ONCE + 1) if newest > known else []


def _arrival(rating: WallRating) -> Arrival:
    return Arrival(rating.id, rating.stars, rating.rated_at, rating.team)


def _glance(session: Session, stamp: Stamp) -> Glance:
    scope = scope_of(session, stamp, _EVERYBODY)
    season = scope.season
    return Glance(
        version=stamp.version,
        season="" if season is None else season.season.code,
        crown=() if season is None else season.crown,
        challenges={
            one.id: (one, standing_now(session, one, scope)[1])
            for one in on_the_wall(session, scope)
        },
    )
