"""Where a handicap comes from, group by group of work (SCORING B2, B3)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from gamify.handicap.fair import stars_saved
from gamify.handicap.form import handicap_of
from gamify.handicap.published import Par, StratumPar
from gamify.handicap.waterfall import (
    Share,
    Step,
    fives_sentence,
    fives_waterfall,
    team_waterfall,
    waterfall_sentence,
)
from gamify.language import translate
from gamify.ratings import CREDIT, StarCounts


def known(stratum: int, group: str, par4: int, rho4: int) -> StratumPar:
    return StratumPar(stratum_id=stratum, group=group, par4=par4, rho4=rho4, ratings=100)


PAR = Par(
    season="2026-Q1",
    version=1,
    is_provisional=False,
    window=(date(2025, 1, 1), date(2025, 12, 31)),
    ratings=400,
    g4=1313,
    f4=900,
    phi=1.8,
    k_team=100,
    k_person=60,
    kappa=10,
    strata={
        1: known(1, "easy", 435, 1200),
        2: known(2, "medium", 1391, 800),
        3: known(3, "hard", 2484, 500),
        4: known(4, "hard", 2484, 500),
    },
)
BLUE = {
    1: StarCounts(9, 1),
    2: StarCounts(28, 2),
    3: StarCounts(25, 5),
    4: StarCounts(14, 1),
}

counts = st.integers(0, 300)
stars = st.builds(StarCounts, counts, counts, counts, counts, counts)
cells = st.dictionaries(st.integers(1, 6), stars)
numbers = st.dictionaries(st.integers(1, 6), st.integers(0, 10 * CREDIT))


def test_a_teams_stars_come_in_groups_the_largest_difference_first() -> None:
    assert team_waterfall(BLUE, PAR) == (
        Step("hard", 45, due=111_780, gone=6),
        Step("medium", 30, due=41_730, gone=2),
        Step("easy", 10, due=4350, gone=1),
    )


def test_the_same_steps_come_from_credit_units() -> None:
    units = {kind: StarCounts(*(CREDIT * n for n in stars)) for kind, stars in BLUE.items()}
    whole = team_waterfall(BLUE, PAR)
    assert team_waterfall(units, PAR, unit=CREDIT) == tuple(
        Step(step.group, step.n * CREDIT, step.due * CREDIT, step.gone * CREDIT, CREDIT)
        for step in whole
    )
    assert [(step.par, step.lost, step.saved) for step in whole] == [
        (step.par, step.lost, step.saved) for step in team_waterfall(units, PAR, unit=CREDIT)
    ]


def test_work_without_a_par_of_its_own_stands_under_other() -> None:
    (step,) = team_waterfall({99: StarCounts(9, 1)}, PAR)
    assert (step.group, step.par) == ("other", Fraction(1313, 1000))


def test_groups_of_the_same_size_stand_by_name_and_empty_ones_are_left_out() -> None:
    alike = {3: StarCounts(5), 99: StarCounts(), 1: StarCounts(), 2: StarCounts()}
    assert [step.group for step in team_waterfall(alike, PAR)] == ["hard"]
    even = {stratum: known(stratum, name, 1000, 1) for stratum, name in ((1, "b"), (2, "a"))}
    steps = team_waterfall({1: StarCounts(5), 2: StarCounts(5)}, with_strata(even))
    assert [step.group for step in steps] == ["a", "b"]


def test_the_arithmetic_speaks_to_the_team_and_of_it() -> None:
    steps = team_waterfall(BLUE, PAR)
    assert [
        str(waterfall_sentence(steps)),
        str(waterfall_sentence(steps, team="Blue {x}")),
    ] == [
        "On your tickets customers usually take off 15.7 stars; you lost 9: +6.7.",
        "On Blue {x}'s tickets customers usually take off 15.7 stars; it lost 9: +6.7.",
    ]


def test_the_arithmetic_is_told_in_russian() -> None:
    steps = team_waterfall(BLUE, PAR)
    assert [
        translate(waterfall_sentence(steps), "ru"),
        translate(waterfall_sentence(steps, team="Blue"), "ru"),
    ] == [
        "На ваших обращениях клиенты обычно снимают 15,7 звезды, вы потеряли 9: +6,7.",
        "На обращениях команды Blue клиенты обычно снимают 15,7 звезды, она потеряла 9: +6,7.",
    ]


def test_a_share_of_a_lost_star_is_cut_and_less_than_par_has_its_sign() -> None:
    steps = team_waterfall({1: StarCounts(CREDIT, CREDIT // 2)}, PAR, unit=CREDIT)
    assert str(waterfall_sentence(steps)) == (
        "On your tickets customers usually take off 0.0 stars; you lost 0.5: -0.4."
    )


def test_without_ratings_there_are_no_steps_and_the_sentence_says_nothing_was_due() -> None:
    assert team_waterfall({}, PAR) == ()
    assert str(waterfall_sentence(())) == (
        "On your tickets customers usually take off 0.0 stars; you lost 0: 0.0."
    )


def test_an_engineers_goals_have_their_known_answer() -> None:
    """140, 120 and 96 tickets at 0.12, 0.08 and 0.05 fives: 16.8 + 9.6 + 4.8 = 31.2."""
    shares = fives_waterfall(
        {1: 140, 2: 120, 3: 96}, {1: 20 * CREDIT, 2: 12 * CREDIT, 3: 6 * CREDIT}, PAR
    )
    assert shares == (
        Share("easy", 140, Fraction(168, 10), Fraction(20), Fraction(32, 10)),
        Share("medium", 120, Fraction(96, 10), Fraction(12), Fraction(24, 10)),
        Share("hard", 96, Fraction(48, 10), Fraction(6), Fraction(12, 10)),
    )
    sentence = fives_sentence(shares)
    assert str(sentence) == "Par for these tickets is 31.2 goals; brought 38: +6.8."
    assert translate(sentence, "ru") == "Норма для этих обращений — 31,2 гола, забито 38: +6,8."


def test_goals_on_others_tickets_are_a_share_without_tickets() -> None:
    assert fives_waterfall({1: 0}, {1: 0, 99: CREDIT // 2}, PAR) == (
        Share("other", 0, Fraction(0), Fraction(1, 2), Fraction(1, 2)),
    )


def with_strata(strata: dict[int, StratumPar]) -> Par:
    fields = {name: getattr(PAR, name) for name in Par.__slots__}
    return Par(**{**fields, "strata": strata})


@given(cells)
def test_the_steps_sum_to_the_stars_saved(cells: dict[int, StarCounts]) -> None:
    lost = sum(stars.lost for stars in cells.values())
    due = sum(stars.n * PAR.par4(kind) for kind, stars in cells.items())
    steps = team_waterfall(cells, PAR)
    assert sum(step.saved for step in steps) == stars_saved(lost=lost, due=due)
    assert sum(step.n for step in steps) == sum(stars.n for stars in cells.values())


@given(numbers, numbers)
def test_the_shares_sum_to_the_handicap(tickets: dict[int, int], fives: dict[int, int]) -> None:
    due = sum(n * PAR.rho4(kind) for kind, n in tickets.items())
    shares = fives_waterfall(tickets, fives, PAR)
    assert sum(share.handicap for share in shares) == handicap_of(
        fives=sum(fives.values()), due=due
    )


@given(cells)
def test_the_order_of_kinds_changes_nothing(cells: dict[int, StarCounts]) -> None:
    turned = dict(reversed(cells.items()))
    assert team_waterfall(turned, PAR) == team_waterfall(cells, PAR)
