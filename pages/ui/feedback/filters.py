"""What somebody asks customers' words for: text, team, kind of work, stars, cause, state."""

from __future__ import annotations

import streamlit as st

from db.queries.feedback_filter import FeedbackFilter
from gamify.feedback.lesson import CAUSE_TITLES, STATE_TITLES, Cause, LessonState
from gamify.language import translate
from pages.ui.feedback.reading import FeedbackSeason
from pages.ui.star_names import star_name

#: A longer question isn't looked at.
LONGEST_QUESTION = 200
LOW = (4, 3, 2, 1)


def ask_words(season: FeedbackSeason, language: str, *, is_praise: bool) -> FeedbackFilter:
    """The fields to filter by, and what they ask for."""
    question = st.text_input(
        translate("Search in customers’ words", language),
        max_chars=LONGEST_QUESTION,
        key="feedback-question",
        placeholder=translate("Words in any form and any language", language),
        icon=":material/search:",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        teams = sorted(season.teams, key=lambda id_: season.teams[id_].casefold())
        team = st.selectbox(
            translate("Team", language),
            teams,
            index=None,
            format_func=lambda id_: season.teams[id_],
            placeholder=translate("All teams", language),
            key="feedback-team",
            width=220,
        )
        category = st.selectbox(
            translate("Kind of work", language),
            season.categories,
            index=None,
            placeholder=translate("All kinds", language),
            key="feedback-kind",
            width=220,
        )
        if is_praise:
            return _asked(season, question, team, category)
        return _ask_low(_asked(season, question, team, category), language)


def _asked(
    season: FeedbackSeason, question: str, team: int | None, category: str | None
) -> FeedbackFilter:
    first, last = season.season.first, season.season.last
    return FeedbackFilter(first, last, team_id=team, category=category, question=question)


def _ask_low(asked: FeedbackFilter, language: str) -> FeedbackFilter:
    cause = st.selectbox(
        translate("Cause", language),
        list(Cause),
        index=None,
        format_func=lambda one: translate(CAUSE_TITLES[one], language),
        placeholder=translate("All causes", language),
        key="feedback-cause",
        width=220,
    )
    state = st.selectbox(
        translate("State", language),
        list(LessonState),
        index=None,
        format_func=lambda one: translate(STATE_TITLES[one], language),
        placeholder=translate("All states", language),
        key="feedback-state",
        width=160,
    )
    stars = st.pills(
        translate("Stars", language),
        LOW,
        selection_mode="multi",
        format_func=lambda n: f"{n} {star_name(n, language)}",
        key="feedback-stars",
    )
    return FeedbackFilter(
        asked.first,
        asked.last,
        is_praise=False,
        stars=tuple(sorted(stars or ())),
        team_id=asked.team_id,
        category=asked.category,
        question=asked.question,
        cause=cause,
        state=state,
    )
