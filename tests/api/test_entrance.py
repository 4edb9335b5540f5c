"""Everybody comes in by the entrance: known, as a stranger, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from api.cookies import SIGN_IN
from api.entrance import Entrance, own_address
from db.commands.sign_ins import digest_of, end_all_sign_ins
from db.engine import open_engine, writing
from gamify.access import FOUNDER, NOBODY, READER
from gamify.rights import Role
from pages.ui import doorkeeper, reads
from pages.ui.seats import Seat, open_seat, seal_seat
from tests import looping
from tests.api.visiting import HOST, Browser, account, token_of

LOCAL = "http://127.0.0.1:8501"


@pytest.fixture
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The database that the routes use, too."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()
    reads.forget()


@pytest.fixture
def closed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Reading is for those who have signed in."""
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", "false")
    reads.forget()
    return engine


@pytest.fixture
def settle(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set settings for the rest of a test."""

    def settle(**settings: str) -> None:
        for name, value in settings.items():
            monkeypatch.setenv(f"CROWNBOARD_{name.upper()}", value)
        reads.forget()

    return settle


def seat(browser: Browser, **headers: str) -> str:
    return browser.get("/seat", headers=headers).text


def test_a_page_knows_the_sign_in_of_the_cookie(engine: Engine) -> None:
    browser = Browser()
    browser.cookies.set(SIGN_IN, "token")

    assert seat(browser) == f"{digest_of('token')}||False|x-crownboard-seat"


def test_a_forged_seat_is_dropped(engine: Engine) -> None:
    forged = seal_seat(Seat(login="ada", is_local=True))

    told = seat(Browser(), **{"X-Crownboard-Seat": forged, "x-crownboard-other": "1"})

    assert told == "||False|x-crownboard-seat"


@pytest.mark.parametrize(
    "header", [None, "", ".", "e30=.", "e30=.0000", f"{seal_seat(Seat(login='x'))}0", "\x00.é"]
)
def test_a_seat_that_this_process_has_not_sealed_is_a_strangers(header: str | None) -> None:
    assert open_seat(header) == Seat()


def test_a_sealed_seat_is_read_back() -> None:
    told = Seat("digest", "лена@example.com", is_local=True)

    assert open_seat(seal_seat(told)) == told


@pytest.mark.parametrize(
    ("address", "host", "headers", "is_local"),
    [
        ("127.0.0.1", LOCAL, {}, True),
        ("::1", "http://localhost:8501", {}, True),
        ("192.0.2.7", LOCAL, {}, False),
        ("127.0.0.1", HOST, {}, False),
        ("127.0.0.1", LOCAL, {"X-Forwarded-For": "192.0.2.7"}, False),
        ("127.0.0.1", LOCAL, {"X-Real-IP": "192.0.2.7"}, False),
        ("127.0.0.1", LOCAL, {"Forwarded": "for=192.0.2.7"}, False),
    ],
)
def test_only_this_machine_itself_is_local(
    engine: Engine, address: str, host: str, headers: dict[str, str], is_local: bool
) -> None:
    assert seat(Browser(address, host=host), **headers).split("|")[2] == str(is_local)


def test_an_address_that_the_server_took_from_a_proxy_is_not_local(engine: Engine) -> None:
    assert seat(Browser("127.0.0.1", host=LOCAL, port=0)).split("|")[2] == "False"


def test_the_own_machine_leads_until_there_is_an_account(engine: Engine) -> None:
    local, away = Seat(is_local=True), Seat()

    before = [reads.doorkeeper.visitor(one) for one in (local, away)]
    account(engine)
    reads.doorkeeper.forget()
    after = [reads.doorkeeper.visitor(one) for one in (local, away)]

    assert before == [FOUNDER, READER]
    assert after == [READER, READER]


def test_nobody_leads_without_a_sign_in_where_reading_is_closed(closed: Engine) -> None:
    assert reads.doorkeeper.visitor(Seat(is_local=True)) == NOBODY


def test_a_proxy_is_believed_from_its_addresses_alone(
    engine: Engine, settle: Callable[..., None]
) -> None:
    settle(trusted_header="Remote-User", trusted_proxies='["10.0.0.0/8"]')

    told = [
        seat(Browser(address), **{"Remote-User": " Ada "}) for address in ("10.1.2.3", "9.9.9.9")
    ]

    assert told == ["|ada|False|x-crownboard-seat", "||False|x-crownboard-seat"]


def test_two_names_from_a_proxy_are_none(engine: Engine, settle: Callable[..., None]) -> None:
    settle(trusted_header="Remote-User", trusted_proxies='["10.0.0.1"]')

    answer = Browser("10.0.0.1").get(
        "/seat", headers=[("Remote-User", "ada"), ("Remote-User", "eve")]
    )

    assert answer.text.split("|")[1] == ""


def test_whom_a_proxy_lets_in_has_the_role_of_the_account_or_reads(
    closed: Engine, settle: Callable[..., None]
) -> None:
    account(closed, "ada", Role.LEAD, password=None)

    roles = [reads.doorkeeper.visitor(Seat(login=login)).role for login in ("ada", "somebody")]

    assert roles == [Role.LEAD, Role.VIEWER]


@pytest.mark.parametrize("path", ["/api/v1/version", "/api/v1/board", "/api/nothing"])
def test_closed_boards_answer_programs_with_a_problem(closed: Engine, path: str) -> None:
    answer = Browser().get(path)

    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Unauthorized",
        "status": 401,
        "detail": "Please sign in first. This is for everybody who has signed in: boards, "
        "nominations and challenges.",
    }


def test_closed_pages_lead_to_the_sign_in_and_back(closed: Engine) -> None:
    answer = Browser().get(
        "/nominations?season=2026-Q4&lang=ru", headers={"accept": "text/html,*/*"}
    )

    assert answer.status_code == 303
    assert answer.headers["location"] == (
        "/sign-in?to=%2Fnominations%3Fseason%3D2026-Q4%26lang%3Dru"
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sign-in", 200),
        ("/sign-in/sign-in.css", 200),
        ("/healthz", 200),
        ("/sign-in-not", 401),
        ("/healthz/../api/v1/board", 401),
        ("/_stcore/stream", 401),
        ("/media/x.png", 401),
        ("/seat", 401),
    ],
)
def test_only_what_the_sign_in_needs_is_open_where_reading_is_closed(
    closed: Engine, path: str, status: int
) -> None:
    assert Browser().get(path).status_code == status


def test_whoever_has_signed_in_reads_closed_boards(closed: Engine) -> None:
    browser = Browser()
    browser.cookies.set(SIGN_IN, token_of(closed, account(closed, "vic", Role.VIEWER)))

    assert browser.get("/api/v1/version").status_code == 200


@pytest.mark.parametrize("cookie", ["", "x", "'; DROP TABLE sign_in; --", "é" * 3, "a" * 5000])
def test_a_forged_cookie_is_a_strangers(closed: Engine, cookie: str) -> None:
    account(closed)

    answer = Browser().get("/api/v1/version", headers={"cookie": f"{SIGN_IN}={cookie}".encode()})

    assert answer.status_code == 401


def test_the_digest_in_the_database_opens_nothing(closed: Engine) -> None:
    browser = Browser()
    browser.cookies.set(SIGN_IN, digest_of(token_of(closed, account(closed))))

    assert browser.get("/api/v1/version").status_code == 401


def test_an_expired_sign_in_is_a_strangers(closed: Engine) -> None:
    browser = Browser()
    browser.cookies.set(SIGN_IN, token_of(closed, account(closed), timedelta(seconds=-1)))

    assert browser.get("/api/v1/version").status_code == 401


def test_a_sign_out_in_another_process_shows_within_seconds(
    closed: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = account(closed)
    browser = Browser()
    browser.cookies.set(SIGN_IN, token_of(closed, id_))
    before = browser.get("/api/v1/version").status_code
    with writing(closed) as session:
        end_all_sign_ins(session, id_)

    kept = browser.get("/api/v1/version").status_code
    monkeypatch.setattr(doorkeeper, "KEPT", 0.0)
    after = browser.get("/api/v1/version").status_code

    assert (before, kept, after) == (200, 200, 401)
    assert doorkeeper.KEPT < 5


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": HOST}, 405),
        ({"origin": "http://crownboard.example:80"}, 405),
        ({"referer": f"{HOST}/nominations"}, 405),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://crownboard.example.evil.example"}, 403),
        ({"origin": "http://crownboard.example@evil.example"}, 403),
        ({"origin": "http://crownboard.example:81"}, 403),
        ({"referer": "http://evil.example/?crownboard.example"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"cookie": f"{SIGN_IN}=token"}, 403),
        ({}, 405),
    ],
)
def test_another_sites_page_changes_nothing(
    engine: Engine, headers: dict[str, str], status: int
) -> None:
    assert Browser().ask("POST", "/api/v1/version", headers=headers).status_code == status


def test_a_request_that_only_reads_may_come_from_anywhere(engine: Engine) -> None:
    answer = Browser().get("/api/v1/version", headers={"origin": "http://evil.example"})

    assert answer.status_code == 200


def test_a_trusted_proxys_host_is_one_of_our_names(
    engine: Engine, settle: Callable[..., None]
) -> None:
    settle(trusted_proxies='["10.0.0.1"]')
    headers = {"origin": "https://boards.example", "x-forwarded-host": "boards.example"}

    answers = [
        Browser(address).ask("POST", "/api/v1/version", headers=headers).status_code
        for address in ("10.0.0.1", "192.0.2.7")
    ]

    assert answers == [405, 403]


def socket_of(origin: str, token: str = "") -> str:
    """What a page behind a websocket is told of its sign-in, or "refused"."""
    told: list[Any] = []

    async def page(scope: Scope, _: Receive, __: Send) -> None:
        told.append(open_seat(Headers(scope=scope).get("x-crownboard-seat")).sign_in)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        told.append((message["type"], message["code"]))

    headers = {"host": "crownboard.example", "origin": origin, "cookie": f"{SIGN_IN}={token}"}
    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "client": ("192.0.2.7", 50_000),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    looping.run(Entrance(page)(scope, receive, send))
    return "refused" if told == [("websocket.close", 1008)] else str(told[0])


@pytest.mark.parametrize(
    ("origin", "answer"),
    [(HOST, digest_of("token")), ("http://evil.example", "refused"), ("null", "refused")],
)
def test_a_websocket_of_another_site_is_refused(engine: Engine, origin: str, answer: str) -> None:
    assert socket_of(origin, "token") == answer


def test_a_strangers_websocket_is_refused_where_reading_is_closed(closed: Engine) -> None:
    token = token_of(closed, account(closed))

    assert socket_of(HOST) == "refused"
    assert socket_of(HOST, token) == digest_of(token)


@pytest.mark.parametrize(
    ("wanted", "way"),
    [
        ("/nominations?season=2026-Q4", "/nominations?season=2026-Q4"),
        ("//evil.example", "/"),
        ("https://evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("/\n/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        ("nominations", "/"),
    ],
)
def test_after_the_sign_in_one_goes_on_to_an_own_address(wanted: str, way: str) -> None:
    assert own_address(wanted) == way
    assert httpx.URL(HOST).join(own_address(wanted)).host == "crownboard.example"


def test_a_database_that_is_away_is_said_where_reading_is_closed(
    closed: Engine, settle: Callable[..., None]
) -> None:
    settle(database_url="sqlite:////nowhere/at/all.db")
    browser = Browser()
    browser.cookies.set(SIGN_IN, "token")

    answer = browser.get("/api/v1/version")

    assert answer.status_code == 503
    assert "The database can't be used" in answer.text
