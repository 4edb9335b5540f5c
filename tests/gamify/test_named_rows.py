"""Named tuples by the thousand are what `_make` makes of each."""

from __future__ import annotations

from gamify.named_rows import named_rows
from gamify.ratings import StarCounts


def test_plain_tuples_become_named_ones() -> None:
    rows = [(1, 2, 3, 4, 5), (0, 0, 0, 0, 9)]

    named = list(named_rows(StarCounts, rows))

    assert named == [StarCounts(*row) for row in rows]
    assert [type(one) for one in named] == [StarCounts, StarCounts]
