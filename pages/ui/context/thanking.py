"""What somebody says on the page: thanks by a click or by a form, and takes them back."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.thanks import LONGEST_THANKS, take_thanks_back, thank
from db.engine import reading
from db.queries.assists import tickets_called
from db.queries.people import people
from gamify.access import Visitor
from gamify.errors import DecisionRefused
from gamify.language import say, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.fair_play.deciding import decider

_TICKET, _HELPER, _WORDS = "thanks-ticket", "thanks-helper", "thanks-words"


def show_form(language: str) -> None:
    """Thanks for help that nobody has claimed yet, with a few words."""
    with reading(reads.engine()) as session:
        names = {one.id: one.name for one in people(session) if not one.is_erased}
    with st.expander(translate("Thank somebody for help on a ticket", language), width=760):
        with st.container(horizontal=True):
            st.text_input(translate("Ticket", language), max_chars=80, key=_TICKET, width=200)
            st.selectbox(
                translate("Colleague", language),
                [one for one in names if one != decider().engineer_id],
                format_func=lambda id_: names[id_],
                index=None,
                placeholder=translate("Who helped", language),
                key=_HELPER,
                width=320,
            )
        st.text_area(
            translate("A few words, if you like", language),
            max_chars=LONGEST_THANKS,
            key=_WORDS,
            height=80,
        )
        st.button(
            translate("Say thanks", language),
            key="thanks-say",
            disabled=not decider().name,
            on_click=_say,
            args=(language,),
        )


def thank_for(ticket_id: int, engineer_id: int, language: str) -> None:
    """Thank with one click, without words."""

    def say_it(session: Session, actor: Visitor, now: datetime) -> None:
        thank(session, ticket_id=ticket_id, engineer_id=engineer_id, actor=actor, now=now)

    decide(say_it, say("Thanks are said; the help counts."), language)


def take_back(thanks_id: int, language: str) -> None:
    """Take thanks off every screen."""

    def take(session: Session, actor: Visitor, now: datetime) -> None:
        take_thanks_back(session, thanks_id=thanks_id, actor=actor, now=now)

    decide(take, say("The thanks are taken back."), language)


def _say(language: str) -> None:
    called = str(st.session_state.get(_TICKET, "")).strip()
    helper: int | None = st.session_state.get(_HELPER)
    words = str(st.session_state.get(_WORDS, ""))

    def say_it(session: Session, actor: Visitor, now: datetime) -> None:
        ticket = _ticket(session, called)
        if helper is None:
            raise DecisionRefused(problem=say("choose the colleague who helped"))
        thank(session, ticket_id=ticket, engineer_id=helper, words=words, actor=actor, now=now)
        for field in (_TICKET, _WORDS):
            st.session_state[field] = ""
        st.session_state[_HELPER] = None

    decide(say_it, say("Thanks are said; the help counts."), language)


def _ticket(session: Session, called: str) -> int:
    """The ticket of a number. Raises DecisionRefused where there is none, or more than one."""
    found = tickets_called(session, called)
    if not found:
        raise DecisionRefused(problem=say("there is no ticket “{ticket}”", ticket=called))
    if len(found) > 1:
        raise DecisionRefused(
            problem=say(
                "several sources have a ticket “{ticket}”; claim the help first", ticket=called
            )
        )
    return found[0][0]
