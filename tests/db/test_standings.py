"""Standings gathered from the cells, on either database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from fractions import Fraction
from itertools import count

import pytest
from sqlmodel import Session

from db.commands.cells import recount
from db.models import (
    Credit,
    Engineer,
    Rating,
    SeasonRecord,
    Source,
    Stratum,
    Team,
    Ticket,
    WorkKind,
)
from db.standings import engineer_table, season_days, team_history, team_table
from gamify.credit import split_credit
from gamify.history import Crown
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules

CALENDAR = Calendar()
RULES = Rules()
SEASON = parse_season("2023-Q4", calendar=CALENDAR)
BEFORE = date(2023, 7, 3)
ALPHA, BETA, GAMMA, DELTA = 1, 2, 3, 4
ANN, BOB = 1, 2


class Department:
    """Writes ratings row by row; `close` counts them."""

    def __init__(self, session: Session) -> None:
        self.session, self.ids = session, count(1)
        session.add(Source(id=1, name="desk"))
        session.add(Stratum(id=1, label=""))
        session.add_all(Team(id=at, name=name, name_key=name) for at, name in enumerate("ABCD", 1))
        session.add_all(
            Engineer(id=at, name=name, name_key=name) for at, name in enumerate(("Ann", "Bob"), 1)
        )
        session.flush()
        session.add(WorkKind(id=1, stratum_id=1))
        session.flush()

    def rate(
        self, team: int | None, stars: StarCounts, *, day: date, worked: tuple[int, ...] = (ANN,)
    ) -> None:
        """Ratings of a team on a day; the first who worked owns the ticket."""
        counts = zip((5, 4, 3, 2, 1), stars.as_tuple(), strict=True)
        for each in (each for each, times in counts for _ in range(times)):
            self._rate_once(team, each, day, worked)

    def close(self) -> None:
        """Cells from the ratings."""
        self.session.flush()
        recount(self.session, calendar=CALENDAR)

    def _rate_once(self, team: int | None, stars: int, day: date, worked: tuple[int, ...]) -> None:
        at, owner = next(self.ids), worked[0]
        moment = datetime.combine(day, time(12), UTC)
        ticket = Ticket(
            id=at,
            source_id=1,
            external_id=str(at),
            kind_id=1,
            owner_id=owner,
            team_id=team,
            day=day,
        )
        self.session.add(ticket)
        self.session.flush()
        rating = Rating(
            id=at,
            ticket_id=at,
            stars=stars,
            raw_score=str(stars),
            rated_at=moment,
            day=day,
            owner_id=owner,
            team_id=team,
            kind_id=1,
            shared=len(worked) > 1,
        )
        self.session.add(rating)
        self.session.flush()
        if rating.shared:
            shares = split_credit(owner, worked[1:])
            self.session.add_all(
                Credit(rating_id=at, engineer_id=engineer, units=units)
                for engineer, units in shares.items()
            )


@pytest.fixture
def department(session: Session) -> Department:
    return Department(session)


def test_the_team_table_borrows_what_the_window_of_quarters_says(department: Department) -> None:
    day = SEASON.first
    department.rate(ALPHA, StarCounts(85, 1), day=day)
    department.rate(BETA, StarCounts(96, 4), day=day)
    department.rate(GAMMA, StarCounts(12), day=day)
    department.rate(DELTA, StarCounts(150, 13, 3, 1, 3), day=SEASON.last)
    department.close()

    table = team_table(department.session, season=SEASON, rules=RULES, calendar=CALENDAR)

    assert table.strength.k == 25
    assert [(row.place, row.tally.name, row.steady) for row in table.rows] == [
        (1, "A", Fraction(202897, 40848)),
        (2, "B", Fraction(227553, 46000)),
        (3, "D", Fraction(345313, 71760)),
        (None, "C", Fraction(67105, 13616)),
    ]


def test_quarters_before_tell_how_far_teams_differ(department: Department) -> None:
    department.rate(ALPHA, StarCounts(30, 2), day=SEASON.first)
    department.close()
    alone = team_table(department.session, season=SEASON, rules=RULES, calendar=CALENDAR)
    department.rate(ALPHA, StarCounts(30), day=BEFORE)
    department.rate(BETA, StarCounts(10, 10, 10), day=BEFORE)
    department.close()

    table = team_table(department.session, season=SEASON, rules=RULES, calendar=CALENDAR)

    assert alone.strength.k == RULES.k_default_team
    assert table.strength.k == RULES.k_min_team
    assert [row.tally.stars for row in table.ranked] == [StarCounts(30, 2)]


def test_a_closed_season_keeps_the_borrowed_ratings_it_was_closed_with(
    department: Department,
) -> None:
    department.rate(ALPHA, StarCounts(30, 2), day=SEASON.first)
    department.session.add(
        SeasonRecord(
            code=SEASON.code, kind=SEASON.kind, first=SEASON.first, last=SEASON.last, k_team=77
        )
    )
    department.close()

    table = team_table(department.session, season=SEASON, rules=RULES, calendar=CALENDAR)

    assert table.strength.k == 77


def test_ratings_of_no_team_count_for_the_common_average_alone(department: Department) -> None:
    department.rate(ALPHA, StarCounts(20), day=SEASON.first)
    department.rate(None, StarCounts(four=20), day=SEASON.first)
    department.close()

    table = team_table(department.session, season=SEASON, rules=RULES, calendar=CALENDAR)

    ranked = [row.tally.name for row in table.rows if row.tally.stars.n]
    assert (ranked, table.common) == (["A"], Fraction(9, 2))


def test_an_empty_database_has_empty_tables(department: Department) -> None:
    department.close()
    session = department.session

    table = team_table(session, season=SEASON, rules=RULES, calendar=CALENDAR)
    scorers = engineer_table(session, season=SEASON)
    days = season_days(session, season=SEASON, table=table)
    story = team_history(days, season=SEASON, today=SEASON.last, table=table, rules=RULES)

    assert (table.ranked, table.common, table.lead) == ((), None, None)
    assert [row for row in scorers.rows if row.place is not None] == []
    assert (story.crown, story.days_held) == (None, {})


def test_two_tickets_of_the_same_two_engineers_are_two_ratings_and_two_halves_each(
    department: Department,
) -> None:
    """Golden case G7."""
    department.rate(ALPHA, StarCounts(five=1), day=SEASON.first, worked=(ANN, BOB))
    department.rate(ALPHA, StarCounts(four=1), day=SEASON.first, worked=(ANN, BOB))
    department.close()

    table = team_table(department.session, season=SEASON, rules=RULES, calendar=CALENDAR)
    scorers = engineer_table(department.session, season=SEASON)

    half = StarCounts(five=CREDIT // 2, four=CREDIT // 2)
    assert [row.tally.stars for row in table.rows if row.tally.stars.n] == [StarCounts(1, 1)]
    assert [(row.place, row.tally.name, row.tally.units) for row in scorers.rows] == [
        (1, "Ann", half),
        (1, "Bob", half),
    ]


def test_scorers_of_a_team_are_those_of_its_ratings(department: Department) -> None:
    department.rate(ALPHA, StarCounts(five=1), day=SEASON.first, worked=(ANN,))
    department.rate(BETA, StarCounts(five=2), day=SEASON.first, worked=(ANN,))
    department.rate(BETA, StarCounts(five=1), day=SEASON.last, worked=(BOB,))
    department.close()

    everyone = engineer_table(department.session, season=SEASON)
    of_alpha = engineer_table(department.session, season=SEASON, team_id=ALPHA)

    fives = [(row.tally.name, row.tally.units.five // CREDIT) for row in everyone.rows]
    assert fives == [("Ann", 3), ("Bob", 1)]
    assert [(row.tally.name, row.tally.units.five) for row in of_alpha.rows] == [("Ann", CREDIT)]


@pytest.mark.parametrize("code", ["2023-Q4", "2023-10", "2023"])
@pytest.mark.parametrize("team", [None, ALPHA])
def test_the_best_few_scorers_are_the_first_of_all(
    department: Department, code: str, team: int | None
) -> None:
    """Ann was in two teams, in the second half of the year."""
    department.rate(ALPHA, StarCounts(2, 1), day=BEFORE, worked=(ANN,))
    department.rate(ALPHA, StarCounts(1), day=SEASON.first, worked=(ANN,))
    department.rate(BETA, StarCounts(1, 0, 1), day=SEASON.first, worked=(ANN, BOB))
    department.rate(ALPHA, StarCounts(1), day=SEASON.first, worked=(BOB,))
    department.close()
    season = parse_season(code, calendar=CALENDAR)

    everybody = engineer_table(department.session, season=season, team_id=team)
    best = engineer_table(department.session, season=season, team_id=team, best=1)
    nobody = engineer_table(department.session, season=season, team_id=team, best=0)

    assert best == replace(everybody, rows=everybody.rows[:1])
    assert nobody == replace(everybody, rows=())
    assert (everybody.scored, best.rows[0].tally.name) == (2, "Ann")


def test_the_history_tells_since_when_the_crown_is_held(department: Department) -> None:
    department.rate(ALPHA, StarCounts(30, 2), day=date(2023, 10, 2))
    department.rate(BETA, StarCounts(40, 1), day=date(2023, 10, 20))
    department.close()

    table = team_table(department.session, season=SEASON, rules=RULES, calendar=CALENDAR)
    days = season_days(department.session, season=SEASON, table=table)
    story = team_history(days, season=SEASON, today=date(2023, 10, 29), table=table, rules=RULES)

    assert story.crown == Crown((BETA,), since=date(2023, 10, 20), days=10)
    assert story.days_held == {ALPHA: 18, BETA: 10}
    assert [point.day for point in story.weeks] == [
        date(2023, 10, day) for day in (1, 8, 15, 22, 29)
    ]
