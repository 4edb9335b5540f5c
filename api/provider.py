"""OpenID Connect through Streamlit's own `st.login`, turned into a sign-in of ours.

Streamlit (Authlib) talks to the provider and checks what it answers. What it would keep in a
cookie that nobody can take back is read here once, at the callback, and doesn't reach the browser:
it gets our cookie instead, so that signing out, expiry and roles are the same for everybody.

The names that begin with an underscore are Streamlit's own; tests/e2e/test_provider.py tries them
against a provider, since they may change with a version.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks, get_secrets_auth_section
from streamlit.user_info import generate_login_redirect_url
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

from api.cookies import SIGN_IN, keep_cookie
from api.whence import Whence
from db.sign_in import sign_in_by_provider
from gamify.errors import CrownboardError
from pages.ui import reads

CALLBACK = "/oauth2callback"
#: Shared settings of `[auth]`; other tables within it are providers.
_SHARED = frozenset({"client_kwargs"})

_log = logging.getLogger("crownboard.sign_in")


def providers() -> tuple[str, ...]:
    """The identity providers in the secrets; "default" is the one without a name of its own."""
    section = get_secrets_auth_section()
    if not section:
        return ()
    told: dict[str, Any] = section.to_dict()
    named = [
        name for name, value in told.items() if isinstance(value, Mapping) and name not in _SHARED
    ]
    return (*(["default"] if "client_id" in told else []), *named)


def login_address(provider: str) -> str:
    """Where a browser goes to sign in with a provider."""
    return generate_login_redirect_url(provider)


async def take_over(
    app: ASGIApp, scope: Scope, receive: Receive, send: Send, place: Whence
) -> None:
    """Let Streamlit take the provider's answer, and answer the browser ourselves."""
    head: Message = {}
    body: list[Message] = []

    async def hold(message: Message) -> None:
        if message["type"] == "http.response.start":
            head.update(message)
        else:
            body.append(message)

    await app(scope, receive, hold)
    claims = _claims([value for name, value in head.get("headers", []) if name == b"set-cookie"])
    if claims is None:
        response = RedirectResponse("/sign-in?problem=provider", status_code=303)
    else:
        response = await run_in_threadpool(_welcome, claims, place)
    # Streamlit's half-way cookie is used up; its user cookies never leave the server.
    for name, value in head.get("headers", []):
        if name == b"set-cookie" and not value.startswith(USER_COOKIE_NAME.encode()):
            response.raw_headers.append((name, value))
    await response(scope, receive, send)


def _welcome(claims: Mapping[str, object], place: Whence) -> RedirectResponse:
    settings = reads.settings()
    try:
        token = sign_in_by_provider(reads.engine(), settings, claims, now=datetime.now(UTC))
    except CrownboardError as error:
        _log.info("Not let in: %s", type(error).__name__)
        asked = {"problem": "stranger", "name": str(claims.get("email") or "")[:80]}
        return RedirectResponse(f"/sign-in?{urlencode(asked)}", status_code=303)
    response = RedirectResponse("/", status_code=303)
    keep_cookie(
        response,
        SIGN_IN,
        token.get_secret_value(),
        seconds=settings.sign_in_days * 86_400,
        is_secure=place.is_secure,
        is_strict=False,
    )
    return response


def _claims(cookies: list[bytes]) -> dict[str, object] | None:
    """What the provider says of somebody, out of the cookies that Streamlit has signed."""
    kept: dict[str, str] = {}
    for cookie in cookies:
        for name, morsel in SimpleCookie(cookie.decode("latin-1")).items():
            if name.startswith(USER_COOKIE_NAME) and not name.startswith(TOKENS_COOKIE_NAME):
                kept[name] = morsel.value

    def signed(name: str) -> bytes | None:
        value = kept.get(name)
        return (
            decode_signed_value(get_cookie_secret(), name, value.encode("latin-1"))
            if value
            else None
        )

    told = get_cookie_with_chunks(signed, USER_COOKIE_NAME)
    found = None if told is None else json.loads(told)
    return found if isinstance(found, dict) and found.get("is_logged_in") else None
