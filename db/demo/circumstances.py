"""What the demo's tickets say besides their ratings, in draws of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

#: Chance that a ticket is opened again: after a five or no answer at all, and after less.
REOPENED, REOPENED_LESS = 0.036, 0.14
#: Chance that it is handed on, and that either happens once more.
TRANSFERRED, AGAIN = 0.08, 0.12
#: Share of unrated tickets whose customer was asked; who rates was asked.
ASKED = 0.94
#: Channel → median minutes to the first response.
RESPONSE: Mapping[str, float] = {"phone": 0.5, "chat": 1.5, "e-mail": 35, "portal": 45}
#: The first response comes at the latest after this share of the time to solve.
LATEST = 0.8
#: What a subject names beside the category.
THINGS = (
    "laptop", "phone", "invoice", "report", "export", "login", "printer", "sync", "calendar",
    "backup", "mailbox", "update", "licence", "warehouse", "scanner", "token", "dashboard",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Circumstance:
    """What one ticket says besides."""

    subject: str
    reopens: int
    transfers: int
    surveyed: bool
    first_response_at: datetime


def own_draws(rng: Random) -> Random:
    """Random numbers that follow from another source's state and leave its own as they are."""
    twin = Random()  # noqa: S311 — a demo needs to be repeatable, not secret
    twin.setstate(rng.getstate())
    return Random(twin.getrandbits(64))  # noqa: S311


def draw_circumstance(
    rng: Random,
    *,
    category: str,
    channel: str,
    opened_at: datetime,
    solved_at: datetime,
    stars: int,
) -> Circumstance:
    """A ticket's circumstance; `stars` is 0 without a rating."""
    reopened = REOPENED_LESS if 0 < stars < 5 else REOPENED
    waited = timedelta(minutes=RESPONSE[channel] * rng.lognormvariate(0, 0.9))
    return Circumstance(
        subject=f"{category}: {rng.choice(THINGS)} {rng.randrange(1, 400)}",
        reopens=_times(rng, reopened),
        transfers=_times(rng, TRANSFERRED),
        surveyed=rng.random() < ASKED or stars > 0,
        first_response_at=opened_at + min(waited, LATEST * (solved_at - opened_at)),
    )


def _times(rng: Random, chance: float) -> int:
    if rng.random() >= chance:
        return 0
    return 2 if rng.random() < AGAIN else 1
