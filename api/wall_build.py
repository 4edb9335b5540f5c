"""Which build of the wall's page a server has: another one is loaded by the walls at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "static" / "wall"

#: Where the product's own code and texts lie.
_CODE = ("api", "db", "gamify", "pages")


def wall_build() -> str:
    """A short text that changes with the page's files, and with the server's code and texts."""
    mark = tuple((path.name, path.stat().st_mtime_ns) for path in _files([ASSETS], "*"))
    return _build_at(mark)


@lru_cache(maxsize=4)
def _build_at(_mark: tuple[tuple[str, int], ...]) -> str:
    digest = hashlib.sha256(_code().encode())
    for path in _files([ASSETS], "*"):
        digest.update(path.relative_to(ASSETS).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@lru_cache(maxsize=1)
def _code() -> str:
    """The code as the process has loaded it: read once."""
    digest = hashlib.sha256()
    folders = [ROOT / name for name in _CODE]
    for path in [*_files(folders, "*.py"), *_files(folders, "*.po")]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(folders: Iterable[Path], pattern: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.rglob(pattern) if path.is_file())
