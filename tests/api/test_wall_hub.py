"""The hub: one look for all walls, the same bytes to those that have the same, calm when away."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Collection
from datetime import UTC, date, datetime
from typing import Any

import pytest

from api import wall_hub
from api.wall_hub import Hub
from api.wall_listener import MOST_WAITING, Listener
from api.wall_looking import Seen
from gamify.errors import DatabaseRefused
from gamify.pauses import Pause, Rest
from gamify.wall.celebrations import Celebration, Kind
from gamify.wall.links import Ticket
from gamify.wall.screen import Screen
from pages.ui.clock import Stamp
from pages.ui.wall.rooms import Room
from pages.ui.wall.telling import Happening
from tests import looping

MAIN = Ticket("main", is_reader=True)
DAY = date(2026, 11, 22)


class FakeLookout:
    """Shows what a test puts here, and counts how often it is asked for a room."""

    def __init__(self) -> None:
        self.screen = Screen()
        self.version = 1
        self.parts: dict[str, str] = {"teams": "1", "words": "{}"}
        self.happenings: tuple[Happening, ...] = ()
        self.rest = Rest()
        self.is_away = False
        self.is_closed = False
        self.asked = 0

    def look(self, tickets: Collection[Ticket]) -> Seen:
        self._refuse()
        stamp = Stamp(self.version, DAY)
        told, self.happenings = self.happenings, ()
        if self.version == getattr(self, "_last", None):
            return Seen(stamp, datetime.now(UTC))
        self._last = self.version
        room = self._room()
        return Seen(stamp, datetime.now(UTC), dict.fromkeys(tickets, room), told, self.rest)

    def room(self, ticket: Ticket) -> Room | None:
        self._refuse()
        self.asked += 1
        return self._room()

    def change(self, *happenings: Happening, **parts: str) -> None:
        self.parts = {**self.parts, **parts}
        self.happenings = happenings
        self.version += 1

    def _room(self) -> Room | None:
        stamp = Stamp(self.version, DAY)
        return None if self.is_closed else Room(self.screen, stamp, dict(self.parts))

    def _refuse(self) -> None:
        if self.is_away:
            raise DatabaseRefused(problem="gone")


Scene = Callable[[Hub, FakeLookout], Awaitable[None]]


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Callable[[Scene], None]:
    """Run a scene beside a hub that looks often."""
    monkeypatch.setattr(wall_hub, "LOOK", 0.01)
    monkeypatch.setattr("api.wall_messages.BEAT", 3600.0)

    def run(scene: Scene) -> None:
        async def act() -> None:
            hub, lookout = Hub(), FakeLookout()
            hub._lookout = lookout  # type: ignore[assignment]
            running = asyncio.create_task(hub.run())
            try:
                async with asyncio.timeout(20):
                    await scene(hub, lookout)
            finally:
                running.cancel()

        looping.run(act())

    return run


async def next_of(listener: Listener) -> list[tuple[str, Any]]:
    """What is sent next: events with their data."""
    while not (taken := listener.take()):
        await listener.wait()
    return said(taken)


def said(taken: bytes) -> list[tuple[str, Any]]:
    events = []
    for block in taken.decode().split("\n\n")[:-1]:
        name, body = block.split("\n")
        events.append((name.removeprefix("event: "), json.loads(body.removeprefix("data: "))))
    return events


def names(events: list[tuple[str, Any]]) -> list[str]:
    return [name for name, _ in events]


def goal(team: int = 7, *, key: str = "goal-1-1") -> Happening:
    told = {language: json.dumps({"key": key}) for language in ("en", "ru")}
    return Happening(Celebration(key, Kind.GOAL, teams=(team,)), datetime.now(UTC), told)


def test_fifty_walls_of_one_screen_get_the_same_bytes_from_one_making(
    play: Callable[[Scene], None],
) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        listeners = [Listener(MAIN) for _ in range(50)]
        for listener in listeners:
            hub._listeners.add(listener)
            await hub.catch_up(listener)
            await next_of(listener)
        lookout.change(goal(), teams="2")
        answers = [await next_of(listener) for listener in listeners]

        assert lookout.asked <= 1
        assert names(answers[0]) == ["parts", "event"]
        assert answers[0][0][1]["parts"] == {"teams": 2}
        assert all(answer == answers[0] for answer in answers)

    play(scene)


def test_a_wall_that_comes_late_gets_all_and_what_was_just_celebrated(
    play: Callable[[Scene], None],
) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        lookout.change(goal(), teams="2")
        while not hub._recent:
            await asyncio.sleep(0.01)
        late = Listener(MAIN)
        with hub.listening(late):
            await hub.catch_up(late)
            events = await next_of(late)

        assert names(events) == ["parts", "event"]
        assert events[0][1]["parts"] == {"teams": 2, "words": {}}

    play(scene)


def test_a_wall_that_comes_in_a_pause_does_not_celebrate_what_was_before(
    play: Callable[[Scene], None],
) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        lookout.change(goal(7), goal(8, key="other"))
        while len(hub._recent) < 2:
            await asyncio.sleep(0.01)
        lookout.rest = Rest((Pause(1, 7, DAY, DAY, "a move", "Lea"),))
        lookout.change()
        while len(hub._recent) > 1:
            await asyncio.sleep(0.01)
        late = Listener(MAIN)
        with hub.listening(late):
            await hub.catch_up(late)
            events = await next_of(late)

        assert events[1:] == [("event", {"key": "other"})]

    play(scene)


def test_a_screen_of_other_teams_does_not_celebrate(play: Callable[[Scene], None]) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        lookout.screen = Screen(teams=(8,))
        wall = Listener(MAIN)
        with hub.listening(wall):
            await hub.catch_up(wall)
            await next_of(wall)
            lookout.change(goal(7), goal(8, key="other"), teams="2")
            events = await next_of(wall)

        assert events[1:] == [("event", {"key": "other"})]

    play(scene)


def test_an_outage_is_told_once_and_its_end_too(play: Callable[[Scene], None]) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        wall = Listener(MAIN)
        with hub.listening(wall):
            await hub.catch_up(wall)
            await next_of(wall)
            lookout.is_away = True
            away = await next_of(wall)
            await asyncio.sleep(0.1)
            quiet = wall.take()
            lookout.is_away = False
            back = await next_of(wall)

        assert (names(away), quiet) == (["away"], b"")
        assert [(name, body["parts"]) for name, body in back] == [("parts", {})]

    play(scene)


def test_a_wall_that_comes_during_an_outage_gets_what_is_known_or_waits(
    play: Callable[[Scene], None],
) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        known, unknown = Listener(MAIN), Listener(Ticket("lobby", is_reader=True))
        first = Listener(MAIN)
        with hub.listening(first):
            await hub.catch_up(first)
            lookout.is_away = True
            while hub.away is None:
                await asyncio.sleep(0.01)
            with hub.listening(known), hub.listening(unknown):
                await hub.catch_up(known)
                await hub.catch_up(unknown)
                answers = names(await next_of(known)), names(await next_of(unknown))
                lookout.is_away = False
                await unknown.wait()
                await hub.catch_up(unknown)
                after = names(await next_of(unknown))

        assert answers == (["parts", "away"], ["away"])
        assert after == ["parts"]

    play(scene)


def test_a_wall_that_falls_behind_gets_everything_anew(play: Callable[[Scene], None]) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        slow, quick = Listener(MAIN), Listener(MAIN)
        with hub.listening(slow), hub.listening(quick):
            for listener in (slow, quick):
                await hub.catch_up(listener)
                await next_of(listener)
            for at in range(2, MOST_WAITING + 4):
                lookout.change(teams=str(at))
                assert (await next_of(quick))[0][1]["parts"] == {"teams": at}
            waiting = said(slow.take())
            is_behind = slow.room is None
            await hub.catch_up(slow)
            whole = await next_of(slow)

        assert len(waiting) < MOST_WAITING
        assert is_behind
        assert whole[0][1]["parts"] == {"teams": MOST_WAITING + 3, "words": {}}

    play(scene)


def test_a_screen_that_is_closed_says_so_and_its_stream_ends(
    play: Callable[[Scene], None],
) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        wall = Listener(MAIN)
        with hub.listening(wall):
            await hub.catch_up(wall)
            await next_of(wall)
            lookout.is_closed = True
            lookout.change(teams="3")
            events = await next_of(wall)

        assert names(events) == ["closed"]
        assert wall.is_over

    play(scene)


def test_a_hub_that_stops_ends_those_that_listen_and_those_that_come(
    play: Callable[[Scene], None],
) -> None:
    async def scene(hub: Hub, lookout: FakeLookout) -> None:
        wall, late = Listener(MAIN), Listener(MAIN)
        with hub.listening(wall):
            hub.stop()
        with hub.listening(late):
            assert (wall.is_over, late.is_over) == (True, True)

    play(scene)
