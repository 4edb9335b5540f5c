"""Chooses which fields of a ticket make the kind of work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from db.commands.cells import recount
from db.commands.ledger import record
from db.commands.pars import republish_pars
from db.commands.register import Register
from db.models import Setting
from db.queries.strata import STRATA_FIELDS, kept_fields
from gamify.access import ITSELF, Visitor, demand
from gamify.handicap.kinds import WorkField
from gamify.rights import Right
from gamify.seasons import Calendar
from gamify.standings import Rules

CHOSEN = "kinds of work chosen"


def choose_strata(
    session: Session,
    fields: Sequence[WorkField],
    *,
    calendar: Calendar,
    rules: Rules,
    now: datetime,
    actor: Visitor = ITSELF,
) -> bool:
    """Make the kinds of work of these fields; False where they are made of them already.

    The cells are counted anew and every par gets a next version, since the earlier ones speak
    of kinds of work that are no more; they and the awards of closed seasons stay as they were.
    """
    demand(actor, Right.MANAGE_SETTINGS)
    former = kept_fields(session)
    if set(former) == set(fields):
        return False
    make_kinds(session, fields, calendar=calendar)
    record(
        session,
        CHOSEN,
        subject=STRATA_FIELDS,
        actor=actor,
        now=now,
        before={"fields": [str(field) for field in former]},
        after={"fields": [str(field) for field in fields]},
    )
    republish_pars(
        session,
        calendar=calendar,
        rules=rules,
        actor=actor,
        now=now,
        note="kinds of work: " + ", ".join(fields),
    )
    return True


def make_kinds(session: Session, fields: Sequence[WorkField], *, calendar: Calendar) -> None:
    """Make the kinds of work of these fields and count the cells anew; pars stay as they are."""
    session.merge(Setting(name=STRATA_FIELDS, value=[str(field) for field in fields]))
    session.flush()
    Register(session).restratify()
    recount(session, calendar=calendar)
