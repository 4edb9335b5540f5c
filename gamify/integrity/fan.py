"""F1 fan: one customer's ratings go to the same engineer far more often than work would."""

from __future__ import annotations

from collections import Counter, defaultdict

from scipy.special import bdtrc

from gamify.integrity.evidence import Evidence, odds_of
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import Message, count

#: So many ratings of one engineer by one customer make it worth asking.
LEAST_RATINGS = 5
#: A tail below this isn't put down to chance.
CHANCE = 0.001


def binomial_tail(successes: int, trials: int, share: float) -> float:
    """P(Bin(trials, share) ≥ successes), by the regularised incomplete beta function."""
    return float(bdtrc(successes - 1, trials, share)) if successes > 0 else 1.0


def fans(evidence: Evidence) -> list[Flag]:
    """Pairs of a customer and an engineer with at least 5 ratings and a tail below 0.001.

    The tail is that of the customer's ratings in the team at the engineer's share of the team's
    tickets (SCORING F1). It is strong, and of high severity, if it also holds at the engineer's
    share of that customer's own tickets: a dedicated account alone never makes it strong. An
    honest pair is flagged in 0.1 to 0.8 % of engineer-quarters, in 15 % where half the tickets
    of a customer go to a favourite: trust such a pair.
    """
    counts = Counter(
        (rating.team_id, rating.requester, rating.engineer_id) for rating in evidence.ratings
    )
    often = {pair for pair, n in counts.items() if n >= LEAST_RATINGS and all(pair)}
    given = Counter[tuple[int, str]]()
    for (team, customer, _), n in counts.items():
        given[team, customer] += n
    ids: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for rating in evidence.ratings if often else ():
        pair = rating.team_id, rating.requester, rating.engineer_id
        if pair in often:
            ids[pair].append(rating.rating_id)
    flags = (
        _judge(evidence, pair, given=given[pair[:2]], ratings=tuple(sorted(ids[pair])))
        for pair in sorted(often)
    )
    return [flag for flag in flags if flag]


def _judge(
    evidence: Evidence, pair: tuple[int, str, int], *, given: int, ratings: tuple[int, ...]
) -> Flag | None:
    team, customer, engineer = pair
    mine, everyone = _handled(evidence, team, engineer)
    if not 0 < mine < everyone:
        return None
    chance = binomial_tail(len(ratings), given, mine / everyone)
    if chance >= CHANCE:
        return None
    theirs, served = _served(evidence, pair)
    is_strong = 0 < theirs < served and (
        binomial_tail(len(ratings), given, theirs / served) < CHANCE
    )
    said = _say(len(ratings), given, mine=mine, everyone=everyone, odds=odds_of(chance))
    if is_strong:
        said = _say_strong(len(ratings), given, theirs=theirs, served=served, usual=said)
    return Flag(
        rule=Rule.FAN,
        severity=Severity.HIGH if is_strong else Severity.NORMAL,
        ratings=ratings,
        engineer_id=engineer,
        other_id=None,
        evidence=said,
        key=flag_key(engineer, customer, team),
    )


def _handled(evidence: Evidence, team: int, engineer: int) -> tuple[int, int]:
    everyone = sum(n for (of_team, _), n in evidence.handled.items() if of_team == team)
    return evidence.handled.get((team, engineer), 0), everyone


def _served(evidence: Evidence, pair: tuple[int, str, int]) -> tuple[int, int]:
    served = sum(n for at, n in evidence.served.items() if at[:2] == pair[:2])
    return evidence.served.get(pair, 0), served


def _say(same: int, given: int, *, mine: int, everyone: int, odds: int) -> Message:
    return count(
        "{same} of {n} rating of one customer in this team went to the same engineer, who has "
        "{mine} of the team's {everyone} tickets. By chance this happens in 1 of {odds} cases.",
        "{same} of {n} ratings of one customer in this team went to the same engineer, who has "
        "{mine} of the team's {everyone} tickets. By chance this happens in 1 of {odds} cases.",
        n=given,
        same=same,
        mine=mine,
        everyone=everyone,
        odds=odds,
    )


def _say_strong(same: int, given: int, *, theirs: int, served: int, usual: Message) -> Message:
    return count(
        "{same} of {n} rating of one customer in this team went to the same engineer, who has "
        "{theirs} of this customer's {served} tickets and {mine} of the team's {everyone}. "
        "By chance this happens in 1 of {odds} cases.",
        "{same} of {n} ratings of one customer in this team went to the same engineer, who has "
        "{theirs} of this customer's {served} tickets and {mine} of the team's {everyone}. "
        "By chance this happens in 1 of {odds} cases.",
        n=given,
        same=same,
        theirs=theirs,
        served=served,
        mine=usual.values["mine"],
        everyone=usual.values["everyone"],
        odds=usual.values["odds"],
    )
