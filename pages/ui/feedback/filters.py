"""The fields by which customers' words are filtered; what they say stands in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from db.queries.feedback_filter import FeedbackFilter
from gamify.errors import N_
from gamify.feedback.lesson import CAUSE_TITLES, STATE_TITLES, Cause, LessonState
from gamify.language import translate
from pages.ui.feedback.asked import LONGEST_QUESTION, LOW, Part, asked_words, write_part
from pages.ui.feedback.reading import FeedbackSeason
from pages.ui.star_names import star_name

#: What a part is called, and what stands there while everything is asked for.
_TITLES = {
    Part.TEAM: (N_("Team"), N_("All teams")),
    Part.KIND: (N_("Kind of work"), N_("All kinds")),
    Part.CAUSE: (N_("Cause"), N_("All causes")),
    Part.STATE: (N_("State"), N_("All states")),
}


def ask_words(season: FeedbackSeason, language: str, *, is_praise: bool) -> FeedbackFilter:
    """The fields to filter by, filled as the address says, and what it asks for."""
    asked = asked_words(st.query_params, season, is_praise=is_praise)
    _show_text(asked, language)
    teams = sorted(season.teams, key=lambda id_: season.teams[id_].casefold())
    names = season.teams
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _choose(Part.TEAM, teams, asked.team_id, names.__getitem__, language)
        _choose(Part.KIND, season.categories, asked.category, str, language)
        if not is_praise:
            _ask_low(asked, language)
    return asked


def field(part: Part) -> str:
    """The key of the field of a part."""
    return f"feedback-{part}"


def _show_text(asked: FeedbackFilter, language: str) -> None:
    st.session_state[field(Part.TEXT)] = asked.question
    st.text_input(
        translate("Search in customers’ words", language),
        max_chars=LONGEST_QUESTION,
        key=field(Part.TEXT),
        placeholder=translate("Words in any form and any language", language),
        icon=":material/search:",
        on_change=_write,
        args=(Part.TEXT, str.strip),
    )


def _ask_low(asked: FeedbackFilter, language: str) -> None:
    def cause_title(one: Cause) -> str:
        return translate(CAUSE_TITLES[one], language)

    def state_title(one: LessonState) -> str:
        return translate(STATE_TITLES[one], language)

    _choose(Part.CAUSE, list(Cause), asked.cause, cause_title, language)
    _choose(Part.STATE, list(LessonState), asked.state, state_title, language)
    st.session_state[field(Part.STARS)] = list(asked.stars)
    st.pills(
        translate("Stars", language),
        LOW,
        selection_mode="multi",
        format_func=lambda n: f"{n} {star_name(n, language)}",
        key=field(Part.STARS),
        on_change=_write,
        args=(Part.STARS, lambda stars: ",".join(map(str, sorted(stars)))),
    )


def _choose(
    part: Part,
    choices: Sequence[Any],
    chosen: Any,
    named: Callable[[Any], str],
    language: str,
) -> None:
    title, everything = _TITLES[part]
    st.session_state[field(part)] = chosen
    st.selectbox(
        translate(title, language),
        choices,
        index=None,
        format_func=named,
        placeholder=translate(everything, language),
        key=field(part),
        width=160 if part is Part.STATE else 220,
        on_change=_write,
        # A team is called by its name in an address, a cause and a state by what they are.
        args=(part, named if part is Part.TEAM else str),
    )


def _write(part: Part, said: Callable[[Any], str]) -> None:
    value = st.session_state.get(field(part))
    write_part(part, said(value) if value else "")
