"""A decision about people that is looked at before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from sqlmodel import Session

from db.preview_words import line_words, told_words
from db.previews import Preview, preview
from gamify.access import Visitor
from gamify.errors import N_, CrownboardError
from gamify.language import Message, describe, say, shown, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.fair_play.deciding import named
from pages.ui.settings.listing import show_list

_SEEN = "settings-seen"
#: Lines of tables that are shown of a preview.
_MOST = 24

Act = Callable[[Session, Visitor, datetime], Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants: `about` tells one wish from another, `done` is said afterwards.

    `then` follows a decision, for what is kept of how things were.
    """

    about: Hashable
    act: Act
    done: Message
    then: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a wish would do, or why it can't be."""

    about: Hashable
    preview: Preview[Any] | None
    refused: str


def show_wish(wish: Wish | None, language: str, *, key: str) -> None:
    """The way to a decision: look first, then take it. None while something is missing."""
    st.button(
        translate("See what would change", language),
        icon=":material/visibility:",
        key=f"{key}-look",
        disabled=wish is None,
        on_click=look,
        args=(wish, language),
    )
    seen: _Seen | None = st.session_state.get(_SEEN)
    if wish is None or seen is None or seen.about != wish.about:
        return
    with st.container(border=True):
        if seen.preview is None:
            st.text(seen.refused)
            return
        _show_preview(seen.preview, language)
        st.button(
            translate("Do it", language),
            key=f"{key}-do",
            on_click=take,
            args=(wish, language),
        )


def take(wish: Wish, language: str) -> None:
    """Take a decision; what was seen of it is over."""
    st.session_state.pop(_SEEN, None)

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        wish.act(session, actor, now)

    decide(act, wish.done, language)
    if wish.then is not None:
        wish.then()


def look(wish: Wish, language: str) -> None:
    """Try a decision out; what it would change is shown where the wish is."""
    settings = reads.settings()
    try:
        actor, now = named(), datetime.now(UTC)
        seen = preview(
            reads.engine(),
            lambda session: wish.act(session, actor, now),
            rules=settings.rules,
            calendar=settings.calendar,
        )
    except CrownboardError as error:
        st.session_state[_SEEN] = _Seen(wish.about, None, describe(error, language))
    else:
        st.session_state[_SEEN] = _Seen(wish.about, seen, "")


def _show_preview(seen: Preview[Any], language: str) -> None:
    """How much goes along, and the lines of tables that change; names are shown literally."""
    title = translate("This would happen", language)
    st.markdown(f"**{title}**")
    if words := told_words(seen.told, language):
        st.text(words)
    if not seen.changes:
        st.text(translate("No team's line in a table changes.", language))
        return
    titles = [
        translate(one, language) for one in (N_("Season"), N_("Team"), N_("Before"), N_("After"))
    ]
    rows = [
        (
            shown(change.season.code, language) + ("*" if change.is_closed else ""),
            change.team,
            line_words(change.before, language),
            line_words(change.after, language),
        )
        for change in seen.changes[:_MOST]
    ]
    table = {title: [row[at] for row in rows] for at, title in enumerate(titles)}
    show_list(table, key="preview")
    if len(seen.changes) > _MOST:
        more = say("… and {more} more lines.", more=len(seen.changes) - _MOST)
        st.caption(translate(more, language))
    if any(change.is_closed for change in seen.changes):
        closed = say("* This quarter is closed; its awards stay as they were recorded.")
        st.caption(translate(closed, language))
