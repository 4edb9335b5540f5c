"""Counts an answer to the pulse, so that nobody can tell afterwards whose it was.

The one deciding command that writes nothing into the log and no version of the data: both would
say when. See `docs/pulse.md`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, insert
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.models import Engineer, PulseSeason
from db.queries.memberships import team_on
from db.queries.pulse import pulse_days
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.pulse import Question, asking_on, values_of
from gamify.rights import Right
from gamify.seasons import Calendar, day_of


class CountKey(NamedTuple):
    """What answers are counted by."""

    season: str
    team_id: int | None
    question: str
    value: int


_COUNT = SQLModel.metadata.tables["pulse_count"]
_PART = SQLModel.metadata.tables["pulse_part"]


def answer_pulse(
    session: Session,
    *,
    engineer_id: int,
    question: Question,
    value: int,
    calendar: Calendar,
    days: int,
    actor: Visitor,
    now: datetime,
) -> None:
    """Count somebody's answer about the quarter that is asked about now; it can't be changed.

    It counts for the team on this day, or on the quarter's last one where that is over. Raises
    DecisionRefused outside of the days for answers, for a second answer and for one that the
    question doesn't take, NotAllowed.
    """
    demand(actor, Right.ANSWER_PULSE, engineer_id=engineer_id)
    today, fixed = day_of(now, calendar), pulse_days(session)
    asking = asking_on(today, calendar=calendar, days=days, fixed=fixed)
    if asking is None:
        raise DecisionRefused(problem=say("the questions are closed"))
    if value not in values_of(question):
        raise DecisionRefused(problem=say("the question takes no such answer"))
    engineer = session.get(Engineer, engineer_id)
    if engineer is None or engineer.erased_at is not None:
        raise DecisionRefused(problem=say("there is no such engineer"))
    season = asking.season
    parts = _parts(session, season.code)
    if (engineer_id, question.value) in parts:
        raise DecisionRefused(problem=say("this question is answered already"))
    if season.code not in fixed:
        session.add(PulseSeason(season=season.code, last=asking.last))
        session.flush()
    team = team_on(session, engineer_id, min(today, season.last))
    key = CountKey(season.code, team, question.value, value)
    keep_counts(session, counted(session) + Counter([key]))
    _keep_parts(session, season.code, parts | {(engineer_id, question.value)})


def counted(session: Session) -> Counter[CountKey]:
    """How often each answer was given."""
    table = _COUNT.c
    statement = select_rows(
        table.season, table.team_id, table.question, table.value, table.answers
    ).order_by(table.id)
    return Counter({CountKey(*key): answers for *key, answers in session.execute(statement)})


def keep_counts(session: Session, counts: Mapping[CountKey, int]) -> None:
    """Write all counts anew in their own order: the order of rows would tell that of answers."""
    session.flush()
    session.execute(delete(_COUNT))
    rows = [
        {"id": at, **key._asdict(), "answers": counts[key]}
        for at, key in enumerate(sorted(counts, key=_order), start=1)
    ]
    if rows:
        session.execute(insert(_COUNT), rows)


def merge_pulse_teams(session: Session, former: int, present: int) -> None:
    """Give a duplicate's answers to the team that is left, in seasons in which it has none.

    In others they stay the department's alone: a sum beside the figure from before would tell
    what the duplicate's few people had answered.
    """
    counts = counted(session)
    has_own = {key.season for key in counts if key.team_id == present}
    moved: Counter[CountKey] = Counter()
    for key, answers in counts.items():
        if key.team_id == former:
            team = None if key.season in has_own else present
            moved[key._replace(team_id=team)] += answers
        else:
            moved[key] += answers
    if moved != counts:
        keep_counts(session, moved)


def merge_pulse_parts(session: Session, former: int, present: int) -> None:
    """Let whoever is left have answered what either has."""
    for season in session.scalars(select_rows(_PART.c.season).distinct()).all():
        parts = _parts(session, season)
        merged = {(present if one == former else one, question) for one, question in parts}
        if merged != parts:
            _keep_parts(session, season, merged)


def forget_pulse_parts(session: Session, engineer_id: int) -> None:
    """Forget that somebody has answered; the answers stay counted."""
    session.execute(delete(_PART).where(_PART.c.engineer_id == engineer_id))


def _parts(session: Session, season: str) -> set[tuple[int, str]]:
    statement = select_rows(_PART.c.engineer_id, _PART.c.question).where(_PART.c.season == season)
    return {(engineer, question) for engineer, question in session.execute(statement)}


def _keep_parts(session: Session, season: str, parts: Collection[tuple[int, str]]) -> None:
    """Write who has answered anew in its own order; seasons before are forgotten."""
    session.execute(delete(_PART))
    rows = [
        {"season": season, "engineer_id": engineer, "question": question}
        for engineer, question in sorted(parts)
    ]
    if rows:
        session.execute(insert(_PART), rows)


def _order(key: CountKey) -> tuple[str, int, str, int]:
    return key.season, key.team_id or 0, key.question, key.value
