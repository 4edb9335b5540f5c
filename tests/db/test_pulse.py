"""Answers are counted once, for the right team, and leave nothing by which they could be found."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from db.commands.erasure import forget_engineer
from db.commands.mergers import merge_engineers, merge_teams
from db.commands.pulse import answer_pulse
from db.models import AuditEntry, Engineer
from db.queries.pulse import answered, pulse_results
from db.queries.version import data_version
from gamify.access import Visitor, Way, console
from gamify.errors import DecisionRefused
from gamify.pulse import NO, YES, PulseFigure, Question
from gamify.rights import Role
from gamify.seasons import Calendar
from tests.factories import Row, store

WITHIN, AFTER = datetime(2026, 10, 2, 9, tzinfo=UTC), date(2026, 10, 15)
SEASON = "2026-Q3"
CONSOLE = console("test")


def staff(session: Session, **teams: int) -> list[int]:
    """So many people of each team, in the order of the teams; the numbers of all."""
    names = [(f"{team}{at}", team) for team, n in teams.items() for at in range(n)]
    day = date(2026, 7, 6)
    store(session, *(Row(name, owner=name, team=team, day=day) for name, team in names))
    return [id_ or 0 for id_ in session.exec(select(Engineer.id).order_by(col(Engineer.id)))]


def answer(
    session: Session,
    engineer: int,
    value: int = YES,
    question: Question = Question.FUN,
    now: datetime = WITHIN,
) -> None:
    answer_pulse(
        session,
        engineer_id=engineer,
        question=question,
        value=value,
        calendar=Calendar(),
        days=14,
        actor=Visitor("x", Role.ENGINEER, engineer, way=Way.PASSWORD),
        now=now,
    )


def kept(session: Session) -> list[list[tuple[object, ...]]]:
    """Both tables as they lie in the database, in no asked-for order."""
    session.flush()
    tables = ("pulse_count", "pulse_part", "pulse_season")
    return [
        [tuple(row) for row in session.execute(text(f"SELECT * FROM {table}"))] for table in tables
    ]


def test_figures_are_shown_once_closed_to_leads_of_the_team(session: Session) -> None:
    people = staff(session, Alpha=5, Beta=6)
    for at, engineer in enumerate(people):
        answer(session, engineer, YES if at else NO)

    assert pulse_results(session, today=date(2026, 10, 14), teams=None) == []
    (found,) = pulse_results(session, today=AFTER, teams=frozenset({1}))

    assert found.department == {Question.FUN: PulseFigure(11, 90)}
    assert found.teams == {1: {Question.FUN: PulseFigure(5, 80)}}


def test_a_question_takes_one_answer_and_only_while_it_is_open(session: Session) -> None:
    ann, *_ = staff(session, Alpha=1)
    answer(session, ann)

    with pytest.raises(DecisionRefused, match="answered already"):
        answer(session, ann, NO)
    with pytest.raises(DecisionRefused, match="no such answer"):
        answer(session, ann, 11, Question.RECOMMEND)
    with pytest.raises(DecisionRefused, match="closed"):
        answer(session, ann, NO, Question.FAIR, datetime(2026, 10, 15, tzinfo=UTC))
    assert answered(session, season=SEASON, engineer_id=ann) == {Question.FUN}


def test_the_order_of_answers_leaves_no_trace(session: Session) -> None:
    people = staff(session, Alpha=3)
    said = dict(zip(people, (NO, YES, NO), strict=True))
    version = data_version(session)
    log = session.exec(select(AuditEntry.id)).all()
    states = []
    for order in permutations(people):
        save = session.begin_nested()
        for engineer in order:
            answer(session, engineer, said[engineer])
        states.append(kept(session))
        save.rollback()

    assert all(state == states[0] for state in states)
    assert states[0][0] == [(1, SEASON, 1, "fun", NO, 2), (2, SEASON, 1, "fun", YES, 1)]
    assert data_version(session) == version
    assert session.exec(select(AuditEntry.id)).all() == log


def test_the_next_season_forgets_who_answered_the_last_one(session: Session) -> None:
    ann, bob = staff(session, Alpha=2)
    answer(session, ann)

    answer(session, bob, now=datetime(2026, 12, 28, tzinfo=UTC))

    assert kept(session)[1] == [("2026-Q4", bob, "fun")]
    assert len(kept(session)[0]) == 2


def test_a_merged_team_tells_nothing_that_was_hidden(session: Session) -> None:
    people = staff(session, Alpha=5, Beta=3, Gamma=3)
    for engineer in people:
        answer(session, engineer, NO if engineer in people[5:8] else YES)
    before = pulse_results(session, today=AFTER, teams=None)

    merge_teams(session, duplicate_id=2, into_id=1, actor=CONSOLE, now=WITHIN)

    assert pulse_results(session, today=AFTER, teams=None) == before
    assert before[0].teams == {1: {Question.FUN: PulseFigure(5, 100)}}


def test_one_of_two_who_are_merged_has_answered_and_an_erased_one_is_forgotten(
    session: Session,
) -> None:
    ann, bob = staff(session, Alpha=2)
    answer(session, ann)
    answer(session, bob)
    answer(session, bob, question=Question.FAIR)

    merge_engineers(session, duplicate_id=bob, into_id=ann, actor=CONSOLE, now=WITHIN)
    both = answered(session, season=SEASON, engineer_id=ann)
    forget_engineer(session, ann, ["x"], now=WITHIN)

    assert both == {Question.FUN, Question.FAIR}
    counts, parts, _ = kept(session)
    assert parts == []
    assert sum(int(str(row[-1])) for row in counts) == 3
