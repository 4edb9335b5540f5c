"""What somebody shows who asks for a screen."""

from __future__ import annotations

from starlette.requests import Request

from api.entrance import seat_of, visitor_at
from gamify.access import may
from gamify.rights import Right
from gamify.wall.links import Ticket, digest_of
from gamify.wall.screen import MAIN
from pages.ui import reads


async def ticket_of(request: Request) -> Ticket:
    """The screen of the address and the digest of its token; who has one needs no sign-in.

    Raises DatabaseRefused where it isn't known who asks.
    """
    asked = request.query_params
    digest = digest_of(asked.get("token", ""))
    return Ticket(
        screen=asked.get("screen", "") or MAIN,
        digest=digest,
        is_reader=not digest and await is_reader(request),
    )


async def is_reader(request: Request) -> bool:
    """Whether somebody may read the boards: a screen without a token shows no more than they do."""
    if reads.settings().open_reading:
        return True
    return may(await visitor_at(seat_of(request)), Right.SEE_BOARDS)
