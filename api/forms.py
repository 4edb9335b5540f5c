"""Reads our own forms, and says whether it was our own page that sent them."""

from __future__ import annotations

import hmac
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from anyio import CapacityLimiter
from starlette.requests import Request

from api.cookies import FORM, read_cookie
from api.entrance import WHENCE, wanted_language
from api.whence import Whence, whence
from gamify.errors import N_
from gamify.language import LANGUAGES
from pages.ui import reads

#: Longer forms aren't ours.
MOST_BYTES = 16_384
OUTDATED = N_("This form was open for too long. Try again.")

#: Passwords that are looked at at once; each takes 64 MiB for a twentieth of a second.
_LOOKS = 2


async def fields(request: Request, most: int = MOST_BYTES) -> dict[str, str]:
    """The fields of a form, each once; nothing of a longer or another kind of body."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            return {}
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def is_ours(request: Request, told: str, known: str) -> bool:
    """Whether our own page has sent a form: the browser says so, and it carries our token."""
    origin = request.headers.get("origin") or request.headers.get("referer") or ""
    is_same = hmac.compare_digest(told.encode(), known.encode())
    return bool(known) and is_same and place(request).is_own(origin)


def form_token(request: Request) -> str:
    """The token that a form of somebody unknown carries and its cookie has, too; "" without one."""
    return read_cookie(request.headers.get("cookie", ""), FORM)


def place(request: Request) -> Whence:
    """Where a request comes from."""
    found: Whence | None = request.scope.get(WHENCE)
    return found or whence(request.scope, request.headers, reads.settings().trusted_proxies)


def is_tls(request: Request) -> bool:
    """A proxy that ends TLS and doesn't say so: the page's own Origin tells."""
    return request.headers.get("origin", "").startswith("https://")


def language(request: Request) -> str:
    """The language of the address, or the one that the browser asks for."""
    told = request.query_params.get("lang", "")
    return told if told in LANGUAGES else wanted_language(request.headers)


def switch(request: Request, wanted: str) -> list[tuple[str, str, bool]]:
    """The languages: address, name, and whether it is the present one."""
    names = {"en": "English", "ru": "Русский"}
    kept = {"to": wanted} if wanted not in {"", "/"} else {}
    return [
        (f"?{urlencode({**kept, 'lang': code})}", names[code], code == language(request))
        for code in LANGUAGES
    ]


@lru_cache(maxsize=1)
def limiter() -> CapacityLimiter:
    """So many passwords are looked at at once in the process."""
    return CapacityLimiter(_LOOKS)
