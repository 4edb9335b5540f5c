"""Tickets open screens; walls that show the same one share a room."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine

from db.commands.walls import create_screen, revoke_link
from db.engine import writing
from gamify.access import console
from gamify.wall.links import Ticket
from gamify.wall.screen import Screen
from pages.ui import reads
from pages.ui.wall.rooms import open_rooms
from tests.post import settings_on

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEA = console("Lea")
SETTINGS = settings_on("postgresql://")


def test_a_screen_opens_to_its_token_and_to_readers(wall: Engine) -> None:
    with writing(wall) as session:
        card = create_screen(
            session,
            screen=Screen(name="lobby", language="ru"),
            settings=SETTINGS,
            actor=LEA,
            now=NOW,
        )
    right, wrong = Ticket("lobby", card.digest), Ticket("lobby", "0" * 64)
    reader, stranger = Ticket("lobby", is_reader=True), Ticket("lobby")
    main, nowhere = Ticket("main", is_reader=True), Ticket("nowhere", is_reader=True)

    rooms = open_rooms({right, wrong, reader, stranger, main, nowhere}, reads.clock.look())

    lobby = rooms[right]
    assert lobby is not None
    assert lobby is rooms[reader]
    assert lobby.screen.language == "ru"
    assert [rooms[ticket] for ticket in (wrong, stranger, nowhere)] == [None, None, None]
    assert rooms[main] is not None


def test_a_revoked_link_opens_nothing(wall: Engine) -> None:
    with writing(wall) as session:
        card = create_screen(
            session, screen=Screen(name="lobby"), settings=SETTINGS, actor=LEA, now=NOW
        )
        revoke_link(session, name="lobby", actor=LEA, now=NOW)

    ticket = Ticket("lobby", card.digest, is_reader=True)

    assert open_rooms([ticket], reads.clock.look()) == {ticket: None}


def test_what_has_changed_between_two_pictures_is_told_by_part(wall: Engine) -> None:
    ticket = Ticket("main", is_reader=True)
    before = open_rooms([ticket], reads.clock.look())[ticket]
    with writing(wall) as session:
        create_screen(
            session,
            screen=Screen(name="main", title="Hall"),
            settings=SETTINGS,
            actor=LEA,
            now=NOW,
        )
    reads.clock.forget()
    after = open_rooms([ticket], reads.clock.look())[ticket]

    assert before is not None
    assert after is not None
    assert list(after.changes(before)) == ["screen"]
    assert after.changes(None) == after.parts
    assert after.changes(after) == {}
