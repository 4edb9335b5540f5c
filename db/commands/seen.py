"""Remembers in little memory which tickets a file has named so far."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from db.days import Ints


class Seen:
    """Names met so far, as sorted hashes: eight bytes a name.

    It may take a new name for a known one, and never the other way round.
    """

    def __init__(self) -> None:
        self._hashes: Ints = np.empty(0, dtype=np.int64)

    def meet(self, names: Sequence[str]) -> bool:
        """Whether some of the names may have come in an earlier call; all are remembered."""
        hashes = np.sort(np.fromiter(map(hash, names), dtype=np.int64, count=len(names)))
        places = np.searchsorted(self._hashes, hashes)
        inside = places < len(self._hashes)
        again = bool((self._hashes[places[inside]] == hashes[inside]).any())
        # The stable sort merges two sorted runs in one go.
        self._hashes = np.sort(np.concatenate([self._hashes, hashes]), kind="stable")
        return again
