"""A browser without a network: cookies are kept, the entrance stands before the routes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from api.cookies import SIGN_IN
from api.entrance import Entrance
from api.routes import refusals, routes
from db.commands.accounts import create_account
from db.commands.sign_ins import open_sign_in
from db.engine import writing
from db.secrets import Secret
from gamify.access import Way, console
from gamify.rights import Role
from pages.ui.seats import open_seat
from tests.looping import run

GOOD = "correct horse battery"
HOST = "http://crownboard.example"


async def told(request: Request) -> PlainTextResponse:
    """Which seat a page would see, and which headers came through."""
    seat = open_seat(request.headers.get("x-crownboard-seat"))
    names = sorted(name for name in request.headers if name.startswith(("x-", "remote-")))
    return PlainTextResponse(f"{seat.sign_in}|{seat.login}|{seat.is_local}|{','.join(names)}")


def application() -> Starlette:
    """The routes behind the entrance, and one that tells what a page would see."""
    return Starlette(
        routes=[*routes, Route("/seat", told)],
        middleware=[Middleware(Entrance)],
        exception_handlers=dict(refusals),
    )


class Browser:
    """Asks one question after the other from one address, as a browser does."""

    def __init__(self, address: str = "192.0.2.7", *, host: str = HOST, port: int = 50_000) -> None:
        self._transport = httpx.ASGITransport(
            application(), raise_app_exceptions=False, client=(address, port)
        )
        self._host = host
        self.cookies = httpx.Cookies()

    def ask(self, method: str, path: str, **asked: Any) -> httpx.Response:
        async def go() -> httpx.Response:
            async with httpx.AsyncClient(
                transport=self._transport, base_url=self._host, cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **asked)
                self.cookies = client.cookies
                return answer

        return run(go())

    def get(self, path: str, **asked: Any) -> httpx.Response:
        return self.ask("GET", path, **asked)

    def post(self, path: str, *, origin: str | None = None, **asked: Any) -> httpx.Response:
        """A form as the page of this address sends it, unless another origin is told."""
        headers = {"origin": origin or self._host, **asked.pop("headers", {})}
        return self.ask("POST", path, headers=headers, **asked)

    def token(self, path: str = "/sign-in") -> str:
        """The token of the form at an address."""
        found = re.search(r'name="token" value="([^"]+)"', self.get(path).text)
        assert found is not None
        return found[1]

    def sign_in(self, login: str = "ada", password: str = GOOD, **told: Any) -> httpx.Response:
        """Fill in the form and send it."""
        fields = {"token": self.token(), "login": login, "password": password, **told}
        return self.post("/sign-in", data=fields)

    @property
    def session(self) -> str | None:
        """The token of the sign-in, if there is one."""
        return self.cookies.get(SIGN_IN) or self.cookies.get(f"__Host-{SIGN_IN}")


def account(
    engine: Engine, login: str = "ada", role: Role = Role.ADMINISTRATOR, **told: Any
) -> int:
    """An account with the password that the browser types."""
    with writing(engine) as session:
        password = told.pop("password", GOOD)
        return create_account(
            session,
            login=login,
            role=role,
            password=None if password is None else Secret(password),
            actor=console("test"),
            now=datetime.now(UTC),
            **told,
        ).id


def token_of(engine: Engine, account_id: int, lifetime: timedelta = timedelta(days=1)) -> str:
    """A sign-in without the form."""
    with writing(engine) as session:
        return open_sign_in(
            session,
            account_id=account_id,
            way=Way.PASSWORD,
            lifetime=lifetime,
            now=datetime.now(UTC),
        ).get_secret_value()
