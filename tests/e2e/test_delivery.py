"""Two servers on one database, one of them killed while sending: each message arrives once."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import psutil
import pytest
from sqlalchemy import Engine

from db.commands.challenges import create_challenge
from db.commands.deliveries import claim, due_deliveries
from db.commands.destinations import add_destination
from db.commands.doubts import send_again
from db.commands.plans import add_plan
from db.engine import open_engine, reading, writing
from db.queries.deliveries import delivery_lines
from db.secrets import Secret
from db.settings import Settings
from gamify.access import console
from gamify.challenges.criteria import Criteria
from gamify.deliveries import DeliveryLine
from gamify.post import DeliveryState
from gamify.seasons import SeasonKind, day_of, season_on
from tests.e2e.nursery import Born
from tests.e2e.served import serve_process
from tests.post import settings_on
from tests.receiver import TOKEN, Chat, Mailbox, free_port

#: Short enough for a test; a service that is slow for so long leaves a doubt.
LEASE, PAUSE = 4.0, 0.2


def zone_with_noon(now: datetime) -> str:
    """A zone in which the day is neither young nor about to end."""
    return f"Etc/GMT{now.hour - 12:+d}" if now.hour != 12 else "Etc/GMT"


@pytest.fixture
def settings(database_url: str) -> Settings:
    return settings_on(
        database_url,
        time_zone=zone_with_noon(datetime.now(UTC)),
        delivery_pause=PAUSE,
        delivery_lease=LEASE,
        delivery_retries=[1],
    )


@contextlib.contextmanager
def served(settings: Settings) -> Iterator[Born]:
    """A server with these settings."""
    assert settings.secret_key is not None
    environment = {
        "CROWNBOARD_TIME_ZONE": settings.time_zone,
        "CROWNBOARD_SECRET_KEY": settings.secret_key.get_secret_value(),
        "CROWNBOARD_DELIVERY_PAUSE": str(PAUSE),
        "CROWNBOARD_DELIVERY_LEASE": str(LEASE),
        "CROWNBOARD_DELIVERY_RETRIES": "[1]",
    }
    with serve_process(settings.database_url, settings=environment) as (_, server):
        yield server


def set_challenge(engine: Engine, settings: Settings) -> None:
    now = datetime.now(UTC)
    calendar = settings.calendar
    quarter = season_on(day_of(now, calendar), kind=SeasonKind.QUARTER, calendar=calendar)
    with writing(engine) as session:
        create_challenge(
            session, criteria=Criteria(fives=80), season=quarter, actor=console("a lead"), now=now
        )


def plan_at_midnight(engine: Engine, settings: Settings, **addresses: str) -> None:
    """Plans since yesterday, whose time today has passed before any server runs."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with writing(engine) as session:
        for name, address in addresses.items():
            card = add_destination(
                session,
                name=name,
                address=Secret(address),
                settings=settings,
                actor=console("a lead"),
                now=yesterday,
            )
            add_plan(
                session,
                destination_id=card.id,
                minute=0,
                weekdays=range(7),
                actor=console("a lead"),
                now=yesterday,
            )


def lines(engine: Engine) -> dict[str, DeliveryLine]:
    since = (datetime.now(UTC) - timedelta(days=2)).date()
    with reading(engine) as session:
        return {line.destination: line for line in delivery_lines(session, since=since)}


def until(is_so: Callable[[], bool], limit: float = 60) -> None:
    end = time.monotonic() + limit
    while not is_so():
        assert time.monotonic() < end, "it never came to this"
        time.sleep(0.05)


def sends_to(server: Born, chat: Chat) -> bool:
    """Whether a server has a connection to a chat."""
    connections = psutil.Process(server.pid).net_connections("tcp")
    return any(one.raddr and one.raddr.port == chat.port for one in connections)


def claim_as_one_that_dies(engine: Engine, settings: Settings) -> str:
    """Claim a message as a server that is killed before it sends; the destination's name."""
    now = datetime.now(UTC)
    with writing(engine) as session:
        due_deliveries(session, now=now, calendar=settings.calendar)
        claimed = claim(
            session,
            by="a server that was killed",
            now=now,
            calendar=settings.calendar,
            lease=timedelta(seconds=1),
        )
    assert claimed is not None
    (name,) = [line.destination for line in lines(engine).values() if line.id == claimed.id]
    return name


def test_each_digest_arrives_once_though_servers_are_killed_and_chats_are_away(
    engine: Engine, settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    abandoned, calm, held, away = (Chat(free_port()) for _ in range(4))
    mailbox = Mailbox(free_port())
    everyone = (abandoned, calm, held, away, mailbox)
    set_challenge(engine, settings)
    plan_at_midnight(engine, settings, abandoned=abandoned.address)
    assert claim_as_one_that_dies(engine, settings) == "abandoned"
    plan_at_midnight(
        engine,
        settings,
        calm=calm.address,
        held=held.address,
        away=away.address,
        mailbox=mailbox.address,
    )

    with contextlib.ExitStack() as running:
        for receiver in (abandoned, calm, held, mailbox):
            running.enter_context(receiver.open())
        held.answers.clear()
        servers = [running.enter_context(served(settings)) for _ in range(2)]
        until(lambda: bool(abandoned.arrived and calm.arrived and held.arrived and mailbox.arrived))
        until(lambda: lines(engine)["away"].attempts >= 2)

        # One is killed while the chat has its request and hasn't answered …
        (sender,) = [server for server in servers if sends_to(server, held)]
        sender.kill()
        sender.wait()
        # … and the other lives on: what may have arrived is in doubt, what was away is tried again.
        until(lambda: lines(engine)["held"].state is DeliveryState.UNSURE)
        held.answers.set()
        running.enter_context(away.open())
        until(lambda: bool(away.arrived))
        running.enter_context(served(settings))
        time.sleep(LEASE + 1)

        assert [len(one.arrived) for one in everyone] == [1, 1, 1, 1, 1]
        assert {name: line.state.value for name, line in lines(engine).items()} == {
            "abandoned": "sent",
            "calm": "sent",
            "held": "unsure",
            "away": "sent",
            "mailbox": "sent",
        }

        # Only a person has it sent once more.
        with writing(engine) as session:
            send_again(
                session,
                delivery_id=lines(engine)["held"].id,
                calendar=settings.calendar,
                actor=console("a lead"),
                now=datetime.now(UTC),
            )
        until(lambda: lines(engine)["held"].state is DeliveryState.SENT)
        assert len(held.arrived) == 2

    ((title, text),) = calm.arrived
    assert "80" in text
    subject, mail = mailbox.arrived[0]
    assert (subject, mail.replace("\r\n", "\n").strip()) == (title, text.strip())
    assert TOKEN not in "".join(capfd.readouterr())


def test_a_server_that_is_stopped_ends_what_it_has_begun(
    sqlite_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    engine, slow = open_engine(sqlite_url), Chat(free_port())
    settings = settings_on(sqlite_url, time_zone=zone_with_noon(datetime.now(UTC)))
    set_challenge(engine, settings)
    plan_at_midnight(engine, settings, slow=slow.address)

    with slow.open():
        slow.answers.clear()
        with served(settings) as server:
            until(lambda: bool(slow.arrived))
            server.terminate()
            time.sleep(1)
            slow.answers.set()
            server.wait(40)

    assert lines(engine)["slow"].state is DeliveryState.SENT
    assert len(slow.arrived) == 1
    assert "Traceback" not in "".join(capfd.readouterr())
    engine.dispose()
