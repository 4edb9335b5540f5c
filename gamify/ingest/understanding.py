"""How a file was understood: shown before it is stored, and kept for the next file like it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gamify.errors import N_, ForeignFile, MissingFile
from gamify.ingest.fields import FIELD_WORDS, INSTANTS, Field
from gamify.ingest.mapping import Columns
from gamify.ingest.options import DateOrder, ReadOptions, ScaleName
from gamify.ingest.scales import points_of
from gamify.ingest.table import Layout
from gamify.language import Message, say

_SEPARATOR_WORDS = {"\t": N_("tab")}


@dataclass(frozen=True, slots=True)
class Understanding:
    """`columns` maps each field to its column headers; `ignored` headers are not read at all."""

    layout: Layout
    columns: dict[Field, tuple[str, ...]]
    ignored: tuple[str, ...]
    scale: ScaleName
    scale_table: str
    dates: DateOrder | None

    @property
    def rated_from(self) -> Field:
        """The field that tells when a rating was given."""
        return next(field for field in INSTANTS if field in self.columns)

    @property
    def points(self) -> int:
        """How many different ratings the scale can come to."""
        return points_of(ReadOptions(scale=self.scale, scale_table=self.scale_table))

    def messages(self) -> list[Message]:
        """The understanding in lines, for people."""
        lines = [*self._layout_lines(), say("Scale: {scale}", scale=str(self.scale))]
        if self.dates:
            lines.append(say("Dates: {order}", order=str(self.dates)))
        for field, names in self.columns.items():
            word = say(FIELD_WORDS[field])
            lines.append(say("{field}: {columns}", field=word, columns=" + ".join(names)))
        if self.rated_from is not Field.RATED_AT:
            lines.append(
                say(
                    "No column tells when a rating was given, so it is the {field}.",
                    field=say(FIELD_WORDS[self.rated_from]),
                )
            )
        if self.ignored:
            lines.append(say("Not used: {columns}", columns=", ".join(self.ignored)))
        return lines

    def _layout_lines(self) -> list[Message]:
        layout = self.layout
        lines = [say("Format: {format}", format=layout.format)]
        if layout.encoding:
            lines.append(say("Encoding: {encoding}", encoding=layout.encoding))
        if layout.separator:
            word = _SEPARATOR_WORDS.get(layout.separator)
            lines.append(say("Separator: {mark}", mark=say(word) if word else layout.separator))
        if layout.sheet is not None:
            lines.append(say("Sheet: {sheet}", sheet=layout.sheet))
        if layout.header_line is not None:
            lines.append(say("Header: line {line}", line=layout.header_line))
        return lines

    def as_mapping(self) -> dict[str, Any]:
        """What `options_from_mapping` reads back."""
        return {
            "columns": {str(field): " + ".join(names) for field, names in self.columns.items()},
            "scale": str(self.scale),
            "scale_table": self.scale_table,
            "dates": str(self.dates) if self.dates else None,
            "encoding": self.layout.encoding,
            "separator": self.layout.separator,
            "sheet": self.layout.sheet,
        }


def understanding_of(
    layout: Layout, columns: Columns, options: ReadOptions, dates: DateOrder | None
) -> Understanding:
    """The places of columns as the names that a person knows."""
    used = {column for places in columns.values() for column in places}
    return Understanding(
        layout=layout,
        columns={
            field: tuple(layout.header[place] for place in columns[field])
            for field in Field
            if field in columns
        },
        ignored=tuple(
            name for place, name in enumerate(layout.header) if place not in used and name
        ),
        scale=options.scale,
        scale_table=options.scale_table,
        dates=dates,
    )


def write_mapping(understanding: Understanding, path: Path) -> None:
    """Keep the understanding as a small JSON file that a person can read and change."""
    text = json.dumps(understanding.as_mapping(), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def read_mapping(path: Path) -> ReadOptions:
    """The options of a mapping file. Raises MissingFile, and ForeignFile for any other content."""
    try:
        return options_from_mapping(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, IsADirectoryError) as error:
        raise MissingFile(file=path.name) from error
    except (ValueError, TypeError, AttributeError) as error:
        raise ForeignFile(
            file=path.name,
            problem=say("it isn't a mapping file (write one with --write-mapping)"),
        ) from error


def options_from_mapping(mapping: dict[str, Any]) -> ReadOptions:
    """Raises ValueError, TypeError or AttributeError for what isn't a mapping."""
    dates = mapping.get("dates")
    return ReadOptions(
        columns={Field(name): str(text) for name, text in mapping["columns"].items()}
        if "columns" in mapping
        else {},
        scale=ScaleName(mapping.get("scale", ScaleName.STARS)),
        scale_table=str(mapping.get("scale_table") or ""),
        dates=DateOrder(dates) if dates else None,
        encoding=mapping.get("encoding"),
        separator=mapping.get("separator"),
        sheet=mapping.get("sheet"),
        header=mapping.get("header"),
        only_told=bool(mapping.get("only_told", False)),
    )
