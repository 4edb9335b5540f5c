"""Takes in what was asked and answered as a row of the ticket's own source, like an import."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from db.commands.posts import post_chunk
from db.queries.asking import ASKED, AskedTicket
from db.settings import Settings
from gamify.access import Visitor, Way
from gamify.asking.links import AskLink
from gamify.asking.rows import AskedRow, asked_chunk
from gamify.rights import Role

#: What has sent it, in the history of imports.
SENDER = "asked"
#: Who rates, as the log of decisions says it: never by name.
BY_LINK = Visitor("rating link", Role.ADMINISTRATOR, way=Way.ITSELF)


def store_asked(
    session: Session,
    row: AskedRow,
    *,
    link: AskLink,
    known: AskedTicket | None,
    settings: Settings,
    now: datetime,
) -> None:
    """Store a row of a link; a day's rows of a source are one import, which can be undone.

    Whoever calls it has asked for the right, or holds a link.
    """
    post_chunk(
        session,
        asked_chunk(row),
        source=link.source or (known.source if known else ASKED),
        sender=SENDER,
        settings=settings,
        actor=BY_LINK,
        now=now,
    )
