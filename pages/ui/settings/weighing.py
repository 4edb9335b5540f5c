"""A change of nominations that says who would win before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st
from sqlmodel import Session

from db.nomination_effects import nomination_effects
from db.standings import hidden_engineer
from gamify.access import Visitor
from gamify.errors import CrownboardError
from gamify.language import Message, describe, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.clock import Stamp
from pages.ui.fair_play.deciding import named

_SEEN = "settings-weighed"

Act = Callable[[Session, Visitor, datetime], None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A change: `about` tells one from another, `done` is said afterwards."""

    about: Hashable
    act: Act
    done: Message


def show_weighed(change: Weighed, language: str, *, key: str) -> None:
    """What it would do, and the button that keeps it."""
    refused, effects = _effects(change, language)
    with st.container(border=True):
        title = translate("If you save this", language)
        st.markdown(f"**{title}**")
        if refused:
            st.text(refused)
        for effect in effects:
            st.text(f"• {effect}")
        st.button(
            translate("Save", language),
            key=f"{key}-save",
            disabled=bool(refused),
            on_click=_take,
            args=(change, language),
        )


def _take(change: Weighed, language: str) -> None:
    st.session_state.pop(_SEEN, None)
    decide(change.act, change.done, language)


def _effects(change: Weighed, language: str) -> tuple[str, list[str]]:
    """Why it can't be, or what it would do; looked at once for each version of the data."""
    mark: tuple[Stamp, Hashable, str] = (reads.clock.look(), change.about, language)
    known = st.session_state.get(_SEEN)
    if known is not None and known[0] == mark:
        refused, effects = known[1:]
        return refused, effects
    refused, effects = _look(change, language)
    st.session_state[_SEEN] = (mark, refused, effects)
    return refused, effects


def _look(change: Weighed, language: str) -> tuple[str, list[str]]:
    try:
        actor, now = named(), datetime.now(UTC)
        found = nomination_effects(
            reads.engine(),
            lambda session: change.act(session, actor, now),
            settings=reads.settings(),
            hidden_name=hidden_engineer(language),
            now=now,
        )
    except CrownboardError as error:
        return describe(error, language), []
    return "", [translate(effect, language) for effect in found]
