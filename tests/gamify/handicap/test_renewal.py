"""What another par would change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gamify.handicap.published import Par, StratumPar
from gamify.handicap.renewal import (
    AmountChange,
    GroupChange,
    changed_amounts,
    changed_groups,
    par_groups,
)

EASY = StratumPar(1, "easy", par4=435, rho4=1200, ratings=130)
ALSO_EASY = replace(EASY, stratum_id=3)
HARD = StratumPar(2, "hard", par4=2484, rho4=500, ratings=85, median_minutes=90)
PAR = Par(
    season="2026-Q4",
    version=1,
    is_provisional=False,
    window=(date(2025, 10, 1), date(2026, 9, 30)),
    ratings=215,
    g4=1313,
    f4=800,
    phi=1.8,
    k_team=100,
    k_person=60,
    kappa=10,
    strata={1: EASY, 2: HARD, 3: ALSO_EASY},
)


def test_a_group_of_several_kinds_is_named_once() -> None:
    assert list(par_groups(PAR)) == ["easy", "hard"]


def test_the_same_par_changes_nothing() -> None:
    again = replace(PAR, version=2, ratings=300, strata={1: replace(EASY, ratings=900), 2: HARD})

    assert changed_groups(PAR, again) == []
    assert list(changed_amounts(PAR, again)) == []


def test_groups_that_differ_come_or_go_are_changes() -> None:
    harder, new = replace(HARD, par4=2500), StratumPar(4, "new", par4=1, rho4=1, ratings=30)

    changes = changed_groups(PAR, replace(PAR, strata={2: harder, 4: new}))

    assert [change.group for change in changes] == ["easy", "hard", "new"]
    assert changes[1:] == [GroupChange("hard", HARD, harder), GroupChange("new", None, new)]
    assert changes[0].after is None


def test_without_a_former_par_every_group_is_new() -> None:
    assert [change.before for change in changed_groups(None, PAR)] == [None, None]


def test_common_amounts_that_differ_stand_in_their_order() -> None:
    changes = changed_amounts(PAR, replace(PAR, g4=1400, kappa=12))

    assert list(changes) == [AmountChange("g4", 1313, 1400), AmountChange("kappa", 10, 12)]
