"""What somebody shows who asks for a screen."""

from __future__ import annotations

from starlette.requests import Request

from gamify.wall.links import Ticket, digest_of
from gamify.wall.screen import MAIN


def ticket_of(request: Request) -> Ticket:
    """The screen of the address and the digest of its token."""
    asked = request.query_params
    return Ticket(
        screen=asked.get("screen", "") or MAIN,
        digest=digest_of(asked.get("token", "")),
        is_reader=is_reader(request),
    )


def is_reader(_request: Request) -> bool:
    """Whether somebody may read the boards without a token: at present everybody may."""
    return True
