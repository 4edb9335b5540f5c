"""Facts about ratings and tickets, and their sums by who, which team, what kind and which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from db.days import Ints

#: What stands for "no instant" in arrays.
NEVER = -(2**62)

#: Counts of a cell that facts add to: n5…n1, u5…u1, tickets.
COLUMNS = 11


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


def part(sums: Sums, chosen: NDArray[np.bool_]) -> Sums:
    """The chosen ones."""
    return Sums(sums.keys[chosen], sums.counts[chosen], sums.lasts[chosen])


def joined(parts: Sequence[Sums]) -> Sums:
    """The sums of some parts, each key once."""
    if not parts:
        return Sums(*(np.empty((0, width), dtype=np.int64) for width in (4, COLUMNS, 2)))
    return collapse(
        Sums(
            np.concatenate([each.keys for each in parts]),
            np.concatenate([each.counts for each in parts]),
            np.concatenate([each.lasts for each in parts]),
        )
    )


def joined_facts(parts: Sequence[Facts]) -> Facts:
    """All facts of some parts, one after another."""
    if len(parts) == 1:
        return parts[0]
    names = Facts.__dataclass_fields__
    return Facts(*(np.concatenate([getattr(each, name) for each in parts]) for name in names))


def summed(keys: Ints, facts: Facts, sign: int, *, lasts: bool) -> Sums:
    """Facts summed by keys of their own; without `lasts` nobody asks when the last one was."""
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
