"""Reading ahead changes nothing but the time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.commands.ahead import ahead


def test_every_item_comes_once_and_in_order() -> None:
    assert list(ahead(range(100))) == list(range(100))


def test_nothing_comes_of_nothing() -> None:
    assert list(ahead([])) == []


def test_an_error_is_raised_where_its_item_would_have_come() -> None:
    def items() -> Iterator[int]:
        yield 1
        yield 2
        raise ValueError("the third")

    coming = ahead(items())

    assert [next(coming), next(coming)] == [1, 2]
    with pytest.raises(ValueError, match="the third"):
        next(coming)
