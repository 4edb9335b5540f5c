"""The switch between the raw and the handicapped table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gamify.handicap.published import Par
from gamify.ranking import rank_teams
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, Season, parse_season
from gamify.standings import RankMode, Rules, Strength, TeamTable, TeamTally
from pages.ui.tables import TableChoice, TableSwitch, asked_table, choose_table, table_switch

QUARTER = parse_season("2026-Q4", calendar=Calendar())
MONTH = parse_season("2026-11", calendar=Calendar())
PAR = Par(
    season="2026-Q4",
    version=1,
    is_provisional=False,
    window=(date(2025, 10, 1), date(2026, 9, 30)),
    ratings=4160,
    g4=1313,
    f4=1000,
    phi=1.8,
    k_team=100,
    k_person=60,
    kappa=10,
)
HINT = (
    "Par was fitted on 4,160 ratings of 1 Oct 2025 – 30 Sep 2026 and stays as it is for the"
    " quarter."
)


def table(mode: RankMode, par: Par | None = PAR) -> TeamTable:
    teams = [TeamTally(1, "Alpha", StarCounts(30, 3), due=20_000)]
    return rank_teams(teams, strength=Strength(1.8, None, 100), rules=Rules(), mode=mode, par=par)


FAIR, STEADY, PLAIN = (table(mode) for mode in RankMode)


@pytest.mark.parametrize(
    ("name", "asked"),
    [("raw", "raw"), ("handicapped", "handicapped"), ("fair", ""), ("", ""), ("RAW", "")],
)
def test_an_unknown_table_is_the_usual_one(name: str, asked: str) -> None:
    assert asked_table(name) == asked


@pytest.mark.parametrize(
    ("crowned", "other", "asked", "shown"),
    [
        (FAIR, STEADY, "", FAIR),
        (FAIR, STEADY, "handicapped", FAIR),
        (FAIR, STEADY, "raw", STEADY),
        (STEADY, FAIR, "", STEADY),
        (STEADY, FAIR, "handicapped", FAIR),
        (PLAIN, FAIR, "raw", PLAIN),
        (STEADY, None, "handicapped", STEADY),
    ],
)
def test_the_address_chooses_between_two_tables(
    crowned: TeamTable, other: TeamTable | None, asked: str, shown: TeamTable
) -> None:
    tables = choose_table(crowned, other, asked)

    assert tables.shown is shown
    assert tables.crowned is crowned
    assert {id(tables.shown), id(tables.other)} == {id(crowned), id(other)}


def test_without_a_par_that_expects_anything_there_is_one_table() -> None:
    tables = choose_table(STEADY, table(RankMode.FAIR, par=None), "handicapped")

    assert (tables.shown, tables.other, tables.handicapped) == (STEADY, None, None)


def test_the_raw_and_the_handicapped_one_are_told_apart_whichever_is_shown() -> None:
    both = [choose_table(FAIR, STEADY, asked) for asked in ("raw", "handicapped")]

    assert [(tables.raw, tables.handicapped) for tables in both] == [(STEADY, FAIR)] * 2


def test_the_switch_says_which_table_it_is_and_which_carries_the_crown() -> None:
    shown, raw = (
        table_switch(choose_table(FAIR, STEADY, asked), season=QUARTER, language="en")
        for asked in ("", "raw")
    )

    assert shown == TableSwitch(
        mode="fair",
        choices=(
            TableChoice("raw", "Raw", chosen=False),
            TableChoice("handicapped", "Handicapped", chosen=True),
        ),
        note=(
            "Ranked by the fair average: kinds of work are evened out by par."
            " This table carries the crown."
        ),
        hint=HINT,
    )
    assert (raw.mode, raw.note, [choice.chosen for choice in raw.choices]) == (
        "steady",
        "Ranked by the steady average. The crown goes by the handicapped table.",
        [True, False],
    )


@pytest.mark.parametrize(
    ("season", "sentence"),
    [
        (MONTH, "A handicapped table is there for quarters."),
        (QUARTER, "A handicapped table needs a par, which this quarter has not got yet."),
    ],
)
def test_a_single_table_has_no_switch_and_says_why(season: Season, sentence: str) -> None:
    switch = table_switch(choose_table(STEADY, None, ""), season=season, language="en")

    assert switch == TableSwitch("steady", (), f"Ranked by the steady average. {sentence}")


def test_a_provisional_par_is_marked_and_explained() -> None:
    provisional = replace(PAR, is_provisional=True, ratings=240)
    tables = choose_table(STEADY, replace(FAIR, par=provisional), "handicapped")

    switch = table_switch(tables, season=QUARTER, language="en")

    assert (switch.badge, switch.hint) == (
        "provisional par",
        (
            "Earlier quarters have too few ratings, so par is fitted every night on this quarter's"
            " own 240 ratings and may still move."
        ),
    )
