"""Own kinds of work, and kinds of work that left their par (SCORING B)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from gamify.handicap.overlap import OWN_WORK, OWN_WORK_HINT, Drift, drifted, is_own_work
from gamify.handicap.published import Par, StratumPar
from gamify.language import translate
from gamify.ratings import StarCounts

BLUE, RED = 1, 2


def par_of(*strata: StratumPar, phi: float = 1.0) -> Par:
    return Par(
        season="2026-Q1",
        version=1,
        is_provisional=False,
        window=(date(2025, 1, 1), date(2025, 12, 31)),
        ratings=400,
        g4=1000,
        f4=900,
        phi=phi,
        k_team=100,
        k_person=60,
        kappa=10,
        strata={stratum.stratum_id: stratum for stratum in strata},
    )


def known(stratum: int, owner: int | None = None) -> StratumPar:
    return StratumPar(
        stratum_id=stratum,
        group=f"kind {stratum}",
        par4=1000,
        rho4=500,
        ratings=100,
        owner_team=owner,
    )


PAR = par_of(known(1, owner=BLUE), known(2), known(3, owner=RED))


@pytest.mark.parametrize(
    ("due", "own"),
    [
        ({1: 51, 2: 49}, True),
        ({1: 50, 2: 50}, False),
        ({1: 51, 2: 24, 3: 25}, True),
        ({1: 50, 3: 50}, False),
        ({1: 50, 2: 49, 99: 1}, True),
        ({1: 1}, True),
        ({2: 1}, False),
        ({}, False),
        ({1: 0}, False),
    ],
)
def test_work_is_a_teams_own_if_less_than_half_is_done_by_others_too(
    due: dict[int, int], own: bool
) -> None:
    assert is_own_work(due, PAR, BLUE) is own


def test_what_another_team_has_nearly_alone_is_no_own_work() -> None:
    assert [is_own_work({1: 9}, PAR, team) for team in (BLUE, RED)] == [True, False]


def test_a_kind_of_work_drifts_at_three_standard_deviations() -> None:
    """360 ratings at 0.1 are 36 lost stars, whose standard deviation is 6 with φ = 1."""
    losing = {lost: StarCounts(five=360 - lost, four=lost) for lost in (17, 18, 19, 53, 54, 55)}
    off = [lost for lost, stars in losing.items() if drifted({2: stars}, PAR)]
    assert off == [17, 18, 54, 55]
    assert drifted({2: losing[54]}, PAR) == [
        Drift(stratum_id=2, group="kind 2", n=360, lost=54, par=Fraction(36), z=3.0)
    ]


def test_more_dispersion_asks_for_a_larger_drift() -> None:
    assert drifted({2: StarCounts(five=306, four=54)}, par_of(known(2), phi=1.01)) == []


def test_too_few_ratings_tell_no_drift() -> None:
    assert drifted({2: StarCounts(one=29)}, PAR) == []
    assert [drift.n for drift in drifted({2: StarCounts(one=30)}, PAR)] == [30]


def test_drifts_come_farthest_off_first_and_work_without_a_par_is_measured_by_the_common_one() -> (
    None
):
    sums = {
        2: StarCounts(five=306, four=54),
        99: StarCounts(five=300, four=60),
        3: StarCounts(five=342, four=18),
        1: StarCounts(five=324, four=36),
    }
    assert [(drift.stratum_id, drift.group, drift.z) for drift in drifted(sums, PAR)] == [
        (99, "other", 4.0),
        (2, "kind 2", 3.0),
        (3, "kind 3", -3.0),
    ]


def test_no_ratings_never_drift() -> None:
    assert drifted({}, PAR) == []
    assert drifted({2: StarCounts()}, PAR, least=0) == []


def test_a_drift_tells_the_lead_what_was_lost_and_what_par_says() -> None:
    (drift,) = drifted({2: StarCounts(five=300, four=60)}, PAR)
    assert str(drift.message) == (
        "Stars lost in 360 ratings: 60; by par: 36.0. This par may want renewing."
    )
    assert translate(drift.message, "ru") == (
        "В 360 оценках потеряно звёзд: 60, по норме: 36,0. Возможно, норму пора обновить."
    )


def test_own_work_has_a_badge_and_what_it_means() -> None:
    assert translate(OWN_WORK, "ru") == "свои виды обращений"
    assert "{" not in str(OWN_WORK_HINT)
