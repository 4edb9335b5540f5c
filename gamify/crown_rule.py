"""Which table carries the crown: a choice of the organisation."""

from __future__ import annotations

from enum import StrEnum


class CrownRule(StrEnum):
    """The table that carries the crown; `AUTO` is the fair one once a par is published (A8)."""

    AUTO = "auto"
    FAIR = "fair"
    STEADY = "steady"
    PLAIN = "plain"
