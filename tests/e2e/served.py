"""Crownboard as its users run it: a process of its own on a free port."""

from __future__ import annotations

import contextlib
import os
import socket
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.e2e.nursery import Born, nursery

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def serve(database_url: str, *, demo: bool = False) -> Iterator[str]:
    """Serve the product on a database; yields its address."""
    with serve_process(database_url, demo=demo) as (address, _):
        yield address


@contextlib.contextmanager
def serve_process(
    database_url: str,
    *,
    demo: bool = False,
    settings: Mapping[str, str] | None = None,
    port: int | None = None,
    options: Mapping[str, str] | None = None,
    module: str = "streamlit",
) -> Iterator[tuple[str, Born]]:
    """Serve the product on a database; yields its address and its process, which may be killed.

    `options` are Streamlit's own, by their whole names; `module` is what is run with them.
    """
    environment = {
        "CROWNBOARD_DATABASE_URL": database_url,
        "CROWNBOARD_DEMO": str(demo).lower(),
        **(settings or {}),
    }
    told = {"server.port": str(port or free_port()), **(options or {})}
    script = ROOT / "app.py"
    with _run(
        script, health="/healthz", environment=environment, told=told, module=module
    ) as served:
        yield served


@contextlib.contextmanager
def serve_script(
    script: Path, *, health: str = "/_stcore/health", **environment: str
) -> Iterator[str]:
    """Serve a Streamlit script from its folder; yields its address once `health` answers."""
    with _run(script, health=health, environment=environment) as (address, _):
        yield address


@contextlib.contextmanager
def _run(
    script: Path,
    *,
    health: str,
    environment: Mapping[str, str],
    told: Mapping[str, str] | None = None,
    module: str = "streamlit",
) -> Iterator[tuple[str, Born]]:
    options = {
        "server.port": str(free_port()),
        "server.address": "127.0.0.1",
        "server.fileWatcherType": "none",
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        **(told or {}),
    }
    port = options["server.port"]
    arguments = ["run", script.name]
    arguments += [part for name, value in options.items() for part in (f"--{name}", value)]
    server = nursery().run(
        module, arguments, cwd=script.parent, environment={**os.environ, **environment}
    )
    try:
        _wait_until_healthy(f"http://127.0.0.1:{port}{health}", server)
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.terminate()
        server.wait(40)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, server: Born, limit: float = 90) -> None:
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(f"{address} doesn't answer")
