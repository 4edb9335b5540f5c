"""Two whose names look alike are told apart once, and stay so when others are merged."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from db.commands.mergers import merge_engineers, merge_teams
from db.commands.namesakes import ask_again, tell_apart
from db.commands.undo import undo_import
from db.models import AuditEntry
from db.queries.namesakes import namesakes
from db.queries.people import ENGINEER, TEAM, Whom
from gamify.access import console
from gamify.errors import DecisionRefused
from tests.factories import NOW, Row, store

LEAD = console("Lea")


def apart(session: Session, one: int, other: int, kind: str = ENGINEER) -> None:
    tell_apart(session, Whom(kind, one), other_id=other, actor=LEAD, now=NOW)


def test_two_are_told_apart_and_asked_about_again(session: Session) -> None:
    store(session, Row("T1"), Row("T2", owner="Anne", team="Alfa"))

    apart(session, 2, 1)
    apart(session, 1, 2, TEAM)

    assert (namesakes(session, ENGINEER), namesakes(session, TEAM)) == ([(1, 2)], [(1, 2)])
    for one, other in ((1, 2), (2, 1), (1, 1), (1, 9)):
        with pytest.raises(DecisionRefused):
            apart(session, one, other)
    ask_again(session, Whom(ENGINEER, 1), other_id=2, actor=LEAD, now=NOW)
    with pytest.raises(DecisionRefused):
        ask_again(session, Whom(ENGINEER, 1), other_id=2, actor=LEAD, now=NOW)
    assert namesakes(session, ENGINEER) == []
    told = [(one.action, one.subject, one.after) for one in session.exec(select(AuditEntry))]
    assert told[1:] == [
        ("names told apart", "engineer 2", {"other": 1}),
        ("names told apart", "team 1", {"other": 2}),
        ("names asked about again", "engineer 1", {"other": 2}),
    ]


def test_whoever_was_not_the_duplicate_is_not_the_one_that_is_left(session: Session) -> None:
    store(session, *(Row(f"T{n}", owner=f"P{n}", team=f"G{n}") for n in range(1, 4)))
    for kind in (ENGINEER, TEAM):
        apart(session, 1, 3, kind)
        apart(session, 2, 3, kind)
        apart(session, 1, 2, kind)

    merge_engineers(session, duplicate_id=3, into_id=2, actor=LEAD, now=NOW)
    merge_teams(session, duplicate_id=1, into_id=3, actor=LEAD, now=NOW)

    assert (namesakes(session, ENGINEER), namesakes(session, TEAM)) == ([(1, 2)], [(2, 3)])


def test_an_undone_import_keeps_whoever_was_told_apart(session: Session) -> None:
    store(session, Row("T1"))
    second = store(session, Row("T2", owner="Anne"), source="late")
    apart(session, 1, 2)

    undo_import(session, batch=second.batch, actor=LEAD, now=NOW)

    assert namesakes(session, ENGINEER) == [(1, 2)]
