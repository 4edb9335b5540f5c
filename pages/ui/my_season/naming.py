"""The own name on public boards: shown, or a number in its place."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.people import hide_engineer
from gamify.access import Visitor, may
from gamify.errors import N_
from gamify.language import say, translate
from gamify.rights import Right
from pages.ui.fair_play.deciding import decider, show_refusal, write_decision
from pages.ui.my_season.reading import MySeason
from pages.ui.visit import visitor

_PLACE = "my-season-name"


def show_name(page: MySeason, language: str) -> None:
    """How boards call the person, and the switch for whoever may turn it."""
    if page.person is None:
        return
    called = (
        say("Boards call this person “Engineer {id}”.", id=page.person)
        if page.is_hidden
        else say("Boards call this person “{name}”.", name=page.name)
    )
    st.text(translate(called, language))
    st.caption(
        translate(
            "A hidden name changes no figure: goals, places and the team’s sums stay as they are. "
            "The person and leads still see the name.",
            language,
        )
    )
    if may(visitor(), Right.HIDE_NAME, engineer_id=page.person):
        label = N_("Show the name on boards") if page.is_hidden else N_("Hide the name on boards")
        st.button(
            translate(label, language),
            key="my-season-hide",
            disabled=not decider().name,
            on_click=_turn,
            args=(page.person, not page.is_hidden, language),
        )
    show_refusal(_PLACE)


def _turn(engineer: int, hidden: bool, language: str) -> None:  # noqa: FBT001 — a callback
    def act(session: Session, actor: Visitor, now: datetime) -> None:
        hide_engineer(session, engineer_id=engineer, hidden=hidden, actor=actor, now=now)

    write_decision(act, language, place=_PLACE)
