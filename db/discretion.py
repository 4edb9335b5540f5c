"""Keeps customers' names, old comments and erased people out of what is stored.

It stands between a file and the database: whatever a file says, a customer is stored as a keyed
hash, and whoever was erased stays erased.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import cached_property

from sqlmodel import Session, select

from db.commands.register import name_key
from db.instant import to_micros
from db.models import DataVersion, Erased
from db.secrets import derived_key, key_mark
from db.settings import Settings
from gamify.ingest.rows import CleanChunk, Coded
from gamify.pseudonyms import Pseudonyms
from gamify.seasons import Calendar, day_of

#: What the name of somebody who was erased is compared as; no file has such a name.
ERASED_KEY = "#erased {id}"


def pseudonyms_of(settings: Settings) -> Pseudonyms:
    """What names customers; made of the secret key, without which nobody can tell who they are.

    Raises KeyRefused without a key, and for one that is none.
    """
    return Pseudonyms(derived_key(settings, "customers"))


def known_pseudonyms(settings: Settings) -> Pseudonyms | None:
    """What names customers, None while there is no key and so nobody is named."""
    return None if key_mark(settings) is None else pseudonyms_of(settings)


def first_day_of_words(settings: Settings, *, now: datetime) -> date | None:
    """The first day whose comments are kept; None where all are."""
    if not settings.comment_months:
        return None
    today = day_of(now, settings.calendar)
    months = 12 * today.year + today.month - 1 - settings.comment_months
    year, month = divmod(months, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(today.day, 28))


def is_discreet(session: Session) -> bool:
    """Whether no customer is stored in the clear any more."""
    return bool(session.exec(select(DataVersion.is_discreet)).one())


class Discretion:
    """What may be stored of rows: made once for a file, with those who were erased."""

    def __init__(self, session: Session, settings: Settings, *, now: datetime) -> None:
        self._settings = settings
        erased = session.exec(select(Erased.pseudonym, Erased.engineer_id)).all()
        self._customers = {pseudonym for pseudonym, engineer in erased if engineer is None}
        self._engineers = {pseudonym: engineer for pseudonym, engineer in erased if engineer}
        first = first_day_of_words(settings, now=now)
        self._words_from = None if first is None else _midnight(first, settings.calendar)
        self._known: dict[str, str] = {}

    @cached_property
    def _pseudonyms(self) -> Pseudonyms:
        return pseudonyms_of(self._settings)

    def watch(self, chunks: Iterable[CleanChunk]) -> Iterator[CleanChunk]:
        """The same chunks, with what may be stored of them."""
        for chunk in chunks:
            named = self._customers_of(chunk) if any(chunk.requester) else chunk
            people = self._people_of(named) if self._engineers else named
            yield people if self._words_from is None else self._words_of(people)

    def _customers_of(self, chunk: CleanChunk) -> CleanChunk:
        """Customers as keyed hashes; those who were erased aren't there, nor are their words."""
        hashes = [name and self._customer(name) for name in chunk.requester]
        if not self._customers.isdisjoint(hashes):
            gone = [name in self._customers for name in hashes]
            hashes = _unless(gone, hashes)
            chunk = replace(chunk, comment=_unless(gone, chunk.comment))
        return replace(chunk, requester=hashes)

    def _words_of(self, chunk: CleanChunk) -> CleanChunk:
        """Comments of the days whose comments are kept."""
        old = [(at or 0) < (self._words_from or 0) for at in chunk.rated_at]
        return replace(chunk, comment=_unless(old, chunk.comment))

    def _people_of(self, chunk: CleanChunk) -> CleanChunk:
        """Engineers who were erased under a name that nobody has."""
        return replace(
            chunk,
            owner=Coded(self._people(chunk.owner.names), chunk.owner.codes),
            helpers={row: tuple(self._people(names)) for row, names in chunk.helpers.items()},
        )

    def is_erased(self, name: str) -> bool:
        """Whether the name is that of an engineer who was erased."""
        return self._people([name]) != [name]

    def _customer(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._pseudonyms.of_customer(name)
        return self._known[name]

    def _people(self, names: Iterable[str]) -> list[str]:
        return [self._person(name) for name in names]

    def _person(self, name: str) -> str:
        erased = self._engineers.get(self._pseudonyms.of_engineer(name_key(name)))
        return name if erased is None else ERASED_KEY.format(id=erased)


def _unless(gone: list[bool], texts: list[str | None]) -> list[str | None]:
    return [None if is_gone else text for text, is_gone in zip(texts, gone, strict=True)]


def _midnight(day: date, calendar: Calendar) -> int:
    return to_micros(datetime.combine(day, time(), calendar.zone))
