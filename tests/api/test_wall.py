"""The wall's page, its files, and a screen's picture as one JSON."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.wall_build import wall_build
from db.commands.walls import create_screen, link_token, renew_link, revoke_link
from db.engine import writing
from gamify.access import console
from gamify.wall.screen import Screen
from pages.ui import reads
from pages.ui.wall import picture
from tests.api.conftest import Client
from tests.factories import Row, store
from tests.post import settings_on

PICTURE = "/api/v1/wall/picture"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEA = console("Lea")
SETTINGS = settings_on("postgresql://")


@pytest.fixture(autouse=True)
def fresh_wall() -> Iterator[None]:
    """Parts are kept by version alone."""
    picture.forget()
    yield
    picture.forget()


def lobby(engine: Engine) -> str:
    """Set a screen; its token."""
    with writing(engine) as session:
        card = create_screen(
            session,
            screen=Screen(name="lobby", title="Hall"),
            settings=SETTINGS,
            actor=LEA,
            now=NOW,
        )
    token = link_token(card, SETTINGS)
    return "" if token is None else token.get_secret_value()


def test_the_page_is_there_without_a_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "no").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", f"sqlite:///{tmp_path}/no/such.db")
    reads.forget()

    answer = client.get("/wall", params={"screen": "lobby", "token": "x"})

    assert answer.status_code == 200
    assert f'data-build="{wall_build()}"' in answer.text
    assert "{{" not in answer.text
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy


def test_files_of_this_build_are_kept_for_ever_and_others_not(client: Client) -> None:
    ours = client.get(f"/wall/assets/{wall_build()}/wall.css")
    other = client.get("/wall/assets/0123456789abcdef/scenes/standings.js")

    assert (ours.status_code, other.status_code) == (200, 200)
    assert ours.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert other.headers["cache-control"] == "no-cache"
    assert ours.headers["content-type"].startswith("text/css")
    assert other.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path",
    ["../app.py", "..%2f..%2fapp.py", "nothing.js", "%2e%2e/%2e%2e/app.py", "/etc/passwd", ""],
)
def test_nothing_but_the_files_of_the_wall_is_served(client: Client, path: str) -> None:
    answer = client.get(f"/wall/assets/{wall_build()}/{path}")

    assert answer.status_code == 404
    assert "import" not in answer.text


def test_the_worker_may_serve_the_wall_and_is_asked_for_anew(client: Client) -> None:
    answer = client.get("/wall/worker.js", params={"build": "x"})

    assert answer.status_code == 200
    assert answer.headers["service-worker-allowed"] == "/wall"
    assert answer.headers["cache-control"] == "no-cache"


def test_an_address_below_the_wall_that_leads_nowhere_is_404(client: Client) -> None:
    assert client.get("/wall/nowhere").status_code == 404


def test_the_main_screen_needs_no_setting_up(client: Client, engine: Engine) -> None:
    with writing(engine) as session:
        store(session, Row("T1"))

    picture = client.get(PICTURE).json()

    assert picture["screen"] == "main"
    assert set(picture["stamp"]) == {"version", "day", "at"}
    assert set(picture["parts"]) == {
        "screen",
        "words",
        "head",
        "teams",
        "scorers",
        "quotes",
        "announcement",
        "ticker",
        "nominations",
        "moves",
        "challenges",
    }


def test_a_picture_that_has_not_changed_is_304(client: Client, engine: Engine) -> None:
    tag = client.get(PICTURE).headers["etag"]
    same = client.get(PICTURE, headers={"If-None-Match": tag})
    with writing(engine) as session:
        store(session, Row("T1"))
    reads.clock.forget()
    after = client.get(PICTURE, headers={"If-None-Match": tag})

    assert (same.status_code, same.content) == (304, b"")
    assert (after.status_code, after.headers["etag"] != tag) == (200, True)


def test_a_token_opens_its_screen_until_it_is_revoked(client: Client, engine: Engine) -> None:
    token = lobby(engine)
    asked = {"screen": "lobby", "token": token}

    def status(**others: str) -> int:
        reads.clock.forget()
        return client.get(PICTURE, params={**asked, **others}).status_code

    opened = client.get(PICTURE, params=asked)
    wrong = [status(token=token[:-1]), status(token="x"), status(screen="main")]
    with writing(engine) as session:
        renew_link(session, name="lobby", settings=SETTINGS, actor=LEA, now=NOW)
    renewed = status()
    with writing(engine) as session:
        revoke_link(session, name="lobby", actor=LEA, now=NOW)

    assert opened.json()["parts"]["screen"]["title"] == "Hall"
    assert wrong == [403, 403, 403]
    assert (renewed, status()) == (403, 403)
    assert client.get(PICTURE, params=asked).json() == {
        "closed": "This screen waits for a new link"
    }


def test_where_reading_needs_a_sign_in_a_token_is_enough(
    client: Client, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = lobby(engine)
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", "false")
    reads.forget()

    without = [client.get(PICTURE, params={"screen": name}) for name in ("main", "lobby")]
    opened = client.get(PICTURE, params={"screen": "lobby", "token": token})

    assert [answer.status_code for answer in without] == [403, 403]
    assert opened.status_code == 200


def test_a_database_out_of_reach_is_503_for_a_picture(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "no").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", f"sqlite:///{tmp_path}/no/such.db")
    reads.forget()

    assert client.get(PICTURE).status_code == 503


def test_hostile_texts_are_data(client: Client, engine: Engine) -> None:
    with writing(engine) as session:
        store(
            session,
            Row(
                "T1",
                owner="</script><b>",
                team="\u2028event: closed",
                comment='"}\n\nevent: closed\ndata: {}\n\n',
                at=datetime.now(UTC),
            ),
        )

    (goal,) = client.get(PICTURE).json()["parts"]["ticker"]["items"]

    assert goal["text"] == "</script><b>, five stars"
    assert goal["quote"] == '"}\n\nevent: closed\ndata: {}'
