"""A pull in a process of its own, to be killed: `python -m tests.sources.killed_pull URL PORT`."""

from __future__ import annotations

import sys
import time

from db.engine import open_engine
from tests.sources.desk import Desk
from tests.sources.pulling import asked_of, pull


def run(url: str, port: int) -> None:
    """Pull answer by answer, with real waits."""
    desk = Desk("zendesk", [], port=port)
    with asked_of(desk.definition):
        pull(open_engine(url), "zendesk", portion=1, sleep=time.sleep)


if __name__ == "__main__":
    run(sys.argv[1], int(sys.argv[2]))
