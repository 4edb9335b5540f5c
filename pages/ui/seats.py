"""How a request came in, handed from the entrance to pages and routes so that nobody can forge it.

The entrance (`api/entrance.py`) drops such a header from outside and puts its own there; it is
sealed with a key that only this process knows.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import asdict, dataclass

#: The header that tells pages who is there; every header with this beginning is our own.
HEADER, OUR_HEADERS = "x-crownboard-seat", "x-crownboard-"

_KEY = secrets.token_bytes(32)


@dataclass(frozen=True, slots=True)
class Seat:
    """`sign_in` is the digest of a browser's token, `login` what a trusted proxy said.

    `is_local` says that the request comes from this very machine and through no proxy.
    """

    sign_in: str = ""
    login: str = ""
    is_local: bool = False

    @property
    def form_token(self) -> str:
        """What forms of somebody who has signed in carry, so that no other site can send them."""
        return hmac.digest(_FORMS, f"{self.sign_in}:{self.login}".encode(), "sha256").hex()


#: Of forms that any of several processes may take; the secret within is the sign-in's digest.
_FORMS = b"crownboard form"


def seal_seat(seat: Seat) -> str:
    """A seat as a header."""
    told = urlsafe_b64encode(json.dumps(asdict(seat)).encode()).decode()
    return f"{told}.{_seal(told)}"


def open_seat(header: str | None) -> Seat:
    """The seat of a header; nobody's for one that this process hasn't sealed."""
    told, _, seal = (header or "").partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(told).encode()):
        return Seat()
    return Seat(**json.loads(urlsafe_b64decode(told)))


def _seal(told: str) -> str:
    return hmac.digest(_KEY, told.encode(), hashlib.sha256).hex()
