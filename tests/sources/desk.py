"""Ticket systems of the tests' own: each pages as the real one does, throttles, fails, repeats.

One server plays all of them; which one is told by the address that is asked for. Items are given,
names are made up: agent 7 is "Agent 7".
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from gamify.sources.definition import Definition, definitions

Json = Any


@dataclass(frozen=True, slots=True)
class Fault:
    """Instead of an answer: a status with headers, a body that breaks off, or silence (0)."""

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"no"


@dataclass
class Desk:
    """A ticket system. `fault` is asked with the number of each request, from 1."""

    system: str
    items: Sequence[Json]
    page: int = 2
    fault: Callable[[int], Fault | None] = lambda _: None
    #: What each page repeats of the one before.
    repeats: int = 0
    details: dict[str, Json] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    @property
    def definition(self) -> Definition:
        """The real definition, asked of this server."""
        real = definitions()[self.system]
        address = f"http://127.0.0.1:{self.port}"
        paging = real.pull.paging
        small = replace(paging, size=self.page) if paging.size else paging
        return replace(real, pull=replace(real.pull, address=address, paging=small))

    @contextmanager
    def open(self) -> Iterator[Desk]:
        """Listen."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        self.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def answer(self, method: str, address: str, body: bytes) -> Json:
        """What the real one would answer."""
        parts = urlsplit(address)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        name = parts.path.rsplit("/", 1)[-1].removesuffix(".json")
        return getattr(self, f"_{self.system}")(parts.path, name, query, body)

    def _cut(self, start: int) -> tuple[list[Json], int]:
        """Items from a place on, and the place of the next page (0 at the end)."""
        first = max(0, start - (self.repeats if start else 0))
        end = start + self.page
        return list(self.items[first:end]), end if end < len(self.items) else 0

    def _numbered(self, query: dict[str, str]) -> list[Json]:
        return self._cut((int(query.get("page", "1")) - 1) * self.page)[0]

    def _zendesk(self, path: str, name: str, query: dict[str, str], _: bytes) -> Json:
        if "/users/" in path:
            return {"user": {"name": f"Agent {name}"}}
        if "/groups/" in path:
            return {"group": {"name": f"Team {name}"}}
        items, following = self._cut(int(query.get("page[after]", "0")))
        link = f"http://127.0.0.1:{self.port}{path}?page[size]={self.page}&page[after]={following}"
        more = {"has_more": bool(following)}
        return {"satisfaction_ratings": items, "meta": more, "links": {"next": link}}

    def _freshdesk(self, path: str, name: str, query: dict[str, str], _: bytes) -> Json:
        if "/agents/" in path:
            return {"id": int(name), "contact": {"name": f"Agent {name}"}}
        if "/groups/" in path:
            return {"name": f"Team {name}"}
        return self._numbered(query)

    def _jira(self, path: str, _name: str, query: dict[str, str], _: bytes) -> Json:
        if path.endswith("/feedback"):
            return self.details.get(path.split("/")[-2])
        items, following = self._cut(int(query.get("nextPageToken", "0")))
        return {"issues": items} | ({"nextPageToken": str(following)} if following else {})

    def _intercom(self, path: str, name: str, _query: dict[str, str], body: bytes) -> Json:
        if "/admins/" in path:
            return {"name": f"Agent {name}"}
        start = int(json.loads(body)["pagination"].get("starting_after", "0"))
        items, following = self._cut(start)
        pages = {"next": {"starting_after": str(following)}} if following else {}
        return {"conversations": items, "pages": pages}

    def _helpscout(self, path: str, _name: str, query: dict[str, str], _: bytes) -> Json:
        if path.endswith("/token"):
            return {"access_token": "granted", "expires_in": 7200}
        pages = -(-len(self.items) // self.page)
        number = int(query["page"])
        return {"results": self._numbered(query), "page": number, "pages": pages}

    def _chatwoot(self, _path: str, _name: str, query: dict[str, str], _: bytes) -> Json:
        return self._numbered(query)

    def _gorgias(self, path: str, name: str, query: dict[str, str], _: bytes) -> Json:
        if "/tickets/" in path:
            return {"assignee_user": {"name": f"Agent {name}"}, "assignee_team": None}
        items, following = self._cut(int(query.get("cursor", "0")))
        return {"data": items, "meta": {"next_cursor": str(following) if following else None}}

    def _nicereply(self, _path: str, _name: str, query: dict[str, str], _: bytes) -> Json:
        number, pages = int(query["page"]), -(-len(self.items) // self.page)
        paging = {"current_page": number, "total_pages": pages}
        return {"_results": self._numbered(query), "_pagination": paging}

    def _omnidesk(self, path: str, name: str, query: dict[str, str], _: bytes) -> Json:
        if "/staff/" in path:
            return {"staff": {"staff_full_name": f"Agent {name}"}}
        if "/groups/" in path:
            return {"group": {"group_title": f"Team {name}"}}
        cases = {str(at): {"case": item} for at, item in enumerate(self._numbered(query))}
        return cases | {"total_count": len(self.items)}

    def _znuny(self, path: str, name: str, _query: dict[str, str], _: bytes) -> Json:
        if path.endswith("/Session"):
            return {"SessionID": "granted"}
        if not path.endswith("/Ticket"):
            return {"Ticket": [self.details[name]]}
        return {"TicketID": [str(item) for item in self.items]} if self.items else {}


def _handler(desk: Desk) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            desk.asked.append(self.path)
            desk.headers.append(dict(self.headers.items()))
            fault = desk.fault(len(desk.asked))
            if fault is None:
                document = desk.answer(self.command, self.path, body)
                status = 404 if document is None else 200
                self._send(status, {}, json.dumps(document).encode())
            elif fault.status:
                self._send(fault.status, fault.headers, fault.body)
            else:
                self.close_connection = True

        do_POST = do_GET  # noqa: N815 — the name is http.server's

        def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    return Handler
