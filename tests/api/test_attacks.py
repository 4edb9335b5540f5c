"""Attacks on the entrance by planted tokens and hosts, and secrets in what goes wrong."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from api.cookies import FORM, SIGN_IN
from cli.main import main
from db import passwords
from db.engine import open_engine
from pages.ui import reads
from tests.api.programs import Program, token_with
from tests.api.visiting import GOOD, Browser, account
from tests.post import KEY

FRAME = Path(__file__).resolve().parents[2] / "pages" / "ui" / "frame.py"
POISON = "evil.example"
SECRETS = ("s3cret-of-database", "s3cret-of-mailbox", "s3cret-of-source", KEY)


@pytest.fixture
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Reading is by sign-in only, and ada has a password."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", KEY)
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", "false")
    reads.forget()
    account(open_engine(sqlite_url), "ada")
    yield reads.engine()
    reads.forget()


def test_a_token_that_was_planted_before_the_sign_in_opens_nothing_after_it(
    engine: Engine,
) -> None:
    browser = Browser()
    for name in (SIGN_IN, FORM):
        browser.cookies.set(name, "planted", domain="crownboard.example", path="/")

    answer = browser.post(
        "/sign-in", data={"token": browser.token(), "login": "ada", "password": GOOD}
    )
    issued = browser.session
    thief = Browser()
    thief.cookies.set(SIGN_IN, "planted")

    assert answer.status_code == 303
    assert issued not in (None, "planted")
    assert thief.get("/api/v1/board").status_code == 401
    assert browser.get("/api/v1/board").status_code == 200


@pytest.mark.parametrize("name", ["host", "x-forwarded-host", "forwarded"])
def test_a_poisoned_host_is_in_no_address_that_we_send(engine: Engine, name: str) -> None:
    poisoned = {name: f"host={POISON}" if name == "forwarded" else POISON}
    browser, html = Browser(), {"accept": "text/html"}
    token = browser.token()
    fields = {"token": token, "login": "ada", "password": GOOD, "to": f"//{POISON}/"}

    told = [
        browser.get("/", headers=poisoned | html),
        browser.get("/sign-in", headers=poisoned, params={"to": f"https://{POISON}/"}),
        browser.get("/sign-in/with/default", headers=poisoned),
        browser.get("/oauth2callback", headers=poisoned),
        browser.get("/password", headers=poisoned),
        browser.get("/api/v1/board", headers=poisoned),
        browser.post("/sign-in", data=fields, headers=poisoned),
        browser.get("/sign-out", headers=poisoned),
    ]

    assert POISON not in "".join(answer.headers.get("location", "") for answer in told)
    assert f"//{POISON}" not in "".join(answer.text for answer in told)
    assert all(answer.headers.get("location", "/").startswith("/") for answer in told)


def test_links_for_rating_are_not_made_for_a_host_that_a_stranger_has_told(engine: Engine) -> None:
    program = Program(token_with(engine))
    headers = {"x-forwarded-host": POISON, "forwarded": f"host={POISON}"}

    made = program.ask("POST", "/asks", json={"ticket": "T1"}, headers=headers)

    assert made.json()["links"][0]["link"].startswith("http://crownboard.example/rate/")
    assert POISON not in made.text


def test_an_unknown_login_takes_the_same_work_as_a_wrong_password(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, because a clock tells little on a busy machine."""
    account(engine, "none", password=None)
    looked: list[str] = []
    verify = passwords._HASHER.verify

    class Counted:
        def verify(self, kept: str, password: str) -> bool:
            looked.append(kept.rpartition("$")[0].rpartition("$")[0])
            return verify(kept, password)

        hash = passwords._HASHER.hash

    monkeypatch.setattr(passwords, "_HASHER", Counted())
    passwords._nobodys.cache_clear()
    for n, login in enumerate(("ada", "nobody", "none", "'; DROP TABLE account;--")):
        assert Browser(f"192.0.2.{n}").sign_in(login, "wrong horse battery").status_code == 401

    assert len(looked) == 4
    assert len(set(looked)) == 1


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://ada:{SECRETS[0]}@127.0.0.1:1/x",
        f"postgresql://127.0.0.1:1/x?password={SECRETS[0]}",
        f"mysql://ada:{SECRETS[0]}@127.0.0.1/x",
    ],
)
def test_a_database_that_is_away_tells_no_password(
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", KEY)
    reads.forget()
    page = AppTest.from_file(str(FRAME), default_timeout=60).run()
    browser = Browser()

    told = [browser.get(path).text for path in ("/healthz", "/metrics", "/api/v1/board", "/wall")]
    told += [browser.get("/api/v1/people", headers={"authorization": "Bearer crown_x"}).text]
    told += [str(element) for element in page.main] + [one.value for one in page.exception]
    codes = [main(words) for words in (["standings", "teams"], ["migrate"], ["backup", "x"])]
    said = capfd.readouterr()

    reads.forget()
    assert codes == [2, 2, 2]
    everything = "".join((*told, said.out, said.err, caplog.text))
    assert [secret for secret in SECRETS if secret in everything] == []


def test_mailboxes_and_sources_that_refuse_tell_no_secret(
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    ask(
        monkeypatch,
        f"mailto://ada:{SECRETS[1]}@127.0.0.1:1?to=x@x.example",
        "destination",
        "add",
        "Box",
    )
    ask(monkeypatch, "", "destination", "test", "Box")
    ask(monkeypatch, f"nonsense://{SECRETS[1]}", "destination", "add", "Other")
    source = ("source", "add", "cases", "--system", "zendesk", "--set")
    ask(monkeypatch, SECRETS[2], *source, "subdomain=127.0.0.1:1/x?", "--set", "email=a@x.example")
    ask(monkeypatch, "", "source", "pull", "cases")
    for words in ("source list", "destination list", "audit --json", "plan list"):
        ask(monkeypatch, "", *words.split())
    said = capfd.readouterr()

    browser = Browser("127.0.0.1", host="http://127.0.0.1")
    told = [browser.get(path).text for path in ("/metrics", "/healthz")]

    everything = "".join((*told, said.out, said.err, caplog.text))
    assert "Box" in everything
    assert [secret for secret in SECRETS if secret in everything] == []
    assert "Traceback" not in everything


def test_what_nobody_has_thought_of_is_answered_without_a_word_of_it(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Any:
        raise RuntimeError(f"password={SECRETS[0]}")

    monkeypatch.setattr(reads, "board", fail)
    browser = Browser()
    browser.sign_in()

    answer = browser.get("/api/v1/board?season=2020-Q1")

    assert answer.status_code == 500
    assert SECRETS[0] not in answer.text
    assert "Traceback" not in answer.text
    assert str(FRAME.parents[2]) not in answer.text


def ask(monkeypatch: pytest.MonkeyPatch, typed: str, *words: str) -> int:
    """A command, with what is typed where it asks."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
    return main(words)
