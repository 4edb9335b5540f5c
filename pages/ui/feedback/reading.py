"""Reads customers' words as a visitor may see them, kept by the data's version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from db.commands.comment_index import catch_up
from db.engine import reading
from db.queries.engineers import engineer_names
from db.queries.feedback import (
    FeedbackCard,
    categories,
    cause_days,
    feedback_count,
    feedback_page,
)
from db.queries.feedback_filter import FeedbackFilter
from db.queries.practices import Practice, shared_practices
from db.queries.tallies import rated_days
from db.queries.teams import team_names
from db.standings import hidden_engineer
from gamify.access import Visitor
from gamify.feedback.costs import Cost, costs_by_season
from gamify.seasons import Season, SeasonKind, season_on
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.gathering import asked_season
from pages.ui.season_picker import SeasonPicker, pick_season
from pages.ui.shelf import Shelf

#: So many cards are drawn at once.
AT_ONCE = 10
#: How many months, and quarters, the costs go back.
BACK = {SeasonKind.MONTH: 11 * 31, SeasonKind.QUARTER: 7 * 92}


@dataclass(frozen=True, slots=True)
class FeedbackSeason:
    """A season with what its words can be filtered by; names of teams and people by id."""

    season: Season
    picker: SeasonPicker
    teams: Mapping[int, str]
    people: Mapping[int, str]
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A page of what was found, which of how many it is, and how much there is in all."""

    cards: tuple[FeedbackCard, ...]
    count: int
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages there are; none where nothing was found."""
        return -(-self.count // AT_ONCE)


_seasons: Shelf[tuple[Stamp, str, str], FeedbackSeason | None] = Shelf(32)
_found: Shelf[tuple[Stamp, FeedbackFilter, Visitor, int], FoundWords] = Shelf(256)


def feedback_season(code: str, *, language: str) -> FeedbackSeason | None:
    """The season of a code, "" for the usual one; None without ratings.

    Raises UnknownSeason, and DatabaseRefused.
    """
    stamp = reads.clock.look()
    return _seasons.take((stamp, code, language), lambda: _read(stamp, code, language))


def found_words(asked: FeedbackFilter, reader: Visitor, *, page: int = 1) -> FoundWords:
    """A page of what is asked for, as a reader may see it; the first where there is no such one.

    Raises DatabaseRefused.
    """
    stamp = reads.clock.look()
    return _found.take((stamp, asked, reader, page), lambda: _find(asked, reader, page))


def costs(season: Season, reader: Visitor, *, kind: SeasonKind) -> list[Cost]:
    """What causes cost in the months or quarters up to a season, of what a reader may see."""
    calendar = reads.settings().calendar
    last = min(season.last, reads.clock.look().day)
    first = season_on(last - timedelta(days=BACK[kind]), kind=kind, calendar=calendar).first
    with reading(reads.engine()) as session:
        days = cause_days(session, first=first, last=last, reader=reader)
    return costs_by_season(days, kind=kind, calendar=calendar)


def practices(teams: frozenset[int]) -> list[Practice]:
    """Shared practice, the newest first. Raises DatabaseRefused."""
    with reading(reads.engine()) as session:
        return shared_practices(session, teams=teams)


def forget() -> None:
    """Start anew, as a fresh process would."""
    _seasons.clear()
    _found.clear()


def _find(asked: FeedbackFilter, reader: Visitor, page: int) -> FoundWords:
    if asked.question.strip():
        # What has just come in is to be found, too.
        catch_up(reads.engine())
    with reading(reads.engine()) as session:
        number = feedback_count(session, asked, reader=reader)
        before = AT_ONCE * (page - 1)
        if before >= number:
            page, before = 1, 0
        cards = feedback_page(session, asked, reader=reader, skip=before, most=AT_ONCE)
    return FoundWords(tuple(cards), number, page)


def _read(stamp: Stamp, code: str, language: str) -> FeedbackSeason | None:
    calendar = reads.settings().calendar
    with reading(reads.engine()) as session:
        span: tuple[date, date] | None = rated_days(session)
        if span is None:
            return None
        season = asked_season(code, span=span, today=stamp.day, calendar=calendar)
        return FeedbackSeason(
            season=season,
            picker=pick_season(
                season, span=span, today=stamp.day, calendar=calendar, language=language
            ),
            teams=team_names(session),
            people=engineer_names(session, hidden_name=hidden_engineer(language)),
            categories=tuple(categories(session)),
        )
