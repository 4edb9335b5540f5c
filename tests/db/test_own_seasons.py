"""A person's and a team's seasons from the database agree with boards and nominations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlmodel import Session

from db.commands.decisions import exclude_rating
from db.commands.people import hide_engineer
from db.engine import open_engine, writing
from db.explanations import explain_engineer_figures
from db.person_season import person_quarters, person_season
from db.queries.memberships import members_on, team_on
from db.queries.own_work import Helped, helps_in, owner_days, rated_owners
from db.team_season import team_years
from gamify.access import console
from gamify.credit import credited
from gamify.nominations.nomination import Candidate, Placed
from gamify.ratings import CREDIT, ExclusionReason, StarCounts
from gamify.runs import Runs
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.factories import NOW, Row, store

CALENDAR, RULES, CONSOLE = Calendar(), Rules(), console("test")
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
ANN, BOB, CID = 1, 2, 3
ALPHA = 1


@pytest.fixture
def session(sqlite_url: str) -> Iterator[Session]:
    """A session on SQLite; what is special to PostgreSQL is tried once, at the end."""
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        yield session
    engine.dispose()


def season(session: Session, *, year: int = 2026) -> None:
    """Ann has five fives in a row, a four, and two more; Bob helped with three, one not a five.

    Ann helped Bob with another one, on the first day: it belongs to her first run.
    """
    begin = date(year, 10, 5)
    stars = (5, 5, 5, 5, 5, 4, 5, 5)
    helpers: dict[int, tuple[str, ...]] = {1: ("Bob",), 5: ("Bob",), 6: ("Bob", "Cid")}
    opened = date(year, 10, 1)
    store(
        session,
        *(
            Row(
                f"A{year}-{at}",
                each,
                day=begin + timedelta(days=at),
                helpers=helpers.get(at, ()),
            )
            for at, each in enumerate(stars)
        ),
        Row(f"B{year}", owner="Bob", day=begin, helpers=("Ann",)),
        Row(f"U{year}", 0, owner="Cid", day=opened),
    )


def test_a_person_s_figures_are_those_of_boards_and_nominations(session: Session) -> None:
    season(session)

    ann = person_season(session, ANN, season=QUARTER, rules=RULES)

    assert (ann.runs, ann.assists) == (Runs(2, 6), 1)
    assert credited(ann.units.five) == 7 - 1 + credited(CREDIT // 2)
    told = explain_engineer_figures(session, ANN, season=QUARTER, rules=RULES, calendar=CALENDAR)
    assert (told.units, told.place) == (ann.units, ann.raw and ann.raw.place)
    judged = {card.nomination.key: own for card, own in told.standings}
    assert score(judged["assists"]) == ann.assists
    assert score(judged["clean_sheet"]) == ann.runs.longest


def score(own: Placed | Candidate | None) -> int:
    assert own is not None
    return int(own.candidate.score if isinstance(own, Placed) else own.score)


def test_an_excluded_rating_ends_no_run_and_is_nobody_s_assist(session: Session) -> None:
    season(session)
    four, shared = 6, 7

    for rating in (four, shared):
        exclude_rating(
            session,
            rating_id=rating,
            reason=ExclusionReason.ABUSE,
            actor=CONSOLE,
            now=NOW,
        )

    assert person_season(session, ANN, season=QUARTER, rules=RULES).runs == Runs(7, 7)
    assert person_season(session, BOB, season=QUARTER, rules=RULES).assists == 1


def test_quarters_stand_side_by_side_and_somebody_unknown_has_none(session: Session) -> None:
    season(session, year=2025)
    season(session)

    quarters = person_quarters(session, ANN, until=date(2026, 11, 1), calendar=CALENDAR)

    assert [(one.season.code, one.place) for one in quarters] == [("2026-Q4", 1), ("2025-Q4", 1)]
    assert person_quarters(session, 99, until=date(2026, 11, 1), calendar=CALENDAR) == []
    nobody = person_season(session, 99, season=QUARTER, rules=RULES)
    assert (nobody.raw, nobody.units, nobody.runs) == (None, StarCounts(), Runs(0, 0))


def test_who_helped_whom_counts_fives_alone(session: Session) -> None:
    """Bob helped on a four, too: that it was none would tell of Ann's rating."""
    season(session)
    days = {"first": QUARTER.first, "last": QUARTER.last}

    assert helps_in(session, team_id=ALPHA, **days) == [
        Helped(BOB, ANN, 2),
        Helped(ANN, BOB, 1),
        Helped(CID, ANN, 1),
    ]


def test_a_team_s_quarter_stands_beside_that_of_a_year_before(session: Session) -> None:
    season(session, year=2025)
    season(session)

    (now, before) = team_years(session, ALPHA, season=QUARTER, calendar=CALENDAR)

    assert (now.now.season.code, before.now.season.code) == ("2026-Q4", "2025-Q4")
    assert now.before == before.now
    assert before.before is None
    assert now.now.stars == StarCounts(five=8, four=1)
    assert now.now.response == Fraction(9, 10)
    assert now.now.owners == {ANN: 8, BOB: 1} == rated_owners(session, quarter=QUARTER.first)[ALPHA]
    days = owner_days(session, team_id=ALPHA, first=QUARTER.first, last=QUARTER.last)
    assert sum(one.stars.n for one in days) == 9


def test_somebody_is_in_the_team_that_a_file_saw_last(session: Session) -> None:
    store(session, Row("T1"), Row("T2", team="Beta", day=date(2026, 11, 9)), Row("T3", owner="Cid"))
    hide_engineer(session, engineer_id=2, hidden=True, actor=CONSOLE, now=NOW)

    later, earlier = date(2026, 11, 20), date(2026, 11, 5)
    assert [team_on(session, ANN, day) for day in (later, earlier)] == [2, ALPHA]
    assert [(one.name, one.is_hidden) for one in members_on(session, ALPHA, later)] == [
        ("Cid", True)
    ]
    assert [one.name for one in members_on(session, ALPHA, earlier)] == ["Ann", "Cid"]


@pytest.mark.postgres
def test_all_of_it_is_the_same_on_postgresql(session: Session, postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    season(session)
    with writing(engine) as other:
        season(other)
        found = [told(each) for each in (session, other)]
    engine.dispose()

    assert found[0] == found[1]


def told(session: Session) -> list[object]:
    days = {"first": QUARTER.first, "last": QUARTER.last}
    return [
        person_season(session, ANN, season=QUARTER, rules=RULES),
        person_quarters(session, ANN, until=QUARTER.last, calendar=CALENDAR),
        team_years(session, ALPHA, season=QUARTER, calendar=CALENDAR),
        helps_in(session, team_id=ALPHA, **days),
        owner_days(session, team_id=ALPHA, **days),
        rated_owners(session, quarter=QUARTER.first),
        members_on(session, ALPHA, QUARTER.last),
        team_on(session, ANN, QUARTER.last),
    ]
