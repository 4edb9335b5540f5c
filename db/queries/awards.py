"""Recorded awards: read back as what the nominations had found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import CTE, ColumnElement, Select, Text, and_, bindparam, case, cast, func, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import driver_rows, plain
from db.instant import from_micros, to_day_number
from db.messages import read_stored_message
from db.models import Award, SeasonRecord
from db.queries.scorers import HIDDEN_ENGINEER
from db.queries.shared_firsts import shared_firsts
from gamify.language import Message
from gamify.nominations.nomination import Candidate, Nomination, Placed, UnitKind, Verdict
from gamify.nominations.registry import NOMINATIONS, Judged
from gamify.nominations.sheet import SeasonSheet
from gamify.seasons import Season

_AWARD, _ENGINEER, _SEASON = (
    SQLModel.metadata.tables[name] for name in ("award", "engineer", "season")
)
_CLOSED = select_rows(plain(_SEASON.c.closed_at)).where(
    _SEASON.c.code == bindparam("season"), plain(_SEASON.c.first) == bindparam("first")
)

#: The score of the one row of a nomination that waits until a lead has looked at its winner.
UNDECIDED = "under review"

#: A card shows a winner and two runners-up; of a badge that many share, not all are read.
READ_PLACES, READ_ROWS = 3, 60


class _Row(NamedTuple):
    """What is read of a recorded place, as it is stored; the title of the first place alone."""

    nomination: str
    place: int
    unit_id: int
    name: str
    team: str | None
    score: str
    title: str
    value: str
    sentence: str
    formula_version: int
    #: Whether an engineer of this id has hidden the name.
    is_hidden: bool | None


@dataclass(frozen=True, slots=True)
class SeasonAwards:
    """A closed season's nominations in the usual order; `waiting` are the keys of the others.

    Those wait until a lead has looked at their winners.
    """

    cards: tuple[Judged, ...]
    waiting: frozenset[str]


def closed_at(session: Session, *, season: Season) -> datetime | None:
    """When a season's awards were recorded; None while it is open."""
    values = {"season": season.code, "first": to_day_number(season.first)}
    found = driver_rows(session, _CLOSED, values)
    return from_micros(found[0][0]) if found and found[0][0] is not None else None


def is_name_taken(session: Session, *, season: Season) -> bool:
    """Whether another quarter of the same name has its awards recorded.

    So it is after a change of the fiscal year.
    """
    statement = select(SeasonRecord.code).where(
        SeasonRecord.code == season.code,
        SeasonRecord.first != season.first,
        col(SeasonRecord.closed_at).is_not(None),
    )
    return session.exec(statement).first() is not None


def recorded_awards(
    session: Session,
    *,
    season: Season,
    hidden_name: str = HIDDEN_ENGINEER,
    unit: int | None = None,
) -> SeasonAwards:
    """A closed season's nominations as they were recorded.

    Of each the first places are read, and that of one unit if given. Whoever has hidden the
    name since is called `hidden_name`, in which "{id}" stands for the number.
    """
    values = {"season": season.code} | ({} if unit is None else {"unit": unit})
    found = driver_rows(session, _places(is_of_a_unit=unit is not None), values)
    rows = list(map(_Row._make, found))
    words = _Words(hidden_name)
    waiting = frozenset(row.nomination for row in rows if row.score == UNDECIDED)
    read = Counter(row.nomination for row in rows if row.place == 1)
    cut_off = [nomination for nomination, n in read.items() if n >= READ_ROWS]
    firsts = Counter(read | shared_firsts(session, season=season, nominations=cut_off))
    cards = in_usual_order(
        _judged(list(each), words, firsts)
        for nomination, each in groupby(rows, key=attrgetter("nomination"))
        if nomination not in waiting
    )
    return SeasonAwards(tuple(cards), waiting)


@cache
def _places(*, is_of_a_unit: bool) -> Select[*tuple[Any, ...]]:
    """The places that are shown, nomination by nomination, with that of a unit if asked for."""
    season: ColumnElement[str] = bindparam("season")
    shown = and_(
        # Of thousands of places the first few: the index leads to them nomination by nomination.
        _AWARD.c.nomination.in_(select_rows(_nominations(season).c.nomination)),
        _AWARD.c.position < READ_ROWS,
        _AWARD.c.place <= READ_PLACES,
    )
    # As text, which PostgreSQL too can compare: many rows say the same.
    title, value, sentence = (cast(_AWARD.c[name], Text) for name in ("title", "value", "sentence"))
    stored = {
        "title": case((_AWARD.c.position == 0, title)),
        "value": value,
        "sentence": sentence,
        "is_hidden": _ENGINEER.c.hidden,
    }
    return (
        select_rows(*(stored[name] if name in stored else _AWARD.c[name] for name in _Row._fields))
        .outerjoin_from(_AWARD, _ENGINEER, _ENGINEER.c.id == _AWARD.c.unit_id)
        .where(
            _AWARD.c.season == season,
            or_(shown, _AWARD.c.unit_id == bindparam("unit")) if is_of_a_unit else shown,
        )
        .order_by(_AWARD.c.nomination, _AWARD.c.position)
    )


def _nominations(season: ColumnElement[str]) -> CTE:
    """The nominations of a season, each found by a step of the index; the last is NULL."""
    least = select_rows(func.min(_AWARD.c.nomination).label("nomination")).where(
        _AWARD.c.season == season
    )
    found = least.cte(recursive=True)
    following = least.where(_AWARD.c.nomination > found.c.nomination).scalar_subquery()
    return found.union_all(select_rows(following).where(found.c.nomination.is_not(None)))


def in_usual_order(cards: Iterable[Judged]) -> list[Judged]:
    """Cards in the order of the registry; an organisation's own ones last, as they stand."""
    place = {one.key: at for at, one in enumerate(NOMINATIONS)}
    return sorted(cards, key=lambda card: place.get(card.nomination.key, len(place)))


def undecided_nominations(session: Session, *, season: Season) -> dict[str, Award]:
    """The rows of a closed season's nominations that wait for a lead, by key.

    Such a row is the only one of its nomination.
    """
    statement = (
        select(Award)
        .where(Award.season == season.code, Award.position == 0, Award.score == UNDECIDED)
        .order_by(col(Award.id))
    )
    return {row.nomination: row for row in session.exec(statement)}


class _Words:
    """Makes of stored texts what they say; of those that many share, once."""

    def __init__(self, hidden_name: str) -> None:
        self.hidden_name = hidden_name
        self.message = cache(read_stored_message)
        self.score = cache(Fraction)

    def name(self, row: _Row, unit: UnitKind) -> str:
        """The public name; a hidden engineer's has a number in place of "{id}"."""
        if row.is_hidden and unit is UnitKind.ENGINEER:
            return self.hidden_name.replace("{id}", str(row.unit_id))
        return row.name


def _judged(rows: list[_Row], words: _Words, firsts: Counter[str]) -> Judged:
    """The rows of one nomination in their order."""
    head = words.message(rows[0].title)
    unit = UnitKind(str(head.values["unit"]))
    verdict = _verdict(rows, unit, words)
    verdict = replace(verdict, unread=firsts[rows[0].nomination] - len(verdict.winners))

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


def _verdict(rows: list[_Row], unit: UnitKind, words: _Words) -> Verdict:
    """What was found."""
    first = rows[0]
    if first.place == 0:
        said = words.message(first.sentence)
        return Verdict(unavailable=said if said.template else None)
    return Verdict(
        tuple(
            Placed(
                row.place,
                Candidate(
                    row.unit_id,
                    words.name(row, unit),
                    words.score(row.score),
                    words.message(row.value),
                    words.message(row.sentence),
                    team=row.team,
                ),
            )
            for row in rows
        )
    )


def _message(value: object) -> Message:
    return value if isinstance(value, Message) else Message(str(value))
