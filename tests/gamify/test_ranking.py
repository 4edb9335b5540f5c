"""Places (SCORING 0, A6, A7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.ranking import (
    Entrant,
    competition_places,
    rank_teams,
    team_places,
)
from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import public_scorers, rank_engineers
from gamify.standings import EngineerTally, LeadLabel, RankMode, Rules, Strength, TeamTally
from gamify.strength import team_strength
from gamify.yardstick import Borrowing, Yardstick
from tests.factories import tally_of

NOON = datetime(2023, 11, 22, 12, tzinfo=UTC)
LATER = NOON + timedelta(microseconds=1)
RULES = Rules()
STRENGTH = Strength(phi=1.0, tau2=None, k=100)
ALPHA = TeamTally(1, "Alpha", StarCounts(85, 1, 0, 0, 0))
BETA = TeamTally(2, "Beta", StarCounts(96, 4, 0, 0, 0))
GAMMA = TeamTally(3, "Gamma", StarCounts(12, 0, 0, 0, 0))
DELTA = TeamTally(4, "Delta", StarCounts(150, 13, 3, 1, 3))

counts = st.integers(0, 60)
stars = st.builds(StarCounts, counts, counts, counts, counts, counts)
tables = st.lists(stars, max_size=8).map(
    lambda rows: [TeamTally(at, f"Team {at}", row) for at, row in enumerate(rows, start=1)]
)


def scorer(engineer: int, units: StarCounts, reached: datetime | None = NOON) -> EngineerTally:
    return tally_of(engineer, f"Engineer {engineer}", units, reached_at=reached)


def steady(everyone: StarCounts, *, k: int) -> Yardstick:
    return Borrowing(RankMode.STEADY, k).yardstick(everyone, 0)


def whole(five: int, four: int = 0) -> StarCounts:
    return StarCounts(five=five * CREDIT, four=four * CREDIT)


def test_equal_keys_share_a_place_and_the_next_one_is_left_out() -> None:
    assert competition_places([(9, 1), (5, 3), (5, 2), (10, 4)]) == [(1, 2), (1, 3), (3, 1), (4, 4)]


def test_the_team_table_has_its_known_answer() -> None:
    teams = [DELTA, GAMMA, BETA, ALPHA]
    strength = team_strength([[team.stars for team in teams]], rules=RULES)
    table = rank_teams(teams, strength=strength, rules=RULES)
    assert [(row.place, row.tally.name, row.steady, row.missing) for row in table.rows] == [
        (1, "Alpha", Fraction(202897, 40848), 0),
        (2, "Beta", Fraction(227553, 46000), 0),
        (3, "Delta", Fraction(345313, 71760), 0),
        (None, "Gamma", Fraction(67105, 13616), 8),
    ]
    assert table.common == Fraction(1801, 368)


def test_only_ranked_teams_take_part_in_the_race_for_place_one() -> None:
    table = rank_teams([ALPHA, BETA, GAMMA, DELTA], strength=STRENGTH, rules=RULES)
    assert [row.p_first is None for row in table.rows] == [False, False, False, True]
    assert sum(row.p_first or 0 for row in table.rows) == pytest.approx(1)
    assert table.lead is not None
    assert table.lead.probability == table.rows[0].p_first
    assert table.lead.contenders[0] == ALPHA.id


def test_a_runaway_leader_is_clear() -> None:
    far = [
        TeamTally(1, "Far", StarCounts(five=900)),
        TeamTally(2, "Near", StarCounts(700, 100, 50, 30, 20)),
    ]
    table = rank_teams(far, strength=STRENGTH, rules=RULES)
    assert table.lead is not None
    assert (table.lead.label, table.lead.contenders) == (LeadLabel.CLEAR, (1,))


def test_waiting_teams_stand_below_the_line_with_the_most_ratings_first() -> None:
    teams = [TeamTally(at, str(at), StarCounts(five=n)) for at, n in ((1, 0), (2, 19), (3, 19))]
    table = rank_teams(teams, strength=STRENGTH, rules=RULES)
    assert [(row.place, row.tally.id, row.missing) for row in table.rows] == [
        (None, 2, 1),
        (None, 3, 1),
        (None, 1, 20),
    ]


def test_ratings_of_no_known_team_count_for_the_common_average() -> None:
    table = rank_teams([ALPHA], strength=STRENGTH, rules=RULES, everyone=ALPHA.stars + BETA.stars)
    assert table.common == (ALPHA.stars + BETA.stars).average


FOURS = StarCounts(four=1)
LOST_FOUR_BY_FOURS = StarCounts(6, 4, 0, 0, 0)
LOST_FOUR_BY_THREES = StarCounts(8, 0, 2, 0, 0)
LOST_FOUR_WITH_A_TWO = StarCounts(8, 1, 0, 1, 0)
LOST_FOUR_WITH_A_ONE = StarCounts(9, 0, 0, 0, 1)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(
            Entrant(2, StarCounts(five=100), 9),
            Entrant(1, StarCounts(five=99, four=1), 1),
            id="the higher steady average",
        ),
        pytest.param(
            Entrant(2, StarCounts(five=100), 9),
            Entrant(1, StarCounts(five=200, four=100), 1),
            id="of one steady average the higher plain one",
        ),
        pytest.param(
            Entrant(2, StarCounts(four=40), 9),
            Entrant(1, StarCounts(four=20), 1),
            id="of the same averages more ratings",
        ),
        pytest.param(
            Entrant(2, LOST_FOUR_WITH_A_TWO, 9),
            Entrant(1, LOST_FOUR_WITH_A_ONE, 1),
            id="fewer of one star",
        ),
        pytest.param(
            Entrant(2, LOST_FOUR_BY_THREES, 9),
            Entrant(1, LOST_FOUR_WITH_A_TWO, 1),
            id="fewer of two stars",
        ),
        pytest.param(
            Entrant(2, LOST_FOUR_BY_FOURS, 9),
            Entrant(1, LOST_FOUR_BY_THREES, 1),
            id="fewer of three stars",
        ),
        pytest.param(
            Entrant(2, LOST_FOUR_BY_FOURS, 1),
            Entrant(1, LOST_FOUR_BY_FOURS, 2),
            id="the earlier last rating",
        ),
        pytest.param(
            Entrant(2, LOST_FOUR_BY_FOURS, 1),
            Entrant(1, LOST_FOUR_BY_FOURS, None),
            id="a last rating whose time is known",
        ),
    ],
)
def test_a_tie_of_teams_is_broken_in_the_written_order(better: Entrant, worse: Entrant) -> None:
    places = team_places([worse, better], steady(FOURS, k=100))
    assert places == [(1, better.id), (2, worse.id)]


def test_teams_equal_in_everything_share_the_place_and_the_crown() -> None:
    twins = [TeamTally(at, f"Twin {at}", StarCounts(30, 2), last_rated_at=NOON) for at in (7, 5)]
    third = TeamTally(1, "Third", StarCounts(30, 20), last_rated_at=NOON)
    table = rank_teams([*twins, third], strength=STRENGTH, rules=RULES)
    assert [(row.place, row.tally.id) for row in table.rows] == [(1, 5), (1, 7), (3, 1)]


def test_a_microsecond_decides_between_equal_teams() -> None:
    late = TeamTally(1, "Late", StarCounts(30, 2), last_rated_at=LATER)
    early = TeamTally(2, "Early", StarCounts(30, 2), last_rated_at=NOON)
    table = rank_teams([late, early], strength=STRENGTH, rules=RULES)
    assert [row.tally.name for row in table.rows] == ["Early", "Late"]


@pytest.mark.parametrize(
    "teams",
    [
        [],
        [TeamTally(1, "Nobody", StarCounts())],
        [TeamTally(1, "One rating", StarCounts(three=1))],
        [ALPHA],
        [TeamTally(at, "All fives", StarCounts(five=30)) for at in (1, 2)],
        [TeamTally(at, "All ones", StarCounts(one=30)) for at in (1, 2)],
    ],
    ids=["empty", "no ratings", "one rating", "one team", "all fives", "all ones"],
)
def test_the_smallest_tables_are_tables(teams: list[TeamTally]) -> None:
    table = rank_teams(teams, strength=STRENGTH, rules=RULES)
    assert [row.tally for row in table.rows] == teams
    if len(table.ranked) < 2 or not any(team.stars.lost for team in teams):
        assert table.lead is None


def test_all_fives_are_ordered_by_the_tie_break_and_have_no_chances() -> None:
    few = TeamTally(1, "Few", StarCounts(five=30))
    many = TeamTally(2, "Many", StarCounts(five=31))
    table = rank_teams([few, many], strength=STRENGTH, rules=RULES)
    assert [(row.place, row.tally.name, row.p_first) for row in table.rows] == [
        (1, "Many", None),
        (2, "Few", None),
    ]


@given(tables)
def test_the_order_of_tallies_changes_nothing(teams: list[TeamTally]) -> None:
    assert rank_teams(teams[::-1], strength=STRENGTH, rules=RULES) == rank_teams(
        teams, strength=STRENGTH, rules=RULES
    )


@given(st.lists(stars.filter(lambda s: s.n > 0), min_size=1, max_size=8), st.integers(10, 300))
def test_the_integer_order_is_that_of_the_exact_fractions(rows: list[StarCounts], k: int) -> None:
    everyone = sum(rows, StarCounts())
    common = Fraction(everyone.total, everyone.n)

    def exact(team: StarCounts) -> tuple[Fraction, Fraction]:
        return (team.total + k * common) / (team.n + k), Fraction(team.total, team.n)

    entrants = [Entrant(at, row) for at, row in enumerate(rows)]
    ranked = [exact(rows[team]) for _, team in team_places(entrants, steady(everyone, k=k))]
    assert ranked == sorted(ranked, reverse=True)


@given(tables.filter(bool), stars)
def test_one_more_five_never_loses_a_place_at_the_same_common_average(
    teams: list[TeamTally], everyone: StarCounts
) -> None:
    first, *others = teams
    more = TeamTally(first.id, first.name, first.stars + StarCounts(five=1))
    ready = [team for team in others if team.stars.n]

    def place(team: TeamTally) -> int:
        entrants = [Entrant(entrant.id, entrant.stars) for entrant in (team, *ready)]
        places = team_places(entrants, steady(everyone + StarCounts(three=1), k=100))
        return next(place for place, unit in places if unit == team.id)

    assert not first.stars.n or place(more) <= place(first)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(scorer(2, whole(3, 9)), scorer(1, whole(2)), id="more fives"),
        pytest.param(
            scorer(2, StarCounts(five=CREDIT + 1)), scorer(1, whole(1)), id="the smallest share"
        ),
        pytest.param(scorer(2, whole(3, 1)), scorer(1, whole(3, 2)), id="fewer lost stars"),
        pytest.param(scorer(2, whole(3), NOON), scorer(1, whole(3), LATER), id="the score earlier"),
    ],
)
def test_a_tie_of_scorers_is_broken_in_the_written_order(
    better: EngineerTally, worse: EngineerTally
) -> None:
    table = rank_engineers([worse, better])
    assert [(row.place, row.tally) for row in table.rows] == [(1, better), (2, worse)]


def test_scorers_equal_in_everything_share_the_place() -> None:
    table = rank_engineers([scorer(at, whole(2)) for at in (3, 2)] + [scorer(1, whole(1))])
    assert [(row.place, row.tally.id) for row in table.rows] == [(1, 2), (1, 3), (3, 1)]


def test_engineers_without_a_five_have_no_place() -> None:
    table = rank_engineers([scorer(1, whole(0, 4), None), scorer(2, whole(1))])
    assert [(row.place, row.tally.id) for row in table.rows] == [(1, 2), (None, 1)]


@pytest.mark.parametrize(
    ("scorers", "shown"), [(0, 0), (2, 2), (3, 3), (5, 3), (9, 4), (20, 10), (96, 10)]
)
def test_a_public_board_shows_the_best_few_and_never_the_bottom_half(
    scorers: int, shown: int
) -> None:
    engineers = [scorer(at, whole(100 - at)) for at in range(scorers)]
    table = rank_engineers([*engineers, scorer(999, whole(0, 4), None)])
    rows = public_scorers(table, rules=RULES)
    assert [row.tally for row in rows] == engineers[:shown]
