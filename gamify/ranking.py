"""Places on exact keys: the team table, raw and handicapped (SCORING 0, A6, A7, B2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from gamify.averages import steady_average
from gamify.handicap.fair import par_average, stars_saved
from gamify.handicap.published import Par
from gamify.ratings import StarCounts, all_together
from gamify.standings import (
    Handicap,
    Interval,
    Lead,
    RankMode,
    Rules,
    Strength,
    TeamStanding,
    TeamTable,
    TeamTally,
)
from gamify.uncertainty import chances_of_being_first, judge_lead
from gamify.yardstick import Borrowing, Yardstick


class Entrant(NamedTuple):
    """A team as the order sees it; `last` grows with the time of the last counted rating.

    `due` is what par expects of its ratings, in 1/10 000 lost stars.
    """

    id: int
    stars: StarCounts
    last: float | None = None
    due: int = 0


@dataclass(frozen=True, slots=True)
class _Order:
    """A yardstick with the strength behind it, and the places that it gives by team id."""

    yardstick: Yardstick
    strength: Strength
    places: Mapping[int, int]


def rank_teams(
    tallies: Collection[TeamTally],
    *,
    strength: Strength,
    rules: Rules,
    everyone: StarCounts | None = None,
    mode: RankMode = RankMode.STEADY,
    par: Par | None = None,
    everyone_due: int | None = None,
) -> TeamTable:
    """The team table of a mode, in whatever order the tallies come.

    `everyone` are all ratings of the season where some belong to no team of the tallies, and
    `everyone_due` what par expects of them. `strength` is that of the steady averages. Without
    a par that expects anything the fair table is the steady one.
    """
    teams = sorted(tallies, key=lambda tally: tally.id)
    everyone = everyone or all_together(tally.stars for tally in teams)
    due = sum(tally.due for tally in teams) if everyone_due is None else everyone_due
    ready = [tally for tally in teams if tally.stars.n >= rules.min_ratings_team]
    raw = _raw_order(ready, everyone, mode, strength)
    fair = None if par is None or not due else _fair_order(ready, everyone, due, par)
    ruling = fair if fair is not None and mode is RankMode.FAIR else raw
    order = _in_order(teams, ruling)
    chances = _chances(ready, ruling)
    spans = _intervals(order, ruling, rules)
    rows = (
        _standing(tally, interval, chances.get(tally.id), orders=(ruling, raw, fair), rules=rules)
        for tally, interval in zip(order, spans, strict=True)
    )
    return TeamTable(
        rows=tuple(rows),
        strength=ruling.strength,
        common=everyone.average,
        lead=_lead(order, chances, rules),
        mode=ruling.yardstick.borrowing.mode,
        par=par,
        raw_strength=strength,
    )


def team_places(entrants: Collection[Entrant], yardstick: Yardstick) -> list[tuple[int, int]]:
    """Place and id of each team, best first. Every entrant must have ratings.

    The order is: ranking average, plain average, more ratings, fewer of 1★, 2★, 3★ and 4★, and
    the earlier last rating; teams equal in all share the place (SCORING A7). Averages are
    compared exactly, as integers.
    """
    dues = [yardstick.due(entrant.stars, entrant.due) for entrant in entrants]
    scale = yardstick.scale(dues)
    plain_scale = max((entrant.stars.n**2 for entrant in entrants), default=1)

    def key(entrant: Entrant, due: int) -> tuple[float, ...]:
        stars, last = entrant.stars, entrant.last
        n = stars.n
        return (
            yardstick.loss(stars, due, scale),
            -(plain_scale * stars.total // n),
            -n,
            stars.one,
            stars.two,
            stars.three,
            stars.four,
            float("inf") if last is None else last,
        )

    return competition_places(
        (key(entrant, due), entrant.id) for entrant, due in zip(entrants, dues, strict=True)
    )


def competition_places(keyed: Iterable[tuple[Any, int]]) -> list[tuple[int, int]]:
    """Place and id of each (key, id), lowest key first: 1, 2, 2, 4.

    Equal keys share the place; within it the id gives the order and decides nothing.
    """
    places: list[tuple[int, int]] = []
    place, shared = 0, None
    for position, (key, unit) in enumerate(sorted(keyed), start=1):
        if shared != key:
            place, shared = position, key
        places.append((place, unit))
    return places


def _order(ready: list[TeamTally], yardstick: Yardstick, strength: Strength) -> _Order:
    placed = team_places([_entrant(tally) for tally in ready], yardstick)
    return _Order(yardstick, strength, {team: place for place, team in placed})


def _in_order(teams: list[TeamTally], ruling: _Order) -> list[TeamTally]:
    """Ranked teams by their places, then those below the minimum, most ratings first."""
    known = {tally.id: tally for tally in teams}
    waiting = [tally for tally in teams if tally.id not in ruling.places]
    ranked = [known[team] for team in ruling.places]
    return [*ranked, *sorted(waiting, key=lambda tally: -tally.stars.n)]


def _raw_order(
    ready: list[TeamTally], everyone: StarCounts, mode: RankMode, strength: Strength
) -> _Order:
    raw_mode = RankMode.PLAIN if mode is RankMode.PLAIN else RankMode.STEADY
    return _order(ready, Borrowing(raw_mode, strength.k).yardstick(everyone, 0), strength)


def _fair_order(ready: list[TeamTally], everyone: StarCounts, due: int, par: Par) -> _Order:
    borrowing = Borrowing(RankMode.FAIR, par.k_team, par.g4)
    strength = Strength(phi=par.phi, tau2=None, k=par.k_team)
    return _order(ready, borrowing.yardstick(everyone, due), strength)


def _entrant(tally: TeamTally) -> Entrant:
    last = tally.last_rated_at
    return Entrant(tally.id, tally.stars, None if last is None else last.timestamp(), tally.due)


def _standing(
    tally: TeamTally,
    interval: Interval | None,
    p_first: float | None,
    *,
    orders: tuple[_Order, _Order, _Order | None],
    rules: Rules,
) -> TeamStanding:
    """A row of the table by its ruling, raw and fair orders."""
    ruling, raw, fair = orders
    handicap = _handicap(tally, fair)
    return TeamStanding(
        place=ruling.places.get(tally.id),
        tally=tally,
        steady=steady_average(tally.stars, everyone=raw.yardstick.everyone, k=raw.strength.k),
        average=handicap.fair
        if handicap is not None and ruling is fair
        else ruling.yardstick.average(tally.stars, tally.due),
        interval=interval,
        p_first=p_first,
        missing=max(rules.min_ratings_team - tally.stars.n, 0),
        raw_place=raw.places.get(tally.id),
        handicap=handicap,
    )


def _handicap(tally: TeamTally, fair: _Order | None) -> Handicap | None:
    """A team's handicap; None without a par or without ratings."""
    average = None if fair is None else fair.yardstick.average(tally.stars, tally.due)
    by_par = par_average(n=tally.stars.n, due=tally.due)
    if fair is None or average is None or by_par is None:
        return None
    return Handicap(
        fair=average,
        par_average=by_par,
        saved=stars_saved(lost=tally.stars.lost, due=tally.due),
        place=fair.places.get(tally.id),
    )


def _lead(order: list[TeamTally], chances: Mapping[int, float], rules: Rules) -> Lead | None:
    race = [(tally.id, chances[tally.id]) for tally in order if tally.id in chances]
    return judge_lead(race, rules=rules)


def _intervals(order: list[TeamTally], ruling: _Order, rules: Rules) -> list[Interval | None]:
    return ruling.yardstick.intervals(
        [(tally.stars, tally.due) for tally in order],
        strength=ruling.strength,
        coverage=rules.interval,
    )


def _chances(ready: list[TeamTally], ruling: _Order) -> dict[int, float]:
    if len(ready) < 2 or not ruling.yardstick.everyone.lost:
        return {}
    units = [(tally.stars, tally.due) for tally in ready]
    chances = chances_of_being_first(*ruling.yardstick.posterior(units, strength=ruling.strength))
    return {tally.id: chance for tally, chance in zip(ready, chances, strict=True)}
