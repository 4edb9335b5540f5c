"""What a ticket says besides: its subject, reopening, handing on, survey and first response.

Integrity and nominations look at it. None of it can reject a row: what can't be read is unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, TypeVar

import pyarrow as pa

from gamify.ingest.columns import distinct, trimmed
from gamify.ingest.fields import Field
from gamify.ingest.instant_columns import optional_instants, parse_column
from gamify.ingest.instants import Clock, parse_instant
from gamify.ingest.rows import Circumstances
from gamify.ingest.scales import plain_score

Value = TypeVar("Value")

_WORD = re.compile(r"[^\W_]+")
_YES: Final = frozenset(
    ("yes", "y", "true", "да", "ja", "oui", "sí", "sent", "отправлен", "отправлена", "отправлено")
)
_NO: Final = frozenset(
    ("no", "n", "false", "нет", "nein", "non", "not sent", "unsent", "не отправлен",
     "не отправлена", "не отправлено")
)  # fmt: skip

#: More than so often nobody opens a ticket again: the column means something else.
_MOST_TIMES: Final = 999


@dataclass(slots=True)
class SurveyDates:
    """Whether the file says by dates when a survey was sent: then none was without a date."""

    found: bool = False


def read_circumstances(
    told: Mapping[Field, pa.Array], *, rows: int, clock: Clock, dates: SurveyDates
) -> Circumstances:
    """The columns of a chunk; those that a file lacks are unknown in all rows."""
    found = Circumstances.unknown(rows)
    if (texts := told.get(Field.SUBJECT)) is not None:
        found = found._replace(subject_key=_judged(texts, subject_key))
    if (texts := told.get(Field.REOPENS)) is not None:
        found = found._replace(reopens=_judged(texts, _times))
    if (texts := told.get(Field.TRANSFERS)) is not None:
        found = found._replace(transfers=_judged(texts, _times))
    if (texts := told.get(Field.SURVEYED)) is not None:
        found = found._replace(surveyed=_surveyed(texts, clock, dates))
    if (texts := told.get(Field.FIRST_RESPONSE)) is not None:
        instants = optional_instants(parse_column(trimmed(texts), clock))
        found = found._replace(first_response_at=instants)
    return found


def subject_key(subject: str) -> str | None:
    """A hash of the subject's words, whatever their order, case and punctuation (SCORING F5).

    So twins are recognised while nothing that a customer wrote is kept. None without a word.
    """
    words = sorted(_WORD.findall(unicodedata.normalize("NFKC", subject).casefold()))
    return blake2b(" ".join(words).encode(), digest_size=8).hexdigest() if words else None


def _judged(texts: pa.Array, judge: Callable[[str], Value]) -> list[Value]:
    """What `judge` says of each text; each distinct one is judged once."""
    written, codes = distinct(texts)
    values = [judge(text) for text in written]
    return [values[code] for code in codes.tolist()]


def _times(text: str) -> int | None:
    """A count, or 1 and 0 for yes and no."""
    word = plain_score(text)
    if word.isdecimal() and int(word) <= _MOST_TIMES:
        return int(word)
    return 1 if word in _YES else 0 if word in _NO else None


def _surveyed(texts: pa.Array, clock: Clock, dates: SurveyDates) -> list[bool | None]:
    """Yes, no, or when; once dates were met, an empty cell says that none was sent."""
    written, codes = distinct(trimmed(texts))
    dated = [parse_instant(text, clock) is not None for text in written]
    dates.found = dates.found or any(dated)
    values = [
        True if is_date else False if dates.found and not text else _is_sent(text)
        for text, is_date in zip(written, dated, strict=True)
    ]
    return [values[code] for code in codes.tolist()]


def _is_sent(text: str) -> bool | None:
    times = _times(text)
    return None if times is None else times > 0
