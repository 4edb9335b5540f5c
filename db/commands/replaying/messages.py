"""Chats, mailboxes and plans again, without addresses: the log never holds any.

A destination that was added or readdressed has none until it is entered anew, so nothing goes to
a former one. No message goes out twice by this: one that was sent again may have arrived.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from db.commands.destinations import remove_destination, rename_destination
from db.commands.plans import remove_plan
from db.commands.replaying.entry import Again, after, differing, number, said, write_again
from db.models import Delivery, Destination, DigestPlan
from db.queries.audit import Decision
from gamify.post import DeliveryState, read_minute

#: No key fits it: sending says that the address has to be entered anew.
NO_ADDRESS = ""


def _add_destination(session: Session, decision: Decision) -> None:
    told = after(decision)
    session.add(
        Destination(
            id=number(decision),
            name=told["name"],
            service=told["service"],
            sealed=NO_ADDRESS,
            language=told["language"],
            created_at=decision.at,
            created_by=decision.actor,
        )
    )
    write_again(session, decision)


def _readdress(session: Session, decision: Decision) -> None:
    found = session.get(Destination, number(decision))
    if found is None:
        raise differing()
    found.service, found.sealed = after(decision)["service"], NO_ADDRESS
    session.add(found)
    write_again(session, decision)


def _rename(session: Session, decision: Decision) -> None:
    name = after(decision)["name"]
    rename_destination(session, destination_id=number(decision), name=name, **said(decision))


def _remove_destination(session: Session, decision: Decision) -> None:
    remove_destination(session, destination_id=number(decision), **said(decision))


def _add_plan(session: Session, decision: Decision) -> None:
    told = after(decision)
    session.add(
        DigestPlan(
            id=number(decision),
            destination_id=told["destination"],
            challenge_id=told["challenge"],
            created_at=decision.at,
            created_by=decision.actor,
            **_when(told),
        )
    )
    write_again(session, decision)


def _change_plan(session: Session, decision: Decision) -> None:
    plan = session.get(DigestPlan, number(decision))
    if plan is None:
        raise differing()
    for column, value in _when(after(decision)).items():
        setattr(plan, column, value)
    session.add(plan)
    write_again(session, decision)


def _when(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "minute": read_minute(told["time"]),
        "weekdays": list(told["weekdays"]),
        "milestones": told["milestones"],
        "paused": told["paused"],
    }


def _remove_plan(session: Session, decision: Decision) -> None:
    remove_plan(session, plan_id=number(decision), **said(decision))


def _decide_doubt(session: Session, decision: Decision) -> None:
    """What was known of a message; it may not be kept here at all."""
    found = session.get(Delivery, number(decision))
    if found is not None:
        is_sent = after(decision)["state"] == DeliveryState.SENT
        found.state = (DeliveryState.SENT if is_sent else DeliveryState.UNSURE).value
        found.problem = found.claimed_by = found.claimed_until = None
        session.add(found)
    write_again(session, decision)


AGAIN: Mapping[str, Again] = {
    "destination added": _add_destination,
    "destination renamed": _rename,
    "destination readdressed": _readdress,
    "destination removed": _remove_destination,
    "destination tested": write_again,
    "plan added": _add_plan,
    "plan changed": _change_plan,
    "plan removed": _remove_plan,
    "message sent again": _decide_doubt,
    "message marked as sent": _decide_doubt,
}
