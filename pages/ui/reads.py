"""Every read of the pages and the API, with all of their caching.

What is read is kept by the data's version: a version is read at most four times a second and
a board is made once for each version and address, however many people have it open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.comment_index import catch_up
from db.demo.seed import seed_demo
from db.engine import migrate, open_engine, reading
from db.nights import pass_the_night
from db.queries.imports import newest_import
from db.queries.tallies import rated_days
from db.queries.teams import team_names
from db.queries.version import data_version
from db.settings import Settings, load_settings
from db.upkeep import keep_up
from gamify.errors import CrownboardError
from gamify.language import describe
from gamify.seasons import day_of
from pages.ui.board import Board, Reader, board_words, fill_board, newest_season
from pages.ui.charts import RacePoint, race_points, season_race
from pages.ui.clock import Stamp, VersionClock
from pages.ui.doorkeeper import Doorkeeper
from pages.ui.empty_states import empty_database, unknown_choice
from pages.ui.gathering import board_facts
from pages.ui.kept import KeptPicture, packed
from pages.ui.live_settings import LiveSettings
from pages.ui.notices import notices_of
from pages.ui.shelf import Shelf

#: The version of a board that was drawn without the database: any other is newer.
NOTHING_READ = -1


class UpkeepMark(NamedTuple):
    """The organisation's day, the newest import, how many were undone, the rows of all."""

    day: date
    newest: int
    undone: int
    rows: int


@dataclass(frozen=True, slots=True)
class BoardQuery:
    """Which board: as it stands in the address, "" for what is usual."""

    season: str = ""
    team: str = ""
    language: str = "en"
    #: raw or handicapped; any other name would only be the same board made once more.
    table: str = ""
    #: Whether whoever asks may choose any days.
    sees_days: bool = False


@dataclass(frozen=True, slots=True)
class KeptBoard(KeptPicture):
    """A board as it is sent, and what the chart below it is drawn from."""

    stamp: Stamp
    query: BoardQuery
    race: tuple[RacePoint, ...]
    has_ratings: bool = False


own_settings = LiveSettings(load_settings)


def settings() -> Settings:
    """The settings as they hold; a change is taken over when the clock next looks."""
    return own_settings.now()


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The one engine of the process."""
    return open_engine(own_settings.base().database_url)


def _read_stamp() -> Stamp:
    with reading(engine()) as session:
        version = data_version(session)
        own_settings.follow(session, version)
    return Stamp(version, day_of(datetime.now(UTC), settings().calendar))


clock = VersionClock(_read_stamp)
doorkeeper = Doorkeeper(engine, settings)
boards: Shelf[tuple[Stamp, BoardQuery], KeptBoard] = Shelf(256)
_charts: Shelf[tuple[tuple[RacePoint, ...], str, str], dict[str, Any]] = Shelf(64)


def board(query: BoardQuery) -> KeptBoard:
    """The board of an address, made at most once for each version of the data."""
    stamp = clock.look()
    return boards.take((stamp, query), lambda: _make_board(stamp, query))


def refused_board(error: CrownboardError, query: BoardQuery) -> bytes:
    """A board that says what was refused; it draws itself anew once the database answers."""
    today = day_of(datetime.now(UTC), settings().calendar)
    empty = unknown_choice(describe(error, query.language), None)
    return replace(_blank_board(query, today), empty=empty).to_json()


def race_chart(kept: KeptBoard, *, theme: str | None) -> dict[str, Any]:
    """The chart of how the places moved, ready to be shown in a theme ("light" or "dark").

    Most ratings move no place, and then it stays as it was made.
    """
    shade, language = theme or "light", kept.query.language
    # Whether it is valid the tests look at: that takes five times as long as all the rest.
    return _charts.take(
        (kept.race, shade, language),
        lambda: season_race(kept.race, theme=shade, language=language).to_dict(validate=False),
    )


def prepare_database() -> None:
    """Bring schema and cells up to date, and fill an empty embedded database with the demo."""
    migrate(engine())
    clock.look()
    if settings().demo and engine().dialect.name == "sqlite":
        seed_demo(engine(), now=datetime.now(UTC), calendar=settings().calendar)
    keep_up(engine(), settings(), now=datetime.now(UTC))


def upkeep_mark(now: datetime) -> UpkeepMark:
    """What decides whether the database needs upkeep again. Raises DatabaseRefused."""
    with reading(engine()) as session:
        return UpkeepMark(day_of(now, settings().calendar), *newest_import(session))


def keep_up_database(now: datetime, *, is_night: bool) -> None:
    """Bring sums, pars, awards and findable words up to date; at night look for what seems odd.

    Raises DatabaseRefused.
    """
    work = pass_the_night if is_night else keep_up
    work(engine(), settings(), now=now)
    catch_up(engine())


def check_database() -> None:
    """Ask the database for something; raises DatabaseRefused if it doesn't answer."""
    with reading(engine()) as session:
        data_version(session)


def forget() -> None:
    """Start anew, as a fresh process would."""
    if engine.cache_info().currsize:
        engine().dispose()
    engine.cache_clear()
    own_settings.forget()
    clock.forget()
    doorkeeper.forget()
    boards.clear()
    _charts.clear()


def _make_board(stamp: Stamp, query: BoardQuery) -> KeptBoard:
    reader = Reader(
        language=query.language,
        today=stamp.day,
        calendar=settings().calendar,
        rules=settings().rules,
        star_labels=settings().star_labels,
        sees_days=query.sees_days,
    )
    with reading(engine()) as session:
        drawn, known, race = _draw(session, query, reader)
    body = drawn.to_json()
    return KeptBoard(body, packed(body), known, stamp, query, race, drawn.scorers is not None)


def _draw(
    session: Session, query: BoardQuery, reader: Reader
) -> tuple[Board, bool, tuple[RacePoint, ...]]:
    names = sorted(team_names(session).values(), key=str.casefold)
    blank = replace(
        _blank_board(query, reader.today),
        version=data_version(session),
        teams=tuple(names),
        notices=notices_of(session, today=reader.today, language=query.language),
    )
    span = rated_days(session)
    if span is None:
        return replace(blank, empty=empty_database(query.language)), True, ()
    try:
        facts = board_facts(
            session, query.season, query.team, span=span, reader=reader, table=query.table
        )
    except CrownboardError as error:
        sentence = describe(error, query.language)
        empty = unknown_choice(sentence, newest_season(span, reader))
        return replace(blank, empty=empty), False, ()
    race = race_points(facts.history, facts.teams, chosen=facts.chosen_team)
    return fill_board(blank, facts, reader), True, race


def _blank_board(query: BoardQuery, today: date) -> Board:
    return Board(
        version=NOTHING_READ,
        day=today.isoformat(),
        language=query.language,
        words=board_words(query.language),
        organisation=settings().organisation,
        zone=settings().time_zone,
        team=query.team,
        teams=(),
    )
