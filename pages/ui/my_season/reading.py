"""Reads a person's ratings of a season, kept by the data's version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.engine import reading
from db.queries.exclusion_requests import exclusion_requests
from db.queries.rating_cards import RatingCard, engineer_ratings
from db.queries.tallies import rated_days
from gamify.exclusion import Request
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.gathering import asked_season
from pages.ui.season_picker import SeasonPicker, pick_season
from pages.ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class MySeason:
    """A person's season. `picker` is None where the database holds no ratings.

    `requests` are the newest questions about ratings, by the rating.
    """

    person: int | None = None
    picker: SeasonPicker | None = None
    ratings: Sequence[RatingCard] = ()
    requests: Mapping[int, Request] = field(default_factory=dict)


_kept: Shelf[tuple[Stamp, str, int | None, str], MySeason] = Shelf(128)


def my_season(code: str, person: int | None, *, language: str) -> MySeason:
    """The season of a person, "" for the usual one, made once for each version of the data.

    Whoever asks has to be somebody who may see the person. Raises UnknownSeason, and
    DatabaseRefused.
    """
    stamp = reads.clock.look()
    return _kept.take((stamp, code, person, language), lambda: _read(stamp, code, person, language))


def forget() -> None:
    """Start anew, as a fresh process would."""
    _kept.clear()


def _read(stamp: Stamp, code: str, person: int | None, language: str) -> MySeason:
    calendar = reads.settings().calendar
    with reading(reads.engine()) as session:
        span = rated_days(session)
        if span is None:
            return MySeason(person)
        season = asked_season(code, span=span, today=stamp.day, calendar=calendar)
        picker = pick_season(
            season, span=span, today=stamp.day, calendar=calendar, language=language
        )
        if person is None:
            return MySeason(person, picker)
        ratings = engineer_ratings(
            session, engineer_id=person, first=season.first, last=season.last
        )
        asked = exclusion_requests(session, open_only=False, engineer_id=person)
    return MySeason(person, picker, ratings, {one.rating_id: one for one in asked})
