"""What holds for every answer and every body, whoever asks for what."""

from __future__ import annotations

import asyncio
import time

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Send

#: Seconds within which the next piece of a body has to come, however long all of it takes.
PATIENCE = 30.0
#: Bytes a second that a body has to bring on average, beyond the first `PATIENCE`: a byte now and
#: then would hold a connection for good.
LEAST_RATE = 1_000
#: Seconds of waiting for a body as a whole, however much comes: time for a gigabyte by 5 Mbit/s.
LONGEST = 1_800.0

#: Where Streamlit keeps in memory what any page's reader sends. No page of ours takes files by it.
UPLOADER = "/_stcore/upload_file"

#: No other site shows a page within its own, nobody guesses what a file is, addresses stay here.
_SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}


def with_safety(send: Send) -> Send:
    """Sends answers with the headers of safety; one that says something stricter keeps it."""

    async def safely(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _SAFETY.items():
                headers.setdefault(name, value)
        await send(message)

    return safely


def in_time(receive: Receive) -> Receive:
    """Receives a body whose pieces come in time. Raises HTTPException (408) where one doesn't.

    What comes behind the body (that the reader has gone) may come at any time.
    """
    is_whole, came, waited = False, 0, 0.0

    async def timely() -> Message:
        nonlocal is_whole, came, waited
        if is_whole:
            return await receive()
        asked = time.monotonic()
        try:
            # Only waiting counts: that what came is being stored isn't the sender's fault.
            patience = min(PATIENCE - max(0.0, waited - came / LEAST_RATE), LONGEST - waited)
            async with asyncio.timeout(patience):
                message = await receive()
        except TimeoutError as error:
            raise HTTPException(408) from error
        waited += time.monotonic() - asked
        came += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        return message

    return timely
