"""Ratings from files: added, changed, left alone; the cells follow."""

from __future__ import annotations

from sqlmodel import Session, select

from db.commands.cells import cell_differences
from db.commands.imports import ImportSummary
from db.models import Rating
from gamify.seasons import Calendar
from tests.factories import Row, store


def test_new_rows_are_added_and_counted(session: Session) -> None:
    summary = store(session, Row("T1"), Row("T2", stars=4, helpers=("Bob",)), Row("T3", stars=0))

    assert summary == ImportSummary(1, 3, 3, 2, 0, 0, 0)
    assert cell_differences(session, calendar=Calendar()) == []
    assert [rating.stars for rating in session.exec(select(Rating))] == [5, 4]
