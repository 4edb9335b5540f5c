"""How far a challenge's forecast can be believed, in simulated quarters, beside the naive pace.

SCORING E: the Brier score is the mean squared distance of a probability from what happened; the
expected calibration error says how far what is promised lies from how often it comes true.
"""

from __future__ import annotations

import os
import statistics
import time
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import numpy as np

from gamify.challenges.budget import average_holds
from gamify.challenges.criteria import AverageGoal, Criteria, Criterion
from gamify.challenges.forecast import Earlier, forecast, learn
from gamify.ratings import StarCounts
from tests.bench.quarters import COMPANY, DAYS, WEEK, Quarter, simulate_quarter
from tests.bench.report import Figure

QUARTERS = int(os.environ.get("CROWNBOARD_BENCH_QUARTERS", "400"))
#: Working days after which it is asked, 25, 50, 75 and 90 % of the quarter → the forecast's Brier
#: score over the naive one's, at most. Near the end the naive pace is seldom wrong either.
ASKED = {16: 0.85, 32: 0.85, 48: 0.85, 58: 1.0}
GOALS = ("average", "fives", "both")
#: The expected calibration error, at most, and the bins of probability that it is taken over.
CALIBRATED, BINS = 0.04, 10


class Answer(NamedTuple):
    """One forecast: when, of what, what was said and what happened."""

    day: int
    goal: str
    said: float
    naive: float
    came: bool


def answers(quarter: Quarter) -> list[Answer]:
    """All forecasts of one quarter."""
    final = _chances_naive(quarter, sum(quarter.days, StarCounts()), DAYS)
    found = []
    for day in ASKED:
        stars = sum(quarter.days[:day], StarCounts())
        said, naive = _chances(quarter, stars, day), _chances_naive(quarter, stars, day)
        found += [Answer(day, goal, said[goal], naive[goal], final[goal] == 1) for goal in GOALS]
    return found


def brier(said: list[float], came: list[bool]) -> float:
    """The mean squared distance of what was said from what happened."""
    return statistics.fmean((p - y) ** 2 for p, y in zip(said, came, strict=True))


def calibration_error(said: list[float], came: list[bool]) -> float:
    """How far promises lie from what came true, on average over ten bins of probability."""
    p, y = np.array(said), np.array(came, dtype=np.float64)
    at = np.minimum((p * BINS).astype(int), BINS - 1)
    gaps = [abs(float((p - y)[at == each].sum())) for each in range(BINS)]
    return sum(gaps) / len(said)


def seconds(times: int, *, rounds: int) -> float:
    """The median wall time of a forecast for 80 ratings, or for that many times more."""
    stars = StarCounts(38 * times, 2 * times)
    earlier = Earlier(StarCounts(78 * times, 6 * times, times, 0, times), Fraction(64), COMPANY)
    goal = AverageGoal(Fraction("4.93"), 80 * times)
    criteria = Criteria(average=goal, fives=74 * times)
    measured = []
    for _ in range(rounds):
        began = time.perf_counter()
        model = learn(stars, past=Fraction(30), earlier=earlier)
        forecast(criteria, stars, model=model, left=Fraction(34))
        measured.append(time.perf_counter() - began)
    return statistics.median(measured)


def measure(folder: Path) -> list[Figure]:
    """Brier scores of every day asked on, the calibration of all, and how long one takes."""
    began = time.perf_counter()
    rng = np.random.default_rng(7)
    found = [answer for _ in range(QUARTERS) for answer in answers(simulate_quarter(rng))]
    _print_quarters(found, time.perf_counter() - began)
    figures = []
    for day, better in ASKED.items():
        some = [answer for answer in found if answer.day == day]
        came = [answer.came for answer in some]
        said = brier([answer.said for answer in some], came)
        naive = brier([answer.naive for answer in some], came)
        figures.append(Figure(f"day {day} Brier score, forecast", said, ""))
        figures.append(Figure(f"day {day} Brier score, naive pace", naive, ""))
        figures.append(Figure(f"day {day} forecast over naive", said / naive, "×", better))
    for name in ("said", "naive"):
        error = calibration_error(
            [getattr(answer, name) for answer in found], [answer.came for answer in found]
        )
        bound = CALIBRATED if name == "said" else None
        who = "forecast" if name == "said" else "naive pace"
        figures.append(Figure(f"expected calibration error, {who}", error, "", bound))
    return [
        *figures,
        Figure("forecast of 80 ratings", 1000 * seconds(1, rounds=21), "ms", 15.0),
        Figure("forecast of 5,040 ratings", seconds(63, rounds=3), "s", 2.0),
    ]


def _chances(quarter: Quarter, stars: StarCounts, day: int) -> dict[str, float]:
    """The product's own forecast, as a page shows it."""
    days = (*quarter.before[DAYS % WEEK :], *quarter.days[: day - day % WEEK])
    weeks = tuple(sum(each.n for each in days[at : at + WEEK]) for at in range(0, len(days), WEEK))
    earlier = Earlier(sum(quarter.before, StarCounts()), Fraction(DAYS), COMPANY, weeks)
    goal = AverageGoal(quarter.at_least, quarter.over)
    found = forecast(
        Criteria(average=goal, fives=quarter.fives),
        stars,
        model=learn(stars, past=Fraction(day), earlier=earlier),
        left=Fraction(DAYS - day),
    )
    if found is None:
        raise LookupError("a season before is always known here")
    alone = found.alone
    return dict(
        zip(GOALS, (alone[Criterion.AVERAGE], alone[Criterion.FIVES], found.together), strict=True)
    )


def _chances_naive(quarter: Quarter, stars: StarCounts, day: int) -> dict[str, float]:
    """0 or 1 by the pace and the average so far; on the last day, what happened."""
    average = stars.n * DAYS >= quarter.over * day and average_holds(stars, quarter.at_least)
    fives = stars.five * DAYS >= quarter.fives * day
    return {"average": float(average), "fives": float(fives), "both": float(average and fives)}


def _print_quarters(found: list[Answer], taken: float) -> None:
    """What the simulation has reached: goals are worth forecasting where some are missed."""
    shares = {
        goal: statistics.fmean(each.came for each in found if each.goal == goal) for goal in GOALS
    }
    met = ", ".join(f"{goal} {100 * share:.0f} %" for goal, share in shares.items())
    print(f"  {QUARTERS} quarters of {DAYS} working days; met: {met}; {taken:.0f} s")
