"""Pages start anew for each test: nothing cached, and a database of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pages.ui import reads, visit
from pages.ui.seats import Seat


@pytest.fixture(autouse=True)
def fresh_reads() -> Iterator[None]:
    """Forget what another test has read."""
    reads.forget()
    yield
    reads.forget()


@pytest.fixture(autouse=True)
def own_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are opened on the own machine, where everybody leads until there is an account."""
    monkeypatch.setattr(visit, "seat", lambda: Seat(is_local=True))
