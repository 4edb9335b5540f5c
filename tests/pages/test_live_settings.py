"""A process follows the organisation's own values with every version of the data."""

from __future__ import annotations

import pytest

from db.commands.own_settings import SettingChange, change_settings
from db.engine import open_engine, reading, writing
from db.queries.version import data_version
from db.settings import Settings, load_settings
from gamify.access import console
from pages.ui import reads
from pages.ui.live_settings import LiveSettings
from tests.factories import NOW, Row, store


def change(url: str, change_: SettingChange) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        change_settings(
            session,
            change_,
            base=Settings(database_url=url),
            actor=console("another process"),
            now=NOW,
        )
    engine.dispose()


def test_another_process_changes_and_the_next_look_follows(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    reads.clock.look()
    before = reads.settings().organisation

    change(sqlite_url, SettingChange({"organisation": "South"}))
    reads.clock.forget()
    reads.clock.look()
    after = reads.settings().organisation
    change(sqlite_url, SettingChange(released=frozenset({"organisation"})))
    reads.clock.forget()
    reads.clock.look()

    assert (before, after, reads.settings().organisation) == (
        "Technical support",
        "South",
        "Technical support",
    )


def test_a_board_is_made_with_the_settings_of_its_version(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    first = reads.board(reads.BoardQuery()).body
    change(sqlite_url, SettingChange({"organisation": "South"}))
    reads.clock.forget()

    second = reads.board(reads.BoardQuery()).body

    assert (b'"South"' in first, b'"South"' in second) == (False, True)


def test_other_writes_leave_the_settings_the_same_value(sqlite_url: str) -> None:
    live, engine = LiveSettings(load_settings), open_engine(sqlite_url)
    change(sqlite_url, SettingChange({"public_top": 5}))
    with reading(engine) as session:
        live.follow(session, data_version(session))
    before = live.now()
    with writing(engine) as session:
        store(session, Row())
    with reading(engine) as session:
        live.follow(session, data_version(session))
    engine.dispose()

    assert live.now() is before
    assert before.public_top == 5
    assert live.base().public_top == 10
