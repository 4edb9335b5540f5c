"""How long to wait after wrong passwords."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from gamify.guesses import ADDRESS, LOGIN, wait_after


def test_the_wait_doubles_after_the_free_guesses_up_to_its_limit() -> None:
    waits = [wait_after(failures, LOGIN).total_seconds() for failures in range(16)]

    assert waits == [0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300]


@given(st.integers(0, 10_000), st.sampled_from([LOGIN, ADDRESS]))
def test_one_more_wrong_guess_never_shortens_the_wait(failures: int, patience: object) -> None:
    assert timedelta(0) <= wait_after(failures, patience) <= wait_after(failures + 1, patience)  # type: ignore[arg-type]
