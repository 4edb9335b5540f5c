"""The file of a backup: written to the end or not at all, and read only while it is whole.

It is text, one JSON value a line, compressed by gzip: a head; then for each table a line that
names its columns, a line for each row, and a line with their number and checksum; then a line
with the checksum of everything before it. docs/keeping.md describes it for other programs.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import secrets
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from gamify.errors import UnwritableFile
from gamify.keeping import FORMAT, BackupHead, BackupRefused
from gamify.language import Message, say

#: By which a backup is recognised.
_KIND = "crownboard backup"
#: No row is longer; without a limit a single line could fill the memory.
_LONGEST = 64 * 1024 * 1024

Row = Sequence[Any]


class BackupWriter:
    """Writes beside `path`; the file is in its place once the block is left without an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(f"{path.name}.part-{secrets.token_hex(4)}")
        self._whole = hashlib.sha256()

    def __enter__(self) -> BackupWriter:
        try:
            handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise self._unwritable(error) from error
        self._file: BinaryIO = os.fdopen(handle, "wb")
        self._zip = gzip.GzipFile(fileobj=self._file, mode="wb", compresslevel=5, mtime=0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._line({"end": True, "sha256": self._whole.hexdigest()})
                self._zip.close()
                self._file.flush()
                os.fsync(self._file.fileno())
                self._file.close()
                self._part.replace(self._path)
        except OSError as problem:
            raise self._unwritable(problem) from problem
        finally:
            self._file.close()
            self._part.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise self._unwritable(error) from error

    def head(self, head: BackupHead) -> None:
        """Write the first line."""
        self._line(
            {
                "kind": _KIND,
                "format": head.format,
                "schema": head.schema,
                "made_at": head.made_at.isoformat(),
                "database": head.database,
                "key": head.key,
                "tables": dict(head.tables),
            }
        )

    def table(self, name: str, columns: Sequence[str], rows: Iterable[Row]) -> Iterator[int]:
        """Write a table; yields how many of its rows have been written, from time to time."""
        self._line({"table": name, "columns": list(columns)})
        checksum, written = hashlib.sha256(), 0
        for row in rows:
            checksum.update(self._line(row))
            written += 1
            if written % 1000 == 0:
                yield written
        self._line({"rows": written, "sha256": checksum.hexdigest()})
        yield written

    def _line(self, value: Any) -> bytes:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        line = text.encode() + b"\n"
        self._whole.update(line)
        self._zip.write(line)
        return line

    def _unwritable(self, error: OSError) -> UnwritableFile:
        return UnwritableFile(
            file=str(self._path), problem=error.strerror or str(error), option="backup FILE"
        )


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table of a backup under way; its rows can be gone through once, and in order."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[list[Any]]


@dataclass(slots=True)
class BackupReader:
    """Reads a backup once from its head to its end; raises BackupRefused where it isn't whole."""

    path: Path
    _whole: Any = field(default_factory=hashlib.sha256)

    def tables(self) -> Iterator[BackupHead | StoredTable]:
        """The head, then each table; a table's rows are to be taken before the next table.

        Once the last one has been gone through, every checksum has been compared.
        """
        try:
            file = gzip.open(self.path, "rb")  # noqa: SIM115 — closed by the block below
        except OSError as error:
            raise self._refusal(error.strerror or str(error)) from error
        with file, io.BufferedReader(file) as lines:
            yield from self._parts(lines)

    def _parts(self, file: BinaryIO) -> Iterator[BackupHead | StoredTable]:
        head = self._head(self._value(file))
        yield head
        for name, rows in head.tables.items():
            said = self._value(file)
            if not isinstance(said, dict) or said.get("table") != name:
                raise self._damage()
            columns = tuple(str(column) for column in said.get("columns", ()))
            yield StoredTable(name, columns, self._rows(file, rows, len(columns)))
        expected = self._whole.hexdigest()
        if self._value(file) != {"end": True, "sha256": expected} or self._next(file):
            raise self._damage()

    def _rows(self, file: BinaryIO, count: int, width: int) -> Iterator[list[Any]]:
        checksum = hashlib.sha256()
        for _ in range(count):
            line = self._line(file)
            checksum.update(line)
            row = self._read(line)
            if not isinstance(row, list) or len(row) != width:
                raise self._damage()
            yield row
        if self._value(file) != {"rows": count, "sha256": checksum.hexdigest()}:
            raise self._damage()

    def _head(self, said: Any) -> BackupHead:
        if not isinstance(said, dict) or said.get("kind") != _KIND:
            raise self._refusal(say("it is something else"))
        if not isinstance(said.get("format"), int) or said["format"] > FORMAT:
            raise self._refusal(say("it was written by a newer Crownboard"))
        try:
            return BackupHead(
                format=said["format"],
                schema=str(said["schema"]),
                made_at=datetime.fromisoformat(said["made_at"]).astimezone(UTC),
                database=str(said["database"]),
                key=said["key"],
                tables={str(name): int(rows) for name, rows in said["tables"].items()},
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise self._damage() from error

    def _value(self, file: BinaryIO) -> Any:
        return self._read(self._line(file))

    def _line(self, file: BinaryIO) -> bytes:
        line = self._next(file)
        if not line.endswith(b"\n"):
            raise self._damage()
        self._whole.update(line)
        return line

    def _next(self, file: BinaryIO) -> bytes:
        """The next line, b"" at the end."""
        try:
            return file.readline(_LONGEST)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise self._damage() from error
        except OSError as error:
            raise self._refusal(error.strerror or str(error)) from error

    def _read(self, line: bytes) -> Any:
        try:
            return json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self._damage() from error

    def _damage(self) -> BackupRefused:
        return self._refusal(say("it is damaged or cut short"))

    def _refusal(self, problem: Message | str) -> BackupRefused:
        return BackupRefused(file=str(self.path), problem=problem)
