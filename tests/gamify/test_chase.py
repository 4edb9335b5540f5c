"""What brings the next place: exact, however the tables are ranked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.chase import (
    MOST,
    Climb,
    climb_of_engineer,
    climb_of_team,
    engineer_climb_sentence,
    team_climb_sentence,
)
from gamify.handicap.published import PAR, Par
from gamify.language import translate
from gamify.ranking import rank_teams
from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import rank_engineers
from gamify.standings import (
    EngineerTable,
    EngineerTally,
    RankMode,
    Rules,
    Strength,
    TeamStanding,
    TeamTable,
    TeamTally,
)
from tests.factories import tally_of

RULES = Rules(min_ratings_team=1)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAR_OF_NOW = Par(
    season="2026-Q4",
    version=1,
    is_provisional=False,
    window=(NOON.date(), NOON.date()),
    ratings=400,
    g4=1313,
    f4=1000,
    phi=1.8,
    k_team=30,
    k_person=60,
    kappa=10,
)


def ranked(mode: RankMode, *teams: TeamTally, k: int = 30) -> TeamTable:
    strength = Strength(1.8, None, k)
    return rank_teams(teams, strength=strength, rules=RULES, mode=mode, par=PAR_OF_NOW)


def climb(table: TeamTable, row: TeamStanding) -> Climb | None:
    tallies = [each.tally for each in table.rows]
    return climb_of_team(
        table,
        row,
        everyone=sum((tally.stars for tally in tallies), StarCounts()),
        everyone_due=sum(tally.due for tally in tallies),
    )


def place_after(table: TeamTable, row: TeamStanding, fives: int) -> int:
    """The place that a team has in the whole table, ranked anew, after more fives."""
    tally = row.tally
    usual = (2 * tally.due + tally.stars.n) // (2 * tally.stars.n)
    later = replace(
        tally,
        stars=tally.stars + StarCounts(fives),
        due=tally.due + fives * usual,
        last_rated_at=None,
    )
    others = [each.tally for each in table.rows if each.tally.id != tally.id]
    anew = ranked(table.mode, later, *others)
    return next(each.place or 0 for each in anew.rows if each.tally.id == tally.id)


def test_plain_averages_are_passed_at_a_count_that_can_be_done_by_hand() -> None:
    """A lost 1 star in 25 ratings. B's star must be 1 in 26: at 1 in 25 A has more ratings."""
    first, second = TeamTally(1, "A", StarCounts(48, 2)), TeamTally(2, "B", StarCounts(9, 1))
    table = ranked(RankMode.PLAIN, first, second)

    assert climb(table, table.rows[1]) == Climb(16, 1)


def test_who_leads_and_who_is_not_ranked_chase_nobody() -> None:
    table = rank_teams(
        [TeamTally(1, "A", StarCounts(30)), TeamTally(2, "B", StarCounts(3))],
        strength=Strength(1.0, None, 100),
        rules=Rules(),
    )

    assert [climb(table, row) for row in table.rows] == [None, None]


def test_a_place_that_fives_do_not_bring_is_said_to_be_far() -> None:
    table = ranked(
        RankMode.PLAIN, TeamTally(1, "A", StarCounts(30)), TeamTally(2, "B", StarCounts(30, 1))
    )

    assert climb(table, table.rows[1]) is None
    assert translate(team_climb_sentence(table, None), "en") == (
        "At today's figures the next place is more than 500 five-star ratings away."
    )


def test_a_shared_place_is_left_for_the_place_above_it() -> None:
    twins = [TeamTally(at, str(at), StarCounts(40, 4)) for at in (2, 3)]
    table = ranked(RankMode.STEADY, TeamTally(1, "A", StarCounts(40, 3)), *twins)

    climbs = [climb(table, row) for row in table.rows]

    assert [row.place for row in table.rows] == [1, 2, 2]
    assert climbs[1] == climbs[2]
    assert climbs[1] is not None
    assert climbs[1].place == 1


@pytest.mark.parametrize(
    ("mode", "sentence"),
    [
        (
            RankMode.FAIR,
            (
                "At today's figures 2 more five-star ratings on the usual mix of work would bring"
                " place 3."
            ),
        ),
        (RankMode.STEADY, "At today's figures 2 more five-star ratings would bring place 3."),
        (RankMode.PLAIN, "At today's figures 2 more five-star ratings would bring place 3."),
    ],
)
def test_a_climb_is_told_by_the_table(mode: RankMode, sentence: str) -> None:
    table = ranked(mode, TeamTally(1, "A", StarCounts(30, 1), due=40_000))

    assert translate(team_climb_sentence(table, Climb(2, 3)), "en") == sentence


stars = st.builds(
    StarCounts,
    five=st.integers(1, 120),
    four=st.integers(0, 6),
    three=st.integers(0, 2),
    two=st.integers(0, 2),
    one=st.integers(0, 3),
)


@st.composite
def tallies(draw: st.DrawFn) -> list[TeamTally]:
    """A few teams, each with work that is due between a little and much."""
    return [
        TeamTally(at, str(at), counts, due=counts.n * draw(st.integers(100, 4000)))
        for at, counts in enumerate(draw(st.lists(stars, min_size=2, max_size=6)), start=1)
    ]


@given(tallies(), st.sampled_from(RankMode))
def test_with_that_many_the_place_is_gained_and_with_one_fewer_not(
    teams: list[TeamTally], mode: RankMode
) -> None:
    table = ranked(mode, *teams)

    for row in table.rows:
        found = climb(table, row)
        if found is not None:
            assert place_after(table, row, found.fives) == found.place < (row.place or 0)
            assert place_after(table, row, found.fives - 1) == row.place
        elif row.place != 1:
            assert place_after(table, row, MOST) == row.place


def scorers(*fives: float) -> EngineerTable:
    return rank_engineers(
        tally_of(at, f"E{at}", StarCounts(five=int(five * CREDIT)), reached_at=NOON)
        for at, five in enumerate(fives, start=1)
    )


@pytest.mark.parametrize(
    ("above", "own", "goals"),
    [(16, 14.5, 2), (16, 15.5, 1), (16, 14, 3)],
    ids=["passes", "passes by a half", "the same later is not enough"],
)
def test_a_scorer_needs_whole_goals(above: float, own: float, goals: int) -> None:
    table = scorers(above, own)

    assert climb_of_engineer(table, table.rows[1]) == Climb(goals, 1)


def test_a_scorer_may_pass_several_at_once() -> None:
    table = scorers(16, 15.5, 15.4)

    assert climb_of_engineer(table, table.rows[2]) == Climb(1, 1)


def test_the_first_scorer_and_one_without_a_five_chase_nobody() -> None:
    table = scorers(16, 0)

    assert [climb_of_engineer(table, row) for row in table.rows] == [None, None]


engineers = st.lists(
    st.builds(
        lambda fives, due: EngineerTally(0, "", "", own_fives=fives, due=due),
        st.integers(3, 40),
        st.integers(3 * PAR, 40 * PAR),
    ),
    min_size=2,
    max_size=6,
)


@given(engineers)
def test_net_of_the_tickets_a_goal_fewer_would_not_do(found: list[EngineerTally]) -> None:
    named = [each._replace(id=at) for at, each in enumerate(found, start=1)]
    table = rank_engineers(named, kappa=10)

    def place_with(goals: int, tally: EngineerTally) -> int:
        later = tally._replace(own_fives=tally.own_fives + goals)
        others = [each for each in named if each.id != tally.id]
        anew = rank_engineers([later, *others], kappa=10)
        return next(row.place or 0 for row in anew.rows if row.tally.id == tally.id)

    for row in table.rows:
        climbed = climb_of_engineer(table, row)
        if climbed is None:
            assert row.place == 1
            continue
        assert place_with(climbed.fives, row.tally) == climbed.place < (row.place or 0)
        assert place_with(climbed.fives - 1, row.tally) == row.place


def test_a_goal_more_is_told_by_the_list() -> None:
    net = rank_engineers([EngineerTally(1, "A", "", own_fives=5, due=5 * PAR)], kappa=10)

    sentences = [
        translate(engineer_climb_sentence(table, climbed), "en")
        for table, climbed in ((scorers(3), Climb(1, 4)), (net, Climb(2, 4)))
    ]

    assert sentences == [
        "1 more goal would bring place 4.",
        "2 more goals on the tickets so far would bring place 4.",
    ]
