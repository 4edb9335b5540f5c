"""The own account: who one is here, another password, and signing out."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from api.cookies import SIGN_IN, drop_cookies
from api.entrance import seat_of, visitor_at
from api.forms import OUTDATED, fields, is_ours, language, limiter, place, switch
from api.sign_in_page import draw, role_title
from db.commands.sign_ins import end_all_sign_ins, end_sign_in
from db.engine import reading, writing
from db.queries.accounts import account_card
from db.secrets import Secret
from db.sign_in import change_password
from gamify.access import Visitor
from gamify.errors import N_, CrownboardError
from gamify.language import describe, translate
from pages.ui import reads

CHANGED = N_("The password is changed. Other browsers have to sign in again.")


async def sign_out(request: Request) -> Response:
    """End the sign-in of this browser, or of all; twice does no harm."""
    asked, seat = await fields(request), seat_of(request)
    if seat.sign_in and not is_ours(request, asked.get("token", ""), seat.form_token):
        return RedirectResponse("/password", status_code=303)
    visitor = await visitor_at(seat)

    def end() -> None:
        with writing(reads.engine()) as session:
            end_sign_in(session, seat.sign_in)
            if asked.get("everywhere") and visitor.account_id is not None:
                end_all_sign_ins(session, visitor.account_id)

    await to_thread.run_sync(end)
    reads.doorkeeper.forget()
    response = RedirectResponse("/sign-in" if asked.get("everywhere") else "/", status_code=303)
    drop_cookies(response, SIGN_IN)
    return response


async def show_account(request: Request) -> Response:
    """Who one is here, and the form for another password."""
    visitor = await visitor_at(seat_of(request))
    if not visitor.is_signed_in:
        return RedirectResponse(f"/sign-in?{urlencode({'to': '/password'})}", status_code=303)
    return await _account(request, visitor)


async def take_password(request: Request) -> Response:
    """Change the own password; other browsers have to sign in again."""
    asked, seat = await fields(request), seat_of(request)
    visitor, tongue = await visitor_at(seat), language(request)
    if not visitor.is_signed_in:
        return RedirectResponse("/sign-in", status_code=303)
    if not is_ours(request, asked.get("token", ""), seat.form_token):
        return await _account(request, visitor, problem=translate(OUTDATED, tongue), status=403)
    try:
        await to_thread.run_sync(
            lambda: change_password(
                reads.engine(),
                visitor,
                former=Secret(asked.get("former", "")),
                password=Secret(asked.get("password", "")),
                keep=seat.sign_in,
                address=place(request).address,
                now=datetime.now(UTC),
            ),
            limiter=limiter(),
        )
    except CrownboardError as error:
        return await _account(request, visitor, problem=describe(error, tongue), status=400)
    reads.doorkeeper.forget()
    return await _account(request, visitor, done=translate(CHANGED, tongue))


account_routes: list[BaseRoute] = [
    Route("/sign-out", sign_out, methods=["POST"]),
    Route("/password", show_account, methods=["GET"]),
    Route("/password", take_password, methods=["POST"]),
]


async def _account(
    request: Request, visitor: Visitor, *, problem: str = "", done: str = "", status: int = 200
) -> Response:
    tongue, account_id = language(request), visitor.account_id

    def has_password() -> bool:
        with reading(reads.engine()) as session:
            card = None if account_id is None else account_card(session, account_id)
            return card is not None and card.has_password

    return draw(
        "account.html",
        tongue,
        status=status,
        visitor=visitor,
        role=role_title(visitor, tongue),
        has_password=await to_thread.run_sync(has_password),
        is_ours=account_id is not None and bool(seat_of(request).sign_in),
        problem=problem,
        done=done,
        token=seat_of(request).form_token,
        switch=switch(request, ""),
    )
