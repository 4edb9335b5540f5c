"""Reads the hall of fame, kept by the data's version and the language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from db.engine import reading
from db.queries.awards import recorded_awards
from db.queries.challenges import past_challenges
from db.queries.closing import rated_quarters
from db.queries.hall import kept_seasons
from db.standings import hidden_engineer
from gamify.challenges.challenge import Challenge
from gamify.challenges.states import Stage
from gamify.hall.kept import KeptSeason
from gamify.nominations.registry import Judged
from gamify.seasons import Season, SeasonKind, season_on
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.shelf import Shelf

#: How many quarters are told in full at first; older ones by the year.
NEWEST = 8


@dataclass(frozen=True, slots=True)
class Hall:
    """All seasons, the newest first. `told` are those told in full, with what was awarded in each.

    `challenges` are those of a season that were met, and how many were played to their end.
    `first_close` is the day on which the first quarter with ratings closes: today's imports
    keep one open until tomorrow.
    """

    seasons: Sequence[KeptSeason]
    told: Sequence[KeptSeason]
    awards: Mapping[str, Sequence[Judged]] = field(default_factory=dict)
    challenges: Mapping[str, tuple[Sequence[Challenge], int]] = field(default_factory=dict)
    first_close: date = date.min


_kept: Shelf[tuple[Stamp, str, int], Hall] = Shelf(16)


def hall(year: int, *, language: str) -> Hall:
    """The hall with the newest quarters, or with those of a fiscal year; 0 is the newest ones.

    Raises DatabaseRefused.
    """
    stamp = reads.clock.look()
    return _kept.take((stamp, language, year), lambda: _read(stamp, year, language))


def forget() -> None:
    """Start anew, as a fresh process would."""
    _kept.clear()


def _read(stamp: Stamp, year: int, language: str) -> Hall:
    calendar, hidden = reads.settings().calendar, hidden_engineer(language)
    with reading(reads.engine()) as session:
        seasons = kept_seasons(session, hidden_name=hidden)
        told = [one for one in seasons if one.year == year] or seasons[:NEWEST]
        past = past_challenges(session, calendar=calendar, hidden_name=hidden)
        awards = {one.code: _awards(session, one, hidden) for one in told}
        rated = next(iter(rated_quarters(session)), stamp.day)
    first = season_on(rated, kind=SeasonKind.QUARTER, calendar=calendar)
    closes = first.last + timedelta(days=reads.settings().closing_days)
    return Hall(
        seasons=seasons,
        told=told,
        awards=awards,
        challenges={one.code: _challenges(past, one) for one in told},
        first_close=max(closes, stamp.day + timedelta(days=1)),
    )


def _awards(session: Session, kept: KeptSeason, hidden: str) -> Sequence[Judged]:
    season = Season(kept.first, kept.last, SeasonKind.QUARTER, kept.code)
    cards = recorded_awards(session, season=season, hidden_name=hidden).cards
    return [card for card in cards if card.verdict.winners]


def _challenges(past: Iterable[Challenge], kept: KeptSeason) -> tuple[Sequence[Challenge], int]:
    """Those that ended within a season and have a result: the met ones, and how many in all.

    Personal ones are the person's own.
    """
    ended = [
        one
        for one in past
        if one.stage is not Stage.CANCELLED
        and one.result is not None
        and one.owner.is_public
        and kept.first <= one.season.last <= kept.last
    ]
    return [one for one in ended if one.result is not None and one.result.is_met], len(ended)
