"""The handicapped side of a team's row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gamify.handicap.published import Par, StratumPar
from gamify.ranking import rank_teams
from gamify.ratings import StarCounts
from gamify.standings import RankMode, Rules, Strength, TeamTable, TeamTally
from pages.ui.handicap_rows import (
    HandicapRow,
    both_places,
    handicap_context,
    handicap_row,
    places_in_words,
)
from pages.ui.tables import choose_table

HOSTILE = "<b>:red[x] $x$ {n}"
PAR = Par(
    season="2026-Q4",
    version=1,
    is_provisional=False,
    window=(date(2025, 10, 1), date(2026, 9, 30)),
    ratings=400,
    g4=1313,
    f4=1000,
    phi=1.8,
    k_team=100,
    k_person=60,
    kappa=10,
    strata={
        1: StratumPar(1, "Access", 435, 1200, 200),
        2: StratumPar(2, "Network", 1391, 800, 120),
        3: StratumPar(3, HOSTILE, 2484, 500, 80),
        4: StratumPar(4, "Network × other", 1391, 800, 20),
    },
)
#: SCORING B2: what customers usually take off Blue's and Red's tickets is 15.7 and 5.7 stars.
BLUE = {1: StarCounts(10), 2: StarCounts(27, 3), 3: StarCounts(39, 6)}
RED = {1: StarCounts(38, 2), 2: StarCounts(18, 2), 3: StarCounts(5)}


def tally(id_: int, name: str, kinds: dict[int, StarCounts]) -> TeamTally:
    stars = sum(kinds.values(), StarCounts())
    due = sum(counts.n * PAR.par4(kind) for kind, counts in kinds.items())
    return TeamTally(id_, name, stars, due=due)


def table(mode: RankMode) -> TeamTable:
    return rank_teams(
        [tally(1, "Red", RED), tally(2, "Blue", BLUE)],
        strength=Strength(1.8, None, 100),
        rules=Rules(),
        mode=mode,
        par=PAR,
    )


TABLES = choose_table(table(RankMode.FAIR), table(RankMode.STEADY), "")
CONTEXT = handicap_context(TABLES, {1: RED, 2: BLUE})


def test_a_row_has_both_places_and_what_was_saved() -> None:
    blue = TABLES.shown.rows[0]

    assert handicap_row(blue, "4.91", CONTEXT, "en") == HandicapRow(
        fair="4.91",
        places="2 → 1",
        places_text="place 1 handicapped, 2 raw",
        saved="+6.7",
        badge="",
        hint="",
    )


def test_a_team_whose_work_is_its_own_wears_a_badge_that_is_explained() -> None:
    own = {kind: replace(each, owner_team=2) for kind, each in PAR.strata.items()}
    fair = replace(TABLES.shown, par=replace(PAR, strata=own))
    context = handicap_context(choose_table(fair, table(RankMode.STEADY), ""), {1: RED, 2: BLUE})

    rows = [handicap_row(row, "", context, "en") for row in fair.rows]

    assert [row and (row.badge, row.hint[:28]) for row in rows] == [
        ("own ticket kinds", "Most of this par comes from "),
        ("", ""),
    ]


def test_without_a_par_a_row_has_no_handicapped_side() -> None:
    steady = table(RankMode.STEADY)
    context = handicap_context(choose_table(steady, None, ""), {})

    assert context is None
    assert handicap_row(steady.rows[0], "–", context, "en") is None


@pytest.mark.parametrize(("raw", "fair"), [(None, 1), (1, None), (None, None)])
def test_a_team_that_waits_has_no_places(raw: int | None, fair: int | None) -> None:
    assert both_places(raw, fair, "en") == places_in_words(raw, fair, "en") == ""
