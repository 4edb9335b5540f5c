"""A scale of the organisation's own: how many stars each of its words is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from gamify.ingest.options import ScaleName
from gamify.ingest.scales import UNRATED
from gamify.language import translate
from pages.ui.data.draft import tell, told
from pages.ui.data.words import literally

#: Words that are asked for; rows with others are rejected and say so.
_MOST = 12


def show_scale_table(scores: Sequence[str], language: str, *, is_open: bool = False) -> None:
    """Each word of the file with its stars; nothing is told before the button is pressed."""
    # A comma or a sign of equality would end a word in the table.
    words = [one for one in scores if one not in UNRATED and not set(one) & set(",=")][:_MOST]
    if not words:
        return
    with st.expander(
        translate("Say for each word how many stars it is", language),
        expanded=is_open or told().scale is ScaleName.CUSTOM,
    ):
        for at, word in enumerate(words):
            st.segmented_control(
                literally(word),
                range(6),
                format_func=lambda stars: "★" * stars or translate("no rating", language),
                key=_key(at),
            )
        st.button(
            translate("So it is", language),
            key="data-scale-table",
            on_click=_take,
            args=(tuple(words),),
        )


def _take(words: tuple[str, ...]) -> None:
    chosen = {word: st.session_state.get(_key(at)) for at, word in enumerate(words)}
    table = ",".join(f"{word}={stars}" for word, stars in chosen.items() if stars is not None)
    if table:
        tell(scale=ScaleName.CUSTOM, scale_table=table)


def _key(at: int) -> str:
    # Not the word itself: keys may stand in the server's log.
    return f"data-scale-{at}"
