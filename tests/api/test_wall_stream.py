"""The stream of a wall, from a real server: alive, cheap, patient with slow readers, soon over."""

from __future__ import annotations

import json
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from db.commands.announcements import announce_on_walls
from db.commands.walls import create_screen, link_token, renew_link, revoke_link
from db.engine import open_engine, writing
from gamify.access import console
from gamify.wall.screen import Screen
from tests.e2e.nursery import Born
from tests.e2e.served import serve_process
from tests.factories import Row, store
from tests.post import KEY, settings_on

LEA = console("Lea")
#: Generous where the machine is busy; the figures are measured elsewhere.
SOON = 10.0


@dataclass
class Reader:
    """Reads a wall's stream as it comes, line by line."""

    address: str
    query: str = ""
    seen: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[Reader]:
        place = urlsplit(self.address)
        with socket.create_connection((str(place.hostname), int(place.port or 80))) as link:
            request = f"GET /api/v1/wall/stream?{self.query} HTTP/1.1\r\nHost: x\r\n"
            link.sendall(f"{request}Accept-Encoding: gzip\r\n\r\n".encode())
            self._link, self._rest = link, b""
            self.head = self._until(b"\r\n\r\n").decode()
            yield self

    def wait_for(self, name: str, *, within: float = SOON) -> dict[str, Any]:
        """The next event of a name; others before it are kept in `seen`."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            found = self.next(within=end - time.monotonic())
            if found[0] == name:
                return found[1]
        raise TimeoutError(f"no {name} within {within} s; there were {[n for n, _ in self.seen]}")

    def next(self, *, within: float = SOON) -> tuple[str, dict[str, Any]]:
        """The next event."""
        self._link.settimeout(max(within, 0.05))
        # Chunks of HTTP carry whole messages, and their sizes stand on lines of their own.
        while True:
            line = self._until(b"\n").strip()
            if line.startswith(b"event: "):
                name = line.removeprefix(b"event: ").decode()
                body = json.loads(self._until(b"\n").removeprefix(b"data: "))
                self.seen.append((name, body))
                return name, body

    def rest(self) -> bytes:
        """Everything up to the end of the connection."""
        self._link.settimeout(SOON)
        while chunk := self._link.recv(65536):
            self._rest += chunk
        return self._rest

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._rest:
            chunk = self._link.recv(65536)
            if not chunk:
                raise EOFError
            self._rest += chunk
        found, _, self._rest = self._rest.partition(mark)
        return found


@dataclass
class Served:
    """A server with its process and its database."""

    address: str
    process: Born
    url: str

    def rate(self, ticket: str, **others: Any) -> None:
        """Let another process than the server write a rating."""
        engine = open_engine(self.url)
        with writing(engine) as session:
            store(session, Row(ticket, at=datetime.now(UTC), **others))
        engine.dispose()

    def screen(self, name: str = "lobby") -> str:
        """Set a screen; its token."""
        engine, settings = open_engine(self.url), settings_on(self.url)
        with writing(engine) as session:
            card = create_screen(
                session,
                screen=Screen(name=name),
                settings=settings,
                actor=LEA,
                now=datetime.now(UTC),
            )
        engine.dispose()
        token = link_token(card, settings)
        return "" if token is None else token.get_secret_value()


@contextmanager
def serve_wall(pattern: Path, folder: Path) -> Iterator[Served]:
    """A server on a fresh database."""
    path = folder / "crownboard.db"
    shutil.copy(pattern, path)
    url = f"sqlite:///{path}"
    with serve_process(url, settings={"CROWNBOARD_SECRET_KEY": KEY}) as (address, process):
        yield Served(address, process, url)


@pytest.fixture(scope="module")
def served(sqlite_pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests but that which stops it."""
    with serve_wall(sqlite_pattern, tmp_path_factory.mktemp("wall")) as served:
        yield served


def test_a_wall_is_greeted_gets_everything_and_then_what_changes(served: Served) -> None:
    with Reader(served.address).open() as wall:
        hello, whole = wall.next(), wall.next()
        began = time.monotonic()
        served.rate("G1", owner="<b>Ann</b>", comment="Wow\n\nevent: closed")
        changed = wall.wait_for("parts")
        goal = _goal(wall, "<b>Ann</b>")
        took = time.monotonic() - began
        beat = wall.wait_for("beat")

    assert "text/event-stream" in wall.head
    assert "content-encoding" not in wall.head.lower()
    assert (hello[0], set(hello[1]), hello[1]["beat"]) == ("hello", {"build", "beat", "now"}, 2.0)
    assert (whole[0], len(whole[1]["parts"])) == ("parts", 11)
    assert {"teams", "scorers", "ticker"} <= set(changed["parts"])
    assert not {"words", "screen"} & set(changed["parts"])
    assert (goal["kind"], goal["name"], goal["quote"]) == (
        "goal",
        "<b>Ann</b>",
        "Wow\n\nevent: closed",
    )
    assert set(beat) == {"now"}
    assert took < SOON
    assert [name for name, _ in wall.seen].count("closed") == 0


def test_a_wall_that_comes_again_within_a_minute_is_told_what_was_celebrated(
    served: Served,
) -> None:
    with Reader(served.address).open() as wall:
        wall.wait_for("parts")
        served.rate("G2")
        first = _goal(wall, "Ann")
    with Reader(served.address).open() as wall:
        again = _goal(wall, "Ann")

    assert again == first


def test_a_revoked_link_closes_at_once_and_a_new_one_opens(served: Served) -> None:
    token = served.screen()
    engine, settings = open_engine(served.url), settings_on(served.url)
    with Reader(served.address, f"screen=lobby&token={token}").open() as wall:
        assert wall.wait_for("parts")["parts"]["screen"]["name"] == "lobby"
        with writing(engine) as session:
            revoke_link(session, name="lobby", actor=LEA, now=datetime.now(UTC))
        closed = wall.wait_for("closed")
        assert wall.rest() is not None
    with Reader(served.address, f"screen=lobby&token={token}").open() as wall:
        again = wall.wait_for("closed")
    with writing(engine) as session:
        card = renew_link(
            session, name="lobby", settings=settings, actor=LEA, now=datetime.now(UTC)
        )
    renewed = link_token(card, settings)
    with Reader(
        served.address, f"screen=lobby&token={renewed and renewed.get_secret_value()}"
    ).open() as wall:
        assert wall.wait_for("parts")
    engine.dispose()

    assert closed == again == {"text": "This screen waits for a new link"}


@pytest.mark.parametrize("query", ["screen=nowhere", "screen=main&token=wrong", "token=%00%ff"])
def test_what_opens_nothing_is_closed_and_tells_nothing_else(served: Served, query: str) -> None:
    with Reader(served.address, query).open() as wall:
        wall.wait_for("closed")

    assert [name for name, _ in wall.seen] == ["hello", "closed"]


def test_a_reader_that_does_not_read_holds_up_nobody(served: Served) -> None:
    place = urlsplit(served.address)
    lazy = []
    for _ in range(20):
        link = socket.create_connection((str(place.hostname), int(place.port or 80)))
        link.sendall(b"GET /api/v1/wall/stream HTTP/1.1\r\nHost: x\r\n\r\n")
        lazy.append(link)
    engine = open_engine(served.url)
    with Reader(served.address).open() as wall:
        wall.wait_for("parts")
        for at in range(5):
            with writing(engine) as session:
                announce_on_walls(
                    session,
                    text=f"{at}" * 200,
                    last=datetime.now(UTC).date(),
                    today=datetime.now(UTC).date(),
                    actor=LEA,
                    now=datetime.now(UTC),
                )
            assert wall.wait_for("parts")["parts"]["announcement"]["text"] == f"{at}" * 200
    engine.dispose()
    for link in lazy:
        link.close()


def test_a_server_that_is_stopped_ends_its_streams_at_once(
    sqlite_pattern: Path, tmp_path: Path
) -> None:
    with serve_wall(sqlite_pattern, tmp_path) as served, ExitStack() as open_ones:
        walls = [open_ones.enter_context(Reader(served.address).open()) for _ in range(3)]
        for wall in walls:
            wall.wait_for("parts")
        began = time.monotonic()
        served.process.terminate()
        for wall in walls:
            wall.rest()
        streams = time.monotonic() - began
        served.process.wait(20)
        server = time.monotonic() - began

    assert streams < 5
    assert server < 15


def _goal(wall: Reader, name: str) -> dict[str, Any]:
    """The next celebration of somebody."""
    while (told := wall.wait_for("event"))["name"] != name:
        pass
    return told
