"""What a department does all day, a step at a time, and the same on every database."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Engine
from sqlmodel import Session, col, func, select

from db.commands.decisions import exclude_rating, restore_rating
from db.engine import writing
from db.models import AuditEntry
from gamify.access import console
from gamify.ratings import ExclusionReason
from tests.factories import NOW, Row, store

#: Steps until everything has happened once.
STEPS_BEFORE = 8
#: How the log calls the steps; what an import changed has entries of its own.
_ACTIONS = ("import", "rating excluded", "rating restored")


def busy_step(session: Session, step: int) -> None:
    """Rows come, some are corrected, a rating is excluded and let in again: one entry of the log.

    Every seventh and eighth of ten steps is a decision; the others are files of seven rows.
    """
    lead = console("Lea")
    match step % 10:
        case 6:
            reason = ExclusionReason.POLICY
            exclude_rating(session, rating_id=1 + step % 5, reason=reason, actor=lead, now=NOW)
        case 7:
            restore_rating(session, rating_id=1 + (step - 1) % 5, actor=lead, now=NOW)
        case _:
            # Every third file brings tickets of the one before once more, rated otherwise.
            first = step - 1 if step % 3 == 0 and step else step
            store(
                session,
                *(
                    Row(f"S{first}-{n}", stars=5 - (step + n) % 3, owner=f"E{n}", team=f"T{n % 3}")
                    for n in range(7)
                ),
            )


def take_steps(engine: Engine, steps: Iterable[int]) -> None:
    """Take steps, each in a transaction of its own."""
    for step in steps:
        with writing(engine) as session:
            busy_step(session, step)


def steps_in(session: Session) -> int:
    """How many steps a database has taken, by its log."""
    of_steps = col(AuditEntry.action).in_(_ACTIONS)
    return session.exec(select(func.count(col(AuditEntry.id))).where(of_steps)).one()
