"""Sums facts about ratings and tickets into cells: the one fold of every write and recount.

A fact is a row of numbers: who, which team, what kind of work, which day, and what it adds.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from db.days import Ints, quarter_starts
from db.dues import Dues
from db.models import Grain
from db.sums import COLUMNS, Facts, Sums, collapse, joined, joined_facts, part, summed

#: Facts that are summed up together.
_AT_ONCE = 60_000

#: After so many further partial sums they are summed up again.
_MANY = 150_000

#: A writer that goes on for long writes its sums into the cells when it has gained so many.
LARGE = 120_000


class Fold:
    """Collects facts; small however many there are, because equal keys are summed at once."""

    def __init__(self, fiscal_start: int) -> None:
        self.fiscal_start = fiscal_start
        self.clear()

    def clear(self) -> None:
        """Hold nothing any more."""
        #: Facts that aren't summed up yet: the more at once, the more of them have equal keys.
        self._waiting: list[Facts] = []
        self._daily: list[Sums] = []
        self._quarterly: list[Sums] = []
        #: Quarters of days that have been let go of.
        self._held: list[Sums] = []
        self._touched: list[Ints] = []
        self._held_back = 0
        self._limit = _MANY

    def add(self, facts: Facts, *, sign: int = 1) -> None:
        """Count facts in, or out with `sign=-1`; their days are then remembered as touched."""
        if len(facts) == 0:
            return
        if sign < 0:
            keys = np.column_stack([facts.day, facts.team, facts.engineer])
            self._touched.append(np.unique(keys, axis=0))
            self._sum(facts, sign)
            return
        self._waiting.append(facts)
        if sum(map(len, self._waiting)) >= _AT_ONCE:
            self._sum_waiting()

    @property
    def gained(self) -> int:
        """How many facts and partial sums it holds that it didn't hold back the last time."""
        sums = sum(map(len, (*self._daily, *self._quarterly, *self._held)))
        return sum(map(len, self._waiting)) + sums - self._held_back

    @property
    def touched(self) -> Ints:
        """Keys (day, team, engineer) from which something was counted out."""
        if not self._touched:
            return np.empty((0, 3), dtype=np.int64)
        return np.unique(np.concatenate(self._touched), axis=0)

    def cells(self, dues: Dues) -> Iterator[tuple[Grain, Sums]]:
        """The sums of every grain; those of quarters with what the ruling pars expect."""
        if self._waiting or self._daily or self._held:
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
        self._held = [part(quarters, quarters.keys[:, 0] == newest)]
        self._quarterly = [part(kinds, kinds.keys[:, 0] == newest)]
        self._held_back = len(self._held[0]) + len(self._quarterly[0])
        before = part(quarters, quarters.keys[:, 0] < newest)
        yield from _cells(days, before, part(kinds, kinds.keys[:, 0] < newest), dues)

    def _sum_waiting(self) -> None:
        if self._waiting:
            self._sum(joined_facts(self._waiting), 1)
            self._waiting = []

    def _sum(self, facts: Facts, sign: int) -> None:
        zero = np.zeros_like(facts.day)
        daily = np.column_stack([facts.day, facts.team, facts.engineer, zero])
        quarters = quarter_starts(facts.day, self.fiscal_start)
        kinds = np.column_stack([quarters, facts.team, facts.engineer, facts.stratum])
        self._daily.append(summed(daily, facts, sign, lasts=sign > 0))
        self._quarterly.append(summed(kinds, facts, sign, lasts=False))
        size = sum(map(len, (*self._daily, *self._quarterly)))
        if size > self._limit:
            self._daily, self._quarterly = [joined(self._daily)], [joined(self._quarterly)]
            self._limit = len(self._daily[0]) + len(self._quarterly[0]) + _MANY

    def _sums(self) -> tuple[Sums, Sums, Sums]:
        """By day, by quarter, and by quarter and kind of work."""
        self._sum_waiting()
        days = joined(self._daily)
        keys = days.keys.copy()
        keys[:, 0] = quarter_starts(keys[:, 0], self.fiscal_start)
        quarters = joined([*self._held, Sums(keys, days.counts, days.lasts)])
        return days, quarters, joined(self._quarterly)


def _cells(days: Sums, quarters: Sums, kinds: Sums, dues: Dues) -> Iterator[tuple[Grain, Sums]]:
    teams = _of_teams(kinds)
    yield Grain.TEAM_DAY, _undue(_of_teams(days))
    yield Grain.TEAM_QUARTER, _due(_of_teams(quarters), teams, dues, columns=slice(0, 5))
    yield Grain.ENGINEER_DAY, _undue(days)
    yield Grain.ENGINEER_QUARTER, _due(quarters, kinds, dues, columns=slice(5, 10))
    yield Grain.STRATUM_QUARTER, _undue(kinds)
    yield Grain.TEAM_STRATUM_QUARTER, _undue(teams)


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
