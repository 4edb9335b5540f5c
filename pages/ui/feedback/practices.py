"""Good practice that is shared with everybody, and the way back for who may share."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from db.queries.practices import Practice
from gamify.access import Visitor, may
from gamify.language import say, translate
from gamify.rights import Right
from pages.ui.fair_play.deciding import show_refusal
from pages.ui.feedback.deciding import field, refused_at, take_back
from pages.ui.feedback.reading import FeedbackSeason, practices


def show_practices(season: FeedbackSeason, reader: Visitor, language: str) -> None:
    """All that is shared, the newest first."""
    found = practices(frozenset())
    if not found:
        st.subheader(translate("No good practice shared yet", language))
        st.text(
            translate("Leads and the people concerned share it beside customers’ words.", language)
        )
        return
    for one in found:
        with st.container(border=True, gap="xsmall"):
            show_practice(one, season.teams, season.people, language)
            _show_way_back(one, reader, language)


def show_practice(
    one: Practice, teams: Mapping[int, str], people: Mapping[int, str], language: str
) -> None:
    """One of them, by public names; its words are text."""
    if one.words:
        st.text(one.words)
    if one.quote:
        st.text(translate(say("“{quote}”", quote=one.quote), language))
    day = translate(say("shared on {day}", day=one.shared_at.date()), language)
    named = (teams.get(one.team_id or 0, ""), people.get(one.owner_id or 0, ""), day)
    st.text(" · ".join(part for part in named if part))


def _show_way_back(one: Practice, reader: Visitor, language: str) -> None:
    """For who may share: the leads, and beside praise the person who is praised."""
    if not may(reader, Right.SHARE_PRACTICE, teams={one.team_id}, engineer_id=one.owner_id):
        return
    st.button(
        translate("Take the practice back", language),
        key=field(one.rating_id, "off"),
        disabled=not reader.name,
        on_click=take_back,
        args=(one.id, one.rating_id, language),
    )
    show_refusal(refused_at(one.rating_id))
