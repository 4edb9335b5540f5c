"""How long to wait after wrong passwords."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Patience:
    """`free` wrong guesses cost nothing; then the wait doubles from a second up to `longest`."""

    free: int
    longest: timedelta


#: For one login: a few slips of the keyboard, then at most one guess in five minutes.
LOGIN = Patience(free=5, longest=timedelta(minutes=5))
#: For one address, behind which there may be a whole office.
ADDRESS = Patience(free=20, longest=timedelta(minutes=15))
#: After so long without a wrong guess, the earlier ones are forgotten.
FORGOTTEN = timedelta(hours=24)


def wait_after(failures: int, patience: Patience) -> timedelta:
    """How long no further guess is looked at after so many wrong ones."""
    beyond = failures - patience.free
    if beyond <= 0:
        return timedelta(0)
    # Two to the twentieth seconds are twelve days, more than any patience.
    return min(timedelta(seconds=2 ** min(beyond - 1, 20)), patience.longest)
