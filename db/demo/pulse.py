"""What the demo's engineers have answered at the end of each season but the running one."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.commands.pulse import CountKey, counted, keep_counts
from db.demo.department import Department
from db.models import PulseSeason, Team
from gamify.pulse import NO, PARTLY, YES, Question
from gamify.seasons import Calendar, day_of

#: Days after a season's last one on which the demo's engineers could answer.
DAYS = timedelta(days=14)
#: Another number makes other answers; nothing else of the demo depends on it.
_SEED = 8
#: Weights of no, partly and yes, and what each further season adds to them: it gets better.
_WEIGHTS = {
    Question.FAIR: ((3.0, 4.0, 4.0), (-0.3, 0.0, 0.9)),
    Question.HELPS: ((2.0, 5.0, 4.0), (-0.2, -0.2, 0.5)),
    Question.FUN: ((1.5, 3.0, 6.0), (0.0, 0.0, 0.3)),
}
#: Of ten people so many answer.
_ANSWERING = 0.8


def seed_pulse(
    session: Session, department: Department, *, now: datetime, calendar: Calendar
) -> None:
    """Count answers of whoever was in a team on the last day of each closed season."""
    rng = Random(_SEED)  # noqa: S311 — a demo needs to be repeatable, not secret
    today, counts = day_of(now, calendar), Counter[CountKey]()
    teams = {one.name: one.id for one in session.exec(select(Team))}
    for at, season in enumerate(department.quarters):
        if season.last + DAYS >= today:
            continue
        session.add(PulseSeason(season=season.code, last=season.last + DAYS))
        for team in department.teams:
            for _ in department.roster(team, season.last):
                for question in Question:
                    if team.name in teams and rng.random() < _ANSWERING:
                        value = _value(rng, question, at)
                        counts[CountKey(season.code, teams[team.name], question.value, value)] += 1
    keep_counts(session, counts)


def remove_pulse(session: Session, *, made: set[int]) -> None:
    """Take the answers of teams out that the demo has made, and seasons that have none left."""
    left = {key: answers for key, answers in counted(session).items() if key.team_id not in made}
    keep_counts(session, left)
    seasons = sorted({key.season for key in left})
    session.execute(delete(PulseSeason).where(col(PulseSeason.season).not_in(seasons)))


def _value(rng: Random, question: Question, at: int) -> int:
    if question is Question.RECOMMEND:
        return max(0, min(10, round(rng.gauss(7.4 + at / 5, 1.7))))
    first, more = _WEIGHTS[question]
    weights = [max(0.2, start + at * step) for start, step in zip(first, more, strict=True)]
    return rng.choices((NO, PARTLY, YES), weights)[0]
