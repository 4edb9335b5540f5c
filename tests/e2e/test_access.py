"""Signing in and out in a real browser: by password, and by an OpenID provider."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from api.cookies import SIGN_IN
from db.commands.sign_ins import end_all_sign_ins
from db.engine import migrate, open_engine, writing
from db.models import Engineer
from gamify.rights import Role
from tests.api.visiting import GOOD, account, token_of
from tests.e2e.served import free_port, serve_process
from tests.factories import Row, store
from tests.identity import CLIENT, SECRET, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LEA = {"email": "lea@example.com", "email_verified": True, "name": "Lea L.", "groups": ["leads"]}
CLOSED = {"CROWNBOARD_OPEN_READING": "false"}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database with some ratings, an administrator, and Ann, who is known by her address."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('access') / 'crownboard.db'}")
    migrate(engine)
    with writing(engine) as session:
        store(session, *[Row(f"T{n}") for n in range(5)])
        session.get_one(Engineer, 1).email = "ann@example.com"
    account(engine, "ada")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def claims(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the provider says of whoever signs in next."""
    return tmp_path_factory.mktemp("claims") / "claims.json"


@pytest.fixture(scope="module")
def address(
    engine: Engine, claims: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A server on which boards are for those who have signed in, with a provider."""
    provider = serve(0, claims)
    thread = threading.Thread(target=provider.serve_forever, daemon=True)
    thread.start()
    port = free_port()
    secrets = tmp_path_factory.mktemp("secrets") / "secrets.toml"
    told = {
        "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": "a secret of the tests, long enough for its purpose",
        "client_id": CLIENT,
        "client_secret": SECRET,
        "server_metadata_url": (
            f"http://127.0.0.1:{provider.server_address[1]}/.well-known/openid-configuration"
        ),
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in told.items()]
    secrets.write_text("\n".join(["[auth]", *lines]), encoding="utf-8")
    settings = {
        **CLOSED,
        "CROWNBOARD_ROLE_CLAIM": "groups",
        "CROWNBOARD_ROLE_NAMES": '{"leads": "lead"}',
    }
    with serve_process(
        engine.url.render_as_string(hide_password=False),
        settings=settings,
        port=port,
        options={"secrets.files": str(secrets)},
    ) as (served, _):
        yield served
    provider.shutdown()
    provider.server_close()
    thread.join()


def say(claims: Path, **told: Any) -> None:
    claims.write_text(json.dumps({**LEA, **told}), encoding="utf-8")


def by_provider(page: Page, address: str) -> None:
    page.goto(f"{address}/sign-in")
    page.get_by_role("link", name="Sign in with your organisation’s account").click()


def cookies(page: Page) -> dict[str, str]:
    return {str(one.get("name")): str(one.get("value")) for one in page.context.cookies()}


def test_a_closed_board_leads_to_the_form_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}/nominations?season=2026-Q4")
    page.get_by_label("Login or e-mail").fill("ada")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_text("Administrator")).to_be_visible()
    assert page.url == f"{address}/nominations?season=2026-Q4"
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert SIGN_IN not in cookies(page)


def test_the_form_works_without_scripts_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 390, "height": 844}, locale="en-GB"
    )
    page = context.new_page()
    page.goto(f"{address}/sign-in?to=/password")
    page.get_by_label("Login or e-mail").fill("ada")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    context.close()


def test_a_sign_out_elsewhere_shows_in_an_open_page_within_five_seconds(
    page: Page, engine: Engine, address: str
) -> None:
    lea = account(engine, "max", Role.LEAD)
    token = token_of(engine, lea)
    page.context.add_cookies([{"name": SIGN_IN, "value": token, "url": address}])
    page.goto(f"{address}/challenges")
    expect(page.get_by_text("For leads")).to_be_visible(timeout=20_000)

    with writing(engine) as session:
        end_all_sign_ins(session, lea)
    page.wait_for_timeout(4_500)
    page.get_by_role("link", name="Nominations").click()

    expect(page.get_by_role("heading", name="Sign in to see this page")).to_be_visible()
    expect(page.get_by_text("For leads")).to_be_hidden()


def test_a_websocket_comes_in_with_the_cookie_and_from_our_pages_alone(
    engine: Engine, address: str
) -> None:
    token = token_of(engine, account(engine, "eve", Role.VIEWER))
    stream = address.replace("http", "ws") + "/_stcore/stream"
    cookie = {"Cookie": f"{SIGN_IN}={token}"}

    def status(origin: str, headers: dict[str, str]) -> int:
        try:
            with connect(stream, origin=Origin(origin), additional_headers=headers):
                return 101
        except InvalidStatus as refused:
            return int(refused.response.status_code)

    assert [
        status(address, cookie),
        status("http://evil.example", cookie),
        status(address, {}),
        status(address, {"X-Crownboard-Seat": "e30=.00"}),
    ] == [101, 403, 403, 403]


def test_a_provider_signs_in_whom_its_claim_names(page: Page, address: str, claims: Path) -> None:
    say(claims)

    by_provider(page, address)

    expect(page.get_by_text("Lea L.")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("Lead", exact=True)).to_be_visible()
    page.goto(f"{address}/fair_play")
    expect(page.get_by_role("heading", name="Fair play")).to_be_visible(timeout=20_000)
    # Nothing that can't be taken back stays in the browser.
    assert not any(name.startswith("_streamlit_user") for name in cookies(page))


def test_an_engineer_is_known_by_the_address(page: Page, address: str, claims: Path) -> None:
    say(claims, email="Ann@Example.com", groups=[])

    by_provider(page, address)

    expect(page.get_by_text("Engineer", exact=True)).to_be_visible(timeout=20_000)
    page.goto(f"{address}/fair_play")
    expect(page.get_by_text("This is for leads and administrators")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"email": "eve@example.com", "groups": []}, "isn't known here yet"),
        ({"email": "ada", "email_verified": False}, "isn't known here yet"),
        ({"email": ""}, "isn't known here yet"),
        ({"forged": True}, "The sign-in there wasn't finished"),
        ({"aud": "another client"}, "The sign-in there wasn't finished"),
        ({"iss": "http://evil.example"}, "The sign-in there wasn't finished"),
        ({"nonce": "replayed"}, "The sign-in there wasn't finished"),
        ({"exp": 1}, "The sign-in there wasn't finished"),
    ],
)
def test_strangers_and_forged_tokens_stay_outside(
    page: Page, address: str, claims: Path, told: dict[str, Any], sentence: str
) -> None:
    say(claims, **told)

    by_provider(page, address)

    expect(page.get_by_role("alert")).to_contain_text(sentence, timeout=20_000)
    assert SIGN_IN not in cookies(page)


def test_an_answer_of_the_provider_is_good_once_and_in_its_browser(
    page: Page, address: str, claims: Path
) -> None:
    say(claims)
    answers: list[str] = []
    page.on(
        "request", lambda one: answers.append(one.url) if "/oauth2callback" in one.url else None
    )
    by_provider(page, address)
    expect(page.get_by_text("Lea L.")).to_be_visible(timeout=20_000)

    (answer,) = [one for one in answers if "/oauth2callback" in one]
    elsewhere = httpx.get(answer)
    page.context.clear_cookies(name=SIGN_IN)
    page.goto(answer)

    assert elsewhere.headers["location"] == "/sign-in?problem=provider"
    expect(page.get_by_role("alert")).to_be_visible()
    assert SIGN_IN not in cookies(page)
