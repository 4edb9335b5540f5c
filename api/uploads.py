"""Takes a ratings file from the page “Data”: streamed to disk, never as a whole in memory."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from api.entrance import seat_of, visitor_at
from gamify.access import demand
from gamify.errors import TooLargeFile
from gamify.ingest.formats import MEGABYTE
from gamify.language import describe, nearest_language
from gamify.rights import Right
from pages.ui import reads
from pages.ui.data.parking import Parked, parking

#: Bytes that are written at once.
_BLOCK = 1 << 20


async def upload(request: Request) -> Response:
    """Park the body under the name of the address; answers with the token that finds it.

    Raises NotAllowed for everybody but those who may take ratings in.
    """
    visitor = await visitor_at(seat_of(request))
    demand(visitor, Right.IMPORT_RATINGS)
    limit = reads.settings().import_limit_mb
    parked = await run_in_threadpool(parking.open, request.query_params.get("name", ""), visitor)
    whole = False
    try:
        size = await _write(request, parked, limit * MEGABYTE)
        whole = size is not None
    finally:
        # Also where the browser has gone away in the middle.
        if not whole:
            await run_in_threadpool(parking.leave, parked.token)
    return _parked(parked) if whole else _too_large(request, parked, limit)


async def _write(request: Request, parked: Parked, limit: int) -> int | None:
    """Write the body; None where it is larger than `limit` bytes, of which no more is written."""
    size, block = 0, bytearray()
    with parked.path.open("wb") as file:
        async for some in request.stream():
            size += len(some)
            if size > limit:
                return None
            block += some
            if len(block) >= _BLOCK:
                await run_in_threadpool(file.write, bytes(block))
                block.clear()
        await run_in_threadpool(file.write, bytes(block))
    return size


def _parked(parked: Parked) -> Response:
    told = {"token": parked.token}
    return JSONResponse(told, status_code=201, headers={"Cache-Control": "no-store"})


def _too_large(request: Request, parked: Parked, limit: int) -> Response:
    language = nearest_language(request.query_params.get("lang"))
    told = request.headers.get("content-length", "")
    size = -(-int(told) // MEGABYTE) if told.isdecimal() and len(told) < 16 else limit + 1
    error = TooLargeFile(file=parked.path.name, size=size, limit=limit)
    body = {"type": "about:blank", "title": "Content Too Large", "status": 413}
    return JSONResponse(
        {**body, "detail": describe(error, language)},
        status_code=413,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )
