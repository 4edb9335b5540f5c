"""Places on exact keys: the team table and the top scorers (SCORING 0, A6, A7)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from gamify.averages import steady_average
from gamify.ratings import StarCounts
from gamify.standings import (
    EngineerStanding,
    EngineerTable,
    EngineerTally,
    Rules,
    Strength,
    TeamStanding,
    TeamTable,
    TeamTally,
)
from gamify.uncertainty import chances_of_being_first, intervals, judge_lead, posterior

#: Later than any score: where it isn't known when a score was reached.
_NEVER = datetime.max.replace(tzinfo=UTC)

#: A public board shows at least so many scorers, however few there are in all.
FEWEST_SHOWN = 3


class Entrant(NamedTuple):
    """A team as the order sees it; `last` grows with the time of the last counted rating."""

    id: int
    stars: StarCounts
    last: float | None = None


def rank_teams(
    tallies: Collection[TeamTally],
    *,
    strength: Strength,
    rules: Rules,
    everyone: StarCounts | None = None,
) -> TeamTable:
    """The team table, in whatever order the tallies come.

    `everyone` are all ratings of the season where some belong to no team of the tallies; the
    common average and the scale of the intervals are taken over them.
    """
    teams = {tally.id: tally for tally in sorted(tallies, key=lambda tally: tally.id)}
    everyone = everyone or sum((tally.stars for tally in teams.values()), StarCounts())
    ready = [tally for tally in teams.values() if tally.stars.n >= rules.min_ratings_team]
    waiting = [tally for tally in teams.values() if tally.stars.n < rules.min_ratings_team]
    ranked = team_places([_entrant(tally) for tally in ready], everyone=everyone, k=strength.k)
    chances = _chances(ready, everyone=everyone, strength=strength)
    order = [
        *((place, teams[team]) for place, team in ranked),
        *((None, tally) for tally in sorted(waiting, key=lambda tally: -tally.stars.n)),
    ]
    stars = [tally.stars for _, tally in order]
    spans = intervals(stars, everyone=everyone, strength=strength, coverage=rules.interval)
    rows = tuple(
        TeamStanding(
            place=place,
            tally=tally,
            steady=steady_average(tally.stars, everyone=everyone, k=strength.k),
            interval=interval,
            p_first=chances.get(tally.id),
            missing=max(rules.min_ratings_team - tally.stars.n, 0),
        )
        for (place, tally), interval in zip(order, spans, strict=True)
    )
    race = [(team, chances[team]) for _, team in ranked if team in chances]
    return TeamTable(
        rows=rows,
        strength=strength,
        common=everyone.average,
        lead=judge_lead(race, rules=rules),
    )


def team_places(
    entrants: Collection[Entrant], *, everyone: StarCounts, k: int
) -> list[tuple[int, int]]:
    """Place and id of each team, best first. Every entrant must have ratings.

    The order is: steady average, plain average, more ratings, fewer of 1★, 2★, 3★ and 4★, and
    the earlier last rating; teams equal in all share the place (SCORING A7). Averages are
    compared exactly as integers: two fractions whose denominators are at most d differ by at
    least 1/d², so scaled by d² and cut they keep their order.
    """
    scale = max(((entrant.stars.n + k) ** 2 for entrant in entrants), default=1)
    n_all, borrowed = everyone.n, k * everyone.total

    def key(entrant: Entrant) -> tuple[float, ...]:
        stars, last = entrant.stars, entrant.last
        n, total = stars.n, stars.total
        return (
            -(scale * (total * n_all + borrowed) // (n + k)),
            -(scale * total // n),
            -n,
            stars.one,
            stars.two,
            stars.three,
            stars.four,
            float("inf") if last is None else last,
        )

    return competition_places((key(entrant), entrant.id) for entrant in entrants)


def rank_engineers(tallies: Iterable[EngineerTally]) -> EngineerTable:
    """The top scorers: more five-credits, fewer lost-star credits, the score reached earlier.

    Engineers without a five come last and have no place.
    """
    tallies = list(tallies)
    by_id = {tally.id: tally for tally in tallies}
    places = competition_places(
        (_scorer_key(tally), tally.id) for tally in tallies if tally.units.five
    )
    rest = sorted(tally.id for tally in tallies if not tally.units.five)
    return EngineerTable(
        rows=(
            *(EngineerStanding(place=place, tally=by_id[engineer]) for place, engineer in places),
            *(EngineerStanding(place=None, tally=by_id[engineer]) for engineer in rest),
        )
    )


def public_scorers(table: EngineerTable, *, rules: Rules) -> tuple[EngineerStanding, ...]:
    """The rows that a public board shows: the best few, never more than half of the scorers."""
    scorers = [row for row in table.rows if row.place is not None]
    shown = min(rules.public_top, max(FEWEST_SHOWN, len(scorers) // 2))
    return tuple(scorers[:shown])


def competition_places(keyed: Iterable[tuple[Any, int]]) -> list[tuple[int, int]]:
    """Place and id of each (key, id), lowest key first: 1, 2, 2, 4.

    Equal keys share the place; within it the id gives the order and decides nothing.
    """
    places: list[tuple[int, int]] = []
    shared: tuple[Any, int] | None = None
    for position, (key, unit) in enumerate(sorted(keyed), start=1):
        if shared is None or shared[0] != key:
            shared = (key, position)
        places.append((shared[1], unit))
    return places


def _entrant(tally: TeamTally) -> Entrant:
    last = tally.last_rated_at
    return Entrant(tally.id, tally.stars, None if last is None else last.timestamp())


def _scorer_key(tally: EngineerTally) -> tuple[int, int, datetime]:
    return (-tally.units.five, tally.units.lost, tally.last_five_at or _NEVER)


def _chances(
    ready: list[TeamTally], *, everyone: StarCounts, strength: Strength
) -> dict[int, float]:
    if len(ready) < 2 or not everyone.lost:
        return {}
    stars = [tally.stars for tally in ready]
    chances = chances_of_being_first(*posterior(stars, everyone=everyone, strength=strength))
    return {tally.id: chance for tally, chance in zip(ready, chances, strict=True)}
