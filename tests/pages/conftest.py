"""Pages start anew for each test: nothing cached, and a database of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pages.ui import reads


@pytest.fixture(autouse=True)
def fresh_reads() -> Iterator[None]:
    """Forget what another test has read."""
    reads.forget()
    yield
    reads.forget()
