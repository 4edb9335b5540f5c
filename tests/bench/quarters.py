"""Simulated quarters of a challenge, day by day (SCORING E).

What a forecast doesn't know is in them: the pace drifts, weekdays differ, days are uneven,
incidents bring many ratings and bad ones, and the quality has shifted since the last quarter.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from gamify.ratings import StarCounts

Floats = npt.NDArray[np.float64]

DAYS, WEEK = 64, 5
#: Ratings of a team a quarter, from few to many.
VOLUME = (30.0, 220.0)
#: How far the pace drifts within a quarter (log), and how uneven days are (Gamma's shape).
DRIFT_SD, DAY_SHAPE = 0.25, 2.0
#: What weekdays bring, Monday first.
WEEKDAYS = np.array([1.25, 1.1, 1.0, 0.95, 0.7])
#: How often there is an incident, how many ratings it brings, how many times more low ones.
INCIDENT, INCIDENT_RATINGS, INCIDENT_LOW = 0.03, 2.5, 2.5
#: Odds of a low rating: typical, how far teams differ, how far a quarter shifts (log).
LOW_ODDS, LOW_SD, SHIFT_SD = 0.07, 0.4, 0.25
#: What low ratings are: 4, 3, 2, 1 stars.
LOW_SHARES = np.array([0.70, 0.14, 0.06, 0.10])
#: The whole company's last quarters.
COMPANY = StarCounts(9_350, 455, 91, 39, 65)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter with the one before it, and the goals set for it; `days` are stars day by day."""

    before: tuple[StarCounts, ...]
    days: tuple[StarCounts, ...]
    at_least: Fraction
    over: int
    fives: int


def simulate_quarter(rng: np.random.Generator) -> Quarter:
    """A quarter whose goals lie around what the one before it came to."""
    volume = float(np.exp(rng.uniform(*np.log(VOLUME)))) / DAYS
    odds = LOW_ODDS * float(np.exp(rng.normal(0, LOW_SD)))
    before = _days(rng, volume, odds)
    shift, growth = rng.normal(0, SHIFT_SD), rng.normal(0.05, 0.15)
    days = _days(rng, volume * float(np.exp(growth)), odds * float(np.exp(shift)))
    stars = sum(before, StarCounts())
    over = max(round(stars.n * rng.uniform(0.8, 1.25)), 5)
    lost = max(stars.lost, 1) * over / max(stars.n, 1) * rng.uniform(0.6, 1.5)
    return Quarter(
        before=tuple(before),
        days=tuple(days),
        at_least=5 - Fraction(round(100 * min(lost / over, 3.0)), 100),
        over=over,
        fives=max(round(stars.five * rng.uniform(0.8, 1.25)), 3),
    )


def _days(rng: np.random.Generator, volume: float, odds: float) -> list[StarCounts]:
    drift = np.cumsum(rng.normal(0, DRIFT_SD / DAYS**0.5, DAYS))
    is_incident = rng.random(DAYS) < INCIDENT
    rates = volume * np.exp(drift) * WEEKDAYS[np.arange(DAYS) % WEEK]
    rates *= rng.gamma(DAY_SHAPE, 1 / DAY_SHAPE, DAYS)
    ratings = rng.poisson(np.where(is_incident, INCIDENT_RATINGS, 1.0) * rates)
    low_odds = odds * np.where(is_incident, INCIDENT_LOW, 1.0)
    low = rng.binomial(ratings, low_odds / (1 + low_odds))
    kinds = rng.multinomial(low, LOW_SHARES)
    return [
        StarCounts(int(n - bad), *map(int, kind))
        for n, bad, kind in zip(ratings, low, kinds, strict=True)
    ]
