"""Values as JSON for a wall: names in English, texts literally, instants in ISO."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from typing import Any


def to_json(value: Any) -> str:
    """A value, a dataclass or plain ones within each other, on one line."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), default=_in_iso)


def _in_iso(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a wall can't tell a {type(value).__name__}")
