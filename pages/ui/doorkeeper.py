"""Knows who is there: looks sign-ins and accounts up, and keeps what it found for a moment."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock

from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.sign_ins import note_seen
from db.engine import reading, writing
from db.queries.accounts import account_called, arrival, engineer_mailed, has_accounts
from db.settings import Settings
from gamify.access import FOUNDER, NOBODY, READER, Visitor, Way
from gamify.rights import Role
from pages.ui.seats import Seat

#: Seconds for which a visitor is kept: so long a sign-out elsewhere may take to show.
KEPT = 2.0
#: So many visitors are kept at most.
MOST = 4096
#: How exactly it is kept when somebody was there.
SEEN_EVERY = timedelta(minutes=5)


class Doorkeeper:
    """One for the process; pages, routes and the entrance ask it."""

    def __init__(
        self,
        engine: Callable[[], Engine],
        settings: Callable[[], Settings],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._clock = clock
        self._lock = Lock()
        self._kept: dict[Seat, tuple[float, Visitor]] = {}
        self._seen: set[str] = set()

    def kept(self, seat: Seat) -> Visitor | None:
        """Whoever sits there, if that can be said without asking the database."""
        if not seat.sign_in and not seat.login and not self._may_found(seat):
            return self._stranger()
        with self._lock:
            found = self._kept.get(seat)
        if found is None or self._clock() - found[0] > KEPT:
            return None
        return found[1]

    def visitor(self, seat: Seat) -> Visitor:
        """Whoever sits there. Raises DatabaseRefused where that isn't known any more."""
        kept = self.kept(seat)
        if kept is not None:
            return kept
        began = self._clock()
        with reading(self._engine()) as session:
            found = self._look(session, seat)
        with self._lock:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[seat] = (began, found)
        return found

    def forget(self) -> None:
        """Look up anew whoever asks next: somebody has come, gone, or got another role."""
        with self._lock:
            self._kept.clear()

    def note_seen(self, now: datetime) -> None:
        """Keep who was there lately, and forget what is over. Raises DatabaseRefused."""
        with self._lock:
            seen, self._seen = self._seen, set()
        if not seen:
            return
        with writing(self._engine()) as session:
            note_seen(session, seen, now=now)

    def _look(self, session: Session, seat: Seat) -> Visitor:
        if seat.login:
            return self._proxied(session, seat.login)
        if seat.sign_in:
            now = datetime.now(UTC)
            found = arrival(session, seat.sign_in, now=now)
            if found is not None:
                if found.seen_at + SEEN_EVERY <= now:
                    with self._lock:
                        self._seen.add(seat.sign_in)
                return found.visitor
        if self._may_found(seat) and not has_accounts(session):
            return FOUNDER
        return self._stranger()

    def _proxied(self, session: Session, login: str) -> Visitor:
        """Whom a trusted proxy has let in: by the account, by the person's mail, or as a reader."""
        card = account_called(session, login)
        if card is not None:
            return self._stranger() if card.disabled else card.visitor(Way.PROXY)
        person = engineer_mailed(session, login)
        if person is not None:
            return Visitor(person[1], Role.ENGINEER, engineer_id=person[0], way=Way.PROXY)
        return Visitor(login, Role.VIEWER, way=Way.PROXY)

    def _may_found(self, seat: Seat) -> bool:
        """Whether the first run's rule holds: the own machine, the embedded database."""
        settings = self._settings()
        is_embedded = settings.database_url.startswith("sqlite")
        return seat.is_local and is_embedded and settings.open_reading

    def _stranger(self) -> Visitor:
        return READER if self._settings().open_reading else NOBODY
