"""Why this place: the arithmetic in sentences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gamify.explain import explain_engineer, explain_team, read_aloud
from gamify.handicap.published import Par
from gamify.ranking import rank_teams
from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import rank_engineers
from gamify.standings import (
    EngineerTable,
    RankMode,
    Rules,
    Strength,
    TeamTable,
    TeamTally,
)
from tests.factories import tally_of

NOON = datetime(2023, 11, 22, 12, tzinfo=UTC)
ALPHA, BETA, GAMMA = StarCounts(85, 1), StarCounts(96, 4), StarCounts(12)
DELTA = StarCounts(150, 13, 3, 1, 3)


def table(*teams: StarCounts, k: int = 25, everyone: StarCounts | None = None) -> TeamTable:
    """Teams A, B, C … whose last ratings came in that order."""
    tallies = [
        TeamTally(at, "ABCDEF"[at], team, last_rated_at=NOON + timedelta(hours=at))
        for at, team in enumerate(teams)
    ]
    strength = Strength(phi=1.0, tau2=None, k=k)
    return rank_teams(tallies, strength=strength, rules=Rules(), everyone=everyone)


def why(teams: TeamTable) -> list[str]:
    return [read_aloud(explain_team(teams, row), "en") for row in teams.rows]


def test_a_team_reads_its_ratings_the_borrowed_ones_and_its_neighbour() -> None:
    assert why(table(ALPHA, BETA, GAMMA, DELTA)) == [
        "86 ratings plus 25 borrowed at the common average 4.89 make 4.96. B follows with 4.94.",
        (
            "100 ratings plus 25 borrowed at the common average 4.89 make 4.94. "
            "A, right above, has 4.96."
        ),
        (
            "170 ratings plus 25 borrowed at the common average 4.89 make 4.81. "
            "B, right above, has 4.94."
        ),
        (
            "12 ratings plus 25 borrowed at the common average 4.89 make 4.92. "
            "8 more ratings to be ranked."
        ),
    ]


def test_close_neighbours_read_as_many_decimals_as_it_takes() -> None:
    assert why(table(StarCounts(1800, 200), StarCounts(1799, 201))) == [
        (
            "2,000 ratings plus 25 borrowed at the common average 4.89 make 4.8999. "
            "B follows with 4.8995."
        ),
        (
            "2,000 ratings plus 25 borrowed at the common average 4.89 make 4.8995. "
            "A, right above, has 4.8999."
        ),
    ]


def test_a_lead_that_four_decimals_hide_is_said_in_words() -> None:
    hidden = table(StarCounts(900_000, 100_000), StarCounts(899_999, 100_001))
    assert why(hidden)[1].endswith("A, right above, has less than 0.0001 more.")


@pytest.mark.parametrize(
    ("above", "below", "sentence"),
    [
        (
            StarCounts(five=100),
            StarCounts(five=200, four=100),
            "A, right above, has the same and the higher plain average.",
        ),
        (
            StarCounts(four=40),
            StarCounts(four=20),
            "A, right above, has the same from more ratings: 40.",
        ),
        (
            StarCounts(16, 0, 4),
            StarCounts(18, 0, 0, 0, 2),
            "A, right above, has the same and fewer of the lowest stars.",
        ),
        (StarCounts(30, 2), StarCounts(30, 2), "A, right above, had the same earlier."),
    ],
)
def test_a_tie_break_is_said_in_words(above: StarCounts, below: StarCounts, sentence: str) -> None:
    tied = table(above, below, k=100, everyone=StarCounts(four=1))
    assert why(tied)[1].endswith(sentence)


def test_a_leader_at_the_tie_break_reads_the_arithmetic_alone() -> None:
    tied = table(StarCounts(30, 2), StarCounts(30, 2))
    assert why(tied)[0] == "32 ratings plus 25 borrowed at the common average 4.93 make 4.93."


def test_a_shared_place_is_said_to_be_shared() -> None:
    twins = [TeamTally(at, name, ALPHA) for at, name in ((1, "Left"), (2, "Right"))]
    shared = rank_teams(twins, strength=Strength(1.0, None, 25), rules=Rules())
    assert why(shared)[1].endswith("The place is shared with Left: nothing tells the two apart.")


def test_a_team_without_ratings_reads_how_many_it_needs() -> None:
    assert why(table(StarCounts())) == ["20 more ratings to be ranked."]


def test_one_missing_rating_is_singular() -> None:
    assert why(table(StarCounts(five=19)))[0].endswith("1 more rating to be ranked.")


def test_a_team_name_from_outside_stays_what_it_is() -> None:
    hostile = [TeamTally(1, "{n} :red[x] <b>", ALPHA), TeamTally(2, "B", BETA)]
    teams = rank_teams(hostile, strength=Strength(1.0, None, 25), rules=Rules())
    assert why(teams)[1].endswith("{n} :red[x] <b>, right above, has 4.98.")


def test_a_plain_table_reads_the_ratings_alone() -> None:
    tallies = [TeamTally(1, "A", ALPHA), TeamTally(2, "B", BETA)]
    plain = rank_teams(
        tallies, strength=Strength(1.0, None, 25), rules=Rules(), mode=RankMode.PLAIN
    )

    assert why(plain) == [
        "86 ratings have a plain average of 4.98. B follows with 4.96.",
        "100 ratings have a plain average of 4.96. A, right above, has 4.98.",
    ]


def test_a_fair_table_reads_the_share_of_par_that_was_lost() -> None:
    """SCORING B2: 5 − 0.1313·0.632… is Blue's 4.916935."""
    teams = [
        TeamTally(1, "Red", StarCounts(61, 4), due=57_640),
        TeamTally(2, "Blue", StarCounts(76, 9), due=157_860),
        TeamTally(3, "Green", StarCounts(61, 9), due=95_330),
    ]
    fair = rank_teams(
        teams,
        strength=Strength(1.8, None, 100),
        rules=Rules(),
        mode=RankMode.FAIR,
        par=Par(
            season="2026-Q4",
            version=1,
            is_provisional=False,
            window=(NOON.date(), NOON.date()),
            ratings=400,
            g4=1313,
            f4=1000,
            phi=1.8,
            k_team=100,
            k_person=60,
            kappa=10,
        ),
    )

    assert why(fair)[:2] == [
        (
            "63.2% of par was lost, with 100 ratings borrowed at the common rate. On everybody's"
            " mix of work par is 0.1313 stars a rating: the fair average is 4.91."
            " Red follows with 4.90."
        ),
        (
            "70.3% of par was lost, with 100 ratings borrowed at the common rate. On everybody's"
            " mix of work par is 0.1313 stars a rating: the fair average is 4.90."
            " Blue, right above, has 4.91."
        ),
    ]


def scorers(*units: StarCounts) -> EngineerTable:
    """Scorers A, B, C … who reached their scores in that order."""
    return rank_engineers(
        tally_of(at, "ABCDEF"[at], mine, reached_at=NOON + timedelta(hours=at))
        for at, mine in enumerate(units)
    )


def shares(five: int, four: int = 0) -> StarCounts:
    """Credit units of halves of ratings."""
    return StarCounts(five=five * CREDIT // 2, four=four * CREDIT // 2)


EQUAL = "has as many: then stars kept decide, and who had them first."


def why_scored(table: EngineerTable) -> list[str]:
    return [read_aloud(explain_engineer(table, row), "en") for row in table.rows]


def test_a_scorer_reads_the_fives_and_the_one_above_and_no_other_ratings() -> None:
    assert why_scored(scorers(shares(50, 4), shares(33), shares(0, 2))) == [
        "25 ratings of five stars.",
        (
            "Ratings of five stars, 16.5 in all: one on which several worked counts by shares. "
            "A, right above, has 25."
        ),
        "0 ratings of five stars.",
    ]


@pytest.mark.parametrize(
    ("above", "below", "sentence"),
    [
        (
            StarCounts(five=CREDIT + 1),
            StarCounts(five=CREDIT),
            "A, right above, has a small share more.",
        ),
        # Whether lower ratings or the hour decided is nobody else's.
        (shares(2), shares(2, 1), f"A, right above, {EQUAL}"),
        (shares(2), shares(2), f"A, right above, {EQUAL}"),
    ],
)
def test_a_close_score_is_said_in_words(
    above: StarCounts, below: StarCounts, sentence: str
) -> None:
    assert why_scored(scorers(above, below))[1].endswith(sentence)


def test_scorers_on_a_shared_place_are_said_to_share_it() -> None:
    both = rank_engineers(tally_of(at, name, shares(2)) for at, name in ((1, "L"), (2, "R")))
    assert why_scored(both)[1].endswith("The place is shared with L: nothing tells the two apart.")
