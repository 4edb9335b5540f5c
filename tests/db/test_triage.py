"""A ticket's kind of work is that of its first triage, whatever it is called later."""

from __future__ import annotations

import pytest
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences
from db.commands.imports import ImportSummary
from db.commands.undo import undo_import
from db.models import Rating, Ticket, WorkKind
from db.queries.version import data_version
from gamify.access import console
from gamify.seasons import Calendar
from tests.factories import NOW, Row, store

Kind = tuple[str, str, str, str]
LOW: Kind = ("", "VPN", "Low", "")
URGENT: Kind = ("", "VPN", "Urgent", "")
NOTHING: Kind = ("", "", "", "")


def test_a_later_file_cannot_make_a_ticket_harder(session: Session) -> None:
    store(session, Row(kind=LOW))

    summary = store(session, Row(kind=URGENT))

    assert summary == ImportSummary(2, 1, 0, 0, 0, 0, 0)
    assert _kinds(session) == (LOW, URGENT, [LOW])
    assert cell_differences(session, calendar=Calendar()) == []


def test_the_first_rating_of_a_known_ticket_has_the_kind_of_its_triage(session: Session) -> None:
    store(session, Row(stars=0, kind=LOW))

    store(session, Row(stars=5, kind=URGENT))

    assert _kinds(session) == (LOW, URGENT, [LOW])
    assert cell_differences(session, calendar=Calendar()) == []


def test_within_a_file_the_first_row_is_the_triage(session: Session) -> None:
    store(session, Row(stars=0, kind=LOW), Row(stars=5, kind=URGENT))

    assert _kinds(session) == (LOW, URGENT, [LOW])


def test_the_same_later_file_again_changes_nothing(session: Session) -> None:
    store(session, Row(kind=LOW))
    store(session, Row(kind=URGENT))
    version = data_version(session)

    summary = store(session, Row(kind=URGENT))

    assert summary == ImportSummary(3, 1, 0, 0, 0, 1, 0)
    assert data_version(session) == version


@pytest.mark.parametrize("back", [LOW, ("", "vpn", "LOW", "")])
def test_a_ticket_called_as_at_first_is_no_longer_relabelled(session: Session, back: Kind) -> None:
    store(session, Row(kind=LOW))
    store(session, Row(kind=URGENT))

    store(session, Row(kind=back))

    assert _kinds(session) == (LOW, None, [LOW])


def test_a_row_that_says_no_kind_changes_none(session: Session) -> None:
    store(session, Row(kind=LOW))
    store(session, Row(kind=URGENT))

    store(session, Row(kind=NOTHING, stars=4))

    assert _kinds(session) == (LOW, URGENT, [LOW])


def test_a_field_that_nobody_had_filled_in_is_triaged_with_its_first_word(session: Session) -> None:
    store(session, Row(kind=("", "VPN", "", "")))

    store(session, Row(kind=("", "", "Low", "")))

    assert _kinds(session) == (LOW, None, [LOW])
    assert cell_differences(session, calendar=Calendar()) == []


def test_a_field_that_differs_is_remembered_beside_those_that_are_silent(session: Session) -> None:
    store(session, Row(kind=LOW))

    store(session, Row(kind=("", "", "Urgent", "")))

    assert _kinds(session) == (LOW, URGENT, [LOW])


def test_undo_forgets_what_a_ticket_was_called_later(session: Session) -> None:
    store(session, Row(kind=LOW))
    store(session, Row(kind=URGENT))

    undo_import(session, batch=2, actor=console("lead"), now=NOW)

    assert _kinds(session) == (LOW, None, [LOW])
    assert session.exec(select(WorkKind.priority)).all() == ["Low"]


def test_a_kind_that_only_a_label_uses_outlives_the_import_that_made_it(session: Session) -> None:
    store(session, Row("T1", kind=LOW))
    store(session, Row("T2", kind=URGENT))
    store(session, Row("T1", kind=URGENT))

    undo_import(session, batch=2, actor=console("lead"), now=NOW)

    assert _kinds(session) == (LOW, URGENT, [LOW])


def _kinds(session: Session) -> tuple[Kind | None, Kind | None, list[Kind | None]]:
    """Of the only ticket: its kind, what it is called now if that differs, those of its ratings."""
    ticket = session.exec(select(Ticket)).one()
    ratings = session.exec(select(col(Rating.kind_id)).order_by(col(Rating.id))).all()
    return (
        _kind(session, ticket.kind_id),
        _kind(session, ticket.relabelled_kind_id),
        [_kind(session, id_) for id_ in ratings],
    )


def _kind(session: Session, id_: int | None) -> Kind | None:
    kind = None if id_ is None else session.get(WorkKind, id_)
    return None if kind is None else (kind.line, kind.category, kind.priority, kind.channel)
