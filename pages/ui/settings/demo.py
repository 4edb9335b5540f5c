"""The demo season, and the way to take it out before the first real ratings do."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.demo.presence import is_demo_there
from db.demo.removal import remove_demo
from db.engine import reading
from gamify.access import Visitor
from gamify.language import say, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide


def show_demo(language: str) -> None:
    """What the demo is and a button, as long as it is there."""
    with reading(reads.engine()) as session:
        if not is_demo_there(session):
            return
    with st.container(border=True):
        st.subheader(translate("Demo season", language))
        st.text(
            translate(
                "The ratings, people and teams that you see are invented. They leave with the "
                "first real import, or now; what you have made yourself stays.",
                language,
            )
        )
        st.button(
            translate("Take the demo season out", language),
            key="settings-demo-out",
            on_click=_take_out,
            args=(language,),
        )


def _take_out(language: str) -> None:
    def act(session: Session, actor: Visitor, now: datetime) -> None:
        remove_demo(session, actor=actor, now=now)

    decide(act, say("The demo season is out; boards are empty until ratings come."), language)
