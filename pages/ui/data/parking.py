"""Files that were dropped on the page: on disk, for the one who dropped them, for an hour.

Nothing of a file is kept in memory or logged. Its folder can be read by this process's account
alone and goes with the file: when it is stored, when another one is dropped, when the process ends.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from threading import Lock, Timer

from gamify.access import Visitor

#: Seconds for which a file waits to be stored.
KEPT = 3600.0
#: Files that wait for one visitor; a further one takes the place of the oldest.
MOST = 3
#: Bytes of a name: file systems take 255.
_LONGEST = 160
_PREFIX = "crownboard-{pid}-"
_FOLDER = re.compile(r"crownboard-(\d+)-.+")


@dataclass(frozen=True, slots=True)
class Parked:
    """A file that waits. `owner` is whose it is."""

    token: str
    path: Path
    owner: str


class Parking:
    """One for the process. Safe among threads."""

    def __init__(self, *, kept: float = KEPT) -> None:
        self._seconds = kept
        self._lock = Lock()
        self._root: Path | None = None
        self._parked: dict[str, Parked] = {}

    def open(self, name: str, visitor: Visitor) -> Parked:
        """A place for a file of that name; it goes by itself after a while."""
        with self._lock:
            self._make_room(owner_of(visitor))
            token = token_urlsafe(18)
            folder = self._house() / token
            folder.mkdir(mode=0o700)
            parked = Parked(token, folder / safe_name(name), owner_of(visitor))
            self._parked[token] = parked
        end = Timer(self._seconds, self.leave, [token])
        end.daemon = True
        end.start()
        return parked

    def find(self, token: str, visitor: Visitor) -> Parked | None:
        """The file of a token, for the one who dropped it; None once it is gone."""
        with self._lock:
            parked = self._parked.get(token)
        if parked is None or parked.owner != owner_of(visitor) or not parked.path.exists():
            return None
        return parked

    def leave(self, token: str) -> None:
        """Remove a file and its folder."""
        with self._lock:
            self._remove(token)

    def clear(self) -> None:
        """Remove everything."""
        with self._lock:
            self._parked.clear()
            if self._root is not None:
                shutil.rmtree(self._root, ignore_errors=True)
            self._root = None

    def _house(self) -> Path:
        if self._root is None or not self._root.exists():
            _clear_up()
            self._root = Path(tempfile.mkdtemp(prefix=_PREFIX.format(pid=os.getpid())))
        return self._root

    def _make_room(self, owner: str) -> None:
        own = [one.token for one in self._parked.values() if one.owner == owner]
        for token in own[: max(0, len(own) - MOST + 1)]:
            self._remove(token)

    def _remove(self, token: str) -> None:
        parked = self._parked.pop(token, None)
        if parked is not None:
            shutil.rmtree(parked.path.parent, ignore_errors=True)


def owner_of(visitor: Visitor) -> str:
    """Whose a file is: nobody else's page finds it."""
    return f"{visitor.way}:{visitor.account_id}:{visitor.name}"


def safe_name(name: str) -> str:
    """The last part of a name, without what a file system or a line of text can't bear."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(char for char in last if char.isprintable()).strip().lstrip(".")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        stem, suffix = plain, ""
    room = _LONGEST - len(dot + suffix[:10])
    cut = stem.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore")
    return f"{cut}{dot}{suffix[:10]}" if cut else f"file{dot}{suffix[:10]}"


def _clear_up() -> None:
    """Remove what processes left behind that were killed."""
    for folder in Path(tempfile.gettempdir()).glob("crownboard-*-*"):
        told = _FOLDER.fullmatch(folder.name)
        if told and folder.is_dir() and not _is_alive(int(told[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


parking = Parking()
atexit.register(parking.clear)
