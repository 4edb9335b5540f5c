"""The arithmetic in docs/handicap.md is that of the code."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from gamify.averages import cut, show_average, show_difference
from gamify.handicap.fair import fair_average, par_average, stars_saved
from gamify.handicap.form import form_index, handicap_of
from gamify.handicap.par import WorkSums, fit_par
from gamify.handicap.published import PAR

DOCUMENT = (Path(__file__).resolve().parent.parent / "docs" / "handicap.md").read_text("utf-8")
RATINGS = ((60, 20, 5), (55, 25, 0), (10, 40, 40), (5, 30, 45))
LOST = ((2, 3, 2), (3, 4, 0), (0, 4, 9), (0, 5, 12))
TEAMS = {"Blue": ((10, 30, 45), 9), "Red": ((40, 20, 5), 4), "Green": ((25, 25, 20), 9)}


def flat(table: tuple[tuple[int, ...], ...]) -> np.ndarray:
    return np.array(table, dtype=np.int64).ravel()


FIT = fit_par(
    WorkSums(np.repeat(np.arange(4), 3), np.tile(np.arange(3), 4), flat(RATINGS), flat(LOST))
)
DUE = {
    team: sum(n * FIT.par4[kind] for kind, n in enumerate(mix)) for team, (mix, _) in TEAMS.items()
}


def test_the_par_of_the_example_is_the_fitted_one() -> None:
    pars = " | ".join(f"**{cut(Fraction(FIT.par4[kind], PAR), decimals=4)}**" for kind in range(3))

    assert f"| **par** | {pars} |" in DOCUMENT
    assert f"lose {cut(Fraction(FIT.g4, PAR), decimals=4)} stars each" in DOCUMENT


@pytest.mark.parametrize("team", TEAMS)
def test_a_team_of_the_example_has_its_figures(team: str) -> None:
    (mix, lost), due = TEAMS[team], DUE[team]
    n = sum(mix)
    fair = fair_average(
        lost=lost,
        due=due,
        everyone_lost=sum(lost for _, lost in TEAMS.values()),
        everyone_due=sum(DUE.values()),
        g4=FIT.g4,
        k=100,
    )
    cells = [
        team,
        ", ".join(map(str, mix)),
        str(lost),
        show_average(5 - Fraction(lost, n)),
        str(cut(Fraction(due, PAR), decimals=1)),
        show_average(par_average(n=n, due=due)),
        show_difference(stars_saved(lost=lost, due=due)),
        f"**{show_average(fair, decimals=3)}**",
    ]

    assert f"| {' | '.join(cells)} |" in DOCUMENT


def test_the_goals_of_the_example_are_reckoned_right() -> None:
    due = 140 * 1200 + 120 * 800 + 96 * 500
    index = form_index(
        fives=38, due=due, everyone_fives=400, everyone_due=400 * PAR, kappa=10, unit=1
    )
    assert index is not None

    assert f"= {cut(Fraction(due, PAR), decimals=1)}\ngoals" in DOCUMENT
    assert f"handicap of {show_difference(handicap_of(fives=38, due=due, unit=1))}" in DOCUMENT
    assert f"= {cut(index, decimals=1)}, where" in DOCUMENT
