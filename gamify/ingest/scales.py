"""Scores become stars: one documented table or rule for each scale, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Final

from gamify.errors import N_, SettingRefused
from gamify.ingest.options import ReadOptions, ScaleName

#: A cleaned score → 1 to 5 stars, 0 for "no answer", None where it isn't on the scale.
Scale = Callable[[str], int | None]

#: Words by which files say that the customer gave no rating, in any scale.
UNRATED: Final = frozenset(
    ("", "-", "–", "—", "n/a", "na", "nan", "none", "null", "nil", "offered", "unoffered",
     "not rated", "unrated", "no rating", "not offered", "no score", "no answer",
     "not answered", "no response", "no feedback", "нет", "нет оценки", "без оценки",
     "не оценено", "не оценен", "не оценён", "нет ответа", "нет данных", "оценки нет")
)  # fmt: skip

#: Different ratings that stars can be.
ALL_POINTS: Final = 5

#: good and bad are all there is, so 2, 3 and 4 never come out of this scale.
ZENDESK: Final = {
    "good": 5,
    "good_with_comment": 5,
    "good_without_comment": 5,
    "bad": 1,
    "bad_with_comment": 1,
    "bad_without_comment": 1,
}

#: Freshdesk's codes: extremely happy, very happy, happy, neutral, and unhappy likewise.
FRESHDESK: Final = {"103": 5, "102": 5, "101": 4, "100": 3, "-101": 2, "-102": 1, "-103": 1}

#: Thumbs: up and down, as numbers or as the truth values of JSON and Parquet.
ZERO_ONE: Final = {"1": 5, "0": 1, "true": 5, "false": 1}

_STARS_IN_WORDS = re.compile(r"([1-5])\s?(?:stars?|зв[её]зд\w*|(?:/|of|out of|из)\s?5)")
_STARS_DRAWN = re.compile(r"(★{1,5})☆*|((?:⭐️?){1,5})")


def plain_score(text: str) -> str:
    """A score as it is compared: trimmed, case folded, 4,0 and 4.00 as 4."""
    word = " ".join(text.split()).casefold().replace("−", "-")
    number = _number(word)
    if number is None:
        return word
    return str(int(number)) if number == number.to_integral_value() else str(number.normalize())


def choose_scale(options: ReadOptions) -> Scale:
    """The scale that was declared. Raises SettingRefused for a custom table that can't be read."""
    if options.scale is ScaleName.STARS:
        return _stars
    if options.scale is ScaleName.ZERO_TEN:
        return _zero_ten
    return _by_table(_table_of(options))


def points_of(options: ReadOptions) -> int:
    """How many different ratings a scale can come to: with 2 or 3 it loses what customers mean.

    Raises SettingRefused for a custom table that can't be read.
    """
    if options.scale in {ScaleName.STARS, ScaleName.ZERO_TEN}:
        return ALL_POINTS
    return len({stars for stars in _table_of(options).values() if stars})


def _table_of(options: ReadOptions) -> Mapping[str, int]:
    tables = {
        ScaleName.ZENDESK: ZENDESK,
        ScaleName.FRESHDESK: FRESHDESK,
        ScaleName.ZERO_ONE: ZERO_ONE,
    }
    return tables.get(options.scale) or read_scale_table(options.scale_table)


def read_scale_table(text: str) -> dict[str, int]:
    """ "great=5,okay=3,not good=1" as a table; 0 stars means "no rating"."""
    table: dict[str, int] = {}
    for part in filter(str.strip, text.split(",")):
        word, _, stars = part.rpartition("=")
        if not word.strip() or stars.strip() not in {"0", "1", "2", "3", "4", "5"}:
            raise SettingRefused(name="--scale custom", value=text, allowed=_CUSTOM_EXAMPLE)
        table[plain_score(word)] = int(stars)
    if not table:
        raise SettingRefused(name="--scale custom", value=text, allowed=_CUSTOM_EXAMPLE)
    return table


_CUSTOM_EXAMPLE = N_("great=5,okay=3,not good=1")


def _by_table(table: Mapping[str, int]) -> Scale:
    def read(score: str) -> int | None:
        return table.get(score, 0 if score in UNRATED else None)

    return read


def _stars(score: str) -> int | None:
    if score in UNRATED:
        return 0
    if score in {"1", "2", "3", "4", "5"}:
        return int(score)
    if told := _STARS_IN_WORDS.fullmatch(score):
        return int(told[1])
    drawn = _STARS_DRAWN.fullmatch(score)
    return len((drawn[1] or drawn[2]).replace("\ufe0f", "")) if drawn and len(score) <= 10 else None


def _zero_ten(score: str) -> int | None:
    """Two steps a star: 9 and 10 are five stars, 7 and 8 four, …; 0 goes with 1 and 2."""
    if score in UNRATED:
        return 0
    number = _number(score)
    if number is None or number != number.to_integral_value() or not 0 <= number <= 10:
        return None
    return max(1, int((number / 2).to_integral_value(ROUND_CEILING)))


_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?", re.ASCII)


def _number(text: str) -> Decimal | None:
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:  # pragma: no cover - the pattern admits nothing else
        return None
