"""How often the plain and the fair table put the truly best team first, in simulated seasons.

SCORING G: chance finds it in 8.3 %. The ratios of fair to plain are the promise; they hold for
what the simulation assumes.
"""

from __future__ import annotations

import math
import os
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.stats import kendalltau

from gamify.handicap.fair import fair_average, fair_strength
from gamify.handicap.par import WorkSums, fit_par
from gamify.ranking import Entrant, competition_places, team_places
from gamify.ratings import StarCounts
from gamify.standings import RankMode, Rules
from gamify.strength import team_strength
from gamify.yardstick import Borrowing
from tests.bench.report import Figure
from tests.bench.simulation import ENGINEERS, HISTORY, PEOPLE, SCENARIOS, STRATA, TEAMS, simulate
from tests.bench.simulation import Ints as Stars

SEASONS = int(os.environ.get("CROWNBOARD_BENCH_SEASONS", "400"))
#: Quarters that tell how far teams differ, the ruled one included.
WINDOW = 4
LOST = np.arange(5)
RULES = Rules()
#: Scenario → by how much fair has to beat plain: in first places, in Kendall's tau.
PROMISED = {"A": (0.9, 0.95), "B": (1.03, 1.12), "C": (1.6, 2.0), "E": (1.25, 1.45)}
LARGE_ENGINEERS, LARGE_STRATA = 2_000, 60

#: A table: team → place.
Places = dict[int, int]


@dataclass(slots=True)
class Record:
    """How one way of ranking did, season by season."""

    firsts: list[float] = field(default_factory=list)
    taus: list[float] = field(default_factory=list)

    def note(self, places: Places, truth: list[float]) -> None:
        """Compare a table with the truth; a shared first place counts by its share."""
        leaders = [team for team, place in places.items() if place == 1]
        best = truth.index(max(truth))
        self.firsts.append((best in leaders) / len(leaders))
        order = [-places[team] for team in range(TEAMS)]
        self.taus.append(float(kendalltau(order, truth).statistic))

    @property
    def first(self) -> float:
        """The share of seasons in which the truly best team was first."""
        return statistics.fmean(self.firsts)

    @property
    def tau(self) -> float:
        """Kendall's tau between the table and the truth, on average."""
        return statistics.fmean(self.taus)


def error(values: list[float]) -> float:
    """The standard error of their mean."""
    return statistics.stdev(values) / math.sqrt(len(values))


def steady_tables(quarters: list[list[StarCounts]]) -> tuple[Places, Places]:
    """The plain and the steady table of the last quarter."""
    teams = quarters[-1]
    everyone = sum(teams, StarCounts())
    entrants = [Entrant(team, stars) for team, stars in enumerate(teams)]
    k = team_strength(quarters, rules=RULES).k
    plain, steady = (
        team_places(entrants, Borrowing(mode, k).yardstick(everyone, 0))
        for mode in (RankMode.PLAIN, RankMode.STEADY)
    )
    return _by_team(plain), _by_team(steady)


def fair_table(stars: Stars, quarters: list[list[StarCounts]]) -> Places:
    """The fair table of the last quarter, by a par of the four before it.

    `stars` has (quarter, engineer, stratum, stars); `quarters` are the window's teams.
    """
    history = stars[:HISTORY].sum(axis=0)
    unit, stratum = np.divmod(np.arange(PEOPLE * STRATA), STRATA)
    par = fit_par(WorkSums(unit, stratum, history.sum(axis=2).ravel(), (history @ LOST).ravel()))
    par4 = np.array([par.par4[each] for each in range(STRATA)])
    ratings = stars[-WINDOW:].sum(axis=3).reshape(WINDOW, TEAMS, ENGINEERS, STRATA).sum(axis=2)
    dues = (ratings @ par4).tolist()
    strength = fair_strength(
        [list(zip(*each, strict=True)) for each in zip(quarters, dues, strict=True)],
        g4=par.g4,
        default=RULES.k_default_team,
        bounds=(RULES.k_min_team, RULES.k_max_team),
    )
    lost = [team.lost for team in quarters[-1]]
    keys = [
        fair_average(
            lost=one,
            due=due,
            everyone_lost=sum(lost),
            everyone_due=sum(dues[-1]),
            g4=par.g4,
            k=strength.k,
        )
        for one, due in zip(lost, dues[-1], strict=True)
    ]
    return _by_team(competition_places((-(key or 0), team) for team, key in enumerate(keys)))


def rank_seasons(name: str) -> list[Figure]:
    """One scenario's figures."""
    began = time.perf_counter()
    seasons = simulate(np.random.default_rng(7), SCENARIOS[name], seasons=SEASONS)
    plain, steady, fair = Record(), Record(), Record()
    for stars, truth in zip(seasons.stars, seasons.truth.tolist(), strict=True):
        teams = stars[-WINDOW:].sum(axis=2).reshape(WINDOW, TEAMS, ENGINEERS, 5).sum(axis=2)
        quarters = [[StarCounts(*team) for team in quarter] for quarter in teams.tolist()]
        tables = (*steady_tables(quarters), fair_table(stars, quarters))
        for record, places in zip((plain, steady, fair), tables, strict=True):
            record.note(places, truth)
    _print_scenario(name, seasons.stars[:, -1], seconds=time.perf_counter() - began)
    figures = []
    for way, record in (("plain", plain), ("steady", steady), ("fair", fair)):
        within = f"± {100 * error(record.firsts):.1f}"
        figures.append(Figure(f"{name} best team first, {way} ({within})", 100 * record.first, "%"))
        within = f"± {error(record.taus):.3f}"
        figures.append(Figure(f"{name} Kendall's tau, {way} ({within})", record.tau, ""))
    firsts, taus = PROMISED[name]
    ratio = fair.first / plain.first
    figures.append(Figure(f"{name} best team first, fair over plain", ratio, "×", firsts, True))
    ratio = fair.tau / plain.tau
    figures.append(Figure(f"{name} Kendall's tau, fair over plain", ratio, "×", taus, True))
    return figures


def fit_seconds() -> float:
    """The median wall time of a par for a large company's year."""
    rng = np.random.default_rng(7)
    unit, stratum = np.divmod(np.arange(LARGE_ENGINEERS * LARGE_STRATA), LARGE_STRATA)
    n = rng.poisson(8.0, len(unit))
    rates = rng.lognormal(-2.4, 0.5, LARGE_STRATA)[stratum]
    sums = WorkSums(unit, stratum, n, rng.poisson(n * rates))
    times = []
    for _ in range(3):
        began = time.perf_counter()
        fit_par(sums)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def measure(folder: Path) -> list[Figure]:
    """Every scenario's figures, and how long a large company's par takes."""
    figures = [figure for name in PROMISED for figure in rank_seasons(name)]
    what = f"par of {LARGE_ENGINEERS:,} engineers × {LARGE_STRATA} kinds of work"
    return [*figures, Figure(what, fit_seconds(), "s", 2.0)]


def _by_team(ranked: list[tuple[int, int]]) -> Places:
    return {team: place for place, team in ranked}


def _print_scenario(name: str, stars: Stars, *, seconds: float) -> None:
    """What the simulation has reached: it is believable at 95 ratings a team and 93-96 % fives."""
    counts = stars.sum(axis=(0, 1, 2))
    n = counts.sum()
    print(
        f"  {SCENARIOS[name].name}: {n / SEASONS / TEAMS:.0f} ratings a team and quarter,"
        f" average {5 - counts @ LOST / n:.3f}, {100 * counts[0] / n:.1f} % fives,"
        f" {SEASONS} seasons in {seconds:.0f} s"
    )
