"""How a person told a ratings file to be read, and how far the reading has come."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gamify.errors import SettingRefused, UnwritableFile
from gamify.ingest.fields import Field
from gamify.ingest.options import ReadOptions, ScaleName
from gamify.ingest.rows import CleanChunk
from gamify.ingest.understanding import Understanding, read_mapping, write_mapping
from gamify.language import count, say, translate
from gamify.places import require_place

#: Seconds between two lines of progress where they can't overwrite each other.
PAUSE = 5.0


def read_options(arguments: Namespace, *, zone: ZoneInfo, limit_mb: int) -> ReadOptions:
    """The options of the command line over those of its mapping file.

    `zone` is the organisation's, used unless another one is named. Raises SettingRefused for
    an option that can't be used, MissingFile or ForeignFile for the mapping file.
    """
    told = read_mapping(Path(arguments.mapping)) if arguments.mapping else ReadOptions()
    scale = arguments.scale or (ScaleName.CUSTOM if arguments.scale_table else told.scale)
    return replace(
        told,
        columns={**told.columns, **dict(_column(text) for text in arguments.map)},
        scale=scale,
        scale_table=arguments.scale_table or told.scale_table,
        dates=arguments.dates or told.dates,
        encoding=arguments.encoding or told.encoding,
        separator=_separator(arguments.separator) or told.separator,
        sheet=arguments.sheet or told.sheet,
        zone=_zone(arguments.zone) if arguments.zone else zone,
        limit_mb=limit_mb,
    )


def keep_mapping(understanding: Understanding, path: Path, *, apart_from: Iterable[Path]) -> None:
    """Write the mapping that was used, for the next file. Raises UnwritableFile."""
    require_place(path, option="--write-mapping", apart_from=apart_from)
    try:
        write_mapping(understanding, path)
    except OSError as error:
        raise UnwritableFile(
            file=str(path), problem=error.strerror or str(error), option="--write-mapping"
        ) from error


def show_progress(
    chunks: Iterable[CleanChunk], *, size: int, screen: TextIO, language: str
) -> Iterator[CleanChunk]:
    """The same chunks; tells on the screen how far the reading of `size` bytes has come."""
    rewrites = screen.isatty()
    shown_at, rows, told = time.monotonic(), 0, False
    for chunk in chunks:
        yield chunk
        rows += len(chunk.line) + len(chunk.rejected)
        now = time.monotonic()
        if now - shown_at < (0.2 if rewrites else PAUSE):
            continue
        percent = min(100 * chunk.bytes_read // max(size, 1), 100)
        line = count("{percent} %, {n} row", "{percent} %, {n} rows", n=rows, percent=percent)
        screen.write(("\r{}\x1b[K" if rewrites else "{}\n").format(translate(line, language)))
        screen.flush()
        shown_at, told = now, True
    if rewrites and told:
        screen.write("\r\x1b[K")
        screen.flush()


def _column(text: str) -> tuple[Field, str]:
    """FIELD=COLUMN as a field and the header of its column."""
    name, mark, column = text.partition("=")
    known = name.strip() in {str(field) for field in Field}
    if not (mark and known and column.strip()):
        fields = ", ".join(Field)
        allowed = say("FIELD=COLUMN with one of the fields {fields}", fields=fields)
        raise SettingRefused(name="--map", value=text, allowed=allowed)
    return Field(name.strip()), column.strip()


def _separator(text: str | None) -> str | None:
    if text is None:
        return None
    separator = {"tab": "\t", "\\t": "\t"}.get(text, text)
    if len(separator) != 1 or separator in '"\r\n' or not separator.isascii():
        allowed = say("one character like ; or the word tab")
        raise SettingRefused(name="--separator", value=text, allowed=allowed)
    return separator


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        allowed = say("a zone like Europe/Berlin or UTC")
        raise SettingRefused(name="--zone", value=name, allowed=allowed) from error
