"""Rows as written become rows that can be stored, batch by batch; what can't is told why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from gamify.ingest.circumstances import SurveyDates, read_circumstances
from gamify.ingest.columns import (
    Codes,
    blank_texts,
    byte_lengths,
    distinct,
    joined_instants,
    optional_texts,
    recoded,
    taken,
    too_long,
    trimmed,
)
from gamify.ingest.engineers import read_engineers
from gamify.ingest.fields import CIRCUMSTANCES, FIELD_WORDS, INSTANTS, Field
from gamify.ingest.fingerprints import Fingerprints
from gamify.ingest.instant_columns import BAD, NONE, Int64s, optional_instants, parse_column
from gamify.ingest.instants import Clock
from gamify.ingest.kinds import KIND_FIELDS, Kinds
from gamify.ingest.mapping import Columns
from gamify.ingest.names import LONGEST_NAME
from gamify.ingest.rows import SHOWN_ROW, Circumstances, CleanChunk, Coded, RejectedRow
from gamify.ingest.scales import Scale, plain_score
from gamify.ingest.table import Batch
from gamify.language import Message, say
from gamify.steering import calm_label

#: Fields that hold names and labels, which are never long.
_NAMES = (
    Field.OWNER,
    Field.HELPERS,
    Field.TEAM,
    *KIND_FIELDS,
    Field.TICKET,
    Field.RATING_ID,
    Field.REQUESTER,
)


@dataclass(slots=True)
class Cleaner:
    """Cleans the batches of one file in order; remembers spellings and equal rows between them.

    `fitting` and `unfitting` count the scores that are and aren't of the scale;
    `first_unfitting` is the line and text of the first that isn't.
    """

    header: tuple[str, ...]
    columns: Columns
    scale: Scale
    clock: Clock
    fitting: int = 0
    unfitting: int = 0
    first_unfitting: tuple[int, str] | None = None
    kinds: Kinds = field(default_factory=Kinds)
    survey_dates: SurveyDates = field(default_factory=SurveyDates)
    fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def clean(self, batch: Batch) -> CleanChunk:
        """One batch as a chunk."""
        return _Cleaning(self, batch).chunk()


class _Cleaning:
    """One batch on its way. Reasons to reject a row are gathered first: the first one counts."""

    def __init__(self, cleaner: Cleaner, batch: Batch) -> None:
        self.cleaner = cleaner
        self.batch = batch
        self.size = len(batch.lines)
        self.reasons: dict[int, Message] = {}
        self.texts: dict[Field, pa.Array] = {
            name: batch.columns[places[0]] for name, places in cleaner.columns.items()
        }

    def chunk(self) -> CleanChunk:
        self._check_lengths()
        stars = self._stars()
        times = self._times()
        rated, opened, solved = self._place_times(stars, times)
        self._check_told(stars, rated, opened, solved)
        kept = np.arange(self.size)
        if self.reasons:
            kept = np.delete(kept, list(self.reasons))
        return self._kept(kept, stars, (rated, opened, solved))

    def _check_lengths(self) -> None:
        for name in _NAMES:
            for column in self.cleaner.columns.get(name, ()):
                reason = say(
                    "the {field} is longer than {limit} characters",
                    field=say(FIELD_WORDS[name]),
                    limit=LONGEST_NAME,
                )
                for row in too_long(self.batch.columns[column], LONGEST_NAME):
                    self.reasons.setdefault(row, reason)

    def _stars(self) -> Codes:
        """Stars per row; 0 without a rating, and for rows rejected because of their score."""
        written, codes = distinct(trimmed(self.texts[Field.SCORE]))
        stars = [self.cleaner.scale(plain_score(text)) for text in written]
        counts = np.bincount(codes, minlength=len(written))
        for code, (text, found) in enumerate(zip(written, stars, strict=True)):
            if found:
                self.cleaner.fitting += int(counts[code])
            elif found is None:
                self._reject_score(text, np.flatnonzero(codes == code).tolist())
        return np.asarray([found or 0 for found in stars], dtype=np.int64)[codes]

    def _reject_score(self, text: str, rows: list[int]) -> None:
        name = self.cleaner.header[self.cleaner.columns[Field.SCORE][0]]
        if text.casefold() == name.casefold():
            reason = say("the header stands here once more")
        else:
            self.cleaner.unfitting += len(rows)
            first = (self.batch.lines[rows[0]], text)
            self.cleaner.first_unfitting = min(self.cleaner.first_unfitting or first, first)
            reason = say("the score “{score}” isn't on the scale", score=text[:LONGEST_NAME])
        for row in rows:
            self.reasons.setdefault(row, reason)

    def _times(self) -> dict[Field, Int64s]:
        """Instants of every mapped field; rows with impossible dates are rejected."""
        found: dict[Field, Int64s] = {}
        for name in INSTANTS:
            places = self.cleaner.columns.get(name)
            if not places:
                continue
            texts = joined_instants([self.batch.columns[place] for place in places])
            found[name] = parse_column(texts, self.cleaner.clock)
            for row in np.flatnonzero(found[name] == BAD).tolist():
                reason = say(
                    "“{date}” in “{column}” isn't a date",
                    date=texts[row].as_py()[:LONGEST_NAME],
                    column=self._named(name),
                )
                self.reasons.setdefault(row, reason)
        return found

    def _place_times(
        self, stars: Codes, times: Mapping[Field, Int64s]
    ) -> tuple[Int64s, Int64s, Int64s]:
        """When rated, opened and solved; a file with a single time has it tell of all rows."""
        nothing = np.full(self.size, NONE, dtype=np.int64)
        source = next(name for name in INSTANTS if name in times)
        rated = np.where(stars > 0, times[source], NONE)
        solved = times.get(Field.SOLVED_AT, times.get(Field.CLOSED_AT, nothing))
        opened = times.get(Field.OPENED_AT, nothing)
        if len(times) == 1 and source is Field.RATED_AT:
            opened = np.where(stars > 0, NONE, times[source])
        missing = say("there is no time of the rating in “{column}”", column=self._named(source))
        for row in np.flatnonzero((stars > 0) & (rated == NONE)).tolist():
            self.reasons.setdefault(row, missing)
        return rated, opened, solved

    def _check_told(self, stars: Codes, rated: Int64s, opened: Int64s, solved: Int64s) -> None:
        """An unrated row has to say which ticket it is, and when it was."""
        undated = (rated == NONE) & (opened == NONE) & (solved == NONE)
        for row in np.flatnonzero((stars == 0) & undated).tolist():
            self.reasons.setdefault(row, say("there is neither a score nor a date"))
        if Field.TICKET in self.texts:
            unknown = byte_lengths(trimmed(self.texts[Field.TICKET])) == 0
            for row in np.flatnonzero((stars == 0) & unknown).tolist():
                self.reasons.setdefault(row, say("there is neither a ticket nor a score"))

    def _named(self, name: Field) -> str:
        return " + ".join(self.cleaner.header[place] for place in self.cleaner.columns[name])

    def _kept(self, kept: Codes, stars: Codes, times: tuple[Int64s, Int64s, Int64s]) -> CleanChunk:
        if len(kept) < self.size:
            self.columns = {
                place: taken(texts, kept) for place, texts in self.batch.columns.items()
            }
        else:
            self.columns = self.batch.columns
        rated, opened, solved = (optional_instants(column[kept]) for column in times)
        owner, helpers = read_engineers(
            self._text(Field.OWNER),
            [self.columns[place] for place in self.cleaner.columns.get(Field.HELPERS, ())],
        )
        teams, team_codes = recoded(self._text(Field.TEAM), calm_label)
        kind, kind_code = self.cleaner.kinds.read([self._text(name) for name in KIND_FIELDS])
        chunk = CleanChunk(
            line=self._lines(kept),
            ticket=self._names(Field.TICKET),
            rating_key=self._names(Field.RATING_ID),
            stars=stars[kept].tolist(),
            raw=optional_texts(trimmed(self._text(Field.SCORE))),
            comment=optional_texts(self._text(Field.COMMENT)),
            rated_at=rated,
            opened_at=opened,
            solved_at=solved,
            owner=owner,
            team=Coded(teams, team_codes.tolist()),
            kind=kind,
            kind_code=kind_code,
            helpers=helpers,
            requester=[name or None for name in self._names(Field.REQUESTER)],
            circumstances=self._circumstances(len(kept)),
            rejected=self._rejected(),
            bytes_read=self.batch.bytes_read,
        )
        self.cleaner.fingerprints.name_tickets(chunk)
        return chunk

    def _lines(self, kept: Codes) -> list[int]:
        lines = self.batch.lines
        return lines if len(kept) == self.size else [lines[row] for row in kept.tolist()]

    def _names(self, name: Field) -> list[str]:
        """The kept texts of a field without white space around them."""
        if name not in self.cleaner.columns:
            return [""] * (self.size - len(self.reasons))
        names: list[str] = trimmed(self._text(name)).to_pylist()
        return names

    def _circumstances(self, rows: int) -> Circumstances:
        told = {n: self._text(n) for n in CIRCUMSTANCES if n in self.cleaner.columns}
        return read_circumstances(
            told, rows=rows, clock=self.cleaner.clock, dates=self.cleaner.survey_dates
        )

    def _text(self, name: Field) -> pa.Array:
        """The kept texts of a field; empty ones where the file lacks it."""
        places = self.cleaner.columns.get(name)
        if places:
            return self.columns[places[0]]
        return blank_texts(self.size - len(self.reasons))

    def _rejected(self) -> list[RejectedRow]:
        """Rows with a reason, among those that couldn't even be cut; empty rows are no rows."""
        rejected = list(self.batch.rejected)
        for row, reason in self.reasons.items():
            text = self.batch.row_text(row)
            if text.strip(' \t,;|"\r\n'):
                rejected.append(RejectedRow(self.batch.lines[row], reason, text[:SHOWN_ROW]))
        return sorted(rejected, key=lambda one: one.line)
