"""What colleagues have said to each other, again: thanks, and their being taken back."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from db.commands.replaying.entry import Again, after, number, said, write_again
from db.commands.thanks import TAKEN_BACK, THANKED, take_thanks_back
from db.models import Thanks
from db.queries.audit import Decision


def _thank(session: Session, decision: Decision) -> None:
    """Thanks alone: the help that they confirmed has an entry of its own."""
    session.add(
        Thanks(
            id=number(decision),
            said_at=decision.at,
            said_by=decision.actor,
            **after(decision),
        )
    )
    write_again(session, decision)


def _take_thanks_back(session: Session, decision: Decision) -> None:
    take_thanks_back(session, thanks_id=number(decision), **said(decision))


AGAIN: Mapping[str, Again] = {THANKED: _thank, TAKEN_BACK: _take_thanks_back}
