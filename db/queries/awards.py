"""Recorded awards: read back as what the nominations had found, and which are still to come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import groupby

from sqlalchemy import ColumnElement, Integer, and_, func, or_, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import driver_rows
from db.instant import from_day_number
from db.messages import read_message
from db.models import Award, Engineer, Grain, ImportBatch, SeasonRecord
from db.queries.flags import engineers_under_review
from db.queries.scorers import HIDDEN_ENGINEER
from gamify.language import Message
from gamify.nominations.nomination import Candidate, Nomination, Placed, UnitKind, Verdict
from gamify.nominations.registry import NOMINATIONS, Judged
from gamify.nominations.sheet import SeasonSheet
from gamify.seasons import Calendar, Season, SeasonKind, parse_season, season_on

_CELL = SQLModel.metadata.tables["cell"]
_RATING = SQLModel.metadata.tables["rating"]
_REVISION = SQLModel.metadata.tables["revision"]
_BATCH = SQLModel.metadata.tables["import_batch"]
_RATED_ON = type_coerce(_RATING.c.day, Integer)

#: The score of the one row of a nomination that waits until a lead has looked at its winner.
UNDECIDED = "under review"

#: A card shows a winner and two runners-up; of a badge that many share, not all are read.
READ_PLACES, READ_ROWS = 3, 60


def closed_at(session: Session, *, season: Season) -> datetime | None:
    """When a season's awards were recorded; None while it is open."""
    statement = select(SeasonRecord.closed_at).where(
        SeasonRecord.code == season.code, SeasonRecord.first == season.first
    )
    return session.exec(statement).first()


def recorded_awards(
    session: Session,
    *,
    season: Season,
    hidden_name: str = HIDDEN_ENGINEER,
    unit: int | None = None,
) -> list[Judged]:
    """A closed season's nominations as they were recorded, in the usual order.

    Of each the first places are read, and that of one unit if given. Those that wait for a
    lead are left out. Whoever has hidden the name since is called `hidden_name`, in which
    "{id}" stands for the number.
    """
    if closed_at(session, season=season) is None:
        return []
    statement = (
        select(Award)
        .where(
            Award.season == season.code,
            Award.score != UNDECIDED,
            or_(
                and_(col(Award.place) <= READ_PLACES, col(Award.position) < READ_ROWS),
                col(Award.unit_id) == unit,
            ),
        )
        .order_by(col(Award.nomination), col(Award.position))
    )
    names = {one: hidden_name.replace("{id}", str(one)) for one in _hidden(session)}
    return in_usual_order(
        _judged(list(rows), names)
        for _, rows in groupby(session.exec(statement), key=lambda row: row.nomination)
    )


def in_usual_order(cards: Iterable[Judged]) -> list[Judged]:
    """Cards in the order of the registry; an organisation's own ones last, as they stand."""
    place = {one.key: at for at, one in enumerate(NOMINATIONS)}
    return sorted(cards, key=lambda card: place.get(card.nomination.key, len(place)))


def undecided_nominations(session: Session, *, season: Season) -> dict[str, Award]:
    """The rows of a closed season's nominations that wait for a lead, by key."""
    statement = (
        select(Award)
        .where(Award.season == season.code, Award.score == UNDECIDED)
        .order_by(col(Award.id))
    )
    return {row.nomination: row for row in session.exec(statement)}


def seasons_to_record(
    session: Session, *, calendar: Calendar, today: date, closing_days: int
) -> list[Season]:
    """Quarters that are over and have no awards yet, and those whose last ones were decided on.

    A quarter waits `closing_days` after its last day, and as long as imports of the same day
    bring ratings of it or of earlier ones: a history that comes in several files comes first.
    """
    open_ = _open_seasons(session, calendar, today - timedelta(days=closing_days))
    if open_:
        midnight = datetime.combine(today, time(), calendar.zone)
        brought = first_day_brought(session, col(ImportBatch.stored_at) >= midnight)
        open_ = [season for season in open_ if brought is None or season.last < brought]
    return [*open_, *_decided_seasons(session, calendar)]


def first_day_brought(session: Session, batches: ColumnElement[bool]) -> date | None:
    """The earliest day of the ratings that imports have brought; None without any."""
    own = and_(
        _RATING.c.id >= _BATCH.c.rating_from,
        _RATING.c.id < _BATCH.c.rating_from + _BATCH.c.ratings_added,
    )
    statement = select_rows(func.min(_RATED_ON)).join_from(_BATCH, _RATING, own).where(batches)
    return _day(session.scalar(statement))


def first_day_changed(session: Session, batches: ColumnElement[bool]) -> date | None:
    """The earliest day of the ratings that imports have changed; None without any."""
    statement = (
        select_rows(func.min(_RATED_ON))
        .join_from(_BATCH, _REVISION, _REVISION.c.batch_id == _BATCH.c.id)
        .join(_RATING, _RATING.c.id == _REVISION.c.rating_id)
        .where(batches, _BATCH.c.ratings_changed > 0)
    )
    return _day(session.scalar(statement))


def rated_quarters(session: Session) -> list[date]:
    """The first days of all quarters with counted ratings, oldest first."""
    rated = sum((_CELL.c[f"n{s}"] for s in (4, 3, 2, 1)), start=_CELL.c.n5)
    day = type_coerce(_CELL.c.day, Integer)
    statement = (
        select_rows(day)
        .where(_CELL.c.grain == int(Grain.TEAM_QUARTER), rated > 0)
        .distinct()
        .order_by(day)
    )
    return [from_day_number(number) for (number,) in driver_rows(session, statement)]


def _day(number: int | None) -> date | None:
    return None if number is None else from_day_number(number)


def _open_seasons(session: Session, calendar: Calendar, until: date) -> list[Season]:
    closed = set(
        session.exec(select(SeasonRecord.code).where(col(SeasonRecord.closed_at).is_not(None)))
    )
    seasons = [
        season_on(day, kind=SeasonKind.QUARTER, calendar=calendar)
        for day in rated_quarters(session)
    ]
    return [season for season in seasons if season.last <= until and season.code not in closed]


def _decided_seasons(session: Session, calendar: Calendar) -> list[Season]:
    """Closed seasons with a nomination whose winner is no longer under review."""
    statement = (
        select(Award.season, Award.unit_id, col(SeasonRecord.first))
        .join(SeasonRecord, col(SeasonRecord.code) == col(Award.season))
        .where(Award.score == UNDECIDED)
        .order_by(col(Award.season), col(Award.unit_id))
    )
    found: dict[str, Season] = {}
    for code, unit, first in session.exec(statement):
        season = parse_season(code, calendar=calendar)
        if season.first == first and unit not in engineers_under_review(session, season=season):
            found[code] = season
    return list(found.values())


def _hidden(session: Session) -> Sequence[int]:
    statement = select(Engineer.id).where(col(Engineer.hidden)).order_by(col(Engineer.id))
    return [id_ for id_ in session.exec(statement) if id_ is not None]


def _judged(rows: list[Award], names: dict[int, str]) -> Judged:
    """The rows of one nomination in their order."""
    head = read_message(rows[0].title)
    unit = UnitKind(str(head.values["unit"]))
    if unit is UnitKind.TEAM:
        names = {}
    verdict = _verdict(rows, names)

    def judge(_sheet: SeasonSheet, _gates: object) -> Verdict:
        """What was found stays found."""
        return verdict

    title, formula, gate = (_message(head.values[name]) for name in ("title", "formula", "gate"))
    nomination = Nomination(
        key=rows[0].nomination,
        title=title,
        formula=formula,
        gate=gate,
        judge=judge,
        unit=unit,
        version=rows[0].formula_version,
        is_badge=bool(head.values["is_badge"]),
    )
    return Judged(nomination, title, verdict, gate)


def _verdict(rows: list[Award], names: dict[int, str]) -> Verdict:
    first = rows[0]
    if first.place == 0:
        said = read_message(first.sentence)
        return Verdict(unavailable=said if said.template else None)
    return Verdict(
        tuple(
            Placed(
                row.place,
                Candidate(
                    row.unit_id,
                    names.get(row.unit_id, row.name),
                    Fraction(row.score),
                    read_message(row.value),
                    read_message(row.sentence),
                    team=row.team,
                ),
            )
            for row in rows
        )
    )


def _message(value: object) -> Message:
    return value if isinstance(value, Message) else Message(str(value))
