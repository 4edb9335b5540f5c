"""Styles and scripts that stand within a page: the policy names just them, by their hash."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def source_of(text: str) -> str:
    """How a Content-Security-Policy allows a style or script with exactly this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
