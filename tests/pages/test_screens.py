"""The page of the wall's screens as Streamlit runs it: set, changed, linked, announced on."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from db.commands.walls import create_screen, link_token
from db.engine import open_engine, reading, writing
from db.models import AuditEntry
from db.queries.walls import ScreenCard, announcements, wall_screens
from gamify.access import console
from gamify.wall.screen import Hours, Scene, SceneKind, Screen, Theme
from pages.ui import visit
from pages.ui.screens.link import qr_code
from pages.ui.seats import Seat
from tests.factories import Row, store
from tests.pages.pressing import press
from tests.post import KEY, settings_on

FRAME = Path(__file__).resolve().parents[2] / "pages" / "ui" / "frame.py"
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"
LOBBY = Screen(name="lobby", title="Lobby", scenes=(Scene(SceneKind.STANDINGS, 30),))


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with two teams."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", KEY)
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(session, Row("T1", team=HOSTILE), Row("T2", team="Beta"))
    engine.dispose()
    return sqlite_url


def set_lobby(url: str) -> str:
    """Set a screen; its token."""
    engine, settings = open_engine(url), settings_on(url)
    with writing(engine) as session:
        card = create_screen(
            session,
            screen=LOBBY,
            settings=settings,
            actor=console("Lea"),
            now=datetime.now(UTC),
        )
    engine.dispose()
    token = link_token(card, settings)
    return "" if token is None else token.get_secret_value()


def screens(url: str) -> list[ScreenCard]:
    engine = open_engine(url)
    with reading(engine) as session:
        found = wall_screens(session)
    engine.dispose()
    return found


def log(url: str) -> list[tuple[str, str]]:
    engine = open_engine(url)
    with reading(engine) as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    engine.dispose()
    return [(entry.actor, entry.action) for entry in entries if "screen" in entry.action]


def opened(lang: str = "en", *, name: str = "Ann", screen: str = "") -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.query_params["lang"] = lang
    page.run()
    page.switch_page(str(FRAME.parents[1] / "screens.py")).run()
    if name:
        page.text_input(key="fair_play_name").input(name).run()
    if screen:
        page.selectbox(key="screen-chosen").select(screen).run()
    assert not page.exception
    return page


def previews(page: AppTest) -> list[dict[str, Any]]:
    found: list[Any] = [element for element in page.main if element.type == "bidi_component"]
    drawn = [json.loads(element.proto.bytes) for element in found]
    return [one for one in drawn if "address" in one]


def codes(page: AppTest) -> str:
    return "\n".join(element.value for element in page.code)


def test_the_main_screen_is_shown_without_being_set_and_kept_when_asked_for(database: str) -> None:
    page = opened()
    before = [one["address"] for one in previews(page)], codes(page), screens(database)

    page.selectbox(key="screen-main-theme").select(Theme.LIGHT).run()
    press(page, "screen-main-keep")

    (card,) = screens(database)
    assert before == (["wall?screen=main&preview=1"], "", [])
    assert (card.screen.name, card.screen.theme, card.created_by) == ("main", Theme.LIGHT, "Ann")
    assert "/wall?screen=main&token=" in codes(page)
    assert "chromium --kiosk" in codes(page)


def test_a_new_screen_is_set_and_shown(database: str) -> None:
    page = opened(screen="+")
    page.text_input(key="screen-+-name").input("floor-2")
    page.text_input(key="screen-+-title").input(HOSTILE)
    page.toggle(key="screen-+-sleeps").set_value(True).run()
    press(page, "screen-+-keep")

    (card,) = screens(database)
    assert (card.screen.name, card.screen.title) == ("floor-2", HOSTILE)
    assert card.screen.hours is not None
    assert card.screen.hours.weekdays == (0, 1, 2, 3, 4)
    assert page.selectbox(key="screen-chosen").value == "floor-2"


def test_scenes_are_added_moved_and_left_out(database: str) -> None:
    set_lobby(database)
    page = opened(screen="lobby")

    press(page, "screen-lobby-add")
    page.selectbox(key="screen-lobby-kind-1").select(SceneKind.QUOTES).run()
    page.number_input(key="screen-lobby-seconds-1").set_value(45).run()
    press(page, "screen-lobby-up-1")
    press(page, "screen-lobby-keep")
    both = screens(database)[0].screen.scenes
    press(page, "screen-lobby-drop-0")
    press(page, "screen-lobby-keep")

    assert both == (Scene(SceneKind.QUOTES, 45), Scene(SceneKind.STANDINGS, 30))
    assert screens(database)[0].screen.scenes == (Scene(SceneKind.QUOTES, 45),)
    assert log(database) == [
        ("Lea", "screen created"),
        ("Ann", "screen changed"),
        ("Ann", "screen changed"),
    ]


def test_what_was_changed_can_be_let_go(database: str) -> None:
    set_lobby(database)
    page = opened(screen="lobby")
    page.text_input(key="screen-lobby-title").input("Another").run()

    press(page, "screen-lobby-forget")

    assert page.text_input(key="screen-lobby-title").value == "Lobby"
    assert screens(database)[0].screen == LOBBY


def test_a_link_is_renewed_ended_and_given_again(database: str) -> None:
    token = set_lobby(database)
    page = opened(screen="lobby")
    first = codes(page)
    press(page, "screen-lobby-renew")
    second = codes(page)
    press(page, "screen-lobby-revoke")
    third = codes(page)

    assert token in first
    assert "token=" in second
    assert token not in second
    assert "token=" not in third
    press(page, "screen-lobby-renew")
    assert "token=" in codes(page)


def test_a_screen_is_deleted(database: str) -> None:
    set_lobby(database)
    page = opened(screen="lobby")

    press(page, "screen-lobby-delete")

    assert screens(database) == []
    assert page.selectbox(key="screen-chosen").value == "main"


def test_what_cannot_be_is_said_in_a_sentence(database: str) -> None:
    page = opened(screen="+")
    page.text_input(key="screen-+-name").input("Not this!").run()

    press(page, "screen-+-keep")

    assert screens(database) == []
    assert any("“name” can't be “Not this!”" in element.value for element in page.text)


def test_hours_outside_which_a_screen_sleeps(database: str) -> None:
    set_lobby(database)
    page = opened(screen="lobby")
    page.toggle(key="screen-lobby-sleeps").set_value(True).run()
    press(page, "screen-lobby-keep")

    hours = screens(database)[0].screen.hours
    assert isinstance(hours, Hours)
    assert f"{hours.begin:%H:%M}-{hours.until:%H:%M}" == "07:30-20:00"


def test_an_announcement_is_made_shown_literally_and_taken_off(database: str) -> None:
    page = opened()
    page.text_area(key="screen-announcement-text").input(HOSTILE).run()
    press(page, "screen-announcement-announce")
    engine = open_engine(database)
    with reading(engine) as session:
        (card,) = announcements(session, today=datetime.now(UTC).date())

    assert card.text == HOSTILE
    assert HOSTILE in [element.value for element in page.text]
    assert page.text_area(key="screen-announcement-text").value == ""
    press(page, f"screen-announcement-withdraw-{card.id}")
    with reading(engine) as session:
        assert announcements(session, today=datetime.now(UTC).date()) == []
    engine.dispose()


def test_nobody_decides_without_a_name(database: str) -> None:
    set_lobby(database)
    page = opened(name="", screen="lobby")

    names = ("keep", "delete", "renew", "revoke")
    assert [page.button(key=f"screen-lobby-{name}").disabled for name in names] == [True] * 4


def test_who_only_reads_sees_no_link(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_lobby(database)
    monkeypatch.setattr(visit, "seat", lambda: Seat(is_local=False))
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.run()
    page.switch_page(str(FRAME.parents[1] / "screens.py")).run()

    assert not page.exception
    assert codes(page) == ""
    assert not page.button


def test_the_page_speaks_russian() -> None:
    page = opened("ru")

    assert page.header[0].value == "Экраны"
    assert {button.label for button in page.button} >= {"Сохранить", "Объявить"}


def test_a_code_is_a_picture_of_its_link() -> None:
    picture = qr_code("http://127.0.0.1:8501/wall?screen=lobby&token=" + "x" * 43)

    assert picture.startswith(b"\x89PNG")
    assert picture == qr_code("http://127.0.0.1:8501/wall?screen=lobby&token=" + "x" * 43)
    assert picture != qr_code("http://127.0.0.1:8501/wall?screen=lobby&token=" + "y" * 43)
