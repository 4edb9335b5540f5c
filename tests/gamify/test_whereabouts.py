"""A person's place with the neighbours tells of others nothing that boards don't."""

from __future__ import annotations

from gamify.chase import Climb
from gamify.ratings import CREDIT, StarCounts
from gamify.runs import Runs, runs_of
from gamify.scorers import rank_engineers
from gamify.standings import EngineerTable, Rules
from gamify.whereabouts import Neighbour, Whereabouts, whereabouts
from tests.factories import NOW, tally_of

RULES = Rules()


def scorers(n: int, *, teams: int = 1) -> EngineerTable:
    """The best has n goals, the last has one; each team has every so manieth."""
    return rank_engineers(
        tally_of(
            at,
            f"P{at}",
            StarCounts(five=(n + 1 - at) * CREDIT),
            team=f"T{at % teams}",
            reached_at=NOW,
        )
        for at in range(1, n + 1)
    )


def at(table: EngineerTable, engineer: int) -> Whereabouts:
    found = whereabouts(table, engineer, rules=RULES)
    assert found is not None
    return found


def test_within_the_public_places_neighbours_have_their_names() -> None:
    found = at(scorers(40), 5)

    assert (found.place, found.is_public) == (5, True)
    assert found.above == Neighbour(4, 37 * CREDIT, "P4", "T0")
    assert found.below == Neighbour(6, 35 * CREDIT, "P6", "T0")
    assert found.climb == Climb(2, 4)


def test_outside_of_them_neighbours_have_goals_and_no_names() -> None:
    found = at(scorers(40), 30)

    assert (found.place, found.is_public) == (30, False)
    assert found.above == Neighbour(29, 12 * CREDIT)
    assert found.below == Neighbour(31, 10 * CREDIT)
    assert found.climb == Climb(2, 29)


def test_the_first_hidden_place_has_a_name_above_and_none_below() -> None:
    found = at(scorers(40), 11)

    assert found.above is not None
    assert found.above.name == "P10"
    assert found.below == Neighbour(12, 29 * CREDIT)


def test_with_too_few_outside_not_even_goals_are_told() -> None:
    """Of five scorers three are public: for the fourth it is clear whose the other goals are."""
    table = scorers(5)

    fourth, fifth = at(table, 4), at(table, 5)

    assert (fourth.place, fourth.below) == (4, None)
    assert (fifth.above, fifth.below) == (None, None)
    # The climb leads past the last public place, and so tells nothing of the fourth.
    assert fifth.climb == Climb(3, 3)


def test_small_teams_take_nobody_the_neighbours() -> None:
    """A team's board names its best without the goals of those outside the public places."""
    assert at(scorers(8, teams=4), 8).above == Neighbour(7, 2 * CREDIT)


def test_without_a_goal_there_is_a_row_and_no_place() -> None:
    table = rank_engineers([tally_of(1, "Ann", StarCounts(four=CREDIT))])

    assert at(table, 1) == Whereabouts(None, table.rows[0].tally)
    assert whereabouts(table, 2, rules=RULES) is None


def test_runs_are_of_ratings_with_half_of_their_credit_or_more() -> None:
    five, half, third = StarCounts(CREDIT), StarCounts(CREDIT // 2), StarCounts(CREDIT // 3)
    four, little = StarCounts(0, CREDIT), StarCounts(0, CREDIT // 3)

    assert runs_of([]) == Runs(0, 0)
    assert runs_of([five, half, five, four, five]) == Runs(1, 3)
    assert runs_of([five, third, little, five]) == Runs(2, 2)
    assert runs_of([five, four]) == Runs(0, 1)
