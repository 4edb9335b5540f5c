"""The daily message behind its form: what there is of it, and what a lead decides about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

import streamlit as st
from sqlmodel import Session

from db.commands.destinations import add_destination
from db.commands.plans import PlanChange, add_plan, change_plan, remove_plan
from db.digest import DigestMessage, digest_message
from db.engine import reading
from db.queries.destinations import DestinationCard, PlanCard, destinations, digest_plans
from db.secrets import Secret
from gamify.access import Visitor
from gamify.language import say
from gamify.seasons import day_of
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.challenges.fields import key_of
from pages.ui.clock import Stamp
from pages.ui.shelf import Shelf

#: The form of a new daily message, and the choice of a chat that isn't known yet.
POST, ELSEWHERE = "post", 0
#: How addresses begin; the rest is a secret.
ADDRESSES = "tgram://…  slack://…  mmosts://…  mailtos://…"
#: Days of the week by their number; Monday is 0.
WEEKDAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))


@dataclass(frozen=True, slots=True)
class Post:
    """Where messages may go, by which plans they do, and how today's reads."""

    places: Sequence[DestinationCard]
    plans: Sequence[PlanCard]
    today: DigestMessage | None


_kept: Shelf[tuple[Stamp, str], Post] = Shelf(8)


def post(language: str) -> Post:
    """The daily messages, made once for each version of the data. Raises DatabaseRefused."""
    stamp = reads.clock.look()
    return _kept.take((stamp, language), lambda: _read(stamp, language))


def forget() -> None:
    """Start anew, as a fresh process would."""
    _kept.clear()


def add_post(language: str) -> None:
    """Keep the form's plan, and the chat it goes to where that is a new one.

    The address leaves the visit at once, whether it was taken or not.
    """
    asked = {name: st.session_state.get(key_of(POST, name)) for name in _FIELDS}
    st.session_state[key_of(POST, "address")] = ""
    at = asked["time"] if isinstance(asked["time"], time) else time()

    def add(session: Session, actor: Visitor, now: datetime) -> None:
        place = int(asked["place"] or ELSEWHERE)
        if place == ELSEWHERE:
            place = add_destination(
                session,
                name=str(asked["name"] or ""),
                address=Secret(str(asked["address"] or "").strip()),
                settings=reads.settings(),
                language=str(asked["language"]),
                actor=actor,
                now=now,
            ).id
        add_plan(
            session,
            destination_id=place,
            minute=at.hour * 60 + at.minute,
            weekdays=asked["weekdays"] or (),
            challenge_id=asked["challenge"] or None,
            milestones=bool(asked["milestones"]),
            actor=actor,
            now=now,
        )

    decide(add, say("The daily message is planned."), language)


def pause_plan(plan: int, language: str, *, paused: bool) -> None:
    """Let a plan rest, or go on."""

    def change(session: Session, actor: Visitor, now: datetime) -> None:
        change_plan(session, plan_id=plan, change=PlanChange(paused=paused), actor=actor, now=now)

    decide(change, say("The plan rests.") if paused else say("The plan goes on."), language)


def forget_plan(plan: int, language: str) -> None:
    """Send nothing by a plan any more."""

    def remove(session: Session, actor: Visitor, now: datetime) -> None:
        remove_plan(session, plan_id=plan, actor=actor, now=now)

    decide(remove, say("The plan is forgotten."), language)


_FIELDS = (
    "place",
    "name",
    "address",
    "language",
    "time",
    "weekdays",
    "challenge",
    "milestones",
)


def _read(stamp: Stamp, language: str) -> Post:
    now, calendar = datetime.now(UTC), reads.settings().calendar
    with reading(reads.engine()) as session:
        return Post(
            places=destinations(session),
            plans=digest_plans(session),
            today=digest_message(
                session,
                day=min(stamp.day, day_of(now, calendar)),
                now=now,
                calendar=calendar,
                language=language,
            ),
        )
