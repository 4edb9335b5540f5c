"""Rejected rows as a CSV that a person can open, mend and import."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from secrets import token_hex
from types import TracebackType
from typing import Any

from gamify.errors import UnusableRows, UnwritableFile
from gamify.ingest.rows import CleanChunk, RejectedRow
from gamify.language import translate
from gamify.spreadsheet import text_cell


class Rejects:
    """Collects rejected rows beside `path`; the file is there once `keep` is called.

    `file` is what the rows are from. Without a rejected row no file is made; leaving the block
    without `keep` leaves nothing.
    """

    def __init__(self, path: Path, *, file: str, language: str) -> None:
        self.path = path
        self._file = file
        self.n = 0
        self._language = language
        self._part = path.with_name(f"{path.name}.part-{token_hex(4)}")
        self._stack = ExitStack()
        self._writer: Any = None

    def __enter__(self) -> Rejects:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()
        if self._writer is not None:
            self._part.unlink(missing_ok=True)

    def watch(self, chunks: Iterable[CleanChunk]) -> Iterator[CleanChunk]:
        """The same chunks; their rejected rows are written on the way.

        Raises UnusableRows, and keeps the file, if nothing but rejected rows came.
        """
        used, first = 0, None
        for chunk in chunks:
            self._write(chunk.rejected)
            used += len(chunk.line)
            first = first or next(iter(chunk.rejected), None)
            yield chunk
        if first is not None and not used:
            self.keep()
            raise UnusableRows(
                file=self._file, line=first.line, reason=first.reason, rejected=str(self.path)
            )

    def keep(self) -> None:
        """Put the finished file in its place."""
        try:
            self._stack.close()
            if self._writer is not None:
                self._part.replace(self.path)
        except OSError as error:
            raise self._unwritable(error) from error

    def _write(self, rows: list[RejectedRow]) -> None:
        if not rows:
            return
        try:
            if self._writer is None:
                self._open()
            for row in rows:
                reason = translate(row.reason, self._language)
                self._writer.writerow([row.line, text_cell(reason), text_cell(row.text)])
        except OSError as error:
            raise self._unwritable(error) from error
        self.n += len(rows)

    def _unwritable(self, error: OSError) -> UnwritableFile:
        problem = error.strerror or str(error)
        return UnwritableFile(file=str(self.path), problem=problem, option="--rejected")

    def _open(self) -> None:
        # Nobody's link of that name is followed.
        file = self._part.open("x", encoding="utf-8-sig", errors="replace", newline="")
        self._writer = csv.writer(self._stack.enter_context(file))
        self._writer.writerow(["line", "reason", "row"])
