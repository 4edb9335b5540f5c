"""What causes cost over time, in stars below five, for those who lead."""

from __future__ import annotations

import streamlit as st

from gamify.access import Visitor
from gamify.feedback.costs import Cost, total_of
from gamify.feedback.lesson import Cause
from gamify.language import count, say, translate
from gamify.seasons import SeasonKind
from pages.ui.feedback.cause_chart import cause_bars, cause_name
from pages.ui.feedback.reading import FeedbackSeason, costs
from pages.ui.season_picker import KIND_NAMES, season_title

_KINDS = (SeasonKind.MONTH, SeasonKind.QUARTER)


def show_causes(season: FeedbackSeason, reader: Visitor, language: str) -> None:
    """The sentence for management, the chart, and its figures as a table."""
    kind = st.segmented_control(
        translate("Sums of each", language),
        _KINDS,
        default=SeasonKind.MONTH,
        format_func=lambda one: translate(KIND_NAMES[one], language),
        key="feedback-costs",
    )
    found = costs(season.season, reader, kind=kind or SeasonKind.MONTH)
    if not found:
        st.subheader(translate("No rating below five stars in this time", language))
        return
    st.text(_sentence(found, language))
    chart = cause_bars(found, theme=st.context.theme.type or "light", language=language)
    st.vega_lite_chart(chart, width="stretch")
    st.dataframe(_rows(found, language), hide_index=True, width="stretch")
    st.caption(
        translate(
            "A rating of three stars costs two. Excluded ratings are counted here as well, unless "
            "they were counted twice or weren’t honest. Causes are noted below “To learn from”.",
            language,
        )
    )


def _sentence(found: list[Cost], language: str) -> str:
    stars = total_of(found, *Cause, None)
    lost = total_of(found, Cause.PRODUCT, Cause.POLICY)
    said = say(
        "The product and policies cost {lost}, of {stars} in all this time.",
        lost=count("{n} star", "{n} stars", n=lost),
        stars=stars,
    )
    return translate(said, language)


def _rows(found: list[Cost], language: str) -> list[dict[str, str | int]]:
    return [
        {
            translate("Time", language): season_title(one.season, language),
            translate("Cause", language): cause_name(one.cause, language),
            translate("Ratings", language): one.ratings,
            translate("Stars below five", language): one.stars,
        }
        for one in reversed(found)
    ]
