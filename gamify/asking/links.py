"""The links by which customers rate: signed, so that nobody can make, change or guess one.

A link names a ticket and, by a keyed hash, its customer, and says until when it lives. A template's
link is for help desks that can only fill in placeholders: the template is signed and the ticket's
number isn't, so whoever has one can write another number there. docs/asking.md says what follows.
"""

from __future__ import annotations

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import quote, urlencode

from gamify.errors import N_, CrownboardError

#: Bytes of a signature: as many as nobody guesses.
_MARK = 16
#: The first letter of what is signed, so that one kind is never taken for the other.
_LINK, _TEMPLATE = "1", "t"
_BETWEEN = "\x1f"
_FIELDS = 6
LONGEST_TICKET = 200
#: Longer addresses aren't ours.
_LONGEST = 1_200


class LinkRefused(CrownboardError):
    """A link that was changed, cut off, or never ours."""

    sentence = N_("This link isn’t complete. Please open it from the e-mail once more.")


class LinkExpired(CrownboardError):
    """A link whose time is over; it was ours."""

    sentence = N_(
        "This link was open for rating up to {day}. Thank you for coming by all the same."
    )


@dataclass(frozen=True, slots=True)
class AskLink:
    """Whom is asked about what: `customer` is a keyed hash, "" where nobody in particular is asked.

    `source` is where the ticket is from, "" where that isn't told. `template` is the number of
    the template whose link it is, None for a link of its own.
    """

    ticket: str
    customer: str = ""
    source: str = ""
    issued_at: datetime | None = None
    expires_at: datetime | None = None
    template: int | None = None


def sign_link(link: AskLink, key: bytes) -> str:
    """The token of a link; the times are kept in whole seconds."""
    if link.issued_at is None or link.expires_at is None:
        raise ValueError("a link of its own has its times")
    times = (str(int(at.timestamp())) for at in (link.issued_at, link.expires_at))
    text = _BETWEEN.join((_LINK, *times, link.ticket, link.customer, link.source))
    return _signed(text, key)


def sign_template(number: int, key: bytes) -> str:
    """The token of a template."""
    return _signed(_BETWEEN.join((_TEMPLATE, str(number))), key)


def open_link(token: str, key: bytes, *, ticket: str = "", now: datetime) -> AskLink:
    """What a token says; `ticket` stands beside a template's in the address.

    Raises LinkRefused, and LinkExpired for one whose time is over.
    """
    kind, *told = _opened(token, key).split(_BETWEEN)
    if kind == _TEMPLATE and len(told) == 1:
        plain = " ".join(ticket.split())
        if not 0 < len(plain) <= LONGEST_TICKET or any(sign in plain for sign in "{}<>"):
            raise LinkRefused
        return AskLink(plain, template=int(told[0]))
    if kind != _LINK or len(told) != _FIELDS - 1:
        raise LinkRefused
    issued, expires, number, customer, source = told
    start, end = (datetime.fromtimestamp(int(at), UTC) for at in (issued, expires))
    if end <= now:
        raise LinkExpired(day=end.date())
    return AskLink(number, customer, source, start, end)


def new_link(
    ticket: str, *, customer: str = "", source: str = "", days: int, now: datetime
) -> AskLink:
    """A link that lives for some days from now on."""
    start = now.replace(microsecond=0)
    return AskLink(ticket, customer, source, start, start + timedelta(days=days))


def link_address(base: str, token: str, *, stars: int | None = None, language: str = "") -> str:
    """Where a link leads; `base` is where browsers find us."""
    told = {"stars": str(stars)} if stars else {}
    if language:
        told["lang"] = language
    asked = f"?{urlencode(told)}" if told else ""
    return f"{base.rstrip('/')}/rate/{token}{asked}"


def template_address(base: str, token: str, placeholder: str, *, stars: int, language: str) -> str:
    """Where a template's link leads; a help desk fills in the placeholder, so it stays as it is."""
    asked = urlencode({"stars": stars, "lang": language})
    return f"{base.rstrip('/')}/rate/{quote(token)}?{asked}&ticket={placeholder}"


def _signed(text: str, key: bytes) -> str:
    told = text.encode()
    return urlsafe_b64encode(_mark(told, key) + told).decode().rstrip("=")


def _opened(token: str, key: bytes) -> str:
    """What was signed, if it was. Raises LinkRefused."""
    if not token.isascii() or len(token) > _LONGEST:
        raise LinkRefused
    try:
        # Characters that aren't of the alphabet would be skipped otherwise, and one link be many.
        whole = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError) as error:
        raise LinkRefused from error
    mark, told = whole[:_MARK], whole[_MARK:]
    if not hmac.compare_digest(mark, _mark(told, key)) or _as_token(whole) != token:
        raise LinkRefused
    return told.decode()


def _as_token(whole: bytes) -> str:
    return urlsafe_b64encode(whole).decode().rstrip("=")


def _mark(told: bytes, key: bytes) -> bytes:
    return hmac.new(key, told, sha256).digest()[:_MARK]
