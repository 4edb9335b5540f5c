"""Which column means what: by header synonyms, by what stands in the column, or as told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from gamify.errors import UnclearColumns, shorten
from gamify.ingest.fields import (
    CIRCUMSTANCES,
    DATE_ALONE,
    DATED,
    FIELD_WORDS,
    INSTANTS,
    SYNONYMS,
    TIME_OF_DAY,
    Field,
    plain_header,
)
from gamify.ingest.instants import Clock, parse_instant
from gamify.ingest.options import UTC, DateOrder, ReadOptions
from gamify.language import Message, say

#: A field → its columns by place in the header. Helpers may have any number, a time two.
Columns = Mapping[Field, tuple[int, ...]]

_NUMBERED = re.compile(r"(?P<word>.+?) ?(?P<number>[2-9])")
#: Characters of a column's name where all of them are listed.
_NAME = 40
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?")
_CLOCKS: Final = (Clock(DateOrder.DAY_FIRST, UTC), Clock(DateOrder.MONTH_FIRST, UTC))


@dataclass(frozen=True, slots=True)
class Mapper:
    """What is needed to choose: the header, some values of each column, and whom to tell."""

    file: str
    line: int
    header: Sequence[str]
    sample: Callable[[int], Sequence[str]]
    options: ReadOptions

    def choose(self) -> dict[Field, tuple[int, ...]]:
        """The columns of every field that the file has.

        Raises UnclearColumns where two columns fit a field equally, where a column that was
        asked for isn't there, and without a score, a time, or both engineer and team. Of what
        is never needed, two columns that fit equally are both left alone.
        """
        chosen = {field: self._asked(field, text) for field, text in self.options.columns.items()}
        for field in self._looked_for:
            used = {column for columns in chosen.values() for column in columns}
            if field not in chosen and (columns := self._found(field, used)):
                chosen[field] = columns
        self._check_complete(chosen)
        return self._with_time_of_day(chosen)

    def guess(self) -> dict[Field, tuple[int, ...]]:
        """What can be told of the columns, as far as it goes; what is a question is left out."""
        chosen: dict[Field, tuple[int, ...]] = {}
        for field in (*self.options.columns, *self._looked_for):
            used = {column for columns in chosen.values() for column in columns}
            text = self.options.columns.get(field)
            with suppress(UnclearColumns):
                columns = self._found(field, used) if text is None else self._asked(field, text)
                if columns and field not in chosen:
                    chosen[field] = columns
        return self._with_time_of_day(chosen)

    @property
    def _looked_for(self) -> tuple[Field, ...]:
        return () if self.options.only_told else tuple(SYNONYMS)

    def _found(self, field: Field, used: set[int]) -> tuple[int, ...]:
        words = [plain_header(name) for name in self.header]
        free = [column for column in range(len(words)) if column not in used]
        if field is Field.HELPERS:
            return tuple(column for column in free if _is_helper(words[column]))
        for group in SYNONYMS[field]:
            fitting = [column for column in free if words[column] in group]
            if field in DATED:
                fitting = [column for column in fitting if self._holds_dates(column)]
            if len(fitting) > 1:
                if field in CIRCUMSTANCES:
                    return ()
                raise self._two_columns(field, fitting)
            if fitting:
                return (fitting[0],)
        return ()

    def _asked(self, field: Field, text: str) -> tuple[int, ...]:
        if text in self.header:
            return (self._place(field, text),)
        return tuple(self._place(field, name.strip()) for name in text.split(" + "))

    def _place(self, field: Field, name: str) -> int:
        """The column of that header, or of that number ("#3")."""
        if name[:1] == "#" and name[1:].isdecimal() and 0 < int(name[1:]) <= len(self.header):
            return int(name[1:]) - 1
        plain = plain_header(name)
        exact = [place for place, header in enumerate(self.header) if header == name]
        alike = [place for place, header in enumerate(self.header) if plain_header(header) == plain]
        fitting = exact or alike
        if len(fitting) > 1:
            raise self._two_columns(field, fitting)
        if not fitting:
            problem = say("there is no column “{column}”, only {columns}", column=name,
                          columns=self._all_columns())  # fmt: skip
            raise self._unclear(problem, field, "…")
        return fitting[0]

    def _holds_dates(self, column: int) -> bool:
        """Whether most of its values are dates, as opposed to durations; an empty one may be."""
        texts = [text.strip() for text in self.sample(column) if text.strip()][:200]
        dates = sum(
            any(parse_instant(text, clock) is not None for clock in _CLOCKS) for text in texts
        )
        likely = dates * 2 >= len(texts)
        return likely and (bool(texts) or plain_header(self.header[column]) not in TIME_OF_DAY)

    def _with_time_of_day(
        self, chosen: dict[Field, tuple[int, ...]]
    ) -> dict[Field, tuple[int, ...]]:
        """A date beside a time of day become one."""
        if self.options.only_told:
            return chosen
        used = {column for columns in chosen.values() for column in columns}
        times = [
            column
            for column, name in enumerate(self.header)
            if plain_header(name) in TIME_OF_DAY
            and column not in used
            and self._holds_times(column)
        ]
        for field in INSTANTS:
            columns = chosen.get(field, ())
            alone = len(columns) == 1 and plain_header(self.header[columns[0]]) in DATE_ALONE
            if alone and len(times) == 1 and field not in self.options.columns:
                chosen[field] = (columns[0], times[0])
        return chosen

    def _holds_times(self, column: int) -> bool:
        texts = [text.strip() for text in self.sample(column) if text.strip()]
        return bool(texts) and all(_TIME.fullmatch(text) for text in texts[:200])

    def _check_complete(self, chosen: Columns) -> None:
        for needed in ((Field.SCORE,), INSTANTS, (Field.OWNER, Field.TEAM)):
            if not any(field in chosen for field in needed):
                problem = say("no column looks like the {field}; there are {columns}",
                              field=say(FIELD_WORDS[needed[0]]),
                              columns=self._all_columns())  # fmt: skip
                raise self._unclear(problem, needed[0], "…")

    def _two_columns(self, field: Field, columns: Sequence[int]) -> UnclearColumns:
        one, two = columns[0], columns[1]
        if self.header[one] == self.header[two]:
            problem = say("columns {one} and {two} are both called “{name}”", one=one + 1,
                          two=two + 1, name=self.header[one])  # fmt: skip
            return self._unclear(problem, field, f"#{one + 1}", columns)
        problem = say("both “{one}” and “{two}” could be the {field}", one=self.header[one],
                      two=self.header[two], field=say(FIELD_WORDS[field]))  # fmt: skip
        return self._unclear(problem, field, self.header[one], columns)

    def _unclear(
        self, problem: Message, field: Field, column: str, places: Sequence[int] = ()
    ) -> UnclearColumns:
        return UnclearColumns(
            file=self.file,
            line=self.line,
            problem=problem,
            option=f'--map {field}="{column}"',
            field=field,
            places=tuple(places),
        )

    def _all_columns(self) -> str:
        return ", ".join(f"“{shorten(name, _NAME)}”" for name in self.header if name)


def _is_helper(word: str) -> bool:
    """A synonym, or the second and further of numbered engineers ("agent 2")."""
    if any(word in group for group in SYNONYMS[Field.HELPERS]):
        return True
    told = _NUMBERED.fullmatch(word)
    return told is not None and told["word"] in SYNONYMS[Field.OWNER][0]
