"""What is sent to a wall is JSON on one line, with texts as they are."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.ui.wall.as_json import to_json


@dataclass(frozen=True, slots=True)
class Inner:
    """A value within another."""

    text: str
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Outer:
    """A value."""

    inner: Inner
    several: tuple[Inner, ...] = ()


def test_dataclasses_are_objects_and_instants_are_utc() -> None:
    noon = datetime(2026, 11, 22, 13, 0, 0, 5, tzinfo=timezone(timedelta(hours=1)))

    assert to_json(Outer(Inner("a"), (Inner("b", 2),))) == (
        '{"inner":{"text":"a","number":null},"several":[{"text":"b","number":2}]}'
    )
    assert to_json([noon, date(2026, 11, 22)]) == '["2026-11-22T12:00:00Z","2026-11-22"]'
    assert to_json(datetime(2026, 1, 1, tzinfo=UTC)) == '"2026-01-01T00:00:00Z"'


def test_what_is_no_value_is_refused() -> None:
    for value in (object(), Inner, {1, 2}):
        with pytest.raises(TypeError):
            to_json(value)


@given(st.text(), st.lists(st.text()))
def test_any_text_comes_back_and_never_breaks_the_line(text: str, others: list[str]) -> None:
    value = Outer(Inner(text), tuple(Inner(other) for other in others))

    said = to_json(value)

    assert "\n" not in said
    assert "\r" not in said
    assert json.loads(said) == json.loads(json.dumps(asdict(value)))
