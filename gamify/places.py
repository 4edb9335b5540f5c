"""Where a file that we write may go: never in the place of a device, or of what it is made of."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gamify.errors import UnwritableFile
from gamify.language import Message, say


def require_place(path: Path, *, option: str, apart_from: Iterable[Path] = ()) -> None:
    """Raises UnwritableFile, which names `option`, where a file would replace what it must not."""
    problem = _problem(path, apart_from)
    if problem is not None:
        raise UnwritableFile(file=str(path), problem=problem, option=option)


def _problem(path: Path, apart_from: Iterable[Path]) -> Message | None:
    try:
        if not path.exists():
            return None
        if not path.is_file():
            return say("it isn't a file that could be replaced")
        if any(one.exists() and path.samefile(one) for one in apart_from):
            return say("what is read, or the database itself, is there")
    except (OSError, ValueError):
        return say("its name can't be used")
    return None
