"""Crownboard as its users run it: a process of its own on a free port."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def serve(database_url: str, *, demo: bool = False) -> Iterator[str]:
    """Serve the product on a database; yields its address."""
    settings = {"CROWNBOARD_DATABASE_URL": database_url, "CROWNBOARD_DEMO": str(demo).lower()}
    with serve_script(ROOT / "app.py", health="/healthz", **settings) as address:
        yield address


@contextlib.contextmanager
def serve_script(
    script: Path, *, health: str = "/_stcore/health", **environment: str
) -> Iterator[str]:
    """Serve a Streamlit script from its folder; yields its address once `health` answers."""
    port = _free_port()
    options = {"port": str(port), "address": "127.0.0.1", "fileWatcherType": "none"}
    command = [sys.executable, "-m", "streamlit", "run", script.name]
    command += [part for name, value in options.items() for part in (f"--server.{name}", value)]
    command += ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    with subprocess.Popen(  # our own server
        command, cwd=script.parent, env={**os.environ, **environment}, stdout=subprocess.DEVNULL
    ) as server:
        try:
            _wait_until_healthy(f"http://127.0.0.1:{port}{health}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, server: subprocess.Popen[bytes], limit: float = 90) -> None:
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(f"{address} doesn't answer")
