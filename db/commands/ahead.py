"""Makes the next chunk of a file while the current one is being stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")


def ahead(items: Iterable[Item]) -> Iterator[Item]:
    """The same items in the same order, each made in a thread while the one before is used.

    Reading and storing both leave the interpreter for most of their time, so a second core
    takes the reading over. An error of the items is raised where its item would have come.
    """
    iterator = iter(items)
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as thread:
        coming = thread.submit(_take, iterator)
        while taken := coming.result():
            coming = thread.submit(_take, iterator)
            yield taken[0]


def _take(iterator: Iterator[Item]) -> list[Item]:
    """The next item as a list of one, or an empty list at the end."""
    for item in iterator:
        return [item]
    return []
