"""Challenges are kept by version alone: each test starts without another one's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pages.ui.challenges import drafting, posting
from pages.ui.challenges.reading import followings


@pytest.fixture(autouse=True)
def fresh_challenges() -> Iterator[None]:
    """Forget what another test has made."""
    followings.clear()
    drafting.forget()
    posting.forget()
    yield
    followings.clear()
    drafting.forget()
    posting.forget()
