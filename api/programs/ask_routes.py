"""Links by which customers rate, made for programs that write e-mails themselves."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, NotRequired

from pydantic import ConfigDict, Field
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from typing_extensions import TypedDict

from api.forms import place
from api.programs.bodies import Rows
from api.programs.callers import token_card
from db.commands.asking import ask_about
from db.engine import writing
from db.queries.tokens import TokenCard
from gamify.asking.email import snippet
from gamify.asking.links import LONGEST_TICKET, link_address
from gamify.rights import Right
from pages.ui import reads

#: Each link notes its ticket, so a request has fewer than one of ratings may have rows.
MOST_LINKS = 100
_PLAIN = r"^[^\x00-\x1f\x7f]*$"
_LINK = {
    "type": "object",
    "required": ["ticket", "link", "html", "text"],
    "properties": {
        "ticket": {"type": "string"},
        "link": {"type": "string", "description": "the page; `?stars=5` in it chooses a star"},
        "html": {"type": "string", "description": "five stars for an e-mail"},
        "text": {"type": "string", "description": "the same as plain text"},
    },
}
#: The answer in the document.
ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A link for each ticket, in the order of the request.",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["links"],
                    "properties": {"links": {"type": "array", "items": _LINK}},
                }
            }
        },
    }
}


class AskIn(TypedDict):
    """A ticket whose customer is asked for a rating."""

    __pydantic_config__ = ConfigDict(extra="forbid", strict=True)  # type: ignore[misc]
    ticket: Annotated[
        str, Field(min_length=1, max_length=LONGEST_TICKET, pattern=r"^[!-~][^\x00-\x1f\x7f]*$")
    ]
    customer: NotRequired[
        Annotated[
            str,
            Field(max_length=320, pattern=_PLAIN, description="kept as a keyed hash alone"),
        ]
    ]
    owner: NotRequired[
        Annotated[
            str,
            Field(max_length=200, pattern=_PLAIN, description="who solved it, if not known yet"),
        ]
    ]
    language: NotRequired[Literal["en", "ru"]]


ASKS = Rows(AskIn, most=MOST_LINKS)


async def make_links(request: Request) -> Response:
    """Make a link by which a customer rates a ticket, or up to 100 of them.

    The ticket is noted as asked about. The token's source is where it is from.
    """
    card = await token_card(request, Right.IMPORT_RATINGS)
    _, rows = await ASKS.of(request)
    base = _base(request)
    links = await run_in_threadpool(_made, rows, card, base)
    reads.clock.forget()
    return Response(
        json.dumps({"links": links}, ensure_ascii=False),
        headers={"Cache-Control": "no-store"},
        media_type="application/json",
    )


def _made(rows: Any, card: TokenCard, base: str) -> list[dict[str, str]]:
    with writing(reads.engine()) as session:
        tokens = [
            ask_about(
                session,
                ticket=row["ticket"],
                customer=row.get("customer", ""),
                owner=row.get("owner", ""),
                source=card.source,
                settings=reads.settings(),
                actor=card.visitor,
                now=datetime.now(UTC),
            )
            for row in rows
        ]
    return [_told(row, token, base) for row, token in zip(rows, tokens, strict=True)]


def _told(row: Mapping[str, str], token: str, base: str) -> dict[str, str]:
    language, settings = row.get("language", ""), reads.settings()
    part = snippet(
        lambda stars: link_address(base, token, stars=stars, language=language),
        organisation=settings.organisation,
        language=language or settings.language or "en",
        labels=settings.star_labels,
    )
    link = link_address(base, token, language=language)
    return {"ticket": row["ticket"], "link": link, "html": part.html, "text": part.text}


def _base(request: Request) -> str:
    """Where the program has found us, which is where browsers do."""
    scheme = "https" if place(request).is_secure else request.url.scheme
    return f"{scheme}://{request.headers.get('host', '')}"
