"""A ticket's kind of work stays as it was triaged first; what it is called later is remembered.

Otherwise a ticket could be made harder after the fact, and the handicap with it (SCORING B1, F7).
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, select

from db.commands.register import Register
from db.models import WorkKind
from gamify.ingest.kinds import Kind


class Triage:
    """Compares the kinds that a chunk names with those that are stored."""

    def __init__(self, session: Session, register: Register, named: Sequence[Kind]) -> None:
        self._session = session
        self._register = register
        self._named = named
        self._stored: dict[int, Kind] = {}
        self._settled: dict[tuple[int, int, int | None], tuple[int, int | None]] = {}

    def kinds(self, code: int, stored: int, later: int | None = None) -> tuple[int, int | None]:
        """The ticket's kind, and what it is called now where that is another one.

        `code` is the place of the named kind, `later` what an earlier file has called the
        ticket since. A field that nobody had filled in is triaged with its first word.
        """
        key = code, stored, later
        if key not in self._settled:
            self._settled[key] = self._settle(self._named[code], stored, later)
        return self._settled[key]

    def _settle(self, named: Kind, stored: int, later: int | None) -> tuple[int, int | None]:
        first, last = self._kind(stored), self._kind(later or stored)
        kind = self._id(_filled(first, named))
        now = self._id(_filled(named, last))
        return kind, None if now == kind else now

    def _kind(self, id_: int) -> Kind:
        if id_ not in self._stored:
            kind = self._session.exec(select(WorkKind).where(WorkKind.id == id_)).one()
            self._stored[id_] = kind.line, kind.category, kind.priority, kind.channel
        return self._stored[id_]

    def _id(self, kind: Kind) -> int:
        (id_,) = self._register.kinds([kind])
        return id_


def _filled(first: Kind, second: Kind) -> Kind:
    """The words of the first kind, and those of the second where it has none."""
    line, category, priority, channel = (one or two for one, two in zip(first, second, strict=True))
    return line, category, priority, channel
