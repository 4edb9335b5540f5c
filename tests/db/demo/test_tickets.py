"""The demo department and its tickets are believable, whatever the day."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain
from random import Random
from zoneinfo import ZoneInfo

import pytest

from db.demo.circumstances import own_draws
from db.demo.comments import COMMENTS, HOSTILE_COMMENTS
from db.demo.department import QUARTERS, Department, make_department
from db.demo.rows import clean_chunk
from db.demo.seed import SEED
from db.demo.tickets import DemoTicket, TicketMaker
from db.instant import to_micros
from gamify.ingest.circumstances import subject_key
from gamify.seasons import Calendar, day_of

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
CALENDAR = Calendar()


@lru_cache
def demo(seed: int, now: datetime) -> tuple[Department, list[list[DemoTicket]]]:
    """The department and its tickets, quarter by quarter."""
    rng = Random(seed)
    department = make_department(rng, now=now, calendar=CALENDAR)
    maker = TicketMaker(department, rng, now=now, calendar=CALENDAR)
    return department, [maker.quarter(index) for index in range(QUARTERS)]


def all_tickets() -> list[DemoTicket]:
    return list(chain.from_iterable(demo(SEED, NOW)[1]))


def test_the_same_seed_makes_the_same_department() -> None:
    again = demo.__wrapped__(SEED, NOW)

    assert again == demo(SEED, NOW)
    assert again != demo(SEED + 1, NOW)


def test_twelve_teams_of_four_to_twelve_work_today() -> None:
    department, _ = demo(SEED, NOW)

    sizes = [len(department.roster(team, NOW.date())) for team in department.teams]

    assert (len(sizes), min(sizes), max(sizes)) == (12, 4, 12)


def test_eight_quarters_lead_up_to_the_running_one() -> None:
    department, _ = demo(SEED, NOW)

    codes = [quarter.code for quarter in department.quarters]

    assert codes == [
        "2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4",
    ]  # fmt: skip


def test_a_team_has_about_95_ratings_a_quarter() -> None:
    department, quarters = demo(SEED, NOW)
    settled = [team.name for team in department.teams if not team.is_new]

    counts = [
        Counter(ticket.team for ticket in tickets if ticket.stars) for tickets in quarters[:-1]
    ]
    of_teams = [count[team] for count in counts for team in settled]

    assert 88 <= sum(of_teams) / len(of_teams) <= 102
    assert 40 <= min(of_teams) < 60
    assert 130 < max(of_teams) < 190


def test_the_new_team_is_still_below_the_minimum() -> None:
    department, quarters = demo(SEED, NOW)
    (new,) = [team.name for team in department.teams if team.is_new]

    counts = [sum(t.team == new and t.stars > 0 for t in tickets) for tickets in quarters]

    assert counts[:-1] == [0] * (QUARTERS - 1)
    assert 10 <= counts[-1] < 20


def test_ten_to_forty_of_a_hundred_customers_answer() -> None:
    _, quarters = demo(SEED, NOW)

    for tickets in quarters:
        asked = Counter(ticket.team for ticket in tickets)
        rated = Counter(ticket.team for ticket in tickets if ticket.stars)
        rates = [rated[team] / asked[team] for team in asked]
        assert min(rates) >= 0.10
        assert max(rates) <= 0.40


def test_nearly_all_ratings_are_fives_and_the_hard_line_loses_most() -> None:
    ratings = [ticket for ticket in all_tickets() if ticket.stars]

    fives = sum(ticket.stars == 5 for ticket in ratings) / len(ratings)
    lost = Counter[str]()
    asked = Counter(ticket.line for ticket in ratings)
    for ticket in ratings:
        lost[ticket.line] += 5 - ticket.stars

    assert 0.93 <= fives <= 0.96
    assert 0.05 <= lost.total() / len(ratings) <= 0.20
    assert max(asked, key=lambda line: lost[line] / asked[line]) == "Third line"


def test_a_quarter_of_the_tickets_is_shared_among_people_who_worked_there() -> None:
    department, _ = demo(SEED, NOW)
    teams = {team.name: team for team in department.teams}
    tickets = all_tickets()

    shared = [ticket for ticket in tickets if ticket.helpers]

    assert 0.24 <= len(shared) / len(tickets) <= 0.26
    assert all(len({t.owner, *t.helpers}) == 1 + len(t.helpers) <= 4 for t in shared)
    assert all(
        ticket.owner in department.roster(teams[ticket.team], ticket.solved_at.date())
        for ticket in tickets
    )


def test_nothing_is_solved_before_it_is_opened_or_rated_in_the_future() -> None:
    for ticket in all_tickets():
        rated_at = ticket.rated_at or ticket.solved_at
        assert ticket.opened_at <= ticket.solved_at <= rated_at <= NOW


def test_few_tickets_are_opened_again_or_handed_on_and_most_customers_are_asked() -> None:
    told = [ticket.circumstance for ticket in all_tickets()]

    reopened = sum(one.reopens > 0 for one in told) / len(told)
    transferred = sum(one.transfers > 0 for one in told) / len(told)
    asked = sum(one.surveyed for one in told) / len(told)

    assert (round(reopened, 2), round(transferred, 2), round(asked, 2)) == (0.04, 0.08, 0.95)
    assert {one.reopens for one in told} == {one.transfers for one in told} == {0, 1, 2}
    assert all(ticket.circumstance.surveyed for ticket in all_tickets() if ticket.stars)


def test_the_first_response_comes_between_opening_and_solving() -> None:
    for ticket in all_tickets():
        first = ticket.circumstance.first_response_at
        assert ticket.opened_at <= first <= ticket.solved_at


def test_own_draws_leave_the_source_as_it_was() -> None:
    rng, untouched = Random(1), Random(1)

    drawn = own_draws(rng).random()

    assert rng.random() == untouched.random()
    assert drawn == own_draws(Random(1)).random() != own_draws(Random(2)).random()


def test_comments_fit_the_stars_and_every_hostile_one_occurs() -> None:
    said = {(ticket.stars, ticket.comment) for ticket in all_tickets() if ticket.comment}

    hostile = {(5, comment) for comment in HOSTILE_COMMENTS}
    usual = {(stars, comment) for stars, comments in COMMENTS.items() for comment in comments}

    assert hostile < said <= hostile | usual


def test_an_engineer_who_moved_leaves_the_old_ratings_with_the_old_team() -> None:
    department, _ = demo(SEED, NOW)

    for move in department.transfers:
        teams = {ticket.team for ticket in all_tickets() if ticket.owner == move.engineer}
        assert len(teams) == 2, move
    assert len(department.transfers) == 7


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 10, 1, 0, 30, tzinfo=UTC),
        datetime(2026, 12, 31, 23, 59, tzinfo=UTC),
        datetime(2028, 2, 29, 12, 0, tzinfo=UTC),
    ],
)
def test_the_running_season_lives_on_any_day(now: datetime) -> None:
    department, quarters = demo(SEED, now)

    rated = Counter(ticket.team for ticket in quarters[-1] if ticket.rated_at)
    latest = max(ticket.rated_at for ticket in quarters[-1] if ticket.rated_at)

    assert sorted(rated.values())[1] >= 20
    assert latest <= now
    assert day_of(latest, CALENDAR) >= department.quarters[-1].first


def test_the_quarters_are_those_of_the_organisation() -> None:
    calendar = Calendar(zone=ZoneInfo("Asia/Tokyo"), fiscal_start=4)
    now = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)

    department = make_department(Random(1), now=now, calendar=calendar)

    assert [quarter.code for quarter in department.quarters[-2:]] == ["2026-Q3", "2026-Q4"]


def test_a_chunk_holds_the_tickets_column_by_column() -> None:
    tickets = demo(SEED, NOW)[1][0][:500]

    chunk = clean_chunk(tickets, number=lambda at: f"D-{at}")

    assert [
        (
            chunk.ticket[at],
            chunk.owner.names[chunk.owner.codes[at]],
            chunk.team.names[chunk.team.codes[at]],
            chunk.kind[chunk.kind_code[at]],
            chunk.stars[at],
            chunk.rated_at[at],
            chunk.helpers.get(at, ()),
            chunk.comment[at],
            [column[at] for column in chunk.circumstances],
        )
        for at in range(len(tickets))
    ] == [
        (
            f"D-{at}",
            ticket.owner,
            ticket.team,
            (ticket.line, ticket.category, ticket.priority, ticket.channel),
            ticket.stars,
            to_micros(ticket.rated_at) if ticket.rated_at else None,
            ticket.helpers,
            ticket.comment,
            [
                subject_key(ticket.circumstance.subject),
                ticket.circumstance.reopens,
                ticket.circumstance.transfers,
                ticket.circumstance.surveyed,
                to_micros(ticket.circumstance.first_response_at),
            ],
        )
        for at, ticket in enumerate(tickets)
    ]
    assert len(set(chunk.kind)) == len(chunk.kind)
