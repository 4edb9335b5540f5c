"""Galleries are kept by version and address alone: each test starts without another one's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pages.ui.nominations.reading import galleries


@pytest.fixture(autouse=True)
def fresh_galleries() -> Iterator[None]:
    """Forget what another test has made."""
    galleries.clear()
    yield
    galleries.clear()
