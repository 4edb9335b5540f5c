"""An import is taken back whole, or not at all."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences
from db.commands.decisions import RatingEdit, edit_rating
from db.commands.states import RATING, TICKET, RatingState, rating_states, ticket_states
from db.commands.undo import undo_import
from db.models import Cell, Engineer, Membership, Rating, Stratum, Team, WorkKind
from gamify.access import console
from gamify.errors import BatchInUse, UnknownBatch
from gamify.seasons import Calendar
from tests.factories import NOW, Row, store


def test_undo_leaves_nothing_of_an_import(session: Session) -> None:
    store(session, Row("T1", helpers=("Bob",)), Row("T2", stars=1))

    undo_import(session, batch=1, actor=console("lead"), now=NOW)

    left = [
        session.exec(select(table)).all()
        for table in (Rating, Cell, Engineer, Team, Membership, WorkKind, Stratum)
    ]
    assert left == [[], [], [], [], [], [], []]


def test_undo_puts_back_what_the_import_changed(session: Session) -> None:
    store(session, Row("T1", comment="was", helpers=("Bob",)), Row("T2", stars=0))
    before = _all(session)

    store(session, Row("T1", stars=1, owner="Cy", team="Beta"), Row("T2", stars=3), Row("T9"))
    undo_import(session, batch=2, actor=console("lead"), now=NOW)

    assert _all(session) == before
    assert session.exec(select(Engineer.name)).all() == ["Ann", "Bob"]
    assert cell_differences(session, calendar=Calendar()) == []


def test_undo_keeps_people_of_whom_others_speak(session: Session) -> None:
    store(session, Row("T1", day=date(2026, 10, 5)))
    store(session, Row("T2", day=date(2026, 11, 5)))

    undo_import(session, batch=1, actor=console("lead"), now=NOW)

    assert session.exec(select(col(Membership.since))).all() == [date(2026, 11, 5)]
    assert cell_differences(session, calendar=Calendar()) == []


def test_names_stay_that_the_undo_of_a_later_import_needs(session: Session) -> None:
    store(session, Row("T1", helpers=("Bob",)))
    store(session, Row("T2", helpers=("Bob",)))
    before = _all(session)[1][1:]
    store(session, Row("T2", stars=4, owner="Cy", team="Beta"))

    undo_import(session, batch=1, actor=console("lead"), now=NOW)
    undo_import(session, batch=3, actor=console("lead"), now=NOW)

    assert _all(session)[1] == before
    assert cell_differences(session, calendar=Calendar()) == []


@pytest.mark.parametrize("later", [Row(stars=1), Row(key="second")])
def test_undo_is_refused_while_a_later_import_builds_on_it(session: Session, later: Row) -> None:
    store(session, Row())
    store(session, later)

    with pytest.raises(BatchInUse, match="Undo import 2 first"):
        undo_import(session, batch=1, actor=console("lead"), now=NOW)


def test_imports_are_undone_in_turn(session: Session) -> None:
    store(session, Row())
    store(session, Row(stars=1))

    undo_import(session, batch=2, actor=console("lead"), now=NOW)
    undo_import(session, batch=1, actor=console("lead"), now=NOW)

    assert session.exec(select(Rating)).all() == []


def test_what_is_undone_or_unknown_cannot_be_undone(session: Session) -> None:
    store(session, Row())
    undo_import(session, batch=1, actor=console("lead"), now=NOW)

    for batch in (1, 7):
        with pytest.raises(UnknownBatch):
            undo_import(session, batch=batch, actor=console("lead"), now=NOW)


def test_a_file_after_an_undo_gets_new_ids(session: Session) -> None:
    store(session, Row())
    undo_import(session, batch=1, actor=console("lead"), now=NOW)

    store(session, Row())

    assert [rating.id for rating in rating_states(session, RATING.c.id > 0)] == [2]


def test_undo_keeps_what_a_person_edited_after_the_import(session: Session) -> None:
    store(session, Row(stars=2))
    store(session, Row(stars=3))
    edit_rating(
        session,
        rating_id=1,
        edit=RatingEdit(stars=4),
        note="misread",
        actor=console("lead"),
        now=NOW,
    )

    undo_import(session, batch=2, actor=console("lead"), now=NOW)

    assert [rating.stars for rating in rating_states(session, RATING.c.id > 0)] == [4]
    assert cell_differences(session, calendar=Calendar()) == []


def _all(session: Session) -> tuple[list[object], list[RatingState]]:
    tickets: list[object] = list(ticket_states(session, TICKET.c.id > 0))
    return tickets, rating_states(session, RATING.c.id > 0)
