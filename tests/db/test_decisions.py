"""Decisions about single ratings and about people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import Session, select

from db.commands.cells import cell_differences
from db.commands.decisions import RatingEdit, edit_rating, exclude_rating, restore_rating
from db.commands.memberships import transfer_engineer
from db.commands.people import hide_engineer
from db.commands.states import RATING, rating_states
from db.models import AuditEntry, Membership, Rating
from db.queries.exclusions import excluded_count
from db.queries.scorers import engineer_tallies
from db.queries.tallies import team_tallies
from gamify.access import console
from gamify.errors import DecisionRefused, UnknownRating
from gamify.ratings import ExclusionReason, StarCounts
from gamify.seasons import Calendar
from tests.factories import NOW, Row, store

QUARTER: dict[str, Any] = {"first": date(2026, 10, 1), "last": date(2026, 12, 31)}
ABUSE = ExclusionReason.ABUSE


def test_an_excluded_rating_stays_and_does_not_count(session: Session) -> None:
    early, late = (datetime(2026, 11, 2, hour, tzinfo=UTC) for hour in (8, 9))
    store(session, Row("T1", at=early), Row("T2", at=late, helpers=("Bob",)))

    exclude_rating(session, rating_id=2, reason=ABUSE, note="rude", actor=console("lead"), now=NOW)

    (team,) = team_tallies(session, **QUARTER)
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "rating excluded")).one()
    assert (team.stars, team.tickets, team.last_rated_at) == (StarCounts(1), 2, early)
    assert [tally.id for tally in engineer_tallies(session, **QUARTER)] == [1]
    assert len(session.exec(select(Rating)).all()) == 2
    assert excluded_count(session, **QUARTER) == 1
    assert entry.after == {"excluded": True, "reason": "abuse", "note": "rude"}
    assert cell_differences(session, calendar=Calendar()) == []


def test_a_restored_rating_counts_as_before(session: Session) -> None:
    store(session, Row("T1"), Row("T2", helpers=("Bob",)))
    before = team_tallies(session, **QUARTER), engineer_tallies(session, **QUARTER)

    exclude_rating(session, rating_id=2, reason=ABUSE, actor=console("lead"), now=NOW)
    restore_rating(session, rating_id=2, actor=console("lead"), now=NOW)

    assert (team_tallies(session, **QUARTER), engineer_tallies(session, **QUARTER)) == before
    assert cell_differences(session, calendar=Calendar()) == []


def test_nothing_is_excluded_or_restored_twice(session: Session) -> None:
    store(session, Row())

    with pytest.raises(DecisionRefused, match="is not excluded"):
        restore_rating(session, rating_id=1, actor=console("lead"), now=NOW)
    exclude_rating(session, rating_id=1, reason=ABUSE, actor=console("lead"), now=NOW)
    with pytest.raises(DecisionRefused, match="excluded already"):
        exclude_rating(session, rating_id=1, reason=ABUSE, actor=console("lead"), now=NOW)


@pytest.mark.parametrize(
    ("edit", "note", "problem"),
    [
        (RatingEdit(stars=4), " ", "a reason is needed"),
        (RatingEdit(stars=6), "typo", "stars go from 1 to 5"),
        (RatingEdit(stars=5), "typo", "change nothing"),
    ],
)
def test_an_edit_without_sense_is_refused(
    session: Session, edit: RatingEdit, note: str, problem: str
) -> None:
    store(session, Row(stars=5))

    with pytest.raises(DecisionRefused, match=problem):
        edit_rating(session, rating_id=1, edit=edit, note=note, actor=console("lead"), now=NOW)


def test_a_rating_that_does_not_exist_cannot_be_decided_on(session: Session) -> None:
    with pytest.raises(UnknownRating, match="no rating 7"):
        exclude_rating(session, rating_id=7, reason=ABUSE, actor=console("lead"), now=NOW)


def test_the_same_file_does_not_take_a_persons_edit_back(session: Session) -> None:
    store(session, Row(stars=2))
    edit_rating(
        session, rating_id=1, edit=RatingEdit(stars=4), note="x", actor=console("lead"), now=NOW
    )

    same = store(session, Row(stars=2))
    kept = [rating.stars for rating in rating_states(session, RATING.c.id > 0)]
    other = store(session, Row(stars=3))

    assert (same.unchanged, kept) == (1, [4])
    assert other.ratings_changed == 1
    assert [rating.stars for rating in rating_states(session, RATING.c.id > 0)] == [3]
    assert cell_differences(session, calendar=Calendar()) == []


def test_a_transfer_moves_no_ratings_along(session: Session) -> None:
    store(session, Row("T1"), Row("T2", owner="Bob", team="Beta"))

    transfer_engineer(
        session, engineer_id=1, team_id=2, since=date(2026, 11, 10), actor=console("lead"), now=NOW
    )
    store(session, Row("T3", team=None, day=date(2026, 11, 11)))

    spans = session.exec(select(Membership).where(Membership.engineer_id == 1)).all()
    assert [(span.team_id, span.until) for span in spans] == [(1, date(2026, 11, 9)), (2, None)]
    assert [tally.stars for tally in team_tallies(session, **QUARTER)] == [
        StarCounts(1),
        StarCounts(2),
    ]
    with pytest.raises(DecisionRefused, match="already"):
        transfer_engineer(
            session,
            engineer_id=1,
            team_id=2,
            since=date(2026, 11, 12),
            actor=console("lead"),
            now=NOW,
        )


def test_a_hidden_engineer_is_counted_without_the_name(session: Session) -> None:
    store(session, Row())

    hide_engineer(session, engineer_id=1, hidden=True, actor=console("lead"), now=NOW)

    assert [tally.name for tally in engineer_tallies(session, **QUARTER)] == ["Engineer 1"]
    (translated,) = engineer_tallies(session, **QUARTER, hidden_name="Инженер {id}")
    assert translated.name == "Инженер 1"
