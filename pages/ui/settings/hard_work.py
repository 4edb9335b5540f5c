"""Kinds of work that count as hard whatever customers usually take off them."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import streamlit as st
from sqlmodel import Session

from db.commands.nominations import set_hard
from db.engine import reading
from db.queries.nominations import hard_labels, stratum_labels
from gamify.access import Visitor
from gamify.language import say, translate
from pages.ui import reads
from pages.ui.chips import readable_chips
from pages.ui.settings.weighing import Weighed, show_weighed

_FIELD = "settings-hard"


def show_hard_work(language: str) -> None:
    """All kinds of work to choose from; a change shows who would win before it is kept."""
    with reading(reads.engine()) as session:
        held, known = hard_labels(session), stratum_labels(session)
    if not known and not held:
        return
    with st.container(border=True):
        st.subheader(translate("Hard work", language))
        st.caption(
            translate(
                "Trouble-shooters are counted on kinds of work off which customers take half as "
                "much again as usual, and on these.",
                language,
            )
        )
        readable_chips()
        chosen = st.multiselect(
            translate("Always hard", language),
            sorted({*known, *held}),
            default=list(held),
            key=_FIELD,
            placeholder=translate("by its par alone", language),
        )
        if set(chosen) != set(held):
            act = partial(_set, frozenset(chosen))
            change = Weighed(("hard", frozenset(chosen)), act, say("Hard work is set."))
            show_weighed(change, language, key=_FIELD)


def _set(wanted: frozenset[str], session: Session, actor: Visitor, now: datetime) -> None:
    """Each kind that changes is a decision of its own in the log."""
    held = set(hard_labels(session))
    for label in sorted(wanted ^ held):
        set_hard(session, label, is_hard=label in wanted, actor=actor, now=now)
