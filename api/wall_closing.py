"""Ends the streams as soon as the server is told to stop, not after it has waited for them."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def closing_at_once(close: Callable[[], None]) -> Iterator[None]:
    """While inside, a signal that stops the server calls `close` in its loop, and goes on.

    The server itself waits for open answers before it tells the application that it ends.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    former = {number: signal.getsignal(number) for number in _SIGNALS}

    def hand_on(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(close)
        known = former[signal.Signals(number)]
        if callable(known):
            known(number, frame)

    ours = [number for number, known in former.items() if callable(known)]
    for number in ours:
        signal.signal(number, hand_on)
    try:
        yield
    finally:
        for number in ours:
            if signal.getsignal(number) is hand_on:
                signal.signal(number, former[number])
