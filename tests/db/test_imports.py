"""Ratings from files: added, changed, left alone; the cells follow."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences
from db.commands.imports import ImportSummary
from db.commands.states import RATING, RatingState, rating_states
from db.models import AuditEntry, Membership, Rating, Stratum, Ticket
from db.queries.imports import import_batches
from db.queries.scorers import engineer_tallies
from db.queries.tallies import team_quarters, team_tallies
from db.queries.version import data_version
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import Calendar
from gamify.standings import TeamTally
from tests.factories import Row, chunk_of, store, tally_of

QUARTER: dict[str, Any] = {"first": date(2026, 10, 1), "last": date(2026, 12, 31)}


def test_new_rows_are_added_and_counted(session: Session) -> None:
    summary = store(session, Row("T1"), Row("T2", stars=4, helpers=("Bob",)), Row("T3", stars=0))

    assert summary == ImportSummary(1, 3, 3, 2, 0, 0, 0)
    assert team_tallies(session, **QUARTER) == [
        TeamTally(1, "Alpha", StarCounts(1, 1), tickets=3, last_rated_at=Row().moment)
    ]
    assert engineer_tallies(session, **QUARTER) == [
        tally_of(
            1, "Ann", StarCounts(CREDIT, CREDIT // 2), "Alpha", Row().moment, 3, Row().moment, 1
        ),
        tally_of(2, "Bob", StarCounts(0, CREDIT // 2), "Alpha", rated_at=Row().moment),
    ]
    assert cell_differences(session, calendar=Calendar()) == []


def test_the_same_file_again_changes_nothing_but_the_history(session: Session) -> None:
    rows = [Row("T1"), Row("T2", helpers=("Bob",)), Row("T3", stars=0), Row("T4", owner=None)]
    store(session, *rows)
    version, ratings = data_version(session), _ratings(session)

    summary = store(session, *rows)

    assert summary == ImportSummary(2, 4, 0, 0, 0, 4, 0)
    assert data_version(session) == version
    assert _ratings(session) == ratings
    assert [batch.id for batch in import_batches(session)] == [2, 1]


def test_an_edited_row_changes_the_rating_and_is_audited_without_its_comment(
    session: Session,
) -> None:
    store(session, Row(stars=2, comment="slow"))

    summary = store(session, Row(stars=4, comment="secret"))

    entry = session.exec(
        select(AuditEntry).where(AuditEntry.action == "rating changed by import")
    ).one()
    assert summary == ImportSummary(2, 1, 0, 0, 1, 0, 0)
    assert [(r.stars, r.comment) for r in session.exec(select(Rating))] == [(4, "secret")]
    assert (entry.before or {})["stars"] == 2
    assert (entry.after or {})["stars"] == 4
    assert "secret" not in str(entry.after)
    assert cell_differences(session, calendar=Calendar()) == []


def test_a_ticket_that_was_known_gets_its_rating_and_its_day(session: Session) -> None:
    store(session, Row(stars=0))
    solved = datetime(2026, 11, 5, 8, tzinfo=UTC)

    summary = store(session, Row(stars=5, day=date(2026, 11, 6), solved=solved))

    assert summary == ImportSummary(2, 1, 0, 1, 0, 0, 0)
    assert session.exec(select(col(Ticket.day))).one() == date(2026, 11, 5)
    assert cell_differences(session, calendar=Calendar()) == []


def test_of_two_rows_for_one_answer_the_later_one_wins(session: Session) -> None:
    rows = [Row(stars=5), Row(stars=3)]

    first, again = store(session, *rows), store(session, *rows)

    assert (first.ratings_added, first.ratings_changed) == (1, 1)
    assert (again.ratings_added, again.ratings_changed) == (0, 0)
    assert session.exec(select(Rating.stars)).all() == [3]


def test_a_ticket_in_two_chunks_of_a_new_source_is_stored_once(session: Session) -> None:
    chunks = [chunk_of([Row("T1"), Row("T2")]), chunk_of([Row("T2"), Row("T3", stars=1)])]

    summary = store(session, chunks=chunks)

    assert summary == ImportSummary(1, 4, 3, 3, 0, 1, 0)
    assert cell_differences(session, calendar=Calendar()) == []


def test_two_answers_for_one_ticket_are_two_ratings(session: Session) -> None:
    summary = store(session, Row(key="a"), Row(key="b", stars=1))

    assert (summary.tickets_added, summary.ratings_added) == (1, 2)
    assert cell_differences(session, calendar=Calendar()) == []


def test_a_rating_that_is_no_longer_in_the_file_stays(session: Session) -> None:
    store(session, Row("T1"), Row("T2"))

    store(session, Row("T1"))

    assert len(session.exec(select(Rating)).all()) == 2


def test_team_and_owner_stay_unless_the_file_says_otherwise(session: Session) -> None:
    store(session, Row(owner="Ann", team="Alpha"))

    store(session, Row(owner=None, team=None, stars=4))
    kept = _ratings(session)
    store(session, Row(owner="Bob", team="Beta", stars=4))
    moved = _ratings(session)

    assert [(r.owner_id, r.team_id) for r in kept] == [(1, 1)]
    assert [(r.owner_id, r.team_id) for r in moved] == [(2, 2)]
    assert cell_differences(session, calendar=Calendar()) == []


def test_without_a_team_column_the_membership_of_that_day_decides(session: Session) -> None:
    store(
        session,
        Row("T1", team="Alpha", day=date(2026, 10, 5)),
        Row("T2", team="Beta", day=date(2026, 11, 5)),
    )

    store(
        session,
        Row("T3", team=None, day=date(2026, 10, 4)),
        Row("T4", team=None, day=date(2026, 10, 6)),
        Row("T5", team=None, day=date(2026, 11, 6)),
    )

    teams = session.exec(select(Rating.team_id).order_by(col(Rating.id))).all()
    assert teams == [1, 2, None, 1, 2]


def test_an_earlier_day_lets_a_membership_begin_earlier(session: Session) -> None:
    store(session, Row("T1", day=date(2026, 11, 5)))

    store(session, Row("T2", day=date(2026, 10, 5)), Row("T3", day=date(2026, 11, 7)))

    assert session.exec(select(col(Membership.since))).all() == [date(2026, 10, 5)]


def test_names_that_differ_only_in_case_and_spaces_are_one(session: Session) -> None:
    kinds = [("", "Pricing and licensing", "", ""), ("", "Pricing and Licensing", "", "")]
    store(session, Row("T1", owner="Ann Lee", kind=kinds[0]))

    store(session, Row("T2", owner="ann  LEE", kind=kinds[1]))

    assert {rating.owner_id for rating in _ratings(session)} == {1}
    assert session.exec(select(Stratum.label)).all() == ["Pricing and licensing"]


def test_a_day_is_the_day_in_the_organisations_zone(session: Session) -> None:
    late = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)

    store(session, Row(at=late), calendar=Calendar(zone=ZoneInfo("Europe/Berlin")))

    assert session.exec(select(col(Rating.day))).all() == [date(2026, 10, 1)]


def test_another_zone_recuts_days_and_cells(session: Session) -> None:
    late = datetime(2026, 9, 30, 23, 30, tzinfo=UTC)
    berlin = Calendar(zone=ZoneInfo("Europe/Berlin"))
    store(session, Row("T1", at=late))

    store(session, Row("T2"), calendar=berlin)

    assert session.exec(select(col(Rating.day)).order_by(col(Rating.id))).all() == [
        date(2026, 10, 1),
        date(2026, 11, 2),
    ]
    assert cell_differences(session, calendar=berlin) == []


def _ratings(session: Session) -> list[RatingState]:
    return rating_states(session, RATING.c.id > 0)


def test_sums_that_are_written_out_midway_give_the_same_cells(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.commands.intake.LARGE", 0)
    store(session, Row("T1"), Row("T2", helpers=("Bob",)), Row("T3", stars=0))
    chunks = [
        chunk_of([Row("T1", stars=4), Row("T4")]),
        chunk_of([Row("T3"), Row("T1", stars=3, owner="Bob")]),
        chunk_of([Row("T2", day=date(2026, 8, 3)), Row("T5", team="Beta")]),
    ]

    store(session, chunks=chunks)

    assert cell_differences(session, calendar=Calendar()) == []


def test_a_history_of_three_quarters_may_be_written_out_after_every_chunk(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.commands.intake.LARGE", 0)
    monkeypatch.setattr("db.commands.cells.LARGE", 0)
    days = [date(2026, month, day) for month in (3, 4, 6, 7) for day in (1, 2, 30)]
    tickets = [Row(f"T{at}", day=day, stars=3 + at % 3) for at, day in enumerate(days)]
    early = chunk_of([Row("T12", day=days[0])])

    store(session, chunks=[*(chunk_of([row]) for row in tickets), early])

    assert cell_differences(session, calendar=Calendar()) == []
    quarters = team_quarters(session, first=date(2026, 1, 1), last=date(2026, 9, 30))
    assert quarters == [
        [StarCounts(five=2, four=1, three=1)],
        [StarCounts(five=2, four=2, three=2)],
        [StarCounts(five=1, four=1, three=1)],
    ]
