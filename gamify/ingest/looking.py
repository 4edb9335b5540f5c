"""A ratings file as a person is shown it: what stands in it, what it means, and what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from gamify.errors import (
    CrownboardError,
    UnclearColumns,
    UnclearDates,
    UnclearScale,
    UnclearSheet,
)
from gamify.ingest.encodings import UnclearEncoding
from gamify.ingest.fields import Field
from gamify.ingest.mapping import Columns
from gamify.ingest.options import ReadOptions, ScaleName
from gamify.ingest.ratings_file import RatingsFile, mapper_of, open_table, understand
from gamify.ingest.scales import UNRATED, choose_scale, plain_score
from gamify.ingest.table import Layout, Table

#: Encodings that are offered where none can be told; any text can be read in the last one.
ENCODINGS: Final = ("cp1252", "cp1250", "cp1251", "cp866", "koi8-r", "latin-1")
#: Different scores that are looked at, and examples of a column that are shown.
_SCORES, _SAMPLES, _LOOKED_AT = 40, 3, 200
#: How much of an example is shown, in characters.
_SHOWN = 60


class Ask(StrEnum):
    """What only a person can say of a file."""

    ENCODING = "encoding"
    SHEET = "sheet"
    COLUMN = "column"
    DATES = "dates"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that can be read in two ways. `choices` are encodings, sheets, scales or orders
    of dates; `places` columns, counted from 0. `example` is a value that it is about.
    """

    ask: Ask
    choices: tuple[str, ...] = ()
    field: Field | None = None
    places: tuple[int, ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """A column by its place from 0: some of its values, and the field that it is read as."""

    place: int
    header: str
    samples: tuple[str, ...]
    field: Field | None


@dataclass(frozen=True, slots=True)
class Look:
    """How far a file is understood: `file` is there once nothing is left to ask.

    `layout` is None while not even the table can be told. `scores` are different ones of the
    column of scores, as they are compared.
    """

    layout: Layout | None = None
    columns: tuple[ColumnLook, ...] = ()
    scores: tuple[str, ...] = ()
    file: RatingsFile | None = None
    question: Question | None = None


def look_at(path: Path, options: ReadOptions) -> Look:
    """Understand a file as far as it goes, and say what is left to ask.

    Raises a subclass of UnreadableFile for what no answer would mend, and SettingRefused.
    """
    try:
        table = open_table(path, options)
    except UnclearEncoding:
        return Look(question=Question(Ask.ENCODING, ENCODINGS))
    except UnclearSheet as error:
        return Look(question=Question(Ask.SHEET, tuple(_listed(error, "names"))))
    mapper = mapper_of(path, table, options)
    guessed, question = mapper.guess(), None
    try:
        guessed = mapper.choose()
    except UnclearColumns as error:
        question = _column_question(error)
    columns = _columns(table, guessed)
    scores = _scores(table, guessed)
    if question is not None:
        return Look(table.layout, columns, scores, question=question)
    try:
        file = understand(path, table, guessed, options)
    except UnclearDates as error:
        question = Question(Ask.DATES, example=str(error.values["example"]))
    except UnclearScale as error:
        value = str(error.values["value"])
        question = Question(Ask.SCALE, tuple(fitting_scales(scores)), example=value)
    else:
        return Look(table.layout, columns, scores, file)
    return Look(table.layout, columns, scores, question=question)


def fitting_scales(scores: Sequence[str]) -> list[ScaleName]:
    """The scales on which all of these scores stand, the custom one aside."""
    rated = [score for score in scores if score not in UNRATED]
    return [
        name
        for name in ScaleName
        if name is not ScaleName.CUSTOM and rated and _all_fit(name, rated)
    ]


def _all_fit(name: ScaleName, scores: Sequence[str]) -> bool:
    scale = choose_scale(ReadOptions(scale=name))
    return all(scale(score) is not None for score in scores)


def _column_question(error: UnclearColumns) -> Question:
    field = error.values["field"]
    places = tuple(int(place) for place in _listed(error, "places"))
    return Question(Ask.COLUMN, field=field if isinstance(field, Field) else None, places=places)


def _listed(error: CrownboardError, name: str) -> list[str]:
    found = error.values.get(name)
    return [str(one) for one in found] if isinstance(found, (list, tuple)) else []


def _columns(table: Table, chosen: Columns) -> tuple[ColumnLook, ...]:
    fields = {place: field for field, places in chosen.items() for place in places}
    header = table.layout.header
    samples = _samples(table)
    return tuple(
        ColumnLook(place, name, samples[place], fields.get(place))
        for place, name in enumerate(header)
    )


def _samples(table: Table) -> list[tuple[str, ...]]:
    """The first different values of each column."""
    width = len(table.layout.header)
    first = next((batch for batch in table.batches(range(width)) if batch.lines), None)
    if first is None:
        return [()] * width
    columns = (first.columns[place][:_LOOKED_AT] for place in range(width))
    return [_first_different(column.to_pylist()) for column in columns]


def _first_different(texts: Sequence[str]) -> tuple[str, ...]:
    shown = dict.fromkeys(text.strip()[:_SHOWN] for text in texts if text.strip())
    return tuple(shown)[:_SAMPLES]


def _scores(table: Table, chosen: Columns) -> tuple[str, ...]:
    """Different scores of the first rows, in order of appearance."""
    if Field.SCORE not in chosen:
        return ()
    place = chosen[Field.SCORE][0]
    first = next((batch for batch in table.batches([place]) if batch.lines), None)
    if first is None:
        return ()
    texts = first.columns[place].unique().to_pylist()[:_LOOKED_AT]
    return tuple(list(dict.fromkeys(plain_score(text) for text in texts))[:_SCORES])
