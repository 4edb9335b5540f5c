"""Reads the nominations of a season, made once for each version of the data and address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlmodel import Session

from db.engine import reading
from db.nominations import season_nominations
from db.queries.closing import rated_quarters
from db.queries.tallies import rated_days
from db.queries.version import data_version
from db.standings import hidden_engineer
from gamify.access import Visitor, may
from gamify.errors import CrownboardError
from gamify.language import describe
from gamify.rights import Right
from gamify.seasons import Season, SeasonKind, day_of
from pages.ui import reads
from pages.ui.board import Reader, newest_season
from pages.ui.clock import Stamp
from pages.ui.empty_states import empty_database, empty_season, unknown_choice
from pages.ui.gathering import asked_season
from pages.ui.kept import KeptPicture, keep_picture
from pages.ui.nominations.cards import Own
from pages.ui.nominations.gallery import (
    Gallery,
    at_season,
    fill_gallery,
    gallery_words,
    quarters_only,
)
from pages.ui.notices import notices_of
from pages.ui.season_picker import season_title
from pages.ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class GalleryQuery:
    """Which gallery: as it stands in the address, "" for the usual season.

    `engineer` is the person who reads, as the sign-in says: the own places are for nobody else,
    so it never comes from the address.
    """

    season: str = ""
    language: str = "en"
    engineer: int | None = None


galleries: Shelf[tuple[Stamp, GalleryQuery], KeptPicture] = Shelf(64)


def gallery(query: GalleryQuery) -> KeptPicture:
    """The gallery of an address, with own places only where the query names who reads."""
    stamp = reads.clock.look()
    return galleries.take((stamp, query), lambda: _make(stamp, query))


def reader_of(visitor: Visitor) -> int | None:
    """The person whose own places somebody may see; None for strangers and viewers."""
    person = visitor.engineer_id
    return person if may(visitor, Right.SEE_PERSON, teams=(), engineer_id=person) else None


def refused_gallery(error: CrownboardError, query: GalleryQuery) -> bytes:
    """A gallery that says what was refused; it draws itself anew once the database answers."""
    today = day_of(datetime.now(UTC), reads.settings().calendar)
    empty = unknown_choice(describe(error, query.language), None)
    return replace(_blank(query, today), empty=empty).to_json()


def _make(stamp: Stamp, query: GalleryQuery) -> KeptPicture:
    reader = Reader(
        language=query.language,
        today=stamp.day,
        calendar=reads.settings().calendar,
        rules=reads.settings().rules,
    )
    with reading(reads.engine()) as session:
        drawn, known = _draw(session, query, reader)
    return keep_picture(drawn.to_json(), known=known)


def _draw(session: Session, query: GalleryQuery, reader: Reader) -> tuple[Gallery, bool]:
    blank = replace(
        _blank(query, reader.today),
        version=data_version(session),
        notices=notices_of(session, today=reader.today, language=query.language),
    )
    span = rated_days(session)
    if span is None:
        return replace(blank, empty=empty_database(query.language)), True
    try:
        season = asked_season(query.season, span=span, today=reader.today, calendar=reader.calendar)
    except CrownboardError as error:
        newest = newest_season(span, reader)
        return replace(blank, empty=unknown_choice(describe(error, query.language), newest)), False
    at = at_season(blank, season, span, reader)
    return _at(session, at, season, span=span, reader=reader, own=Own(query.engineer)), True


def _at(
    session: Session,
    blank: Gallery,
    season: Season,
    *,
    span: tuple[date, date],
    reader: Reader,
    own: Own,
) -> Gallery:
    """The gallery of a season, or a sentence in its place."""
    if season.kind is not SeasonKind.QUARTER:
        return replace(blank, empty=quarters_only(season, reader))
    if season.first not in rated_quarters(session):
        title = season_title(season, reader.language)
        newest = newest_season(span, reader)
        return replace(blank, empty=empty_season(title, newest, reader.language))
    found = season_nominations(
        session,
        season=season,
        rules=reader.rules,
        calendar=reader.calendar,
        hidden_name=hidden_engineer(reader.language),
    )
    return fill_gallery(blank, found, reader=reader, own=own)


def _blank(query: GalleryQuery, today: date) -> Gallery:
    return Gallery(
        version=reads.NOTHING_READ,
        day=today.isoformat(),
        language=query.language,
        words=gallery_words(query.language),
        organisation=reads.settings().organisation,
        zone=reads.settings().time_zone,
    )
