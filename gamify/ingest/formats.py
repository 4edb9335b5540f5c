"""Which format a file is in: its first bytes say more than its name."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path
from typing import Final

from gamify.errors import (
    N_,
    EmptyFile,
    ForbiddenFile,
    ForeignFile,
    MissingFile,
    TooLargeFile,
)
from gamify.ingest.encodings import MARKS, utf16_without_mark
from gamify.language import say

MEGABYTE: Final = 1 << 20


class Format(StrEnum):
    """What can be read."""

    DELIMITED = "CSV"
    XLSX = "XLSX"
    JSON = "JSON"
    PARQUET = "Parquet"


#: First bytes of what people pick by mistake.
_FOREIGN: Final = {
    b"%PDF": N_("it is a PDF document"),
    b"\x89PNG": N_("it is a picture"),
    b"\xff\xd8\xff": N_("it is a picture"),
    b"GIF8": N_("it is a picture"),
    b"\x1f\x8b": N_("it is compressed (gzip); unpack it first"),
    b"7z\xbc\xaf": N_("it is an archive; unpack it first"),
    b"Rar!": N_("it is an archive; unpack it first"),
    b"SQLite format 3": N_("it is a database"),
    b"\x7fELF": N_("it is a program"),
    b"PARE": N_("it is encrypted; save it without a password"),
}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_TEXT_SUFFIXES: Final = {".csv", ".tsv", ".tab"}
_CONTROLS: Final = bytes(code for code in range(1, 32) if code not in b"\t\n\v\f\r\x1b")


def check_file(path: Path, *, limit_mb: int) -> None:
    """Raises what stands in the way of reading at all: absent, forbidden, empty, too large."""
    try:
        if not path.is_file():
            raise MissingFile(file=path.name or str(path))
        size = path.stat().st_size
        with path.open("rb") as file:
            file.read(1)
    except PermissionError as error:
        raise ForbiddenFile(file=path.name) from error
    except (OSError, ValueError) as error:
        raise MissingFile(file=path.name) from error
    if size > limit_mb * MEGABYTE:
        raise TooLargeFile(file=path.name, size=size // MEGABYTE, limit=limit_mb)
    if size == 0:
        raise EmptyFile(file=path.name)


def recognise(path: Path) -> Format:
    """Raises ForeignFile with what the file is instead, as far as its first bytes tell."""
    with path.open("rb") as file:
        start = file.read(64 << 10)
    for magic, problem in _FOREIGN.items():
        if start.startswith(magic):
            raise ForeignFile(file=path.name, problem=say(problem))
    if start.startswith(_OLE):
        raise ForeignFile(file=path.name, problem=_ole_problem(path))
    if start.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if start.startswith(b"PAR1"):
        return Format.PARQUET
    if _is_binary(start):
        raise ForeignFile(file=path.name, problem=say("it isn't a text but binary data"))
    first = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    looks_json = first in (b"{", b"[") and path.suffix.lower() not in _TEXT_SUFFIXES
    return Format.JSON if looks_json else Format.DELIMITED


def _ole_problem(path: Path) -> object:
    if _ENCRYPTED in path.read_bytes():
        return say("it is encrypted; save it without a password")
    return say("it is a workbook of the old kind (XLS)")


def _zipped(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise ForeignFile(
            file=path.name, problem=say("it breaks off: only a part of it is there")
        ) from error
    if not any(name.startswith("xl/") for name in names):
        raise ForeignFile(file=path.name, problem=say("it is an archive; unpack it first"))
    return Format.XLSX


def _is_binary(start: bytes) -> bool:
    """Control characters make up more than a slip here and there, and it isn't UTF-16."""
    if start.startswith(tuple(MARKS)) or utf16_without_mark(start):
        return False
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return controls > 0.02 * len(start) or start.count(0) > 0.1 * len(start)
