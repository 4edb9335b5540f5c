"""Posts ratings at a steady pace, and prints how long each took: a process of its own.

`python -m tests.bench.poster PORT TOKEN RATE SECONDS ROWS NAME`. With a rate of 0 it posts one
request after the other. Times count from when a request should have been sent.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time

_LANES = 40


async def main(port: int, token: str, rate: float, seconds: float, rows: int, name: str) -> None:
    """Share the requests among connections that stay open."""
    head = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
    head += "Content-Type: application/json\r\n"
    queue: asyncio.Queue[tuple[int, float] | None] = asyncio.Queue()
    times: list[float] = []
    lanes = [
        asyncio.create_task(lane(port, head, rows, name, queue, times))
        for _ in range(_LANES if rate else 1)
    ]
    began = time.perf_counter()
    count = int(rate * seconds) if rate else int(seconds)
    for number in range(count):
        at = began + number / rate if rate else began
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        queue.put_nowait((number, at if rate else 0.0))
    for _ in lanes:
        queue.put_nowait(None)
    await asyncio.gather(*lanes)
    print(json.dumps({"times": times, "seconds": [time.perf_counter() - began]}))


async def lane(
    port: int,
    head: str,
    rows: int,
    name: str,
    queue: asyncio.Queue[tuple[int, float] | None],
    times: list[float],
) -> None:
    """One connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (told := await queue.get()) is not None:
        number, at = told
        body = body_of(name, number, rows)
        at = at or time.perf_counter()
        key = f"Idempotency-Key: {name}-{number}\r\nContent-Length: {len(body)}\r\n\r\n"
        writer.write(f"POST /api/v1/ratings HTTP/1.1\r\n{head}{key}".encode() + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        length = int(answer.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        await reader.readexactly(length)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(answer.decode())
        times.append(time.perf_counter() - at)
    writer.close()


def body_of(name: str, number: int, rows: int) -> bytes:
    """A rating, or as many as are wanted."""
    made = [
        {
            "ticket": f"{name}-{number}-{row}",
            "score": 5 - (number + row) % 10 // 9,
            "rated_at": f"2026-11-{1 + row % 28:02d}T12:00:00Z",
            "owner": f"Engineer {(number + row) % 60}",
            "team": f"Team {(number + row) % 60 % 6}",
            "category": f"Category {row % 8}",
        }
        for row in range(rows)
    ]
    return json.dumps(made if rows > 1 else made[0]).encode()


if __name__ == "__main__":
    port_, token_, rate_, seconds_, rows_, name_ = sys.argv[1:]
    asyncio.run(main(int(port_), token_, float(rate_), float(seconds_), int(rows_), name_))
