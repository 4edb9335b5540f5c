"""Tables into files: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from gamify.errors import N_, CrownboardError, UnwritableFile
from gamify.tables.as_json import write_json
from gamify.tables.delimited import write_csv
from gamify.tables.parquet import write_parquet
from gamify.tables.sheet import Format, Sheet
from gamify.tables.workbook import write_workbook

WRITERS: Mapping[Format, Callable[[Sheet, BinaryIO], None]] = {
    Format.CSV: write_csv,
    Format.XLSX: write_workbook,
    Format.PARQUET: write_parquet,
    Format.JSON: write_json,
}


class FileExists(CrownboardError):
    """A file that is there already. Raised with `file`."""

    sentence = N_("{file} is there already. --force takes its place, --output names another one.")


def write_sheet(sheet: Sheet, format_: Format, target: BinaryIO) -> None:
    """Write a table into an open file, which may be read at its place afterwards."""
    WRITERS[format_](sheet, target)


@contextmanager
def whole_file(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file that gets its name once it is whole; what went wrong leaves nothing behind.

    Raises FileExists unless `force` lets it take another one's place, and UnwritableFile.
    """
    if path.exists() and not force:
        raise FileExists(file=str(path))
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name[:80]}.", delete=False
        ) as file:
            kept = Path(file.name)
            try:
                yield file  # type: ignore[misc]  # a temporary file is a binary file
                file.flush()
                os.fsync(file.fileno())
                kept.chmod(0o666 & ~_umask())
                _name(kept, path, force=force)
            finally:
                kept.unlink(missing_ok=True)
    except OSError as error:
        problem = error.strerror or str(error)
        raise UnwritableFile(file=str(path), problem=problem, option="--output") from error


def _name(kept: Path, path: Path, *, force: bool) -> None:
    """Give the file its name, in one step."""
    if force:
        kept.replace(path)
        return
    try:
        path.hardlink_to(kept)
    except FileExistsError as error:
        raise FileExists(file=str(path)) from error
    except OSError:
        # A file system without hard links.
        kept.replace(path)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
