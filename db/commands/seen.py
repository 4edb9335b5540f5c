"""Remembers in little memory which tickets a file has named so far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from db.days import Ints


class Seen:
    """Names met so far, as hashes in a few sorted runs: eight bytes a name.

    It may take a new name for a known one, and never the other way round.
    """

    def __init__(self) -> None:
        self._runs: list[Ints] = []

    def meet(self, names: Sequence[str]) -> bool:
        """Whether some of the names may have come in an earlier call; all are remembered."""
        hashes = np.sort(np.fromiter(map(hash, names), dtype=np.int64, count=len(names)))
        again = any(_share_some(run, hashes) for run in self._runs)
        self._runs.append(hashes)
        # Each run is twice as long as the next: a name is merged as often as its number has bits.
        while len(self._runs) > 1 and len(self._runs[-2]) < 2 * len(self._runs[-1]):
            last = self._runs.pop()
            # The stable sort merges two sorted runs in one go.
            self._runs[-1] = np.sort(np.concatenate([self._runs[-1], last]), kind="stable")
        return again


def _share_some(run: Ints, hashes: Ints) -> bool:
    places = np.searchsorted(run, hashes)
    inside = places < len(run)
    return bool((run[places[inside]] == hashes[inside]).any())
