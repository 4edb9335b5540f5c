"""Whether a demo is in the database, and by what it is told from real data."""

from __future__ import annotations

from sqlmodel import Session, col, select

from db.models import ChallengeRecord, ImportBatch, Source
from gamify.access import console

#: Name of the source of the demo's ratings, and who stores them and sets the demo's challenges.
SOURCE = "Demo"
ACTOR = console("demo")


def demo_batches(session: Session) -> list[ImportBatch]:
    """The demo's imports that aren't undone, the latest first."""
    statement = (
        select(ImportBatch)
        .join(Source)
        .where(Source.name == SOURCE, col(ImportBatch.undone_at).is_(None))
        .order_by(col(ImportBatch.id).desc())
    )
    return list(session.exec(statement))


def is_demo_there(session: Session) -> bool:
    """Whether anything of a demo is left to be removed."""
    challenges = select(ChallengeRecord.id).where(ChallengeRecord.created_by == ACTOR.name)
    return bool(demo_batches(session)) or session.exec(challenges).first() is not None


def has_demo_alone(session: Session) -> bool:
    """Whether the demo is all that there is."""
    statement = select(Source.name).join(ImportBatch).where(col(ImportBatch.undone_at).is_(None))
    return set(session.exec(statement.distinct())) == {SOURCE}
