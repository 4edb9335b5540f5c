"""Headers are compared by their words."""

from __future__ import annotations

import pytest

from gamify.ingest.fields import plain_header


@pytest.mark.parametrize(
    ("header", "plain"),
    [
        ("  Ticket_ID ", "ticket id"),
        ("№ обращения", "номер обращения"),
        ("№Заявки", "номер заявки"),
        ("№", "№"),
        ("Agent’s name", "agent's name"),
    ],
)
def test_a_header_is_compared_by_its_words(header: str, plain: str) -> None:
    assert plain_header(header) == plain
