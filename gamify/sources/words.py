"""Sentences about sources that pages and the command line share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from gamify.language import Message, count, say


class _Card(Protocol):
    """What is known of a source."""

    @property
    def paused_at(self) -> datetime | None: ...
    @property
    def pulled_at(self) -> datetime | None: ...
    @property
    def problem(self) -> Message | None: ...
    def is_pulling(self, now: datetime) -> bool: ...


def state_of(card: _Card, *, now: datetime) -> Message:
    """How a source is, in a few words."""
    if card.paused_at is not None:
        return say("paused")
    if card.is_pulling(now):
        return say("is being read")
    if card.problem is not None:
        return say("fails: {problem}", problem=card.problem)
    return say("well") if card.pulled_at is not None else say("not read yet")


def coarse_words(points: int) -> Message:
    """What a coarse scale means for the tables."""
    return count(
        "{n}-point source: customers have {n} choice there, so its stars are coarser than others.",
        "{n}-point source: customers have {n} choices there, so its stars are coarser than others.",
        n=points,
    )


def few_reasons(reasons: Iterable[Message], *, most: int = 5) -> list[Message]:
    """Some of the reasons why answers can't be used, each once."""
    return list({str(reason): reason for reason in reasons}.values())[:most]


def points_label(points: int) -> Message:
    """The badge of a coarse source."""
    return say("{points}-point source", points=points)
