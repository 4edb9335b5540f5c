"""Signing in, by a form that a browser sends without any script, or by a provider."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.cookies import FORM, SIGN_IN, drop_cookies, keep_cookie, read_cookie
from api.entrance import own_address, seat_of, visitor_at
from api.forms import (
    OUTDATED,
    fields,
    form_token,
    is_ours,
    is_tls,
    language,
    limiter,
    place,
    switch,
)
from api.provider import login_address, providers
from api.sign_in_page import FOLDER, draw
from db.secrets import Secret
from db.sign_in import Guesser, sign_in
from gamify.accounts import StrangerRefused, TooManyGuesses
from gamify.errors import CrownboardError
from gamify.language import describe, say, translate
from pages.ui import reads

ASSETS = {
    "sign-in.css": FOLDER / "sign-in.css",
    "crown.png": FOLDER.parent / "crown.png",
    "crownboard-dark.svg": FOLDER.parent / "crownboard-dark.svg",
    "crownboard-light.svg": FOLDER.parent / "crownboard-light.svg",
}


async def show_sign_in(request: Request) -> Response:
    """The form; whoever has signed in already goes on."""
    wanted = own_address(request.query_params.get("to", "/"))
    if (await visitor_at(seat_of(request))).is_signed_in:
        return RedirectResponse(wanted, status_code=303)
    return _form(request, wanted, problem=_told_problem(request))


async def take_sign_in(request: Request) -> Response:
    """Let somebody in who knows the password, or show the form again with what was wrong."""
    asked = await fields(request)
    wanted, tongue = own_address(asked.get("to", "/")), language(request)
    login = asked.get("login", "")
    if not is_ours(
        request, asked.get("token", ""), read_cookie(request.headers.get("cookie", ""), FORM)
    ):
        problem = translate(OUTDATED, tongue)
        return _form(request, wanted, login=login, problem=problem, status=403)
    settings = reads.settings()
    try:
        token = await to_thread.run_sync(
            lambda: sign_in(
                reads.engine(),
                Guesser(login, place(request).address),
                Secret(asked.get("password", "")),
                lifetime=timedelta(days=settings.sign_in_days),
                now=datetime.now(UTC),
            ),
            limiter=limiter(),
        )
    except CrownboardError as error:
        status = 429 if isinstance(error, TooManyGuesses) else 401
        told = describe(error, tongue)
        return _form(request, wanted, login=login, problem=told, status=status)
    response = RedirectResponse(wanted, status_code=303)
    keep_cookie(
        response,
        SIGN_IN,
        token.get_secret_value(),
        seconds=settings.sign_in_days * 86_400,
        is_secure=place(request).is_secure or is_tls(request),
        is_strict=False,
    )
    drop_cookies(response, FORM)
    return response


async def go_to_provider(request: Request) -> Response:
    """On to an identity provider; to the form where there is none of that name."""
    name = request.path_params["provider"]
    to = login_address(name) if name in providers() else "/sign-in"
    return RedirectResponse(to, status_code=303)


async def asset(request: Request) -> Response:
    """What the pages are drawn with: the brand for both themes, and their style."""
    found = ASSETS.get(request.path_params["name"])
    return Response(status_code=404) if found is None else FileResponse(found)


sign_in_routes: list[BaseRoute] = [
    Route("/sign-in", show_sign_in, methods=["GET"]),
    Route("/sign-in", take_sign_in, methods=["POST"]),
    Route("/sign-in/with/{provider}", go_to_provider, methods=["GET"]),
    Route("/sign-in/{name}", asset, methods=["GET"]),
]


def _form(
    request: Request, wanted: str, *, login: str = "", problem: str = "", status: int = 200
) -> Response:
    """The sign-in form with a token that its cookie has, too."""
    token, tongue = form_token(request) or secrets.token_urlsafe(16), language(request)
    response = draw(
        "sign_in.html",
        tongue,
        status=status,
        organisation=reads.settings().organisation,
        providers=[(name, _with(name, tongue)) for name in providers()],
        is_open=reads.settings().open_reading,
        wanted=wanted,
        login=login[:200],
        problem=problem,
        token=token,
        switch=switch(request, wanted),
    )
    secure = place(request).is_secure
    keep_cookie(response, FORM, token, seconds=3600, is_secure=secure, is_strict=True)
    return response


def _with(provider: str, tongue: str) -> str:
    """What the button of a provider says; the one without a name is the organisation's."""
    if provider == "default":
        return translate(say("Sign in with your organisation’s account"), tongue)
    return translate(say("Sign in with {provider}", provider=provider.title()), tongue)


def _told_problem(request: Request) -> str:
    """What went wrong at a provider, as its callback says it."""
    tongue = language(request)
    match request.query_params.get("problem"):
        case "stranger":
            name = request.query_params.get("name", "")[:80]
            return describe(StrangerRefused(name=name or "–"), tongue)
        case "provider":
            return translate(say("The sign-in there wasn't finished. Try again."), tongue)
        case _:
            return ""
