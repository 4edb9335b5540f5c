"""What nominations look at is what the database holds of a quarter, row by row."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest
from sqlmodel import Session, select

from db.commands.decisions import exclude_rating
from db.instant import to_micros
from db.messages import stored_message
from db.models import Engineer, Flag, Setting, Stratum
from db.queries.nominations import HARD
from db.queries.sheet import season_sheet
from gamify.access import console
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.nominations.sheet import Kind, SeasonSheet
from gamify.ratings import CREDIT, ExclusionReason
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.factories import NOON, NOW, Row, store

CALENDAR, RULES = Calendar(), Rules()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)
EPOCH = date(1970, 1, 1).toordinal()


def sheet(session: Session, **changes: Any) -> SeasonSheet:
    return season_sheet(session, season=QUARTER, rules=RULES, calendar=CALENDAR, **changes)


def columns(table: Any) -> dict[str, list[Any]]:
    return {each.name: np.asarray(getattr(table, each.name)).tolist() for each in fields(table)}


def test_ratings_stand_in_the_order_in_which_they_came(session: Session) -> None:
    store(
        session,
        Row("T1", stars=4, day=TUESDAY, requester="cleo@example.org", comment="Thanks"),
        Row("T2", day=MONDAY, owner="Bob", team="Beta", requester="dan@example.org"),
        Row("T3", day=TUESDAY, requester="cleo@example.org"),
        Row("T4", day=date(2026, 9, 30)),
        Row("T5", stars=0),
    )

    found = columns(sheet(session).ratings)

    at = [to_micros(datetime.combine(day, NOON)) for day in (MONDAY, TUESDAY, TUESDAY)]
    days = [day.toordinal() - EPOCH for day in (MONDAY, TUESDAY, TUESDAY)]
    assert found == {
        "id": [2, 1, 3],
        "stars": [5, 4, 5],
        "at": at,
        "day": days,
        "owner": [2, 1, 1],
        "team": [2, 1, 1],
        "stratum": [1, 1, 1],
        "requester": [2, 1, 1],
        "has_comment": [0, 1, 0],
    }


def test_a_shared_rating_is_credited_to_all_and_others_to_their_owner(session: Session) -> None:
    store(
        session,
        Row("T1", day=TUESDAY, helpers=("Bob", "Cid")),
        Row("T2", day=MONDAY, owner="Bob"),
        Row("T3", owner=None, day=TUESDAY),
    )

    found = sheet(session)

    rows = sorted(zip(*columns(found.credits).values(), strict=True))
    assert found.ratings.id.tolist() == [2, 1, 3]
    assert rows == [
        (0, 2, CREDIT, 0),
        (1, 1, CREDIT // 2, 0),
        (1, 2, CREDIT // 4, 1),
        (1, 3, CREDIT // 4, 1),
    ]


def test_an_excluded_rating_is_not_looked_at(session: Session) -> None:
    store(session, Row("T1", helpers=("Bob",)), Row("T2"))
    exclude_rating(
        session, rating_id=1, reason=ExclusionReason.ABUSE, actor=console("Lea"), now=NOW
    )

    found = sheet(session)

    assert (found.ratings.id.tolist(), found.credits.engineer.tolist()) == ([2], [1])


def test_tickets_say_how_long_they_took_and_what_became_of_them(session: Session) -> None:
    opened = datetime(2026, 11, 2, 10, tzinfo=UTC)
    solved = opened.replace(hour=11, minute=30, second=59)
    store(
        session,
        Row("T1", stars=0, at=opened, solved=solved, reopens=2, transfers=0, first_response=opened),
        Row("T2", stars=0, at=opened, reopens=0, owner="Bob"),
    )
    store(session, Row("U1", stars=0, at=opened, solved=solved, owner=None), source="other")

    assert columns(sheet(session).tickets) == {
        "owner": [1, 2, 0],
        "team": [1, 1, 1],
        "stratum": [1, 1, 1],
        "minutes": [90, -1, 90],
        "reopened": [1, 0, -1],
        "transferred": [0, -1, -1],
        # The first source says when tickets were answered, so T2 wasn't; the other never does.
        "answered": [1, 0, -1],
    }


def test_sums_go_back_over_the_quarters_on_which_par_is_fitted(session: Session) -> None:
    quarters = [date(2026, 10, 1), date(2026, 7, 1), date(2025, 10, 1), date(2025, 9, 30)]
    rows = [Row(f"T{at}", stars=4, day=day) for at, day in enumerate(quarters)]
    store(session, *rows, Row("T9", stars=0, owner=None))

    sums = sheet(session).sums

    found = zip(sums.back.tolist(), sums.units.tolist(), sums.tickets.tolist(), strict=True)
    assert sorted(found) == [(back, [0, CREDIT, 0, 0, 0], 1) for back in (0, 1, 4)]


def test_who_was_there_from_the_start_of_the_data_is_no_newcomer_by_that(session: Session) -> None:
    store(
        session,
        Row("T1", owner="Ann", day=date(2026, 9, 30)),
        Row("T2", owner="Ann", day=MONDAY),
        Row("T3", owner="Bob", day=date(2026, 10, 1)),
    )

    assert sheet(session).first_ticket == {2: date(2026, 10, 1)}


def test_half_a_year_into_the_data_first_tickets_are_known(session: Session) -> None:
    store(session, Row("T1", day=date(2026, 6, 30)), Row("T2", owner="Bob", day=MONDAY))

    assert sheet(session).first_ticket == {1: date(2026, 6, 30), 2: MONDAY}


def test_people_have_public_names_and_the_team_of_their_latest_rating(session: Session) -> None:
    store(session, Row("T1", team="Beta"), Row("T2", day=TUESDAY, helpers=("Bob",)))
    session.add(session.exec(select(Engineer).where(Engineer.name == "Bob")).one())
    session.exec(select(Engineer).where(Engineer.name == "Bob")).one().hidden = True

    found = sheet(session, hidden_name="Инженер {id}")

    assert found.names == {1: "Ann", 2: "Инженер 2"}
    assert found.team_of == {1: "Alpha", 2: "Alpha"}
    assert sheet(session, hidden_name=None).names == {1: "Ann", 2: "Bob"}


def test_open_flags_and_hard_work_are_known(session: Session) -> None:
    store(session, Row("T1"), Row("T2", owner="Bob", kind=("", "Billing", "Low", "")))
    session.add(open_flag(engineer=2))
    session.merge(Setting(name=HARD, value=["Billing × Low", "Gone"]))

    found = sheet(session)

    billing = session.exec(select(Stratum.id).where(Stratum.category == "Billing")).one()
    assert found.under_review == {2}
    assert found.hard_strata == {billing}
    assert set(found.kinds.values()) == {Kind("", "Network", "High"), Kind("", "Billing", "Low")}


def test_an_empty_quarter_gives_empty_columns(session: Session) -> None:
    found = sheet(session)

    assert (len(found.ratings.id), len(found.credits.units), len(found.tickets.owner)) == (0, 0, 0)
    assert found.sums.units.shape == (0, 5)
    assert (found.par, found.first_ticket, found.team_table.rows) == (None, {}, ())


@pytest.mark.parametrize("code", ["2026-11", "2026", "2026-10-01..2026-12-31"])
def test_only_quarters_have_nominations(session: Session, code: str) -> None:
    season = parse_season(code, calendar=CALENDAR)

    with pytest.raises(DecisionRefused, match="by the quarter; name one like 2026-Q4"):
        season_sheet(session, season=season, rules=RULES, calendar=CALENDAR)


def open_flag(*, engineer: int, season: str = "2026-Q4") -> Flag:
    return Flag(
        season=season,
        rule="F4",
        key="f",
        severity="high",
        engineer_id=engineer,
        ratings=[],
        evidence=stored_message(say("odd")),
        found_at=NOW,
    )
