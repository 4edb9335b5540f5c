"""A chat and a mailbox of the tests' own: they keep what arrives, and can be slow, ill or away."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

#: The secret part of the address of a chat.
TOKEN = "tell-nobody-7731"


@dataclass
class Chat:
    """A receiver of apprise's json:// on a port of its own; `arrived` holds titles and texts."""

    port: int
    arrived: list[tuple[str, str]] = field(default_factory=list)
    #: What it answers.
    status: int = 200
    #: Cleared while it shall take requests and answer none.
    answers: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """Where apprise finds it."""
        return f"json://leads:{TOKEN}@127.0.0.1:{self.port}/{TOKEN}/"

    @contextmanager
    def open(self) -> Iterator[None]:
        """Listen; outside of it connections are refused."""
        self.answers.set()
        server = _Server(("127.0.0.1", self.port), _handler(self))
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield
        finally:
            self.answers.set()
            server.shutdown()
            thread.join()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_: Any) -> None:
        """A sender that was killed is part of the tests."""


def _handler(chat: Chat) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if chat.status == 200:
                chat.arrived.append((sent["title"], sent["message"]))
            chat.answers.wait(60)
            self.send_response(chat.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Tests are quiet."""

    return Handler


@dataclass
class Mailbox:
    """A mail server on a port of its own; `arrived` holds subjects and texts."""

    port: int
    arrived: list[tuple[str, str]] = field(default_factory=list)
    #: What it answers to a mail; without an answer it hangs up.
    reply: str = "250 taken"

    @property
    def address(self) -> str:
        """Where apprise finds it."""
        sender, receiver = "board@crownboard.example", "leads@crownboard.example"
        return f"mailto://127.0.0.1:{self.port}?from={sender}&to={receiver}&mode=insecure"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """aiosmtpd's hook: a mail has come."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        body = mail.get_body(("plain", "html"))
        assert body is not None
        self.arrived.append((mail["Subject"], body.get_content()))
        if not self.reply:
            server.transport.abort()
        return self.reply

    @contextmanager
    def open(self) -> Iterator[None]:
        """Listen; outside of it connections are refused."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
