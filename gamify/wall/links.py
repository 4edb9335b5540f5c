"""The links of screens: a token that can't be guessed, known by its digest alone."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import urlencode

#: Bytes of chance in a token; with so many it needs no salt and no slow hash.
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class Ticket:
    """What somebody shows who wants to see a screen.

    `digest` is that of the token in the address, "" without one. `is_reader` says whether they
    may read the boards anyway.
    """

    screen: str
    digest: str = ""
    is_reader: bool = False


def digest_of(token: str) -> str:
    """By what a token is known: SHA-256 in hexadecimal digits; "" for none."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest() if token else ""


def may_watch(ticket: Ticket, *, digest: str, is_known: bool) -> bool:
    """Whether a screen shows itself to a ticket; `digest` is that of its link, "" without one.

    A token that is given must be right, whoever asks; without one, who may read the boards may
    see a screen that is there. What depends on the token takes the same time for every token.
    """
    if ticket.digest:
        return bool(digest) and hmac.compare_digest(ticket.digest, digest)
    return is_known and ticket.is_reader


def screen_address(base: str, screen: str, token: str) -> str:
    """The link that opens a screen without signing in; `base` is where browsers find us."""
    return f"{base.rstrip('/')}/wall?{urlencode({'screen': screen, 'token': token})}"
