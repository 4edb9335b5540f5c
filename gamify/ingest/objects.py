"""JSON (a list of objects, or an object with one list) and JSON lines as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gamify.errors import EmptyFile, ForeignFile
from gamify.ingest.cells import cell_text
from gamify.ingest.encodings import find_encoding, utf8_blocks
from gamify.ingest.options import ReadOptions
from gamify.ingest.table import Batch, Layout, Row, batch_of_rows, in_batches
from gamify.language import Message, say

#: Nested deeper than this, a value isn't a field of a rating any more.
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class ObjectTable:
    """Flat objects: the header is every key that occurs, in order of appearance."""

    path: Path
    layout: Layout
    rows: list[tuple[int, dict[str, str]]]

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        size, read = self.path.stat().st_size, 0
        for some in in_batches(self.rows):
            read += len(some)
            rows = [
                Row(line, [cells.get(name, "") for name in self.layout.header])
                for line, cells in some
            ]
            yield batch_of_rows(
                rows,
                width=len(self.layout.header),
                wanted=wanted,
                bytes_read=size * read // len(self.rows),
            )


def open_objects(path: Path, options: ReadOptions) -> ObjectTable:
    """Raises ForeignFile where the text isn't JSON, or not a list of objects."""
    encoding = options.encoding or find_encoding(path)
    content = b"".join(block for block, _, _ in utf8_blocks(path, encoding))
    try:
        is_lines, objects = _objects(content)
    except UnicodeDecodeError as error:
        raise ForeignFile(file=path.name, problem=say("it isn't in UTF-8")) from error
    except json.JSONDecodeError as error:
        raise ForeignFile(file=path.name, problem=_json_problem(error)) from error
    except RecursionError as error:
        raise ForeignFile(file=path.name, problem=say("it is nested too deeply")) from error
    if objects is None or not all(isinstance(one, dict) for _, one in objects):
        raise ForeignFile(file=path.name, problem=say("it isn't a list of objects"))
    rows = [(line, _flat(_unwrapped(one))) for line, one in objects]
    header = tuple(dict.fromkeys(name for _, cells in rows for name in cells))
    if not header:
        raise EmptyFile(file=path.name)
    layout = Layout("JSON lines" if is_lines else "JSON", header, encoding=encoding)
    return ObjectTable(path, layout, rows)


def _objects(content: bytes) -> tuple[bool, list[tuple[int, Any]] | None]:
    """Whether each line is an object, and the objects with their line or ordinal."""
    lines = [(number, line) for number, line in enumerate(content.split(b"\n"), 1) if line.strip()]
    if len(lines) > 1 and _is_object(lines[0][1]):
        return True, [(number, _line_object(number, line)) for number, line in lines]
    document = json.loads(content.decode())
    if isinstance(document, dict):
        lists = [value for value in document.values() if _is_list_of_objects(value)]
        if len(lists) > 1:
            return False, None
        document = lists[0] if lists else [document]
    return False, list(enumerate(document, 1)) if isinstance(document, list) else None


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return False


def _line_object(number: int, line: bytes) -> Any:
    try:
        return json.loads(line.decode())
    except json.JSONDecodeError as error:
        error.lineno = number
        raise


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _json_problem(error: json.JSONDecodeError) -> Message:
    if error.pos >= len(error.doc.rstrip()) - 1 or error.msg.startswith("Unterminated"):
        return say("it breaks off in line {line}", line=error.lineno)
    return say("line {line} isn't JSON", line=error.lineno)


def _unwrapped(one: dict[str, Any]) -> dict[str, Any]:
    """Records of data pipelines hold the object in "data"."""
    inner = one.get("data")
    return inner if isinstance(inner, dict) else one


def _flat(one: dict[str, Any], prefix: str = "", depth: int = 1) -> dict[str, str]:
    """Keys of nested objects are joined by dots; lists of objects are left out."""
    cells: dict[str, str] = {}
    for key, value in one.items():
        name = prefix + cell_text(key)
        if isinstance(value, dict):
            if depth < _DEEPEST:
                cells |= _flat(value, name + ".", depth + 1)
        elif not _is_list_of_objects(value):
            cells[name] = cell_text(value)
    return cells
