"""The crown card: who leads, for how long, and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from gamify.history import Crown
from gamify.ranking import rank_teams
from gamify.ratings import StarCounts
from gamify.standings import (
    Lead,
    LeadLabel,
    RankMode,
    Rules,
    Strength,
    TeamStanding,
    TeamTable,
    TeamTally,
)
from pages.ui.crown_card import CrownCard, crown_card

ALPHA = TeamTally(1, "Alpha", StarCounts(85, 1))
BETA = TeamTally(2, "Beta", StarCounts(96, 4))
DELTA = TeamTally(4, "Delta", StarCounts(150, 13, 3, 1, 3))
STRENGTH = Strength(phi=2.124791, tau2=0.796425, k=25)
HELD = Crown(holders=(1,), since=date(2026, 11, 10), days=13)


def ranked(*tallies: TeamTally) -> TeamTable:
    return rank_teams(tallies, strength=STRENGTH, rules=Rules())


def led_by(label: LeadLabel, contenders: tuple[int, ...]) -> TeamTable:
    """Eight teams whose lead is judged as given."""
    tallies = [TeamTally(at, f"Team {at}", StarCounts(50, at)) for at in range(1, 9)]
    rows = tuple(
        TeamStanding(place, tally, tally.stars.average, tally.stars.average, None, None, 0)
        for place, tally in enumerate(tallies, start=1)
    )
    return TeamTable(rows, STRENGTH, None, Lead(label, 0.417, contenders))


def drawn(table: TeamTable, *, held: Crown | None = HELD, over: bool = False) -> CrownCard:
    card = crown_card(table, held=held, year_before=None, over=over, language="en")
    assert card is not None
    return card


def test_the_leader_is_compared_with_its_own_season_a_year_before() -> None:
    before = ranked(TeamTally(1, "Alpha", StarCounts(90, 10, 0, 0, 1)), BETA)

    card = crown_card(
        ranked(ALPHA, BETA, DELTA),
        held=HELD,
        year_before=("2025 Q4", before),
        over=False,
        language="en",
    )

    assert card is not None
    assert (card.before, card.before_note) == ("4.86", "place 2 in 2025 Q4")


def test_the_card_of_a_running_season() -> None:
    card = drawn(ranked(ALPHA, BETA, DELTA))

    assert card == CrownCard(
        crown="outline",
        team="Alpha",
        ratings="86 ratings",
        plain="4.98",
        held="Crown for 13 days, since 10 Nov 2026",
        verdict="Ahead",
        race=card.race,
        ranked_by="Steady average",
        average="4.96",
        interval=card.interval,
        before="",
        before_note="",
    )


def test_the_card_of_a_fair_table_shows_the_fair_average() -> None:
    fair = led_by(LeadLabel.CLEAR, (1,))
    rows = tuple(replace(row, average=Fraction(489, 100)) for row in fair.rows)

    card = drawn(replace(fair, rows=rows, mode=RankMode.FAIR))

    assert (card.plain, card.ranked_by, card.average) == ("4.98", "Fair average", "4.89")


def test_the_card_says_which_table_gives_the_crown_where_another_is_shown() -> None:
    card = crown_card(
        ranked(ALPHA), held=HELD, year_before=None, over=False, language="en", by="Crown by …"
    )

    assert card is not None
    assert card.by == "Crown by …"


@pytest.mark.parametrize(
    ("label", "crown", "verdict"),
    [
        (LeadLabel.CLEAR, "solid", "Clear leader"),
        (LeadLabel.AHEAD, "outline", "Ahead"),
        (LeadLabel.TOO_CLOSE, "dashed", "Too close to call"),
    ],
)
def test_the_crown_is_as_solid_as_the_lead(label: LeadLabel, crown: str, verdict: str) -> None:
    card = drawn(led_by(label, (1,)))

    assert (card.crown, card.verdict, card.race) == (crown, verdict, ("41% sure",))


def test_a_long_race_names_the_most_likely_and_counts_the_rest() -> None:
    card = drawn(led_by(LeadLabel.TOO_CLOSE, (1, 3, 2, 4, 5, 6)))

    assert card.race == ("41% sure", "in the race: Team 1, Team 3, Team 2, Team 4, 2 more")


def test_a_short_race_names_everyone() -> None:
    card = drawn(led_by(LeadLabel.TOO_CLOSE, (2, 1)))

    assert card.race == ("41% sure", "in the race: Team 2, Team 1")


def test_a_shared_crown_names_both_teams() -> None:
    twins = ranked(ALPHA, TeamTally(2, "Beta", ALPHA.stars))

    card = drawn(twins, held=Crown((1, 2), date(2026, 11, 22), 1))

    assert (card.team, card.held) == ("Alpha · Beta", "Crown shared for 1 day, since 22 Nov 2026")


def test_a_season_that_is_over_keeps_its_crown() -> None:
    assert drawn(ranked(ALPHA, BETA), over=True).held == (
        "Crown of the season, held for the last 13 days"
    )


def test_a_single_team_is_said_to_be_the_only_one() -> None:
    card = drawn(ranked(ALPHA))

    assert (card.verdict, card.race) == ("The only team ranked", ())


def test_nothing_but_fives_leaves_nothing_to_judge() -> None:
    fives = ranked(TeamTally(1, "Alpha", StarCounts(30)), TeamTally(2, "Beta", StarCounts(40)))

    assert drawn(fives).verdict == "Nothing but fives"


def test_no_team_has_a_crown_before_one_is_ranked() -> None:
    waiting = ranked(TeamTally(1, "Alpha", StarCounts(3)))

    assert crown_card(waiting, held=None, year_before=None, over=False, language="en") is None
