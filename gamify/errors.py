"""Every error that Crownboard raises on purpose, drawn as one tree.

CrownboardError
├── UnknownSeason        a season code that can't be read
├── UnknownTeam          a team that nobody has heard of
├── UnknownEngineer      an engineer that nobody has heard of
├── UnknownNomination    a nomination that nobody has heard of
├── UnknownBatch         an import batch that doesn't exist
├── BatchInUse           an import that can't be undone because a later one builds on it
├── UnknownRating        a rating that doesn't exist
├── UnknownFlag          a flag that doesn't exist
├── DecisionRefused      an exclusion, restore or edit that makes no sense (no reason, twice)
├── SettingRefused       a setting with a value that can't be used
├── NominationRefused    an own nomination that can't be judged as it is declared
├── ChallengeRefused     a challenge with criteria that can't be used or don't fit together
├── DatabaseRefused      a database that can't be reached, is read-only, full, or of a newer version
├── UnwritableFile       a mapping or rejected rows that can't be written where they should go
└── UnreadableFile       a ratings file that can't be taken in
    ├── MissingFile      no such file, or a folder
    ├── ForbiddenFile    this account may not read it
    ├── EmptyFile        nothing in it, or a header alone
    ├── ForeignFile      encrypted, binary, truncated, or of a kind that isn't read
    ├── TooLargeFile     above the limit of bytes
    ├── UnclearColumns   two columns fit one field, a header twice, a needed one is missing
    ├── UnclearSheet     two sheets of a workbook fit, or the one asked for isn't there
    ├── UnclearDates     day first or month first can't be told
    ├── UnclearScale     scores that aren't 1 to 5 and no scale was declared
    └── UnusableRows     every row was rejected

Each class carries `sentence`, a translatable template (`{name}` placeholders), and the
values that fill it. It is caught at the edge (page, route, command line) and shown there as
`describe(error, language)`: what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import ClassVar


def N_(message: str) -> str:  # noqa: N802 — the name that gettext's tools look for
    """Mark a message for extraction into the catalogue; it is translated when it is shown."""
    return message


class CrownboardError(Exception):
    """The root. Placeholders of `sentence` are filled from the keyword arguments.

    Subclasses may be raised with another `sentence` when one cause has several faces.
    """

    sentence: ClassVar[str] = N_("Something went wrong: {problem}")

    def __init__(self, sentence: str | None = None, /, **values: object) -> None:
        self.template = sentence if sentence is not None else type(self).sentence
        self.values = values
        super().__init__(self.template.format_map(_Shown(values)))


class _Shown(dict[str, object]):
    """Values as they may be shown: long text from outside is cut, missing ones keep their name."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"

    def __getitem__(self, key: str) -> object:
        value = super().__getitem__(key)
        return shorten(value) if isinstance(value, str) else value


def shorten(text: str, limit: int = 200) -> str:
    """Cut text from outside to `limit` characters and blank out control characters."""
    plain = "".join(
        " " if ord(char) < 32 or ord(char) == 127 else char for char in text[: limit + 1]
    )
    return plain if len(plain) <= limit else plain[: limit - 1] + "…"


class UnknownSeason(CrownboardError):
    """Raised with `code`."""

    sentence = N_(
        "“{code}” is not a season. Write a quarter (2026-Q4), a month (2026-11), "
        "a year (2026) or a range (2026-10-01..2026-12-15)."
    )


class UnknownTeam(CrownboardError):
    """Raised with `name`."""

    sentence = N_("There is no team “{name}”. Look at the team table for the names in use.")


class UnknownEngineer(CrownboardError):
    """Raised with `name`."""

    sentence = N_("There is no engineer “{name}”. Look at the top scorers for the names in use.")


class UnknownNomination(CrownboardError):
    """Raised with `nomination` and `known`: the keys there are."""

    sentence = N_("There is no nomination “{nomination}”. Use one of {known}.")


class UnknownBatch(CrownboardError):
    """Raised with `batch`."""

    sentence = N_("There is no import {batch} that could be undone. `import --list` shows them.")


class BatchInUse(CrownboardError):
    """Raised with `batch` and `later` (the batch to undo first)."""

    sentence = N_("Import {later} changed what import {batch} brought. Undo import {later} first.")


class UnknownRating(CrownboardError):
    """Raised with `rating`."""

    sentence = N_("There is no rating {rating}.")


class UnknownFlag(CrownboardError):
    """Raised with `flag`."""

    sentence = N_("There is no flag {flag}. `flags` lists those of a season.")


class DecisionRefused(CrownboardError):
    """Raised with `problem`: a sentence that says why the decision can't be taken."""

    sentence = N_("This can't be done: {problem}")


class SettingRefused(CrownboardError):
    """Raised with `name`, `value`, `allowed`."""

    sentence = N_("The setting {name} can't be “{value}”. Use {allowed}.")


class NominationRefused(CrownboardError):
    """Raised with `nomination` (its title or key), `field`, `value` and `allowed`."""

    sentence = N_(
        "In the nomination “{nomination}” the field “{field}” can't be “{value}”. Use {allowed}."
    )


class ChallengeRefused(CrownboardError):
    """Raised with `field`, `value` and `allowed`, or with a sentence that says what is missing."""

    sentence = N_("In the challenge the field “{field}” can't be “{value}”. Use {allowed}.")


class DatabaseRefused(CrownboardError):
    """Raised with `problem`."""

    sentence = N_(
        "The database can't be used: {problem}. Check CROWNBOARD_DATABASE_URL and its rights."
    )


class UnwritableFile(CrownboardError):
    """Raised with `file`, `problem` and `option`, which names another place."""

    sentence = N_("{file} can't be written: {problem}. Name another place with {option}.")


class UnreadableFile(CrownboardError):
    """Raised with `file` and what the subclass names; `line` counts from 1, the header included."""

    sentence = N_("{file} can't be read: {problem}.")


class MissingFile(UnreadableFile):
    """Raised with `file`."""

    sentence = N_("{file}: there is no such file. Check the path and its spelling.")


class ForbiddenFile(UnreadableFile):
    """Raised with `file`."""

    sentence = N_("{file} may not be read by this account. Give it the right to read the file.")


class EmptyFile(UnreadableFile):
    """Raised with `file`."""

    sentence = N_("{file} holds no ratings: it is empty or has only a header. Export it again.")


class ForeignFile(UnreadableFile):
    """Raised with `file` and `problem`."""

    sentence = N_(
        "{file} can't be read: {problem}. "
        "Save it as CSV (UTF-8), XLSX, JSON or Parquet and try again."
    )


class TooLargeFile(UnreadableFile):
    """Raised with `file`, `size` and `limit`, both in megabytes."""

    sentence = N_(
        "{file} is {size} MB; the limit is {limit} MB. "
        "Split it, or raise CROWNBOARD_IMPORT_LIMIT_MB."
    )


class UnclearColumns(UnreadableFile):
    """Raised with `file`, `problem` and `option` (what to write on the command line).

    `field` is what is looked for, `places` are the columns that fit, none where none does.
    """

    sentence = N_("{file}, line {line}: {problem}. Say which one with {option}.")


class UnclearSheet(UnreadableFile):
    """Raised with `file`, `problem` and `sheets`: the `names` there are, as a text."""

    sentence = N_("{file}: {problem}. Say which with --sheet: {sheets}.")


class UnclearDates(UnreadableFile):
    """Raised with `file`, `column` and `example`."""

    sentence = N_(
        "{file}: the dates of “{column}” ({example}) can be read day first or month first. "
        "Say which with --dates day-first or --dates month-first."
    )


class UnclearScale(UnreadableFile):
    """Raised with `file`, `line`, `column` and `value`."""

    sentence = N_(
        "{file}, line {line}: “{value}” in “{column}” is not a number of stars from 1 to 5. "
        "Declare the scale with --scale zendesk, freshdesk, 0-1, 0-10 or custom."
    )


class UnusableRows(UnreadableFile):
    """Raised with `file`, `line` and `reason` of the first row, and `rejected`: where all are."""

    sentence = N_(
        "{file}, line {line}: {reason}. No row of the file can be used; {rejected} lists them all."
    )
