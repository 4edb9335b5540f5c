"""Goals that stretch: proposed from the best so far and the same season a year ago (SCORING E).

A count grows by a quarter; an average cuts the gap to 5.00 by a quarter, since near the ceiling
a ratio of lost stars means something and a difference of averages doesn't.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from gamify.averages import DECIMALS, MOST_DECIMALS, cut
from gamify.challenges.budget import budget
from gamify.challenges.criteria import AverageGoal, Criteria
from gamify.language import Message, count, say
from gamify.ratings import StarCounts

#: By how much a goal lies over the best, in per cents.
STRETCH_PCT = 25

#: The chance that the upper forecast of ratings, the cap of a count, isn't exceeded.
CAP_CHANCE = 0.95

NO_STARS, LEAST = StarCounts(), Fraction(0)
NOTHING_LOST = Decimal("5.00")

#: Forecasts a challenge's probability; None where there is too little to say.
Chance = Callable[[Criteria], float | None]


class ProposalKind(StrEnum):
    """Where a proposal comes from."""

    RATINGS = "ratings"
    FIVES = "fives"
    AVERAGE = "average"
    YEAR_AGO = "year_ago"


class AverageStretch(NamedTuple):
    """A target with the stars it lets be lost; at the ceiling the best is held."""

    budget: int
    target: Fraction
    at_ceiling: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """Criteria to begin with, why, and how likely they would be met."""

    kind: ProposalKind
    criteria: Criteria
    reason: Message
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What proposals build on: the best count of ratings, of fives, the best season's stars.

    `year_ago` are the stars of the same season a year before; `cap` is the upper forecast of
    ratings. `best` is the season with the best average over enough ratings.
    """

    ratings: int = 0
    fives: int = 0
    best: StarCounts = NO_STARS
    year_ago: StarCounts = NO_STARS
    cap: int | None = None


def stretch_count(best: int, *, cap: int | None = None, pct: int = STRETCH_PCT) -> int:
    """The best count and `pct` per cent, rounded up, at least one more; at most the cap."""
    wanted = max(-(-best * (100 + pct) // 100), best + 1)
    return wanted if cap is None else max(min(wanted, cap), 1)


def stretch_average(best: StarCounts, *, over: int, pct: int = STRETCH_PCT) -> AverageStretch:
    """The gap of the best average cut by `pct` per cent, over so many ratings.

    The budget of lost stars is min(N·L·(100−pct) // (100·n), ceil(N·L/n) − 1). Below 1 the best
    is at the ceiling: it is to be held, with a budget of max(N·L // n, 1). `best` has ratings.
    """
    lost, n = over * best.lost, best.n
    stars = min(lost * (100 - pct) // (100 * n), -(-lost // n) - 1)
    at_ceiling = stars < 1
    if at_ceiling:
        stars = max(lost // n, 1)
    return AverageStretch(stars, 5 - Fraction(stars, over), at_ceiling)


def plain_target(stars: int, *, over: int, above: Fraction = LEAST) -> Fraction:
    """The shortest decimal target that lets exactly so many stars be lost over `over` ratings.

    It lies above an average that is to be beaten, unless four decimals can't tell the two apart.
    """
    target = 5 - Fraction(stars, over)
    plain = Fraction(1)
    for decimals in range(DECIMALS, MOST_DECIMALS + 1):
        plain = Fraction(cut(target, decimals=decimals))
        if plain > above and budget(over, plain) == stars:
            break
    return plain


def propose(past: Past, *, over: int, chance: Chance | None = None) -> tuple[Proposal, ...]:
    """Proposals for a challenge, an average among them over `over` ratings.

    Each carries its probability where `chance` knows one; 30 to 60 % is a stretch.
    """
    return tuple(
        Proposal(one.kind, one.criteria, one.reason, chance(one.criteria) if chance else None)
        for one in _proposals(past, over)
    )


def _proposals(past: Past, over: int) -> Iterator[Proposal]:
    if past.best.n:
        yield _average(past, over)
    if past.ratings:
        ratings = stretch_count(past.ratings, cap=past.cap)
        reason = count(
            "The best so far is {n} rating.", "The best so far is {n} ratings.", n=past.ratings
        )
        yield Proposal(ProposalKind.RATINGS, Criteria(ratings=ratings), reason)
    if past.fives:
        fives = stretch_count(past.fives, cap=past.cap)
        reason = count(
            "The best so far is {n} five.", "The best so far is {n} fives.", n=past.fives
        )
        yield Proposal(ProposalKind.FIVES, Criteria(fives=fives), reason)
    if past.year_ago.n:
        yield _year_ago(past.year_ago)


def _average(past: Past, over: int) -> Proposal:
    """Where the average is at the ceiling, it is held while the count is stretched."""
    found, average = stretch_average(past.best, over=over), past.best.average or LEAST
    shown = cut(average, decimals=DECIMALS)
    if not found.at_ceiling:
        target = plain_target(found.budget, over=over, above=average)
        reason = say(
            "At least a quarter of the way from {best}, the best so far, to {most}.",
            best=shown,
            most=NOTHING_LOST,
        )
        return Proposal(ProposalKind.AVERAGE, Criteria(average=AverageGoal(target, over)), reason)
    ratings = max(stretch_count(past.ratings, cap=past.cap), over) if past.ratings else None
    goal = AverageGoal(plain_target(found.budget, over=over), over)
    reason = say("{best} is as good as it gets: hold it, with more ratings.", best=shown)
    return Proposal(ProposalKind.AVERAGE, Criteria(average=goal, ratings=ratings), reason)


def _year_ago(stars: StarCounts) -> Proposal:
    """Beats the average and the count of the same season a year before; 5.00 leaves one star."""
    over, average = stars.n + 1, stars.average or LEAST
    allowed = -(-over * stars.lost // stars.n) - 1 if stars.lost else 1
    target = plain_target(allowed, over=over, above=average if stars.lost else LEAST)
    reason = count(
        "A year ago it was {average} over {n} rating.",
        "A year ago it was {average} over {n} ratings.",
        n=stars.n,
        average=cut(average, decimals=DECIMALS),
    )
    return Proposal(ProposalKind.YEAR_AGO, Criteria(average=AverageGoal(target, over)), reason)
