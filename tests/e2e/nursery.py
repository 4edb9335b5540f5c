"""Processes that begin with everything loaded: a server is there in a fifth of the time.

`python -m tests.e2e.nursery` imports what the product imports and then forks a process for each
order. From there on it is a process like any other, with its own settings, threads and end; it can
be stopped and killed. What is imported reads no settings and opens nothing.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from subprocess import PIPE, TimeoutExpired
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Born:
    """A process that the nursery forked, with what tests need of `subprocess.Popen`."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._nursery = nursery

    def poll(self) -> int | None:
        """How it ended, or None while it runs."""
        if self.returncode is None:
            self.returncode = self._nursery.ask({"ended": self.pid})
        return self.returncode

    def wait(self, timeout: float = 60) -> int:
        """How it ended; raises TimeoutExpired if it hasn't within so many seconds."""
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise TimeoutExpired(f"process {self.pid}", timeout)
            time.sleep(0.02)
        assert self.returncode is not None
        return self.returncode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Nursery:
    """One for each process of tests; it ends with it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        command = [sys.executable, "-m", "tests.e2e.nursery"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, text=True)
        atexit.register(self._process.communicate)

    def run(
        self, module: str, arguments: Sequence[str], *, cwd: Path, environment: Mapping[str, str]
    ) -> Born:
        """Run a module as `python -m` does."""
        order = {"module": module, "arguments": [*arguments], "cwd": str(cwd), "env": environment}
        pid = self.ask(order)
        assert pid is not None
        return Born(self, pid)

    def ask(self, order: Mapping[str, Any]) -> int | None:
        """What the nursery answers to an order."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            answer: int | None = json.loads(self._process.stdout.readline())
        return answer


@cache
def nursery() -> Nursery:
    """The nursery of this process, which is begun with its first order."""
    return Nursery()


def _load() -> None:
    import streamlit.web.bootstrap  # noqa: PLC0415
    import streamlit.web.cli  # noqa: F401, PLC0415

    import api.routes  # noqa: F401, PLC0415
    import pages.ui.reads  # noqa: F401, PLC0415


def _fork_for_each_order() -> None:
    """A process for each order, told by its number; how one ended, when that is asked."""
    for line in sys.stdin:
        order = json.loads(line)
        if "ended" in order:
            found, status = os.waitpid(order["ended"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if found else None
        else:
            answer = os.fork()
            if answer == 0:
                _become(**order)
                return
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _become(module: str, arguments: list[str], cwd: str, env: dict[str, str]) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    _load()
    gc.collect()
    gc.freeze()
    _fork_for_each_order()
