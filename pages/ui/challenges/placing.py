"""What a lead decides about a chat or mailbox: greet it, rename it, move it, remove it."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from sqlmodel import Session

from db.commands.destinations import remove_destination, rename_destination, replace_address
from db.post import send_test
from db.secrets import Secret
from gamify.access import Visitor
from gamify.errors import CrownboardError
from gamify.language import say
from pages.ui import reads
from pages.ui.challenges.deciding import decide, refuse, tell
from pages.ui.challenges.fields import key_of
from pages.ui.fair_play.deciding import named


def form_of(place: int) -> str:
    """The form in which a place is changed."""
    return f"place-{place}"


def greet(place: int, language: str) -> None:
    """Send a greeting to a chat, to see that it arrives."""
    try:
        receipt = send_test(
            reads.engine(),
            reads.settings(),
            destination_id=place,
            actor=named(),
            now=datetime.now(UTC),
        )
    except CrownboardError as error:
        refuse(error, language)
        return
    problem = receipt.sentence
    if problem is None:
        tell(say("A greeting is sent: look into the chat."), language)
    else:
        tell(say("The greeting hasn’t arrived: {problem}.", problem=problem), language)


def rename_place(place: int, language: str) -> None:
    """Call a chat as its form says."""
    name = str(st.session_state.get(key_of(form_of(place), "name"), ""))

    def rename(session: Session, actor: Visitor, now: datetime) -> None:
        rename_destination(session, destination_id=place, name=name, actor=actor, now=now)

    decide(rename, say("It is called “{name}” now.", name=name.strip()), language)


def move_place(place: int, language: str) -> None:
    """Send to another address from now on. It leaves the visit at once, taken or not."""
    key = key_of(form_of(place), "address")
    address = Secret(str(st.session_state.get(key, "")).strip())
    st.session_state[key] = ""

    def move(session: Session, actor: Visitor, now: datetime) -> None:
        replace_address(
            session,
            destination_id=place,
            address=address,
            settings=reads.settings(),
            actor=actor,
            now=now,
        )

    done = say("The address is replaced; a greeting shows whether messages arrive.")
    decide(move, done, language)


def forget_place(place: int, language: str) -> None:
    """Forget a chat with its address, its plans and what was sent there."""

    def remove(session: Session, actor: Visitor, now: datetime) -> None:
        remove_destination(session, destination_id=place, actor=actor, now=now)

    decide(remove, say("The chat or mailbox is forgotten."), language)
