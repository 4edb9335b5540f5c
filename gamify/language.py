"""Texts in the reader's language: English is the source, catalogues lie in `gamify/locale`.

The one module of the domain that uses Babel: it reads the `.po` files (no build step, no
stale binaries) and formats numbers and dates by locale.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from gamify.errors import CrownboardError, shorten

CATALOGUES = Path(__file__).parent / "locale"
LANGUAGES = ("en", "ru")


@dataclass(frozen=True, slots=True)
class Message:
    """A text that isn't translated yet: a template and the values of its `{placeholders}`.

    With `many` and a value `n`, the plural form is chosen by `n`.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str | None = None

    def __str__(self) -> str:
        return translate(self, LANGUAGES[0])


def say(template: str, /, **values: object) -> Message:
    """A message with one form. The template is found by the extraction."""
    return Message(template, values)


def count(one: str, many: str, /, n: int, **values: object) -> Message:
    """A message whose form depends on the number `n`; the extraction finds both templates."""
    return Message(one, {"n": n, **values}, many)


def nearest_language(wanted: str | None) -> str:
    """The language we have that fits a tag like "ru-RU"; English otherwise."""
    primary = (wanted or "").replace("_", "-").split("-")[0].lower()
    return primary if primary in LANGUAGES else LANGUAGES[0]


def translate(message: Message | str, language: str) -> str:
    """The text in a language. Numbers and dates among the values follow its locale."""
    if isinstance(message, str):
        message = Message(message)
    catalogue = _catalogue(language)
    if message.many is None:
        text = catalogue.gettext(message.template)
    else:
        number = message.values["n"]
        text = catalogue.ngettext(message.template, message.many, int(str(number)))
    return text.format_map({k: shown(v, language) for k, v in message.values.items()})


def describe(error: CrownboardError, language: str) -> str:
    """The one sentence that a person reads when something was refused."""
    values = {name: _shortened(value, 200) for name, value in error.values.items()}
    return translate(Message(error.template, values), language)


def _shortened(value: object, limit: int) -> object:
    """Text from outside cut and on one line, also within a message; there lists have more room."""
    if isinstance(value, Message):
        parts = {name: _shortened(part, 3 * limit) for name, part in value.values.items()}
        return Message(value.template, parts, value.many)
    return shorten(value, limit) if isinstance(value, str) else value


def shown(value: object, language: str) -> str:
    """A value as a person of that language writes it; text stays literally what it is."""
    if isinstance(value, Message):
        return translate(value, language)
    if isinstance(value, (bool, str)):
        return str(value)
    if isinstance(value, (int, Decimal)):
        return _number(value, language)
    if isinstance(value, datetime):
        return format_datetime(value, format="d MMM y, HH:mm", locale=language, tzinfo=value.tzinfo)
    if isinstance(value, date):
        return format_date(value, format="d MMM y", locale=language)
    return str(value)


def month_name(day: date, language: str) -> str:
    """The month of a day with its year, as a title: "November 2026", "Ноябрь 2026"."""
    name = str(format_date(day, format="LLLL y", locale=language))
    return name[:1].upper() + name[1:]


def month_of_year(month: int, language: str) -> str:
    """A month by its number, January is 1: "January", "январь"."""
    return str(format_date(date(2024, month, 1), format="LLLL", locale=language))


def short_day(day: date, language: str) -> str:
    """A day without its year: "18 Oct"."""
    return str(format_date(day, format="d MMM", locale=language))


def short_weekday(weekday: int, language: str) -> str:
    """A day of the week by its number, Monday is 0: "Mon", "пн"."""
    # The first of January 2024 was a Monday.
    return str(format_date(date(2024, 1, 1 + weekday), format="EEE", locale=language))


def month_alone(month: int, language: str) -> str:
    """A month by its number: "November", "ноябрь"."""
    return str(format_date(date(2024, month, 1), format="LLLL", locale=language))


def country_name(code: str, language: str) -> str:
    """A country by its ISO code: "Germany", "Германия"; the code where it has no name."""
    return str(Locale(language).territories.get(code, code))


def _number(value: int | Decimal, language: str) -> str:
    """A decimal keeps all of its places, so that 4.60 isn't shown as 4.6."""
    places = max(-int(value.as_tuple().exponent), 0) if isinstance(value, Decimal) else 0
    return _figure(value, places, language)


# A board shows the same hundreds of figures again and again, and Babel takes its time.
@lru_cache(maxsize=16_384)
def _figure(value: int | Decimal, places: int, language: str) -> str:
    """4.60 and 4.6 are equal: `places` tell them apart."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, format=pattern, locale=language)


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(language: str) -> gettext.NullTranslations:
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
