"""Named tuples by the thousand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, TypeVar, cast

Row = TypeVar("Row", bound=tuple[Any, ...])


def named_rows(kind: type[Row], rows: Iterable[tuple[Any, ...]]) -> Iterator[Row]:
    """Plain tuples as named ones of a kind, whose width they must have.

    `_make` looks at the width of each once more, which takes longer than the rest of it.
    """
    make = cast("Callable[[Iterable[Any]], Row]", partial(tuple.__new__, kind))
    return map(make, rows)
