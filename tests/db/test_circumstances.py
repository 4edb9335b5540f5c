"""What tickets say besides is stored with them, completed by later files, taken back by undo."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from db.commands.imports import ImportSummary
from db.commands.undo import undo_import
from db.models import Revision, Ticket
from db.queries.version import data_version
from gamify.access import console
from tests.factories import NOW, Row, store

NINE = datetime(2026, 11, 2, 9, tzinfo=UTC)
TOLD: dict[str, Any] = {
    "subject_key": "1e33a0fcd28f7b01",
    "reopens": 1,
    "transfers": 0,
    "surveyed": False,
    "first_response": NINE,
}
STORED = ("1e33a0fcd28f7b01", 1, 0, False, NINE)
COLUMNS = ("subject_key", "reopens", "transfers", "surveyed", "first_response_at")
UNKNOWN = (None, None, None, None, None)


def test_what_a_ticket_says_is_stored_and_what_it_doesnt_is_unknown(session: Session) -> None:
    store(session, Row("T1", **TOLD), Row("T2"), Row("T3", surveyed=True, reopens=0))

    assert _stored(session) == [STORED, UNKNOWN, (None, 0, None, True, None)]


def test_the_same_file_again_changes_nothing(session: Session) -> None:
    rows = Row("T1", **TOLD), Row("T2", surveyed=True)
    store(session, *rows)
    version = data_version(session)

    summary = store(session, *rows)

    assert summary == ImportSummary(2, 2, 0, 0, 0, 2, 0)
    assert data_version(session) == version
    assert session.exec(select(Revision)).all() == []


def test_a_later_file_completes_a_known_ticket_and_forgets_nothing(session: Session) -> None:
    store(session, Row(stars=0, **TOLD))

    store(session, Row(stars=5, reopens=2, surveyed=True))

    assert _stored(session) == [("1e33a0fcd28f7b01", 2, 0, True, NINE)]


def test_undo_puts_back_what_was_known_before(session: Session) -> None:
    store(session, Row())
    store(session, Row(**TOLD))

    undo_import(session, batch=2, actor=console("lead"), now=NOW)

    assert _stored(session) == [UNKNOWN]


def test_undo_of_a_revision_of_an_earlier_version_leaves_the_rest_unknown(
    session: Session,
) -> None:
    store(session, Row(stars=4, solved=NINE))
    store(session, Row(stars=5, solved=NOW))
    (revision,) = session.exec(select(Revision).where(col(Revision.rating_id).is_(None)))
    later = {*COLUMNS, "relabelled_kind_id"}
    revision.before = {name: value for name, value in revision.before.items() if name not in later}
    session.add(revision)

    undo_import(session, batch=2, actor=console("lead"), now=NOW)

    assert session.exec(select(col(Ticket.solved_at))).all() == [NINE]
    assert _stored(session) == [UNKNOWN]


def _stored(session: Session) -> list[tuple[Any, ...]]:
    tickets = session.exec(select(Ticket).order_by(col(Ticket.id))).all()
    return [tuple(getattr(ticket, name) for name in COLUMNS) for ticket in tickets]
