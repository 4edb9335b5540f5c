"""What the plain HTML pages share: templates, and a policy for styles and scripts within them."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

STATIC = Path(__file__).resolve().parent.parent / "static"


@cache
def templates(folder: Path) -> Environment:
    """The templates of a folder; they escape whatever came from outside."""
    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def source_of(text: str) -> str:
    """How a Content-Security-Policy allows a style or script with exactly this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
