"""A small server of the wall's contract, which does what a test wants: falls silent, stops, comes
again, tells what there is to celebrate. The page it serves is the product's own, static/wall.
"""

from __future__ import annotations

import json
import queue
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

STATIC = Path(__file__).resolve().parents[2] / "static"
KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
    "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"
)
#: Seconds between two beats; a fifth of the silence that a page bears.
BEAT = 1.0

Parts = Mapping[str, Any]


def instant(*, ago: float = 0) -> str:
    """The instant so many seconds ago, as the contract writes it."""
    return (datetime.now(UTC) - timedelta(seconds=ago)).isoformat()


class FakeWall:
    """A wall's server whose moods a test sets: `silent`, `away`, `closed`, `build`, stopped."""

    def __init__(self, parts: Parts, *, build: str = "b1") -> None:
        self.parts: dict[str, Any] = dict(parts)
        self.build = build
        self.silent = False
        self.away = ""
        self.closed = ""
        self.version = 1
        self.attempts: list[float] = []
        self.events: list[tuple[float, dict[str, Any]]] = []
        self._listeners: set[queue.SimpleQueue[bytes]] = set()
        self._lock = threading.Lock()
        self._server: _Server | None = None
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._server = _Server(("127.0.0.1", self.port), _Answer)
        self._server.wall = self
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Stop as a killed process does: every connection is cut."""
        if self._server is not None:
            self._server.cut_all()
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def change(self, **parts: Any) -> None:
        """Tell every listener parts that are new."""
        with self._lock:
            self.parts |= parts
            self.version += 1
            self._send("parts", {"stamp": self.stamp(), "parts": parts})

    def celebrate(self, key: str, kind: str = "goal", *, ago: float = 0, **said: Any) -> None:
        """Tell every listener an event, and for a minute those that come later."""
        event = {"key": key, "kind": kind, "at": instant(ago=ago), "title": kind, "name": key}
        event |= {"team": "", "quote": "", "text": ""} | said
        with self._lock:
            self.events.append((time.monotonic() - ago, event))
            self._send("event", event)

    def tell(self, name: str, content: Parts) -> None:
        with self._lock:
            self._send(name, content)

    def stamp(self) -> dict[str, Any]:
        return {"version": self.version, "day": instant()[:10], "at": instant()}

    def _send(self, name: str, content: Parts) -> None:
        for listener in self._listeners:
            listener.put(message(name, content))

    def first_messages(self) -> Iterator[bytes]:
        if self.closed:
            yield message("closed", {"text": self.closed})
            return
        yield message("hello", {"build": self.build, "beat": BEAT, "now": instant()})
        if self.away:
            yield message("away", {"since": self.away})
            return
        yield message("parts", {"stamp": self.stamp(), "parts": self.parts})
        for told, event in self.events:
            if time.monotonic() - told < 60:
                yield message("event", event)

    @contextmanager
    def listening(self) -> Iterator[queue.SimpleQueue[bytes]]:
        """The messages for one listener, the first ones already in it."""
        listener: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        with self._lock:
            self.attempts.append(time.monotonic())
            for first in self.first_messages():
                listener.put(first)
            self._listeners.add(listener)
        try:
            yield listener
        finally:
            with self._lock:
                self._listeners.discard(listener)


def message(name: str, content: Parts) -> bytes:
    return f"event: {name}\ndata: {json.dumps(content, ensure_ascii=False)}\n\n".encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    wall: FakeWall

    def __init__(self, *arguments: Any) -> None:
        self.open: set[socket.socket] = set()
        super().__init__(*arguments)

    def cut_all(self) -> None:
        for connection in list(self.open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, *_: Any) -> None:
        """A browser that goes away isn't an error."""


class _Answer(BaseHTTPRequestHandler):
    server: _Server

    def setup(self) -> None:
        self.server.open.add(self.request)
        super().setup()

    def finish(self) -> None:
        self.server.open.discard(self.request)
        with suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        wall = self.server.wall
        if url.path == "/wall":
            self._send_shell(wall, parse_qs(url.query))
        elif url.path == "/api/v1/wall/stream":
            self._stream(wall)
        elif url.path == "/wall/worker.js":
            self._send_file(STATIC / "wall" / "worker.js", "no-cache")
        elif url.path.startswith("/wall/assets/"):
            self._send_file(STATIC / "wall" / url.path.split("/", 4)[4], "max-age=31536000")
        elif url.path.startswith("/fonts/"):
            self._send_file(STATIC / url.path[1:], "max-age=31536000")
        else:
            self.send_error(404)

    def _send_shell(self, wall: FakeWall, query: dict[str, list[str]]) -> None:
        screen = wall.parts.get("screen", {})
        page = (STATIC / "wall" / "wall.html").read_text(encoding="utf-8")
        marks = {"build": wall.build, "language": "en", "theme": "dark"}
        marks |= {name: screen[name] for name in ("language", "theme") if name in screen}
        for name, value in marks.items():
            page = page.replace(f"{{{{{name}}}}}", value)
        self._send(page.encode(), "text/html; charset=utf-8", "no-cache")

    def _send_file(self, path: Path, kept: str) -> None:
        if path.is_file():
            self._send(path.read_bytes(), KINDS[path.suffix], kept)
        else:
            self.send_error(404)

    def _send(self, body: bytes, kind: str, kept: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", kept)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Service-Worker-Allowed", "/wall")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, wall: FakeWall) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        with wall.listening() as listener, suppress(OSError):
            while self.server.wall._server is self.server:
                self._pass_on(wall, listener)

    def _pass_on(self, wall: FakeWall, listener: queue.SimpleQueue[bytes]) -> None:
        try:
            next_message = listener.get(timeout=BEAT)
        except queue.Empty:
            next_message = message("beat", {"now": instant()})
        if not wall.silent:
            self.wfile.write(next_message)
            self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """The tests' output stays theirs."""


@contextmanager
def fake_wall(parts: Parts, *, build: str = "b1") -> Iterator[FakeWall]:
    """A running server of a picture."""
    wall = FakeWall(parts, build=build)
    wall.start()
    yield wall
    wall.stop()
