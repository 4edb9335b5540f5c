"""The kinds of work behind a team's handicap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gamify.handicap.published import Par, StratumPar
from gamify.ratings import StarCounts
from pages.ui.work import WorkBar, work_bars

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
#: SCORING B2: what customers usually take off Blue's tickets is 15.7 stars.
BLUE = {1: StarCounts(10), 2: StarCounts(27, 3), 3: StarCounts(39, 6)}


def test_the_bars_say_where_its_stars_were_saved() -> None:
    assert work_bars(BLUE, PAR, "en") == (
        WorkBar(HOSTILE, "45 ratings · usually 11.1 off · lost 6", "+5.1", 1.0),
        WorkBar("Network", "30 ratings · usually 4.1 off · lost 3", "+1.1", 0.227),
        WorkBar("Access", "10 ratings · usually 0.4 off · lost 0", "+0.4", 0.084),
    )


def test_a_bar_goes_left_where_more_than_par_was_lost() -> None:
    bars = work_bars({1: StarCounts(38, 2), 2: StarCounts(20)}, PAR, "en")

    assert [(bar.group, bar.saved, bar.share) for bar in bars] == [
        ("Network", "+2.7", 1.0),
        ("Access", "-0.2", -0.093),
    ]


def test_the_word_other_is_the_readers_and_what_came_from_outside_is_not() -> None:
    bars = work_bars({3: StarCounts(9), 4: StarCounts(9)}, PAR, "ru")

    assert [bar.group for bar in bars] == [HOSTILE, "Network × прочее"]


def test_nothing_lost_and_nothing_due_draws_no_bar() -> None:
    free = replace(PAR, g4=0, strata={})

    assert [bar.share for bar in work_bars({9: StarCounts(5)}, free, "en")] == [0.0]
