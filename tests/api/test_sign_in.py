"""Signing in and out, and the own password, as a browser does it without any script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from api.cookies import FORM, SIGN_IN
from db.engine import open_engine
from gamify.rights import Role
from pages.ui import reads
from tests.api.visiting import GOOD, HOST, Browser, account, token_of

HOSTILE = "<script>alert(1)</script>\"'{{7*7}}"


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
def ada(engine: Engine) -> int:
    """An administrator's account."""
    return account(engine)


def test_the_form_lets_in_and_leads_on(ada: int) -> None:
    browser = Browser()

    answer = browser.sign_in(to="/nominations?season=2026-Q4")

    assert (answer.status_code, answer.headers["location"]) == (303, "/nominations?season=2026-Q4")
    assert browser.get("/password").status_code == 200


def test_the_cookie_is_for_this_site_alone_and_out_of_scripts_reach(ada: int) -> None:
    cookie = Browser().sign_in().headers.get_list("set-cookie")[0]

    assert cookie.startswith(f"{SIGN_IN}=")
    assert {part.strip() for part in cookie.split(";")[1:]} == {
        "HttpOnly",
        "Max-Age=1209600",
        "Path=/",
        "SameSite=lax",
    }


def test_over_tls_the_cookie_is_secure_and_pinned_to_the_host(ada: int) -> None:
    browser = Browser(host="https://crownboard.example")

    cookie = browser.sign_in().headers.get_list("set-cookie")[0]

    assert cookie.startswith(f"__Host-{SIGN_IN}=")
    assert "Secure" in cookie
    assert browser.get("/password").status_code == 200


@pytest.mark.parametrize("login", ["ada", "nobody"])
def test_a_wrong_password_says_nothing_of_the_login(ada: int, login: str) -> None:
    browser = Browser()

    answer = browser.sign_in(login, "wrong horse battery")

    assert answer.status_code == 401
    assert browser.session is None
    assert "don&#39;t fit together" in answer.text
    assert "wrong horse" not in answer.text


def test_a_form_without_our_token_or_from_elsewhere_is_not_taken(ada: int) -> None:
    browser, other = Browser(), Browser()
    fields = {"login": "ada", "password": GOOD}
    token, foreign = browser.token(), other.token()

    answers = [
        browser.post("/sign-in", data=fields),
        browser.post("/sign-in", data={**fields, "token": foreign}),
        browser.post("/sign-in", data={**fields, "token": ""}),
        browser.post("/sign-in", data={**fields, "token": token}, origin="http://evil.example"),
        browser.ask("POST", "/sign-in", data={**fields, "token": token}),
        Browser().post("/sign-in", data={**fields, "token": token}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 6
    assert browser.session is None


def test_a_token_of_a_form_can_be_used_in_two_windows(ada: int) -> None:
    browser = Browser()
    first, second = browser.token(), browser.token()

    assert first == second
    assert (
        browser.post(
            "/sign-in", data={"token": first, "login": "ada", "password": GOOD}
        ).status_code
        == 303
    )
    assert browser.cookies.get(FORM) is None


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_led_to_another_site(ada: int, to: str) -> None:
    browser = Browser()

    assert browser.sign_in(to=to).headers["location"] == "/"
    assert browser.get("/sign-in", params={"to": to}).headers["location"] == "/"
    assert "evil.example" not in Browser().get("/sign-in", params={"to": to}).text


def test_outside_text_is_shown_literally(ada: int) -> None:
    browser = Browser()
    pages = [
        browser.sign_in(HOSTILE, HOSTILE).text,
        browser.get("/sign-in", params={"problem": "stranger", "name": HOSTILE}).text,
        browser.get("/sign-in", params={"to": f"/{HOSTILE}"}).text,
    ]

    assert not any("<script>" in page for page in pages)
    assert all("{{7*7}}" in page for page in pages)


def test_no_other_site_may_show_the_form_and_nothing_is_kept(ada: int) -> None:
    headers = Browser().get("/sign-in").headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_too_many_guesses_are_told_how_long_to_wait(ada: int) -> None:
    browser = Browser()
    # Each wrong one doubles the wait, so that a slow machine is told to wait some guesses later.
    statuses = [browser.sign_in("ada", "wrong horse battery").status_code for _ in range(5)]
    while statuses[-1] == 401 and len(statuses) < 12:
        statuses.append(browser.sign_in("ada", "wrong horse battery").status_code)

    answer = browser.sign_in("ada", GOOD)

    assert statuses == [401] * (len(statuses) - 1) + [429]
    assert len(statuses) >= 7
    assert answer.status_code == 429
    assert "too many wrong guesses" in answer.text
    assert browser.session is None


def test_a_form_of_another_size_is_not_read(ada: int) -> None:
    browser = Browser()

    answer = browser.post("/sign-in", data={"token": browser.token(), "login": "x" * 20_000})

    assert answer.status_code == 403


def test_a_sign_out_ends_it_also_for_a_copied_cookie(ada: int) -> None:
    browser, thief = Browser(), Browser()
    browser.sign_in()
    thief.cookies.set(SIGN_IN, browser.session or "")

    answer = browser.post("/sign-out", data={"token": browser.token("/password")})

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.session is None
    assert thief.get("/password").status_code == 303


def test_a_sign_out_without_the_token_or_from_elsewhere_ends_nothing(ada: int) -> None:
    browser = Browser()
    browser.sign_in()
    token = browser.token("/password")

    answers = [
        browser.post("/sign-out"),
        browser.post("/sign-out", data={"token": "x"}),
        browser.post("/sign-out", data={"token": token}, origin="http://evil.example"),
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 403]
    assert browser.get("/password").status_code == 200


def test_one_signs_out_everywhere(engine: Engine, ada: int) -> None:
    browser, other = Browser(), Browser()
    browser.sign_in()
    other.cookies.set(SIGN_IN, token_of(engine, ada))
    before = other.get("/password").status_code

    browser.post("/sign-out", data={"token": browser.token("/password"), "everywhere": "1"})

    assert (before, other.get("/password").status_code) == (200, 303)


def test_the_token_of_one_sign_in_is_no_use_in_another(engine: Engine, ada: int) -> None:
    browser, other = Browser(), Browser()
    browser.sign_in()
    other.cookies.set(SIGN_IN, token_of(engine, account(engine, "eve", Role.VIEWER)))

    other.post("/sign-out", data={"token": browser.token("/password")})

    assert other.get("/password").status_code == 200


def test_the_own_password_is_changed_and_other_browsers_are_out(engine: Engine, ada: int) -> None:
    browser, other = Browser(), Browser()
    browser.sign_in()
    other.cookies.set(SIGN_IN, token_of(engine, ada))
    token = browser.token("/password")

    def change(former: str, password: str) -> int:
        fields = {"token": token, "former": former, "password": password}
        return browser.post("/password", data=fields).status_code

    assert change("wrong horse battery", "another long one") == 400
    assert change(GOOD, "short") == 400
    assert change(GOOD, "another long one") == 200
    assert browser.get("/password").status_code == 200
    assert other.get("/password").status_code == 303
    assert Browser().sign_in("ada", "another long one").status_code == 303


def test_a_strangers_account_page_leads_to_the_sign_in(ada: int) -> None:
    answers = [Browser().get("/password"), Browser().post("/password", data={})]

    assert [answer.headers["location"] for answer in answers] == [
        "/sign-in?to=%2Fpassword",
        "/sign-in",
    ]


def test_without_a_provider_there_is_no_button_and_no_way(ada: int) -> None:
    browser = Browser()

    assert "/sign-in/with/" not in browser.get("/sign-in").text
    assert browser.get("/sign-in/with/default").headers["location"] == "/sign-in"


@pytest.mark.parametrize(("lang", "words"), [("en-GB", "Sign in"), ("ru-RU,en", "Войти")])
def test_the_form_speaks_the_browsers_language(ada: int, lang: str, words: str) -> None:
    page = Browser().get("/sign-in", headers={"accept-language": lang}).text

    assert f"<h1>{words}</h1>" in page


def test_no_password_and_no_token_reaches_the_logs(
    ada: int, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    browser = Browser()
    browser.sign_in("ada", "wrong horse battery")
    browser.sign_in()

    said = capfd.readouterr()

    for secret in (GOOD, "wrong horse battery", browser.session or "-"):
        assert secret not in said.out + said.err + caplog.text


def test_assets_are_those_of_the_page_alone(ada: int) -> None:
    paths = ["sign-in.css", "crownboard-dark.svg", "sign_in.html", "..%2f..%2fapp.py", "x"]

    assert [Browser().get(f"/sign-in/{path}").status_code for path in paths] == [
        200,
        200,
        404,
        404,
        404,
    ]


def test_the_host_of_the_form_is_that_of_the_page(ada: int) -> None:
    """A browser that was led here under another name sends that name as its origin, too."""
    browser = Browser(host="http://other.example")

    assert browser.sign_in().status_code == 303
    assert HOST != "http://other.example"
