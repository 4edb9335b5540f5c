"""Rows that programs post: each gets its answer, a day is one batch, and can be undone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences
from db.commands.decisions import RatingEdit, edit_rating
from db.commands.posts import RowResult, post_rows
from db.commands.undo import undo_import
from db.models import AuditEntry, Engineer, ImportBatch, Membership, Rating, Revision, Ticket
from db.queries.imports import import_batches
from db.queries.version import data_version
from db.settings import Settings
from gamify.access import Visitor, console
from gamify.errors import BatchInUse
from gamify.ingest.fields import Field
from gamify.ingest.rows import RowStatus
from gamify.seasons import Calendar
from tests.factories import NOW, Row, store

ADA = console("Ada")
SETTINGS = Settings(secret_key="MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
CREATED, UPDATED, UNCHANGED = RowStatus.CREATED, RowStatus.UPDATED, RowStatus.UNCHANGED


def rated(ticket: str = "T1", score: object = 5, **told: object) -> dict[Field, object]:
    row = {Field.TICKET: ticket, Field.SCORE: score, Field.RATED_AT: "2026-11-02T12:00:00Z"}
    return row | {Field.OWNER: "Ann", Field.TEAM: "Alpha"} | {Field(n): v for n, v in told.items()}


def post(
    session: Session, *rows: dict[Field, object], now: datetime = NOW, **told: Any
) -> list[RowResult]:
    usual: dict[str, Any] = {"source": "desk", "sender": "API", "actor": ADA, "settings": SETTINGS}
    return post_rows(session, rows, now=now, **usual | told)


def statuses(results: list[RowResult]) -> list[RowStatus]:
    return [one.status for one in results]


def stars(session: Session) -> dict[str, int]:
    statement = select(Ticket.external_id, Rating.stars).join(Ticket)
    return dict(session.exec(statement).all())


def test_each_row_is_told_what_became_of_it(session: Session) -> None:
    first = post(session, rated("T1"), rated("T2", 4), rated("T3", 9))

    again = post(session, rated("T1"), rated("T2", 3), rated("T4"), rated("T4", 4))

    assert statuses(first) == [CREATED, CREATED, RowStatus.REJECTED]
    assert str(first[2].reason) == "the score “9” isn't on the scale"
    assert statuses(again) == [UNCHANGED, UPDATED, CREATED, UPDATED]
    assert stars(session) == {"T1": 5, "T2": 3, "T4": 4}
    assert cell_differences(session, calendar=Calendar()) == []


def test_a_ticket_gets_its_rating_later(session: Session) -> None:
    ticket: dict[Field, object] = {
        Field.TICKET: "T1",
        Field.OWNER: "Ann",
        Field.TEAM: "Alpha",
        Field.SOLVED_AT: "2026-11-01T09:00:00Z",
    }

    results = [*post(session, ticket), *post(session, ticket), *post(session, rated("T1"))]

    assert statuses(results) == [CREATED, UNCHANGED, CREATED]


def test_a_day_of_one_sender_is_one_batch_with_one_line_in_the_log(session: Session) -> None:
    post(session, rated("T1"))
    post(session, rated("T2"), now=NOW + timedelta(hours=1))
    post(session, rated("T3"), now=NOW + timedelta(hours=2), sender="Zendesk", source="zendesk")
    post(session, rated("T4"), now=NOW + timedelta(hours=3))
    post(session, rated("T5"), now=NOW + timedelta(days=1))

    assert [(one.source, one.file_name, one.rows) for one in import_batches(session)] == [
        ("desk", "API", 1),
        ("zendesk", "Zendesk", 1),
        ("desk", "API", 3),
    ]
    log = session.exec(select(AuditEntry.action).where(AuditEntry.action == "import")).all()
    assert len(log) == 3


def test_undo_takes_back_a_day_and_leaves_what_came_in_between(session: Session) -> None:
    post(session, rated("T1"))
    post(session, rated("Z1", owner="Zoe", team="Zeta"), sender="Zendesk", source="zendesk")
    post(session, rated("T2", owner="Bob"))

    undo_import(session, batch=1, actor=ADA, now=NOW)

    assert stars(session) == {"Z1": 5}
    assert session.exec(select(Engineer.name)).all() == ["Zoe"]
    assert cell_differences(session, calendar=Calendar()) == []
    assert statuses(post(session, rated("T1"))) == [CREATED]
    first_ids = select(ImportBatch.rating_from).order_by(col(ImportBatch.id))
    assert session.exec(first_ids).all() == [1, 2, 4]


def test_undo_puts_back_what_a_rating_was_before_the_first_of_several_edits(
    session: Session,
) -> None:
    store(session, Row("T1", stars=3))
    post(session, rated("T1", 4))
    post(session, rated("T1", 5))
    post(session, rated("T1", 1))

    changes = session.exec(
        select(AuditEntry.before, AuditEntry.after)
        .where(AuditEntry.action == "rating changed by import")
        .order_by(col(AuditEntry.id))
    ).all()
    undo_import(session, batch=2, actor=ADA, now=NOW)

    assert [((a or {})["stars"], (b or {})["stars"]) for a, b in changes] == [
        (3, 4),
        (4, 5),
        (5, 1),
    ]
    assert stars(session) == {"T1": 3}
    assert cell_differences(session, calendar=Calendar()) == []
    assert session.exec(select(Revision)).all() == []


def test_undo_leaves_what_a_person_has_edited_between_two_posts_of_a_day(session: Session) -> None:
    store(session, Row("T1", stars=3))
    post(session, rated("T1", 4))
    rating = session.exec(select(Rating.id)).one()
    edit = RatingEdit(stars=2)
    edit_rating(session, rating_id=rating, edit=edit, note="x", actor=ADA, now=NOW)
    post(session, rated("T1", 5))

    undo_import(session, batch=2, actor=ADA, now=NOW)

    assert stars(session) == {"T1": 2}
    assert cell_differences(session, calendar=Calendar()) == []


def test_a_file_of_the_same_source_ends_the_batch_so_that_undo_keeps_its_order(
    session: Session,
) -> None:
    post(session, rated("T1", 5))
    store(session, Row("T1", stars=4))
    post(session, rated("T1", 3))

    assert [one.id for one in import_batches(session)] == [3, 2, 1]
    with pytest.raises(BatchInUse):
        undo_import(session, batch=2, actor=ADA, now=NOW)


def test_a_membership_that_was_seen_twice_goes_with_the_day(session: Session) -> None:
    post(session, rated("T1", solved_at="2026-11-02T12:00:00Z"))
    post(session, rated("T2", solved_at="2026-10-02T12:00:00Z"))

    undo_import(session, batch=1, actor=ADA, now=NOW)

    assert session.exec(select(Membership)).all() == []


def test_a_row_that_changes_nothing_leaves_the_version(session: Session) -> None:
    post(session, rated("T1"))
    version = data_version(session)

    post(session, rated("T1"), rated("T2", 7))

    assert data_version(session) == version


def test_a_customer_is_stored_as_a_pseudonym(session: Session) -> None:
    post(session, rated("T1", requester="bo@example.com"))

    requester = session.exec(select(Ticket.requester)).one()
    assert requester is not None
    assert "bo" not in requester


def test_shared_work_is_credited_to_all(session: Session) -> None:
    post(session, rated("T1", helpers=["Bob"]))

    assert [rating.shared for rating in session.exec(select(Rating))] == [True]


def test_nobody_posts_without_the_right(session: Session) -> None:
    with pytest.raises(Exception, match="This is for administrators"):
        post(session, rated("T1"), actor=Visitor("x", None))
