"""Templates with links for rating again: their links are those of before, made of their number."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from db.commands.asking import ENDED, OPENED, end_ask_template
from db.commands.replaying.entry import Again, after, number, said, write_again
from db.models import AskTemplate
from db.queries.audit import Decision


def _open(session: Session, decision: Decision) -> None:
    told = after(decision)
    session.add(
        AskTemplate(
            id=number(decision),
            vendor=told["for"],
            source=told["source"],
            created_at=decision.at,
            created_by=decision.actor,
        )
    )
    write_again(session, decision)


def _end(session: Session, decision: Decision) -> None:
    end_ask_template(session, template=number(decision), **said(decision))


AGAIN: Mapping[str, Again] = {OPENED: _open, ENDED: _end}
