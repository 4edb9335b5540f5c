"""What engineers (or teams) add up to, from columns: exact, whatever the order of the rows.

Units are row numbers of the database, so they index arrays directly; 0 stands for nobody.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from gamify.nominations.sheet import Ints, SeasonSheet
from gamify.ratings import StarCounts

#: Earlier than any instant.
_NEVER = np.iinfo(np.int64).min


def summed(units: Ints, amounts: Ints) -> Counter[int]:
    """The sum of amounts of each unit; units without any have 0."""
    sums = np.zeros(_room(units), dtype=np.int64)
    np.add.at(sums, units, amounts)
    return _known(sums)


def counted(units: Ints) -> Counter[int]:
    """How many rows each unit has."""
    return _known(np.bincount(units, minlength=1))


def distinct(units: Ints, things: Ints) -> Counter[int]:
    """How many different things each unit has; the thing 0 isn't known and doesn't count."""
    known = things > 0
    room = _room(things)
    pairs = np.unique(units[known] * room + things[known])
    return counted(pairs // room)


def newest(units: Ints, at: Ints) -> dict[int, int]:
    """The last instant of each unit that has any."""
    last = np.full(_room(units), _NEVER, dtype=np.int64)
    np.maximum.at(last, units, at)
    return {unit: int(last[unit]) for unit in np.flatnonzero(last != _NEVER).tolist() if unit}


def credited_stars(sheet: SeasonSheet) -> dict[int, StarCounts]:
    """Each engineer's season in credit units, by stars."""
    credit = sheet.credits
    column = 5 - sheet.ratings.stars[credit.rating]
    flat = np.zeros(5 * _room(credit.engineer), dtype=np.int64)
    np.add.at(flat, 5 * credit.engineer + column, credit.units)
    table = flat.reshape(-1, 5)
    rows = np.flatnonzero(table.any(axis=1))
    return {
        unit: StarCounts(*row)
        for unit, row in zip(rows.tolist(), table[rows].tolist(), strict=True)
        if unit
    }


def _room(keys: Ints) -> int:
    return int(keys.max(initial=0)) + 1


def _known(sums: Ints) -> Counter[int]:
    units = np.flatnonzero(sums)
    pairs = zip(units.tolist(), sums[units].tolist(), strict=True)
    return Counter({unit: total for unit, total in pairs if unit})
