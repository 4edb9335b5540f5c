"""Pairs that were told apart, and the way to have them asked about again."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.namesakes import ask_again
from db.engine import reading
from db.queries.namesakes import namesakes
from db.queries.people import ENGINEER, TEAM, Whom
from db.queries.quality import names_with_ratings
from gamify.access import Visitor
from gamify.language import count, say, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.data.mending_people import after_deciding, some


def show_apart(language: str) -> None:
    """All pairs, the latest first, below what there is to mend."""
    with reading(reads.engine()) as session:
        pairs = [
            (kind, one, other)
            for kind in (ENGINEER, TEAM)
            for one, other in namesakes(session, kind)
        ]
        if not pairs:
            return
        names = {kind: names_with_ratings(session, kind) for kind in (ENGINEER, TEAM)}
    pairs = [pair for pair in pairs if names[pair[0]].keys() >= set(pair[1:])]
    title = count("{n} pair is known to be two", "{n} pairs are known to be two", n=len(pairs))
    with st.expander(translate(title, language), icon=":material/group:"):
        for kind, one, other in some(pairs, language):
            with st.container(horizontal=True, vertical_alignment="center"):
                both = f"{names[kind][one].name} · {names[kind][other].name}"
                st.text(both, width="content")
                st.button(
                    translate("Ask again", language),
                    type="tertiary",
                    key=f"quality-again-{kind}-{one}-{other}",
                    on_click=_ask,
                    args=(Whom(kind, one), other, language),
                )


def _ask(whom: Whom, other: int, language: str) -> None:
    def again(session: Session, actor: Visitor, now: datetime) -> None:
        ask_again(session, whom, other_id=other, actor=actor, now=now)

    decide(again, say("The two are asked about again."), language)
    after_deciding()
