"""What a person may say about a ratings file; everything left out is found by looking at it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from zoneinfo import ZoneInfo

from gamify.ingest.fields import Field

UTC = ZoneInfo("UTC")


class DateOrder(StrEnum):
    """How 03/04/2026 is read. Dates that begin with the year need no order."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class ScaleName(StrEnum):
    """How scores become stars; every one but `STARS` has to be declared."""

    STARS = "stars"
    ZENDESK = "zendesk"
    FRESHDESK = "freshdesk"
    ZERO_ONE = "0-1"
    ZERO_TEN = "0-10"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`columns` maps a field to its column header (several, joined by " + ", make one field).

    `scale_table` ("great=5,okay=3,not good=1") is needed with the custom scale and with it
    alone. `zone` is where times without an offset were written down. `header` is the row of the
    header, counted from 1. With `only_told`, columns that nobody named aren't used, whatever
    they are called.
    """

    columns: Mapping[Field, str] = field(default_factory=dict)
    scale: ScaleName = ScaleName.STARS
    scale_table: str = ""
    dates: DateOrder | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    header: int | None = None
    only_told: bool = False
    zone: ZoneInfo = UTC
    limit_mb: int = 1024
