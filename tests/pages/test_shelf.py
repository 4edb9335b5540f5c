"""Values that are made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from pages.ui.shelf import Shelf


def test_many_who_ask_at_once_get_what_one_has_made() -> None:
    shelf: Shelf[str, object] = Shelf(4)
    asked, made = Event(), []

    def make() -> object:
        asked.wait(5)
        made.append(object())
        return made[-1]

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(shelf.take, "key", make) for _ in range(8)]
        asked.set()
        values = [answer.result(5) for answer in answers]

    assert len(made) == 1
    assert values == made * 8


def test_a_failure_reaches_who_asked_and_is_tried_again() -> None:
    shelf: Shelf[str, int] = Shelf(4)

    def fail() -> int:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        shelf.take("key", fail)

    assert shelf.take("key", lambda: 7) == 7


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    shelf: Shelf[int, int] = Shelf(2)

    for key in (1, 2, 1, 3):
        shelf.take(key, lambda key=key: key)  # type: ignore[misc]

    assert [shelf.find(key) is not None for key in (1, 2, 3)] == [True, False, True]
