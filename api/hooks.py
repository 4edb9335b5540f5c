"""Where ticket systems send their webhooks: taken once they are stored, refused in a sentence."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from api.entrance import problem, wanted_language
from db.commands.answers import Taken
from db.hooks import hear
from gamify.language import describe, say, translate
from gamify.sources.errors import HookRefused, UnknownSource
from pages.ui import reads

#: Bytes of the largest webhook; those that were seen have a few thousand.
LARGEST = 256 << 10


async def hook(request: Request) -> Response:
    """200 after what it brings is committed; a row that can't be used is 422 with its reason."""
    language = wanted_language(request.headers)
    body = await _limited_body(request)
    if body is None:
        sentence = translate(say("The webhook is larger than 256 KB."), language)
        return problem(413, sentence)
    try:
        taken = await run_in_threadpool(_hear, request, body)
    except UnknownSource as error:
        return problem(404, describe(error, language))
    except HookRefused as error:
        return problem(error.status, describe(error, language))
    if taken.reasons:
        refusal = HookRefused(problem=taken.reasons[0])
        return problem(422, describe(refusal, language))
    told = {"answers": taken.answers, "added": taken.added, "changed": taken.changed}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


hook_routes = [
    Route("/api/v1/hooks/{source}", hook, methods=["POST"]),
    Route("/api/v1/hooks/{source}/{token}", hook, methods=["POST"]),
]


def _hear(request: Request, body: bytes) -> Taken:
    return hear(
        reads.engine(),
        reads.settings(),
        name=request.path_params["source"],
        token=request.path_params.get("token", ""),
        headers={name.lower(): value for name, value in request.headers.items()},
        body=body,
        now=datetime.now(UTC),
    )


async def _limited_body(request: Request) -> bytes | None:
    """The body; None where it is too large, without reading it to its end."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > LARGEST:
            return None
    return bytes(content)
