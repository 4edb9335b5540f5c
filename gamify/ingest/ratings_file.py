"""From any ratings file to clean rows: look first, tell how it was understood, then read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

import pyarrow.compute as pc

from gamify.errors import EmptyFile, SettingRefused, UnclearDates, UnclearScale
from gamify.ingest.cleaning import Cleaner
from gamify.ingest.columns import joined_instants
from gamify.ingest.delimited import open_delimited
from gamify.ingest.fields import INSTANTS, Field
from gamify.ingest.formats import Format, check_file, recognise
from gamify.ingest.instants import Clock, order_evidence
from gamify.ingest.mapping import Columns, Mapper
from gamify.ingest.objects import open_objects
from gamify.ingest.options import DateOrder, ReadOptions
from gamify.ingest.parquet import open_parquet
from gamify.ingest.rows import CleanChunk
from gamify.ingest.scales import Scale, choose_scale
from gamify.ingest.table import Batch, Table
from gamify.ingest.understanding import Understanding, understanding_of
from gamify.ingest.workbook import open_workbook

#: One order of day and month is believed against a contrary value in so many.
_SURE = 20


@dataclass(frozen=True)
class RatingsFile:
    """A file that was looked at. `chunks` may be asked for more than once."""

    path: Path
    understanding: Understanding
    _table: Table = field(repr=False)
    _columns: Columns = field(repr=False)
    _scale: Scale = field(repr=False)
    _clock: Clock = field(repr=False)

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name

    @property
    def size(self) -> int:
        """Bytes of the file, which `bytes_read` of the chunks comes up to."""
        return self.path.stat().st_size

    @cached_property
    def digest(self) -> str:
        """What tells the content of this file from any other."""
        content = blake2b(digest_size=16)
        with self.path.open("rb") as file:
            while block := file.read(1 << 20):
                content.update(block)
        return content.hexdigest()

    def chunks(self) -> Iterator[CleanChunk]:
        """Clean rows in the order of the file, a few ten thousand at a time.

        Raises EmptyFile without any row and UnclearScale where most scores aren't of the
        scale, at the latest after the last chunk: store them in one transaction.
        """
        cleaner = self._cleaner()
        rows = 0
        for batch in self._table.batches(_wanted(self._columns)):
            chunk = cleaner.clean(batch)
            rows += len(chunk.line) + len(chunk.rejected)
            yield chunk
        if not rows:
            raise EmptyFile(file=self.path.name)
        self._check_scale(cleaner)

    def look_at_scores(self) -> None:
        """Refuse a wrong scale, or a file without rows, before anything is stored."""
        cleaner = self._cleaner()
        for batch in self._table.batches(_wanted(self._columns)):
            if batch.lines or batch.rejected:
                cleaner.clean(batch)
                return self._check_scale(cleaner)
        raise EmptyFile(file=self.path.name)

    def _cleaner(self) -> Cleaner:
        header = self.understanding.layout.header
        return Cleaner(header, self._columns, self._scale, self._clock)

    def _check_scale(self, cleaner: Cleaner) -> None:
        if cleaner.first_unfitting and cleaner.unfitting > cleaner.fitting:
            line, value = cleaner.first_unfitting
            column = " + ".join(self.understanding.columns[Field.SCORE])
            raise UnclearScale(file=self.path.name, line=line, column=column, value=value)


def open_ratings(path: Path, *, options: ReadOptions | None = None) -> RatingsFile:
    """Look at a file of any format and understand it; nothing is cleaned yet.

    Raises a subclass of UnreadableFile where it can't be read or two readings are possible,
    and SettingRefused for an option that makes no sense.
    """
    options = options or ReadOptions()
    choose_scale(options)
    table = open_table(path, options)
    return understand(path, table, mapper_of(path, table, options).choose(), options)


def understand(path: Path, table: Table, columns: Columns, options: ReadOptions) -> RatingsFile:
    """What the columns of an opened table say, once it is known which is which.

    Raises UnclearDates, UnclearScale, EmptyFile, and SettingRefused for a table of a scale.
    """
    scale = choose_scale(options)
    dates = options.dates or _find_date_order(path, table, columns)
    understanding = understanding_of(table.layout, columns, options, dates)
    opened = RatingsFile(path, understanding, table, columns, scale, Clock(dates, options.zone))
    opened.look_at_scores()
    return opened


def open_table(path: Path, options: ReadOptions) -> Table:
    """The file as a table, whatever its columns mean.

    Raises a subclass of UnreadableFile, and SettingRefused for an encoding that nobody knows.
    """
    _check_encoding(options)
    check_file(path, limit_mb=options.limit_mb)
    match recognise(path):
        case Format.XLSX:
            return open_workbook(path, options)
        case Format.JSON:
            return open_objects(path, options)
        case Format.PARQUET:
            return open_parquet(path)
        case _:
            return open_delimited(path, options)


def _check_encoding(options: ReadOptions) -> None:
    try:
        "".encode(options.encoding or "utf-8")
    except LookupError as error:
        raise SettingRefused(
            name="--encoding", value=options.encoding, allowed="utf-8, utf-16, cp1251, cp1252, …"
        ) from error


def mapper_of(path: Path, table: Table, options: ReadOptions) -> Mapper:
    """What chooses the columns, by the header and the first rows."""
    header = table.layout.header
    first = next((batch for batch in table.batches(range(len(header))) if batch.lines), None)

    def sample(column: int) -> list[str]:
        return first.columns[column][:500].to_pylist() if first else []

    line = table.layout.header_line or 1
    return Mapper(path.name, line, header, sample, options)


def _wanted(columns: Columns) -> list[int]:
    return sorted({column for places in columns.values() for column in places})


def _find_date_order(path: Path, table: Table, columns: Columns) -> DateOrder | None:
    """Read the date columns until they can be read one way only.

    None where no date needs an order; dates with dots are day first unless shown otherwise.
    Raises UnclearDates where the whole file leaves it open or contradicts itself.
    """
    fields = [name for name in INSTANTS if name in columns]
    wanted = sorted({place for name in fields for place in columns[name]})
    days = months = 0
    ordered = False
    unclear: tuple[Field, str] | None = None
    for batch in table.batches(wanted):
        for name in fields:
            found = order_evidence(_needing_order(batch, columns[name]))
            days, months = days + found.day_first, months + found.month_first
            if found.unclear:
                unclear = unclear or (name, found.unclear)
            ordered = ordered or found.ordered
        if days > _SURE * months:
            return DateOrder.DAY_FIRST
        if months > _SURE * days:
            return DateOrder.MONTH_FIRST
        if batch.lines and not ordered:
            return None
    if unclear is None:
        return None
    column = " + ".join(table.layout.header[place] for place in columns[unclear[0]])
    raise UnclearDates(file=path.name, column=column, example=unclear[1])


def _needing_order(batch: Batch, places: tuple[int, ...]) -> list[str]:
    """The dates that don't begin with the year."""
    texts = joined_instants([batch.columns[place] for place in places])
    in_order = pc.match_substring_regex(texts, r"^\d{1,2}[./-]")
    return [str(text) for text in texts.filter(in_order).to_pylist()]
