"""Simulated seasons of a support department whose true quality is known (SCORING G).

12 teams of 8 engineers work 8 kinds of tickets through four quarters of history and the one
that is ruled. A customer's satisfaction is an ordered logit of the ticket's difficulty, the
team and the engineer; who answers depends on the satisfaction and on who asks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

TEAMS, ENGINEERS, STRATA, HISTORY = 12, 8, 8, 4
QUARTERS = HISTORY + 1
PEOPLE = TEAMS * ENGINEERS

#: Standard deviations on the logit scale: of teams, of engineers, of their drift a quarter.
TEAM_SD, ENGINEER_SD, DRIFT_SD = 0.30, 0.45, 0.15
#: How far engineers differ in tickets (log), in what they ask for (log).
TICKETS_SD, SOLICITING_SD = 0.35, 0.30
#: Tickets of an engineer a quarter at volume 1.
TICKETS = 135.0
#: Logits of at least 5, 4, 3 and 2 stars on a usual ticket of a usual engineer.
CUTS = np.array([2.88, 3.55, 4.05, 4.45])
#: Share of customers who answer, by stars from 5 down to 1: the delighted and the angry most.
RESPONSE = np.array([0.09, 0.05, 0.04, 0.06, 0.12])
#: What each kind of ticket takes off the logit.
DIFFICULTY = np.linspace(-1.1, 1.1, STRATA)
#: The kinds around which the easy, the medium and the hard line work, and how far they spread.
LINE_CENTRES, LINE_SPREAD = np.array([1.5, 3.5, 5.5]), 1.5


@dataclass(frozen=True, slots=True)
class Scenario:
    """What differs between scenarios: lines, better people on hard tickets, volume."""

    name: str
    has_lines: bool = True
    #: How much better on the logit scale each next harder line is.
    confounding: float = 0.0
    volume: float = 1.0


SCENARIOS = {
    "A": Scenario("A, the same mix for all", has_lines=False),
    "B": Scenario("B, easy, medium and hard lines"),
    "C": Scenario("C, better people on hard tickets", confounding=0.35),
    "E": Scenario("E, five times the volume", volume=5.0),
}


@dataclass(frozen=True, slots=True)
class Seasons:
    """Many independent seasons of one scenario.

    `stars` counts ratings by (season, quarter, engineer, stratum, 5 stars down to 1); the last
    quarter is the ruled one, and eight engineers in a row are a team. `truth` holds by (season,
    team) the expected average on the common mix of tickets in the ruled quarter.
    """

    stars: Ints
    truth: Floats


def simulate(rng: np.random.Generator, scenario: Scenario, *, seasons: int) -> Seasons:
    """Draw seasons; the same `rng` gives the same ones."""
    quality = _quality(rng, scenario, seasons)
    tickets = TICKETS * scenario.volume * _lognormal(rng, TICKETS_SD, (seasons, QUARTERS, PEOPLE))
    asking = _lognormal(rng, SOLICITING_SD, (seasons, QUARTERS, PEOPLE))
    mix = _mix(scenario)
    answers = _shares(quality[..., None] - DIFFICULTY) * RESPONSE
    expected = (tickets * asking)[..., None, None] * mix[:, :, None] * answers
    common = mix.mean(axis=0)
    return Seasons(
        stars=rng.poisson(expected),
        truth=_truth(answers[:, -1], tickets[:, -1], common),
    )


def _quality(rng: np.random.Generator, scenario: Scenario, seasons: int) -> Floats:
    """Quality by (season, quarter, engineer), on the logit scale."""
    team = rng.normal(0, TEAM_SD, (seasons, TEAMS)) + scenario.confounding * (_lines() - 1)
    engineer = rng.normal(0, ENGINEER_SD, (seasons, PEOPLE))
    steps = rng.normal(0, DRIFT_SD, (seasons, QUARTERS, PEOPLE))
    steps[:, 0] = 0
    start = np.repeat(team, ENGINEERS, axis=1) + engineer
    return start[:, None] + np.cumsum(steps, axis=1)


def _lines() -> Ints:
    """The line of each team: 0 easy, 1 medium, 2 hard."""
    return np.arange(TEAMS) * len(LINE_CENTRES) // TEAMS


def _mix(scenario: Scenario) -> Floats:
    """The share of each stratum in an engineer's tickets, by (engineer, stratum)."""
    if not scenario.has_lines:
        return np.full((PEOPLE, STRATA), 1 / STRATA)
    centres = LINE_CENTRES[np.repeat(_lines(), ENGINEERS)]
    weights: Floats = np.exp(-(((np.arange(STRATA) - centres[:, None]) / LINE_SPREAD) ** 2) / 2)
    weights /= weights.sum(axis=1, keepdims=True)
    return weights


def _shares(logit: Floats) -> Floats:
    """The chance of 5, 4, 3, 2 and 1 stars, along a new last axis."""
    at_least = 1 / (1 + np.exp(-(logit[..., None] + CUTS)))
    ones = np.ones((*logit.shape, 1))
    return np.diff(np.concatenate([0 * ones, at_least, ones], axis=-1), axis=-1)


def _truth(answers: Floats, tickets: Floats, common: Floats) -> Floats:
    """Expected average by (season, team) of what customers on the common mix would give."""
    counts: Floats = np.einsum("sphk,h->spk", answers, common)
    counts = (counts * tickets[..., None]).reshape(len(tickets), TEAMS, ENGINEERS, 5).sum(axis=2)
    average: Floats = counts @ np.arange(5.0, 0.0, -1.0) / counts.sum(axis=-1)
    return average


def _lognormal(rng: np.random.Generator, sd: float, shape: tuple[int, ...]) -> Floats:
    """Draws around 1 on average."""
    return np.exp(rng.normal(-sd * sd / 2, sd, shape))
