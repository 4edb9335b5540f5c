"""The routes behind the entrance, without Streamlit's pages, in processes that are quick to start.

`python -m tests.bench.light_server PORT` loads everything once, and then forks a server for each
line that it reads, telling its number. Routes, entrance and the thread that writes are those of
`app.py`; nights, the postman and the walls' lookout aren't started. A server that is killed loses
its memory, its threads and its connections, as any process does.
"""

from __future__ import annotations

import os
import signal
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from api.entrance import Entrance
from api.programs.metrics import Measured
from api.routes import refusals, routes

app = Starlette(
    routes=routes,
    middleware=[Middleware(Measured), Middleware(Entrance)],
    exception_handlers=dict(refusals),
)


def fork_servers(port: int) -> None:
    """A server for each line of standard input."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            uvicorn.run(app, port=port, access_log=False, log_level="warning")
            os._exit(0)
        print(number, flush=True)


if __name__ == "__main__":
    fork_servers(int(sys.argv[1]))
