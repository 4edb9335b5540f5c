"""Takes a ratings file in: whatever brings one, the demo makes room and discretion is kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from importlib import import_module
from typing import NamedTuple

from sqlmodel import Session

from db.commands.imports import ImportSummary, Progress, store_ratings
from db.demo.presence import is_demo_there
from db.discretion import Discretion
from db.settings import Settings
from gamify.access import Visitor, demand
from gamify.credit import CreditRule
from gamify.ingest.ratings_file import RatingsFile
from gamify.ingest.rows import CleanChunk
from gamify.rights import Right


class TakenIn(NamedTuple):
    """What an import did, and whether the demo left for it."""

    summary: ImportSummary
    demo_left: bool


def take_in(
    session: Session,
    chunks: Iterable[CleanChunk],
    *,
    file: RatingsFile,
    source: str,
    settings: Settings,
    actor: Visitor,
    now: datetime,
    progress: Progress | None = None,
) -> TakenIn:
    """Store the rows of a file as one import of a source, within the session's transaction.

    Whatever the file says, customers and those who were erased aren't stored by name. Raises
    NotAllowed, and whatever reading the chunks raises.
    """
    demand(actor, Right.IMPORT_RATINGS)
    demo_left = make_room(session, actor=actor, now=now)
    summary = store_ratings(
        session,
        Discretion(session, settings, now=now).watch(chunks),
        source=source,
        file_name=file.name,
        digest=file.digest,
        actor=actor,
        now=now,
        calendar=settings.calendar,
        credit_rule=CreditRule.HALF,
        points=file.understanding.points,
        progress=progress,
    )
    return TakenIn(summary, demo_left)


def make_room(session: Session, *, actor: Visitor, now: datetime) -> bool:
    """Take the demo out, where there is one.

    What takes data back looks into every part of them: loaded only for that, it would otherwise
    cost each import a third of a second and 60 MB.
    """
    if not is_demo_there(session):
        return False
    return bool(import_module("db.demo.removal").remove_demo(session, actor=actor, now=now))
