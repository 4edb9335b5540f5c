"""Who calls the API: a program with a token, or whoever may read where boards are open."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from math import ceil
from threading import Lock

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from api.entrance import WHENCE, seat_of, visitor_at
from api.programs.limits import Bucket
from api.programs.problems import Refused
from db.commands.sign_ins import digest_of
from db.commands.tokens import note_tokens_used
from db.engine import reading, writing
from db.queries.tokens import TokenCard, token_known_by
from gamify.access import Visitor, demand
from gamify.rights import Right
from gamify.tokens import TokenNotTaken
from pages.ui import reads

#: Seconds for which a token is kept: so long a revoked one may still be taken.
KEPT = 2.0
#: Seconds between two notes of when tokens were used.
NOTED = 60.0
MOST = 4096


class TokenDesk:
    """Knows tokens by their digests, and keeps what it found for a moment."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[str, tuple[float, TokenCard | None]] = {}
        self._used: set[int] = set()
        self._noted = 0.0

    async def card(self, token: str) -> TokenCard:
        """The card of a token. Raises TokenNotTaken, and DatabaseRefused while it is away."""
        digest = digest_of(token)
        kept = self._kept.get(digest)
        if kept is None or time.monotonic() - kept[0] > KEPT:
            kept = await run_in_threadpool(self._look, digest)
        card = kept[1]
        if card is None or not card.is_taken(datetime.now(UTC)):
            raise TokenNotTaken
        self._used.add(card.id)
        if time.monotonic() - self._noted > NOTED:
            self._noted = time.monotonic()
            await run_in_threadpool(self.note_used)
        return card

    def note_used(self) -> None:
        """Keep which tokens have been used since the last time."""
        with self._lock:
            used, self._used = self._used, set()
        if used:
            with writing(reads.engine()) as session:
                note_tokens_used(session, used, now=datetime.now(UTC))

    def forget(self) -> None:
        """Look up anew whatever comes next."""
        with self._lock:
            self._kept.clear()
            self._noted = 0.0

    def _look(self, digest: str) -> tuple[float, TokenCard | None]:
        began = time.monotonic()
        with reading(reads.engine()) as session:
            found = token_known_by(session, digest)
        with self._lock:
            if len(self._kept) >= MOST:
                self._kept.clear()
            self._kept[digest] = began, found
        return began, found


desk = TokenDesk()
_buckets: dict[float, Bucket] = {}


async def caller(request: Request, right: Right) -> Visitor:
    """Whoever calls, who has the right. Raises NotAllowed, TokenNotTaken and Refused (429)."""
    token = bearer(request)
    if token is not None:
        visitor = (await token_card(request, right)).visitor
    else:
        visitor = await visitor_at(seat_of(request))
        place = request.scope.get(WHENCE)
        _hold(f"address {place.address if place is not None else ''}")
    demand(visitor, right)
    return visitor


async def token_card(request: Request, right: Right) -> TokenCard:
    """The token that came along, with the right. Raises as `caller`, and 401 without a token."""
    token = bearer(request)
    if token is None:
        raise Refused(401, "Send a token: “Authorization: Bearer crown_…”.")
    card = await desk.card(token)
    _hold(f"token {card.id}")
    demand(card.visitor, right)
    return card


def forget_limits() -> None:
    """Let everybody begin anew."""
    _buckets.clear()


def bearer(request: Request) -> str | None:
    """The token of the Authorization header."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def _hold(who: str) -> None:
    """Let a caller wait who has asked too often."""
    rate = reads.settings().api_rate
    bucket = _buckets.setdefault(rate, Bucket(rate, max(2.0, 2 * rate)))
    wait = bucket.wait(who)
    if wait > 0:
        sentence = f"Too many requests: at most {rate:g} a second. Come back as Retry-After says."
        raise Refused(429, sentence, headers={"Retry-After": str(ceil(wait))})
