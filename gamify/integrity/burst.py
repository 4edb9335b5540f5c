"""F2 burst: many ratings of one engineer arrive within an hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from scipy.special import pdtrc

from gamify.integrity.evidence import MINUTE, Evidence, RatedTicket, odds_of
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import Message, count

#: So many ratings within the window make a burst.
LEAST_RATINGS = 4
#: The window, in minutes.
WINDOW = 60
#: A tail below this isn't put down to chance.
CHANCE = 1e-4


def poisson_tail(least: int, mean: float) -> float:
    """P(X ≥ least) of a Poisson variable, by the regularised incomplete gamma function."""
    return float(pdtrc(least - 1, mean)) if least > 0 else 1.0


def usual_in_window(ratings: int, *, working_minutes: int) -> float:
    """How many of a season's ratings fall within an hour of work on average."""
    return ratings * WINDOW / working_minutes


def bursts(evidence: Evidence) -> list[Flag]:
    """At least 4 ratings of an engineer within 60 minutes, with a Poisson tail below 1e-4.

    The mean is that of the engineer's ratings over the season's working minutes (SCORING F2).
    Thanks after an incident and surveys mailed together look the same: 0 to 1.4 % of honest
    engineer-quarters. Ratings whose time of day isn't known are left out.
    """
    if evidence.working_minutes <= 0:
        return []
    mine: dict[int, list[RatedTicket]] = defaultdict(list)
    for rating in evidence.ratings:
        if rating.engineer_id and rating.is_timed:
            mine[rating.engineer_id].append(rating)
    found = []
    for engineer, ratings in sorted(mine.items()):
        ratings.sort(key=lambda rating: (rating.rated_at, rating.rating_id))
        usual = usual_in_window(len(ratings), working_minutes=evidence.working_minutes)
        for run in _runs(ratings, usual):
            ids = tuple(rating.rating_id for rating in run)
            found.append(
                Flag(
                    rule=Rule.BURST,
                    severity=Severity.NORMAL,
                    ratings=ids,
                    engineer_id=engineer,
                    other_id=None,
                    evidence=_say(run, len(ratings), poisson_tail(len(run), usual)),
                    key=flag_key(engineer, occurrence=ids[0]),
                )
            )
    return found


def _runs(ratings: list[RatedTicket], usual: float) -> Iterator[list[RatedTicket]]:
    """The bursts one after another; the ratings of one aren't looked at again."""
    first = last = 0
    while first < len(ratings):
        until = ratings[first].rated_at + WINDOW * MINUTE
        while last < len(ratings) and ratings[last].rated_at <= until:
            last += 1
        n = last - first
        is_burst = n >= LEAST_RATINGS and poisson_tail(n, usual) < CHANCE
        if is_burst:
            yield ratings[first:last]
        first = last if is_burst else first + 1


def _say(run: list[RatedTicket], season: int, chance: float) -> Message:
    minutes = -(-(run[-1].rated_at - run[0].rated_at) // MINUTE)
    return count(
        "{n} rating of one engineer arrived within {minutes} min; the whole season has brought "
        "{season}. By chance such an hour happens in 1 of {odds} cases.",
        "{n} ratings of one engineer arrived within {minutes} min; the whole season has brought "
        "{season}. By chance such an hour happens in 1 of {odds} cases.",
        n=len(run),
        minutes=max(minutes, 1),
        season=season,
        odds=odds_of(chance),
    )
