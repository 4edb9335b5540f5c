"""Takes the demo out of a database, for when the first real ratings come."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from db.commands.awards import withdraw_empty_awards
from db.commands.undo import undo_import
from db.demo.challenges import remove_challenges
from db.demo.presence import demo_batches
from db.demo.pulse import remove_pulse
from db.demo.shifts import remove_shifts
from gamify.access import Visitor


def remove_demo(session: Session, *, actor: Visitor, now: datetime) -> bool:
    """Undo every demo import, the latest first; says whether there was one.

    The awards of its seasons and its challenges go with it. Real ratings that are already beside
    it stay as they are.
    """
    found = demo_batches(session)
    batches = [(batch.id, batch.stored_at) for batch in found]
    if found:
        remove_pulse(session, made={team for one in found for team in one.created.get("team", [])})
    remove_challenges(session, now=now)
    remove_shifts(session)
    for batch, _ in batches:
        if batch is not None:
            undo_import(session, batch=batch, actor=actor, now=now)
    if batches:
        withdraw_empty_awards(session, since=min(stored_at for _, stored_at in batches))
    return bool(batches)
