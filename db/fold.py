"""Sums facts about ratings and tickets into cells: the one fold of every write and recount.

A fact is a row of numbers: who, which team, what kind of work, which day, and what it adds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.days import Ints, quarter_starts
from db.dues import Dues
from db.models import Grain

#: What stands for "no instant" in arrays.
NEVER = -(2**62)

#: Counts of a cell that facts add to: n5…n1, u5…u1, tickets.
COLUMNS = 11

#: After so many further partial sums they are summed up again.
_MANY = 150_000

#: A writer that goes on for long writes its sums into the cells when it holds so many.
LARGE = 170_000


@dataclass(frozen=True, slots=True)
class Facts:
    """Columns of equal length; unknown engineers and teams are 0.

    `stars` is 0 for a ticket; `whole` is 1 on the fact that carries the rating itself;
    `units` are credit units; `at` is when it was rated, in microseconds.
    """

    day: Ints
    team: Ints
    engineer: Ints
    stratum: Ints
    stars: Ints
    whole: Ints
    units: Ints
    at: Ints

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True, slots=True)
class Sums:
    """Cells of one grain: keys (day, team, engineer, stratum), counts (n5…n1, u5…u1, tickets,
    and once they are cells also due and due fives) and lasts (last rated, last five)."""

    keys: Ints
    counts: Ints
    lasts: Ints

    def __len__(self) -> int:
        return len(self.keys)


class Fold:
    """Collects facts; small however many there are, because equal keys are summed at once."""

    def __init__(self, fiscal_start: int) -> None:
        self.fiscal_start = fiscal_start
        self.clear()

    def clear(self) -> None:
        """Hold nothing any more."""
        self._daily: list[Sums] = []
        self._quarterly: list[Sums] = []
        #: Quarters of days that have been let go of.
        self._held: list[Sums] = []
        self._touched: list[Ints] = []
        self._limit = _MANY

    def add(self, facts: Facts, *, sign: int = 1) -> None:
        """Count facts in, or out with `sign=-1`; their days are then remembered as touched."""
        if len(facts) == 0:
            return
        zero = np.zeros_like(facts.day)
        daily = np.column_stack([facts.day, facts.team, facts.engineer, zero])
        quarters = quarter_starts(facts.day, self.fiscal_start)
        kinds = np.column_stack([quarters, facts.team, facts.engineer, facts.stratum])
        self._daily.append(_summed(daily, facts, sign, lasts=sign > 0))
        self._quarterly.append(_summed(kinds, facts, sign, lasts=False))
        if sign < 0:
            self._touched.append(np.unique(daily[:, :3], axis=0))
        if self.size > self._limit:
            self._daily, self._quarterly = [_joined(self._daily)], [_joined(self._quarterly)]
            self._limit = self.size + _MANY

    @property
    def size(self) -> int:
        """How many partial sums are held."""
        return sum(len(part) for part in (*self._daily, *self._quarterly, *self._held))

    @property
    def touched(self) -> Ints:
        """Keys (day, team, engineer) from which something was counted out."""
        if not self._touched:
            return np.empty((0, 3), dtype=np.int64)
        return np.unique(np.concatenate(self._touched), axis=0)

    def cells(self, dues: Dues) -> Iterator[tuple[Grain, Sums]]:
        """The sums of every grain; those of quarters with what the ruling pars expect."""
        if self._daily or self._held:
            yield from _cells(*self._sums(), dues)

    def settled_cells(self, dues: Dues) -> Iterator[tuple[Grain, Sums]]:
        """The sums of every grain, of which the fold lets go, but for the newest quarter's.

        Facts come roughly in order of time. The newest quarter is still being added to: its
        sums would be written again and again, and are held back. Nothing may have been counted
        out, since what that leaves behind is looked for at once.
        """
        days, quarters, kinds = self._sums()
        newest = quarters.keys[:, 0].max()
        self._daily, self._limit = [], _MANY
        self._held = [_part(quarters, quarters.keys[:, 0] == newest)]
        self._quarterly = [_part(kinds, kinds.keys[:, 0] == newest)]
        before = _part(quarters, quarters.keys[:, 0] < newest)
        yield from _cells(days, before, _part(kinds, kinds.keys[:, 0] < newest), dues)

    def _sums(self) -> tuple[Sums, Sums, Sums]:
        """By day, by quarter, and by quarter and kind of work."""
        days = _joined(self._daily)
        keys = days.keys.copy()
        keys[:, 0] = quarter_starts(keys[:, 0], self.fiscal_start)
        quarters = _joined([*self._held, Sums(keys, days.counts, days.lasts)])
        return days, quarters, _joined(self._quarterly)


def _cells(days: Sums, quarters: Sums, kinds: Sums, dues: Dues) -> Iterator[tuple[Grain, Sums]]:
    teams = _of_teams(kinds)
    yield Grain.TEAM_DAY, _undue(_of_teams(days))
    yield Grain.TEAM_QUARTER, _due(_of_teams(quarters), teams, dues, columns=slice(0, 5))
    yield Grain.ENGINEER_DAY, _undue(days)
    yield Grain.ENGINEER_QUARTER, _due(quarters, kinds, dues, columns=slice(5, 10))
    yield Grain.STRATUM_QUARTER, _undue(kinds)
    yield Grain.TEAM_STRATUM_QUARTER, _undue(teams)


def collapse(sums: Sums) -> Sums:
    """The same with each key once, in order of keys."""
    if len(sums) < 2:
        return sums
    order, starts = _groups(sums.keys)
    return Sums(
        sums.keys[order[starts]],
        np.add.reduceat(sums.counts[order], starts, axis=0),
        np.maximum.reduceat(sums.lasts[order], starts, axis=0),
    )


def _groups(keys: Ints) -> tuple[Ints, Ints]:
    """An order in which equal keys are neighbours, and where each group of them starts."""
    # One number per key: days, teams, engineers and strata together stay far below 2**63.
    low = keys.min(axis=0)
    spans = keys.max(axis=0) - low + 1
    codes = np.zeros(len(keys), dtype=np.int64)
    for column in range(4):
        codes = codes * spans[column] + (keys[:, column] - low[column])
    order = np.argsort(codes, kind="stable")
    ordered = codes[order]
    return order, np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))


def _part(sums: Sums, chosen: NDArray[np.bool_]) -> Sums:
    return Sums(sums.keys[chosen], sums.counts[chosen], sums.lasts[chosen])


def _joined(parts: list[Sums]) -> Sums:
    if not parts:
        return Sums(*(np.empty((0, width), dtype=np.int64) for width in (4, COLUMNS, 2)))
    return collapse(
        Sums(
            np.concatenate([part.keys for part in parts]),
            np.concatenate([part.counts for part in parts]),
            np.concatenate([part.lasts for part in parts]),
        )
    )


def _of_teams(sums: Sums) -> Sums:
    keys = sums.keys.copy()
    keys[:, 2] = 0
    return collapse(Sums(keys, sums.counts, sums.lasts))


def _undue(sums: Sums) -> Sums:
    """Sums of a grain for which nothing is expected."""
    return _with_due(sums, np.zeros((len(sums), 2), dtype=np.int64))


def _due(sums: Sums, kinds: Sums, dues: Dues, *, columns: slice) -> Sums:
    """Sums of quarters with what is expected of the same by kind of work.

    `columns` are the counts of the stars, in ratings or in credit units.
    """
    lost, fives = dues.of(kinds.keys[:, 0], kinds.keys[:, 3])
    rated, tickets = kinds.counts[:, columns].sum(axis=1), kinds.counts[:, COLUMNS - 1]
    keys = kinds.keys.copy()
    keys[:, 3] = 0
    expected = np.column_stack([rated * lost, tickets * fives])
    # The same facts made both, so that both have the same keys in the same order.
    return _with_due(sums, collapse(Sums(keys, expected, kinds.lasts)).counts)


def _with_due(sums: Sums, due: Ints) -> Sums:
    return Sums(sums.keys, np.hstack([sums.counts, due]), sums.lasts)


def _summed(keys: Ints, facts: Facts, sign: int, *, lasts: bool) -> Sums:
    """Facts summed by their keys."""
    order, starts = _groups(keys)
    group = np.empty(len(facts), dtype=np.int64)
    group[order] = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(facts)))
    return Sums(
        keys[order[starts]],
        _counts(group, len(starts), facts) * sign,
        np.maximum.reduceat(_lasts(facts)[order], starts, axis=0)
        if lasts
        else np.full((len(starts), 2), NEVER, dtype=np.int64),
    )


def _counts(group: Ints, groups: int, facts: Facts) -> Ints:
    """n5…n1, u5…u1 and tickets of each group. The sums stay far below 2**53, so they are exact."""
    rated = facts.stars > 0
    place = group * COLUMNS + np.where(rated, 5 - facts.stars, COLUMNS - 1)
    size = groups * COLUMNS
    counts = np.bincount(place, weights=np.where(rated, facts.whole, 1), minlength=size)
    units = facts.units[rated]
    counts += np.bincount(place[rated] + 5, weights=units, minlength=size)
    return counts.astype(np.int64).reshape(groups, COLUMNS)


def _lasts(facts: Facts) -> Ints:
    rated = np.where(facts.stars > 0, facts.at, NEVER)
    fives = np.where(facts.stars == 5, facts.at, NEVER)
    return np.column_stack([rated, fives])
