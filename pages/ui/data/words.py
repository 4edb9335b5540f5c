"""What the parts of a file are called on the page."""

from __future__ import annotations

import re

from gamify.errors import N_
from gamify.ingest.fields import FIELD_WORDS, Field
from gamify.ingest.options import DateOrder, ScaleName
from gamify.language import translate

SCALES = {
    ScaleName.STARS: N_("1 to 5 stars"),
    ScaleName.ZERO_TEN: N_("0 to 10"),
    ScaleName.ZERO_ONE: N_("thumbs up or down, 1 or 0"),
    ScaleName.ZENDESK: N_("good or bad, as in Zendesk"),
    ScaleName.FRESHDESK: N_("103 to −103, as in Freshdesk"),
    ScaleName.CUSTOM: N_("words of our own"),
}
ORDERS = {
    DateOrder.DAY_FIRST: N_("day first: 31.12.2026"),
    DateOrder.MONTH_FIRST: N_("month first: 12/31/2026"),
}
SEPARATORS = {
    ",": N_("comma"),
    ";": N_("semicolon"),
    "\t": N_("tab"),
    "|": N_("vertical bar"),
}
ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1251": N_("cp1251 · Windows, Cyrillic"),
    "cp1252": "cp1252 · Windows, Latin",
    "cp1250": "cp1250 · Windows, Latin 2",
    "cp866": N_("cp866 · DOS, Cyrillic"),
    "koi8-r": N_("KOI8-R · Cyrillic"),
    "latin-1": "ISO 8859-1",
}


def field_title(field: Field | None, language: str) -> str:
    """A field as an option of a list."""
    if field is None:
        return translate("not used", language)
    word = translate(FIELD_WORDS[field], language)
    return word[:1].upper() + word[1:]


def encoding_title(encoding: str, language: str) -> str:
    """An encoding by the name that people know."""
    return translate(ENCODING_NAMES.get(encoding, encoding), language)


def column_title(place: int, header: str, language: str) -> str:
    """A column by its header, or by its number."""
    return header or f"{translate('column', language)} {place + 1}"


def literally(text: str) -> str:
    """A text from outside in a label, which Streamlit would read as Markdown.

    A bare address would become a link however its signs are escaped, so a word joiner, which
    takes no room, stands in each.
    """
    unlinked = _ADDRESSES.sub("\u2060", text)
    return "".join(f"\\{char}" if char in _MARKS else char for char in unlinked)


_MARKS = frozenset("\\`*_{}[]()<>#+-.!|~$:^=&@")
#: Where http://, https://, www. and an address of mail are taken apart.
_ADDRESSES = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
