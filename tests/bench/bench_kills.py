"""Kills the server while four clients post: what was acknowledged is there once, nothing by half.

CROWNBOARD_BENCH_KILLS="200" is how often for each kind of database; CROWNBOARD_BENCH_KINDS="SQLite
PostgreSQL" which ones.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import select

from db.commands.cells import cell_differences
from db.engine import open_engine, reading
from db.models import Credit, Rating, Ticket
from gamify.ratings import CREDIT
from gamify.seasons import Calendar
from tests.bench.light import LightServer, databases, prepared
from tests.bench.report import Figure

KILLS = int(os.environ.get("CROWNBOARD_BENCH_KILLS", "200"))
KINDS = os.environ.get("CROWNBOARD_BENCH_KINDS", "SQLite PostgreSQL").split()
CLIENTS, ROWS = 4, 3
#: Seconds from the first answer of a server to its end, at most.
LIFE = 0.5


@dataclass
class Client:
    """Posts three shared ratings at a time and tries again, with the same key, until it is told."""

    number: int
    port: int
    token: str
    over: threading.Event
    acknowledged: list[int] = field(default_factory=list)
    tried: int = 0
    again: int = 0
    odd: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Until it is over, and then until the last post is acknowledged."""
        while not self.over.is_set():
            self.tried += 1
            while not self._post(self.tried):
                self.again += 1
                time.sleep(0.05)
            self.acknowledged.append(self.tried)

    def tickets(self, post: int) -> list[str]:
        """The tickets of a post."""
        return [f"C{self.number}-{post}-{row}" for row in range(ROWS)]

    def _post(self, post: int) -> bool:
        rows = [
            {
                "ticket": ticket,
                "score": 5,
                "rated_at": "2026-11-02T12:00:00Z",
                "owner": f"Ann {self.number}",
                "helpers": ["Bob"],
                "team": "Alpha",
            }
            for ticket in self.tickets(post)
        ]
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"{self.number}-{post}",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", "/api/v1/ratings", json.dumps(rows), headers)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if answer.status != 200 or json.loads(body)["created"] != ROWS:
            self.odd.append(body.decode()[:200])
        return True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found after all kills."""

    acknowledged: int
    lost: int
    doubled: int
    halves: int
    again: int
    differences: int
    odd: tuple[str, ...]


def kill_often(url: str, *, kills: int, rng: random.Random) -> Outcome:
    """Kill a server so many times under four clients, and look at what is there."""
    server = LightServer(url)
    token = prepared(url)
    over = threading.Event()
    clients = [Client(number, server.port, token, over) for number in range(CLIENTS)]
    server.start()
    threads = [threading.Thread(target=client.run) for client in clients]
    for thread in threads:
        thread.start()
    for _ in range(kills):
        _await_answers(clients)
        time.sleep(rng.uniform(0, LIFE))
        server.kill()
        server.start()
    over.set()
    for thread in threads:
        thread.join(timeout=120)
    server.end()
    return _found(url, clients)


def _await_answers(clients: list[Client]) -> None:
    """Wait until a server that has just started has acknowledged a post."""
    before = sum(len(client.acknowledged) for client in clients)
    until = time.monotonic() + 60
    while sum(len(client.acknowledged) for client in clients) == before:
        if time.monotonic() > until:
            raise TimeoutError("no post is acknowledged")
        time.sleep(0.01)


def _found(url: str, clients: list[Client]) -> Outcome:
    engine = open_engine(url)
    with reading(engine) as session:
        tickets = Counter(session.exec(select(Ticket.external_id)).all())
        rated = Counter(session.exec(select(Ticket.external_id).join(Rating)).all())
        units = Counter[int]()
        for rating, share in session.exec(select(Credit.rating_id, Credit.units)):
            units[rating] += share
    with reading(engine) as session:
        differences = len(cell_differences(session, calendar=Calendar()))
    engine.dispose()
    names = [one.tickets(post) for one in clients for post in range(1, one.tried + 1)]
    told = [one.tickets(post) for one in clients for post in one.acknowledged]
    halves = sum(len({rated[name] for name in post}) > 1 for post in names)
    halves += sum(tickets[name] != rated[name] for name in tickets)
    halves += sum(sum_ != CREDIT for sum_ in units.values())
    return Outcome(
        acknowledged=len(told) * ROWS,
        lost=sum(rated[name] == 0 for post in told for name in post),
        doubled=sum(n > 1 for n in rated.values()),
        halves=halves,
        again=sum(one.again for one in clients),
        differences=differences,
        odd=tuple(line for one in clients for line in one.odd),
    )


def measure(folder: Path) -> list[Figure]:
    """Both kinds of database."""
    figures = []
    with databases(folder) as urls:
        for kind in KINDS:
            found = kill_often(urls[kind], kills=KILLS, rng=random.Random(7))
            figures += [
                Figure(f"{kind}: kills", KILLS, ""),
                Figure(f"{kind}: ratings acknowledged", found.acknowledged, ""),
                Figure(f"{kind}: second tries", found.again, ""),
                Figure(f"{kind}: acknowledged and lost", found.lost, "", bound=0),
                Figure(f"{kind}: there twice", found.doubled, "", bound=0),
                Figure(f"{kind}: there by half", found.halves, "", bound=0),
                Figure(f"{kind}: cells that differ", found.differences, "", bound=0),
                Figure(f"{kind}: odd answers", len(found.odd), "", bound=0),
            ]
    return figures
