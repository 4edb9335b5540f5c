"""The cookies of the sign-in: out of scripts' reach, for this site alone, only over TLS there."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.responses import Response

SIGN_IN, FORM = "crownboard", "crownboard-form"
#: Over TLS a browser takes a cookie with this beginning from this very host alone.
_PINNED = "__Host-"


def read_cookie(header: str, name: str) -> str:
    """The value of one of our cookies in a Cookie header, "" where it isn't there."""
    try:
        found = SimpleCookie(header)
    except CookieError:
        return ""
    for known in (_PINNED + name, name):
        if known in found:
            return found[known].value
    return ""


def keep_cookie(
    response: Response, name: str, value: str, *, seconds: int, is_secure: bool, is_strict: bool
) -> None:
    """Let the browser keep a cookie; it is sent along from links elsewhere unless it is strict."""
    response.set_cookie(
        (_PINNED if is_secure else "") + name,
        value,
        max_age=seconds,
        path="/",
        secure=is_secure,
        httponly=True,
        samesite="strict" if is_strict else "lax",
    )


def drop_cookies(response: Response, *names: str) -> None:
    """Let the browser forget them, in whichever way they were kept."""
    for name in names:
        response.delete_cookie(name, path="/", httponly=True, samesite="lax")
        response.delete_cookie(_PINNED + name, path="/", secure=True, httponly=True, samesite="lax")
