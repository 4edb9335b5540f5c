"""Makes the par of a season out of the sums of the quarters before it (SCORING B1, A3).

Everything that ranks is published with it: par by kind of work, and the borrowed ratings and
fives, which follow from the same window and so are known before the season begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from gamify.handicap.fair import fair_strength
from gamify.handicap.form import estimate_kappa
from gamify.handicap.kinds import Kind, broadest_first
from gamify.handicap.merging import MIN_STRATUM, merge_small
from gamify.handicap.par import ParFit, WorkSums, fit_par
from gamify.handicap.published import Par, StratumPar
from gamify.ratings import CREDIT, StarCounts
from gamify.standings import NO_TEAM, Rules

Ints = NDArray[np.int64]

#: Quarters on which par is fitted, and the ratings they need together.
PAR_WINDOW, LEAST_RATINGS = 4, 200


@dataclass(frozen=True, slots=True)
class WindowSums:
    """Sums of the window by quarter, team, engineer and stratum; all columns equally long.

    `whole` are ratings and `units` credit units per star, five columns each, best first.
    """

    quarter: Ints
    team: Ints
    engineer: Ints
    stratum: Ints
    whole: Ints
    units: Ints
    tickets: Ints

    @property
    def ratings(self) -> int:
        """How many ratings the window has."""
        return int(self.whole.sum())


@dataclass(frozen=True, slots=True)
class SolvingTimes:
    """How long tickets of the window took, in minutes, each with its stratum."""

    stratum: Ints
    minutes: Ints


def make_par(
    sums: WindowSums,
    times: SolvingTimes,
    *,
    season: str,
    window: tuple[date, date],
    is_provisional: bool,
    kinds: Mapping[int, Kind],
    rules: Rules,
) -> Par:
    """The par of a season, not yet published: its version is 0."""
    group_of = _groups(sums, kinds)
    labels = sorted(set(group_of.values()))
    code = {label: at for at, label in enumerate(labels)}
    groups = np.array(
        [code[group_of[stratum]] for stratum in sums.stratum.tolist()], dtype=np.int64
    )
    lost = fit_par(
        WorkSums(sums.engineer, groups, sums.units.sum(axis=1), _lost(sums.units)), unit_size=CREDIT
    )
    fives = fit_par(
        # Helpers of tickets without a rating aren't known: the owner has the whole five here.
        WorkSums(sums.engineer, groups, sums.tickets, sums.whole[:, 0])
    )
    par = Par(
        season=season,
        version=0,
        is_provisional=is_provisional,
        window=window,
        ratings=sums.ratings,
        g4=lost.g4,
        f4=fives.g4,
        phi=1.0,
        k_team=rules.k_default_team,
        k_person=rules.k_default_person,
        kappa=0,
        strata=_strata(sums, times, group_of, code, (lost, fives)),
    )
    return _with_strengths(par, sums, rules)


def _groups(sums: WindowSums, kinds: Mapping[int, Kind]) -> dict[int, str]:
    """The label under which each stratum of the window is fitted."""
    strata, at = np.unique(sums.stratum, return_inverse=True)
    ratings = np.zeros(len(strata), dtype=np.int64)
    np.add.at(ratings, at, sums.whole.sum(axis=1))
    known = {stratum: broadest_first(kinds[stratum]) for stratum in strata.tolist()}
    counted = dict(zip(strata.tolist(), ratings.tolist(), strict=True))
    return merge_small(known, counted, least=MIN_STRATUM)


def _strata(
    sums: WindowSums,
    times: SolvingTimes,
    group_of: Mapping[int, str],
    code: Mapping[str, int],
    fits: tuple[ParFit, ParFit],
) -> dict[int, StratumPar]:
    lost, fives = fits
    found: dict[str, StratumPar] = {}
    for label, at in code.items():
        members = np.array([s for s, its in group_of.items() if its == label], dtype=np.int64)
        inside = np.isin(sums.stratum, members)
        minutes = times.minutes[np.isin(times.stratum, members)]
        found[label] = StratumPar(
            stratum_id=0,
            group=label,
            par4=lost.par4.get(at, lost.g4),
            rho4=fives.par4.get(at, fives.g4),
            ratings=int(sums.whole[inside].sum()),
            owner_team=_owner(sums.team[inside], sums.whole[inside].sum(axis=1)),
            median_minutes=int(np.median(minutes)) if len(minutes) else None,
        )
    return {
        stratum: replace(found[label], stratum_id=stratum) for stratum, label in group_of.items()
    }


def _owner(teams: Ints, ratings: Ints) -> int | None:
    """The team that has more than 80 % of the ratings."""
    known, at = np.unique(teams, return_inverse=True)
    counted = np.bincount(at, ratings, len(known))
    for team, n in zip(known.tolist(), counted.tolist(), strict=True):
        if team != NO_TEAM and 5 * n > 4 * counted.sum():
            return int(team)
    return None


def _with_strengths(par: Par, sums: WindowSums, rules: Rules) -> Par:
    """The par with what is borrowed beside it."""
    par4 = np.array([par.par4(stratum) for stratum in sums.stratum.tolist()], dtype=np.int64)
    rho4 = np.array([par.rho4(stratum) for stratum in sums.stratum.tolist()], dtype=np.int64)
    teams = _by_quarter(sums.quarter, sums.team, sums.whole, sums.whole.sum(axis=1) * par4)
    persons = _by_quarter(sums.quarter, sums.engineer, sums.units, sums.units.sum(axis=1) * par4)
    scored = _by_quarter(sums.quarter, sums.engineer, sums.whole, sums.tickets * rho4)
    team = fair_strength(
        teams,
        g4=par.g4,
        default=rules.k_default_team,
        bounds=(rules.k_min_team, rules.k_max_team),
    )
    person = fair_strength(
        persons,
        g4=par.g4,
        default=rules.k_default_person,
        bounds=(rules.k_min_person, rules.k_max_person),
        unit=CREDIT,
    )
    fives = [[(stars.five, due) for stars, due in each] for each in scored]
    kappa = estimate_kappa(fives, unit=1)
    return replace(par, phi=team.phi, k_team=team.k, k_person=person.k, kappa=kappa)


def _by_quarter(
    quarter: Ints, unit: Ints, stars: Ints, due: Ints
) -> list[list[tuple[StarCounts, int]]]:
    """What each known unit had in each quarter, and what was due of it."""
    return [
        list(_by_unit(unit[quarter == start], stars[quarter == start], due[quarter == start]))
        for start in np.unique(quarter)
    ]


def _by_unit(unit: Ints, stars: Ints, due: Ints) -> Iterator[tuple[StarCounts, int]]:
    units, at = np.unique(unit, return_inverse=True)
    counts, dues = np.zeros((len(units), 5), dtype=np.int64), np.zeros(len(units), dtype=np.int64)
    np.add.at(counts, at, stars)
    np.add.at(dues, at, due)
    for id_, its, expected in zip(units.tolist(), counts.tolist(), dues.tolist(), strict=True):
        if id_:
            yield StarCounts(*its), expected


def _lost(stars: Ints) -> Ints:
    lost: Ints = stars @ np.arange(5)
    return lost
