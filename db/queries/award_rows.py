"""The recorded awards of all closed seasons, place by place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from db.messages import read_message
from db.models import Award, Engineer
from db.queries.awards import READ_PLACES, READ_ROWS
from db.queries.scorers import HIDDEN_ENGINEER
from gamify.language import Message
from gamify.nominations.nomination import UnitKind


class AwardRow(NamedTuple):
    """A recorded place of any season; `score` is exact."""

    season: str
    nomination: str
    title: Message
    place: int
    name: str
    team: str | None
    value: Message
    score: Fraction
    formula_version: int
    recorded_at: datetime


def award_rows(session: Session, *, hidden_name: str = HIDDEN_ENGINEER) -> Iterator[AwardRow]:
    """The public places of all closed seasons, the newest season first.

    Whoever has hidden the name is called `hidden_name`, in which "{id}" stands for the number.
    """
    head = aliased(Award)
    is_first = and_(
        col(head.season) == col(Award.season),
        col(head.nomination) == col(Award.nomination),
        col(head.position) == 0,
    )
    statement = (
        select(Award, head.title)
        .join(head, is_first)
        .where(Award.place >= 1, Award.place <= READ_PLACES, Award.position < READ_ROWS)
        .order_by(col(Award.season).desc(), col(Award.nomination), col(Award.position))
    )
    hidden = set(session.exec(select(Engineer.id).where(col(Engineer.hidden))))
    for award, title in session.exec(statement):
        told = read_message(title)
        is_person = str(told.values["unit"]) == UnitKind.ENGINEER
        is_hidden = is_person and award.unit_id in hidden
        yield AwardRow(
            award.season,
            award.nomination,
            _message(told.values["title"]),
            award.place,
            hidden_name.replace("{id}", str(award.unit_id)) if is_hidden else award.name,
            award.team,
            read_message(award.value),
            Fraction(award.score),
            award.formula_version,
            award.recorded_at,
        )


def _message(value: object) -> Message:
    return value if isinstance(value, Message) else Message(str(value))
