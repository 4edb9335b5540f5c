"""Recorded awards: read back as what the nominations had found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, and_, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.messages import read_message
from db.models import Award, Engineer, SeasonRecord
from db.queries.scorers import HIDDEN_ENGINEER
from gamify.language import Message
from gamify.nominations.nomination import Candidate, Nomination, Placed, UnitKind, Verdict
from gamify.nominations.registry import NOMINATIONS, Judged
from gamify.nominations.sheet import SeasonSheet
from gamify.seasons import Season

_AWARD = SQLModel.metadata.tables["award"]

#: The score of the one row of a nomination that waits until a lead has looked at its winner.
UNDECIDED = "under review"

#: A card shows a winner and two runners-up; of a badge that many share, not all are read.
READ_PLACES, READ_ROWS = 3, 60


class _Row(NamedTuple):
    """What is read of a recorded place."""

    nomination: str
    place: int
    unit_id: int
    name: str
    team: str | None
    score: str
    title: dict[str, Any]
    value: dict[str, Any]
    sentence: dict[str, Any]
    formula_version: int


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
    first = _AWARD.alias()
    shown = and_(
        # Of thousands of places the first few: the index leads to them nomination by nomination.
        _AWARD.c.nomination.in_(
            select_rows(first.c.nomination).where(_is_first(first, season)).correlate(None)
        ),
        _AWARD.c.position < READ_ROWS,
        _AWARD.c.place <= READ_PLACES,
    )
    statement = (
        select_rows(*(_AWARD.c[name] for name in _Row._fields))
        .where(
            _AWARD.c.season == season.code,
            _AWARD.c.score != UNDECIDED,
            shown if unit is None else or_(shown, _AWARD.c.unit_id == unit),
        )
        .order_by(_AWARD.c.nomination, _AWARD.c.position)
    )
    names = {one: hidden_name.replace("{id}", str(one)) for one in _hidden(session)}
    rows = map(_Row._make, session.connection().execute(statement))
    return in_usual_order(
        _judged(list(each), names) for _, each in groupby(rows, key=lambda row: row.nomination)
    )


def in_usual_order(cards: Iterable[Judged]) -> list[Judged]:
    """Cards in the order of the registry; an organisation's own ones last, as they stand."""
    place = {one.key: at for at, one in enumerate(NOMINATIONS)}
    return sorted(cards, key=lambda card: place.get(card.nomination.key, len(place)))


def undecided_nominations(session: Session, *, season: Season) -> dict[str, Award]:
    """The rows of a closed season's nominations that wait for a lead, by key."""
    statement = (
        select(Award)
        .where(_is_first(_AWARD, season), Award.score == UNDECIDED)
        .order_by(col(Award.id))
    )
    return {row.nomination: row for row in session.exec(statement)}


def _hidden(session: Session) -> Sequence[int]:
    statement = select(Engineer.id).where(col(Engineer.hidden)).order_by(col(Engineer.id))
    return [id_ for id_ in session.exec(statement) if id_ is not None]


def _is_first(award: FromClause, season: Season) -> ColumnElement[bool]:
    """The first row of each nomination; one that waits for a lead has no other."""
    return and_(award.c.season == season.code, award.c.position == 0)


def _judged(rows: list[_Row], names: dict[int, str]) -> Judged:
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


def _verdict(rows: list[_Row], names: dict[int, str]) -> Verdict:
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
