"""How long to wait before a request is made once more."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from random import Random
from typing import Final

#: Seconds: the first wait is drawn from up to so many, each further one from up to twice as many.
FIRST: Final = 1.0
#: … and no single one is longer.
LONGEST: Final = 60.0


def retry_after(written: str | None, *, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks to wait (RFC 9110, 10.2.3): a number, or a date.

    None without one that can be read; a date that has passed asks for none.
    """
    text = (written or "").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())


def full_jitter(attempt: int, rng: Random) -> float:
    """Seconds before the try after the `attempt`-th: anything up to a bound that doubles.

    "Exponential Backoff And Jitter", AWS Architecture Blog, 2015: drawn evenly from zero up, so
    that clients that failed together don't come back together.
    """
    return rng.uniform(0, min(LONGEST, FIRST * 2 ** min(attempt - 1, 16)))
