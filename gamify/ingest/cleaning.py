"""Rows as written become rows that can be stored, batch by batch; what can't is told why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from gamify.ingest.columns import (
    Codes,
    distinct,
    joined_instants,
    plain_text,
    recoded,
    too_long,
    trimmed,
)
from gamify.ingest.fields import FIELD_WORDS, INSTANTS, Field
from gamify.ingest.fingerprints import Fingerprints
from gamify.ingest.instant_columns import BAD, NONE, Int64s, parse_column
from gamify.ingest.instants import Clock
from gamify.ingest.mapping import Columns
from gamify.ingest.names import LONGEST_NAME, split_names
from gamify.ingest.rows import SHOWN_ROW, CleanChunk, Coded, RejectedRow
from gamify.ingest.scales import Scale, plain_score
from gamify.ingest.table import Batch
from gamify.language import Message, say

_KIND = (Field.LINE, Field.CATEGORY, Field.PRIORITY, Field.CHANNEL)
_NAMES = (Field.OWNER, Field.HELPERS, Field.TEAM, *_KIND, Field.TICKET, Field.RATING_ID,
          Field.REQUESTER)  # fmt: skip


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
    _spellings: dict[tuple[Field, str], str] = field(default_factory=dict)
    _fingerprints: Fingerprints = field(default_factory=Fingerprints)

    def clean(self, batch: Batch) -> CleanChunk:
        """One batch as a chunk."""
        return _Cleaning(self, batch).chunk()

    def spelling(self, kind: Field, text: str) -> str:
        """The first spelling in the file of a label that differs only in capitals or spaces."""
        label = plain_text(text)
        return self._spellings.setdefault((kind, label.casefold()), label)

    def number(self, rows: list[tuple[object, ...]]) -> list[str]:
        """Ticket ids for rows that have none."""
        return self._fingerprints.number(rows)


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
            reason = say("the score “{score}” isn't of the scale", score=text[:LONGEST_NAME])
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
            unknown = pc.equal(trimmed(self.texts[Field.TICKET]), "").to_numpy(zero_copy_only=False)
            for row in np.flatnonzero((stars == 0) & unknown).tolist():
                self.reasons.setdefault(row, say("there is neither a ticket nor a score"))

    def _named(self, name: Field) -> str:
        return " + ".join(self.cleaner.header[place] for place in self.cleaner.columns[name])

    def _kept(self, kept: Codes, stars: Codes, times: tuple[Int64s, Int64s, Int64s]) -> CleanChunk:
        if len(kept) < self.size:
            take = pa.array(kept)
            self.columns = {place: texts.take(take) for place, texts in self.batch.columns.items()}
        else:
            self.columns = self.batch.columns
        rated, opened, solved = (_optional(column[kept]) for column in times)
        owner, helpers = self._engineers()
        team = Coded(*_listed(recoded(self._text(Field.TEAM), plain_text)))
        kind, kind_code = self._kinds()
        raw: list[str | None] = [
            text or None for text in trimmed(self._text(Field.SCORE)).to_pylist()
        ]
        chunk = CleanChunk(
            line=[self.batch.lines[row] for row in kept.tolist()],
            ticket=trimmed(self._text(Field.TICKET)).to_pylist(),
            rating_key=trimmed(self._text(Field.RATING_ID)).to_pylist(),
            stars=stars[kept].tolist(),
            raw=raw,
            comment=[text or None for text in self._text(Field.COMMENT).to_pylist()],
            rated_at=rated,
            opened_at=opened,
            solved_at=solved,
            owner=owner,
            team=team,
            kind=kind,
            kind_code=kind_code,
            helpers=helpers,
            requester=[text or None for text in trimmed(self._text(Field.REQUESTER)).to_pylist()],
            rejected=self._rejected(),
            bytes_read=self.batch.bytes_read,
        )
        self._number_tickets(chunk)
        return chunk

    def _text(self, name: Field) -> pa.Array:
        """The kept texts of a field; empty ones where the file lacks it."""
        places = self.cleaner.columns.get(name)
        if places:
            return self.columns[places[0]]
        return pa.repeat("", self.size - len(self.reasons))

    def _engineers(self) -> tuple[Coded, dict[int, tuple[str, ...]]]:
        """The first name of a row owns it; further ones, here or in other columns, help."""
        written, codes = distinct(self._text(Field.OWNER))
        names = [split_names(text) for text in written]
        helpers: dict[int, tuple[str, ...]] = {}
        for code in (code for code, found in enumerate(names) if len(found) > 1):
            helpers.update(dict.fromkeys(np.flatnonzero(codes == code).tolist(), names[code][1:]))
        owners: dict[str, int] = {}
        places = [owners.setdefault(found[0], len(owners)) if found else -1 for found in names]
        owner = np.asarray([*places, -1], dtype=np.int64)[codes]
        for column in self.cleaner.columns.get(Field.HELPERS, ()):
            self._add_helpers(self.columns[column], owners, owner, helpers)
        return Coded(list(owners), owner.tolist()), helpers

    def _add_helpers(
        self,
        texts: pa.Array,
        owners: dict[str, int],
        owner: Codes,
        helpers: dict[int, tuple[str, ...]],
    ) -> None:
        """Join one column of helpers to what is known; without an owner the first one owns."""
        by_place = list(owners)
        for row in np.flatnonzero(pc.not_equal(texts, "").to_numpy(zero_copy_only=False)).tolist():
            mine = by_place[owner[row]] if owner[row] >= 0 else ""
            names = split_names("\n".join([mine, *helpers.get(row, ()), texts[row].as_py()]))
            if names and not mine:
                owner[row] = owners.setdefault(names[0], len(owners))
                by_place = list(owners)
            if names[1:]:
                helpers[row] = names[1:]

    def _kinds(self) -> tuple[list[tuple[str, str, str, str]], list[int]]:
        """The distinct kinds of work of the chunk, and each row's."""
        labels: list[list[str]] = []
        combined = np.zeros(self.size - len(self.reasons), dtype=np.int64)
        for name in _KIND:
            names, codes = recoded(self._text(name), partial(self.cleaner.spelling, name))
            labels.append([*names, ""])
            combined = combined * (len(names) + 1) + np.where(codes < 0, len(names), codes)
        seen, codes = np.unique(combined, return_inverse=True)
        return [_unpacked(code, labels) for code in seen.tolist()], codes.tolist()

    def _rejected(self) -> list[RejectedRow]:
        """Rows with a reason, among those that couldn't even be cut; empty rows are no rows."""
        rejected = list(self.batch.rejected)
        for row, reason in self.reasons.items():
            text = self.batch.row_text(row)
            if text.strip(' \t,;|"\r\n'):
                rejected.append(RejectedRow(self.batch.lines[row], reason, text[:SHOWN_ROW]))
        return sorted(rejected, key=lambda one: one.line)

    def _number_tickets(self, chunk: CleanChunk) -> None:
        """Give a fingerprint to rows without a ticket id."""
        nameless = [row for row, ticket in enumerate(chunk.ticket) if not ticket]
        contents = [_content(chunk, row) for row in nameless]
        for row, ticket in zip(nameless, self.cleaner.number(contents), strict=True):
            chunk.ticket[row] = ticket


def _content(chunk: CleanChunk, row: int) -> tuple[object, ...]:
    """What a row says, whatever the format, the columns' order and the spelling of dates."""
    owner, team = chunk.owner.codes[row], chunk.team.codes[row]
    return (
        chunk.rating_key[row],
        plain_score(chunk.raw[row] or ""),
        chunk.comment[row],
        chunk.rated_at[row],
        chunk.opened_at[row],
        chunk.solved_at[row],
        chunk.owner.names[owner] if owner >= 0 else "",
        chunk.team.names[team] if team >= 0 else "",
        tuple(label.casefold() for label in chunk.kind[chunk.kind_code[row]]),
        chunk.helpers.get(row, ()),
        chunk.requester[row],
    )


def _unpacked(code: int, labels: list[list[str]]) -> tuple[str, str, str, str]:
    parts: list[str] = []
    for names in reversed(labels):
        code, place = divmod(code, len(names))
        parts.append(names[place])
    line, category, priority, channel = reversed(parts)
    return line, category, priority, channel


def _optional(instants: Int64s) -> list[int | None]:
    values: list[int | None] = instants.tolist()
    for row in np.flatnonzero(instants == NONE).tolist():
        values[row] = None
    return values


def _listed(coded: tuple[list[str], Codes]) -> tuple[list[str], list[int]]:
    return coded[0], coded[1].tolist()
