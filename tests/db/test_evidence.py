"""What a season's data tell the rules of integrity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from sqlmodel import Session, select

from db.commands.decisions import RatingEdit, edit_rating, exclude_rating
from db.instant import to_micros
from db.models import Cell, Engineer, Grain, ParStratum, ParVersion, Stratum
from db.queries.evidence import season_evidence
from gamify.access import console
from gamify.integrity.evidence import Asked, Evidence, Form, OwnerChange, RatedTicket, Relabelling
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar, parse_season
from tests.factories import NOW, Row, store

CALENDAR = Calendar()
SEASON = parse_season("2026-Q4", calendar=CALENDAR)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def evidence_of(session: Session, code: str = "2026-Q4") -> Evidence:
    season = parse_season(code, calendar=CALENDAR)
    return season_evidence(session, season=season, calendar=CALENDAR, today=NOW.date())


def test_a_rated_ticket_comes_with_all_that_is_known_of_it(session: Session) -> None:
    opened, solved = NOON - timedelta(hours=5), NOON - timedelta(seconds=30)
    row = Row(
        requester="c@x.example",
        subject_key="s",
        opened=opened,
        solved=solved,
        helpers=("Bob",),
        kind=("", "Network", "High", "Chat"),
    )
    store(session, row, replace(row, ticket="T2", stars=0), Row("T3", day=date(2026, 9, 30)))

    evidence = evidence_of(session)

    assert evidence.ratings == [
        RatedTicket(
            rating_id=1,
            ticket_id=1,
            stars=5,
            rated_at=to_micros(NOON),
            engineer_id=1,
            team_id=1,
            requester="c@x.example",
            opened_at=to_micros(opened),
            solved_at=to_micros(solved),
            subject_key="s",
            channel="Chat",
            is_timed=True,
            helpers=(2,),
        )
    ]
    assert evidence.handled == {(1, 1): 2}
    # October has 22 working days, and 2 to 20 November 15 more.
    assert evidence.working_minutes == (22 + 15) * 480


@pytest.mark.parametrize(
    "row",
    [
        Row(at=datetime(2026, 11, 2, tzinfo=UTC)),
        Row(at=NOON, solved=NOON),
        Row(at=NOON, opened=NOON),
    ],
    ids=["a day alone", "closing stands in", "opening stands in"],
)
def test_a_rating_without_a_time_of_its_own_is_not_timed(session: Session, row: Row) -> None:
    store(session, row)

    assert [rating.is_timed for rating in evidence_of(session).ratings] == [False]


def test_what_is_decided_on_is_left_out(session: Session) -> None:
    store(session, Row("T1"), Row("T2"))

    exclude_rating(
        session, rating_id=1, reason=ExclusionReason.ABUSE, actor=console("lead"), now=NOW
    )

    assert [rating.rating_id for rating in evidence_of(session).ratings] == [2]


def test_tickets_of_regular_customers_are_counted_by_engineer(session: Session) -> None:
    store(
        session,
        *[Row(f"A{n}", requester="c") for n in range(5)],
        *[Row(f"B{n}", stars=0, owner="Bob", requester="c") for n in range(3)],
        Row("C", requester="other"),
    )

    assert evidence_of(session).served == {(1, "c", 1): 5, (1, "c", 2): 3}


def test_colleagues_are_known_by_name_and_address(session: Session) -> None:
    store(session, Row("T1"), Row("T2", owner="Bob"))
    bob = session.get_one(Engineer, 2)
    bob.email = "Bob+desk@Desk.Example"
    session.add(bob)

    evidence = evidence_of(session)

    assert evidence.staff == {"ann": 1, "bob": 2, "bob@desk.example": 2}
    assert evidence.domains == {"desk.example"}


def test_an_engineer_who_changes_after_the_rating_is_listed(session: Session) -> None:
    store(session, Row(stars=2))
    store(session, Row(stars=2, owner="Bob"))

    assert evidence_of(session).owner_changes == [
        OwnerChange(1, 2, to_micros(NOON), before_id=1, after_id=2, at=to_micros(NOW))
    ]


def test_an_engineer_who_changes_before_the_rating_is_listed_of_the_ticket(
    session: Session,
) -> None:
    later = NOW + timedelta(hours=2)
    store(session, Row(stars=0))
    store(session, Row(stars=0, owner="Bob"))
    store(session, Row(owner="Bob", at=later))

    assert evidence_of(session).owner_changes == [
        OwnerChange(1, 5, to_micros(later), before_id=1, after_id=2, at=to_micros(NOW))
    ]


def test_a_correction_by_hand_is_no_change_of_hands(session: Session) -> None:
    store(session, Row(), Row("T2", owner="Bob"))

    edit_rating(
        session,
        rating_id=1,
        edit=RatingEdit(owner_id=2),
        note="mixed up",
        actor=console("lead"),
        now=NOW,
    )

    assert evidence_of(session).owner_changes == []


def test_surveys_are_counted_by_engineer_team_and_kind(session: Session) -> None:
    asked: Mapping[str, Any] = {"stars": 0, "surveyed": True}
    store(
        session,
        Row("T1", **asked),
        Row("T2", **asked),
        Row("T3", stars=0, surveyed=False),
        Row("T4", **asked, owner="Bob"),
        Row("T5", stars=0),
    )

    assert evidence_of(session).asked == [Asked(1, 1, 1, 3, 2), Asked(2, 1, 1, 1, 1)]


def publish(session: Session, **par4: int) -> None:
    """A par of the quarter by label of the kind of work; fives a ticket are a quarter of it."""
    strata = {stratum.label: stratum.id for stratum in session.exec(select(Stratum))}
    day = date(2026, 10, 1)
    par = ParVersion(
        season="2026-Q4",
        version=1,
        quarter=day,
        provisional=False,
        published_at=NOW,
        actor="lead",
        window_first=day,
        window_last=day,
        ratings=500,
        g4=1000,
        f4=2500,
        phi=1.0,
        k_team=100,
        k_person=60,
        kappa=7,
    )
    session.add(par)
    session.flush()
    for label, lost in par4.items():
        session.add(
            ParStratum(
                par_id=par.id or 0,
                stratum_id=strata[label] or 0,
                label=label,
                par4=lost,
                rho4=2500,
                ratings=100,
            )
        )
    session.flush()


def test_without_a_par_nothing_is_said_of_forms_and_kinds(session: Session) -> None:
    store(session, Row())

    evidence = evidence_of(session)

    assert (evidence.forms, evidence.relabellings) == (None, None)


def test_a_ticket_that_a_later_file_calls_harder_is_listed_with_both_pars(
    session: Session,
) -> None:
    store(session, Row("T1", kind=("", "A", "", "")), Row("T2", kind=("", "B", "", "")))
    publish(session, A=435, B=1391)
    store(session, Row("T1", kind=("", "B", "", "")))

    assert evidence_of(session).relabellings == [Relabelling(1, 1, 435, 1391)]


def test_forms_come_from_the_sums_of_whole_quarters(session: Session) -> None:
    store(session, Row("T1"), Row("T2"), Row("T3", stars=0))
    publish(session)
    cell = session.exec(select(Cell).where(Cell.grain == int(Grain.ENGINEER_QUARTER))).one()
    cell.due_fives = 7500
    session.add(cell)
    session.flush()

    evidence = evidence_of(session)

    assert (evidence.forms, evidence.kappa) == ([Form(1, Fraction(2), Fraction(3, 4))], 7)
    assert evidence_of(session, "2026-11").forms is None


def test_an_empty_database_tells_nothing(session: Session) -> None:
    evidence = evidence_of(session)

    assert (list(evidence.ratings), evidence.owner_changes) == ([], [])
