"""The rows of the team table, from the known answers of the scoring specification."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gamify.ranking import rank_teams
from gamify.ratings import StarCounts
from gamify.standings import Rules, Strength, TeamTable, TeamTally
from pages.ui.team_rows import Movement, RowContext, Span, TeamRow, movement_of, team_rows

#: Alpha to Delta of SCORING A3 and A4.
ALPHA = TeamTally(1, "Alpha", StarCounts(85, 1), tickets=240)
BETA = TeamTally(2, "Beta", StarCounts(96, 4))
GAMMA = TeamTally(3, "Gamma", StarCounts(12), tickets=12)
DELTA = TeamTally(4, "Delta", StarCounts(150, 13, 3, 1, 3), tickets=0)
STRENGTH = Strength(phi=2.124791, tau2=0.796425, k=25)


def table(*tallies: TeamTally) -> TeamTable:
    return rank_teams(tallies, strength=STRENGTH, rules=Rules())


def rows(
    *tallies: TeamTally, language: str = "en", chosen: int | None = None
) -> dict[str, TeamRow]:
    context = RowContext(
        movement={1: 1, 2: 0, 4: None},
        averages={1: [Fraction(491, 100), Fraction(429, 86)]},
        chosen=chosen,
        language=language,
        crowned=frozenset({1}),
        everyone=sum((tally.stars for tally in tallies), StarCounts()),
    )
    return {row.name: row for row in team_rows(table(*tallies), context)}


def test_a_row_shows_every_figure_as_a_finished_text() -> None:
    alpha = rows(ALPHA, BETA, GAMMA, DELTA)["Alpha"]

    assert alpha == TeamRow(
        id=1,
        place="1",
        name="Alpha",
        crowned=True,
        chosen=False,
        ratings="86",
        plain="4.98",
        steady="4.96",
        interval="4.93–4.99",
        span=alpha.span,
        stars=(85, 1, 0, 0, 0),
        stars_text="85 wow, 1 good, 0 fair, 0 bad, 0 awful",
        trend=(0.108, 0.892),
        trend_text="from 4.91 in the first week to 4.98",
        response="35%",
        response_text="86 of 240 tickets rated",
        movement=Movement("up", "1", "up 1 place since last week"),
        missing="",
        why=alpha.why,
    )
    assert "25 borrowed" in alpha.why
    assert alpha.span is not None
    assert 0 < alpha.span.low < alpha.span.middle < alpha.span.high < 1


def test_a_row_says_what_brings_the_next_place() -> None:
    """With 93 fives Beta loses (4·461 + 975)/218 = 12.93 of Alpha's (461 + 975)/111 = 12.94."""
    found = rows(ALPHA, BETA, GAMMA, DELTA)

    assert "would bring" not in found["Alpha"].why
    assert found["Beta"].why.endswith(
        "At today's figures 93 more five-star ratings would bring place 1."
    )
    assert found["Gamma"].why.endswith("8 more ratings to be ranked.")


def test_the_crown_is_marked_wherever_its_holder_stands() -> None:
    found = rows(ALPHA, BETA)

    assert [(row.place, row.crowned) for row in found.values()] == [("1", True), ("2", False)]


def test_a_team_below_the_minimum_says_how_many_ratings_it_needs() -> None:
    gamma = rows(ALPHA, GAMMA)["Gamma"]

    assert (gamma.place, gamma.missing, gamma.movement) == (
        "",
        "8 more ratings to be ranked",
        None,
    )
    assert gamma.plain == "5.00"


def test_russian_rows_have_a_decimal_comma() -> None:
    alpha = rows(ALPHA, BETA, language="ru")["Alpha"]

    assert (alpha.plain, alpha.steady) == ("4,98", "4,98")


def test_the_team_of_the_filter_is_marked() -> None:
    found = rows(ALPHA, BETA, chosen=2)

    assert [found[name].chosen for name in ("Alpha", "Beta")] == [False, True]


@pytest.mark.parametrize("tally", [BETA, DELTA])
def test_a_response_rate_needs_tickets(tally: TeamTally) -> None:
    row = rows(ALPHA, tally)[tally.name]

    assert (row.response, row.response_text) == ("–", "Tickets without a rating aren't known")


def test_a_season_of_fives_has_no_interval() -> None:
    only = rows(TeamTally(1, "Alpha", StarCounts(30)))["Alpha"]

    assert (only.plain, only.interval, only.span) == ("5.00", "", None)


def test_the_lowest_interval_spans_the_scale_from_its_left_end() -> None:
    delta = rows(ALPHA, BETA, GAMMA, DELTA)["Delta"]

    assert delta.span is not None
    assert delta.span == Span(0.0, delta.span.high, delta.span.middle)


@pytest.mark.parametrize(
    ("places", "movement"),
    [
        (2, Movement("up", "2", "up 2 places since last week")),
        (-1, Movement("down", "1", "down 1 place since last week")),
        (0, Movement("same", "", "same place as a week ago")),
        (None, Movement("new", "", "new in the table")),
    ],
)
def test_a_movement_is_also_said_in_words(places: int | None, movement: Movement) -> None:
    assert movement_of(places, "en") == movement
