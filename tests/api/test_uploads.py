"""Dropped files: for those alone who take ratings in, of bounded size, and never in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cookies import SIGN_IN
from db.engine import open_engine
from gamify.rights import Role
from pages.ui import reads
from pages.ui.data.parking import parking
from tests.api.visiting import Browser, account, token_of


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An own database, and a limit of a megabyte."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_IMPORT_LIMIT_MB", "1")
    reads.forget()
    parking.clear()
    yield sqlite_url
    parking.clear()
    reads.forget()


def signed_in(url: str, role: Role | None) -> Browser:
    browser, engine = Browser(), open_engine(url)
    if role is not None:
        account_id = account(engine, "somebody", role, password=None)
        browser.cookies.set(SIGN_IN, token_of(engine, account_id))
    engine.dispose()
    return browser


@pytest.mark.parametrize("role", [None, *Role])
def test_a_file_is_taken_from_administrators_alone(database: str, role: Role | None) -> None:
    answer = signed_in(database, role).post("/api/v1/uploads?name=a.csv", content=b"a,b\n1,2\n")

    expected = {None: 401, Role.ADMINISTRATOR: 201}.get(role, 403)
    assert answer.status_code == expected
    assert len(list(_files())) == (1 if expected == 201 else 0)


def test_a_file_arrives_as_it_is(database: str) -> None:
    content = bytes(range(256)) * 4000
    answer = signed_in(database, Role.ADMINISTRATOR).post(
        "/api/v1/uploads?name=../a.csv", content=content
    )

    assert set(answer.json()) == {"token"}
    (path,) = _files()
    assert (path.name, path.read_bytes()) == ("a.csv", content)


def test_a_file_above_the_limit_is_refused_and_nothing_is_left(database: str) -> None:
    answer = signed_in(database, Role.ADMINISTRATOR).post(
        "/api/v1/uploads?name=a.csv", content=b"x" * ((1 << 20) + 1)
    )

    assert (answer.status_code, list(_files())) == (413, [])
    assert answer.json()["detail"].startswith("a.csv is 2 MB; the limit is 1 MB.")


def test_another_site_cannot_send_one(database: str) -> None:
    browser = signed_in(database, Role.ADMINISTRATOR)
    answer = browser.post("/api/v1/uploads?name=a.csv", origin="http://evil.example", content=b"x")

    assert (answer.status_code, list(_files())) == (403, [])


def _files() -> list[Path]:
    return [one.path for one in parking._parked.values()]
