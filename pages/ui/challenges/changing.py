"""Changing a challenge that runs or a draft: another target, start it, or call it off."""

from __future__ import annotations

import streamlit as st

from gamify.challenges.challenge import Challenge
from gamify.language import say, translate
from gamify.seasons import Season
from pages.ui import reads
from pages.ui.challenges.deciding import call_off, change_challenge, draw_all_anew, start_draft
from pages.ui.challenges.drafting import Desk, drafting
from pages.ui.challenges.fields import fill, is_filled, key_of, show_fields
from pages.ui.challenges.setting import show_meaning, show_title
from pages.ui.challenges.whose import choose_season
from pages.ui.season_picker import season_title


@st.fragment
def show_changing(desk: Desk, language: str) -> None:
    """Choose a challenge, and change it."""
    draw_all_anew()
    drafts = {one.id for one in desk.drafts}
    by_id = {one.id: one for one in (*desk.running, *desk.drafts)}
    chosen = st.selectbox(
        translate("Which challenge", language),
        list(by_id),
        format_func=lambda id_: _name(by_id[id_], is_draft=id_ in drafts, language=language),
        key="challenge-change",
    )
    if chosen is None:
        return
    challenge, form = by_id[chosen], f"change-{chosen}"
    if not is_filled(form):
        fill(form, challenge.criteria)
        st.session_state[key_of(form, "title")] = challenge.title
    calendar = reads.settings().calendar
    season = choose_season(form, desk.today, calendar, language, now=challenge.season)
    draft = None if season is None else drafting(challenge.owner, season)
    show_fields(form, drafting(challenge.owner, challenge.season).past, language)
    show_meaning(form, draft, language)
    show_title(form, language)
    _show_buttons(challenge, form, season, is_draft=chosen in drafts, language=language)


def _show_buttons(
    challenge: Challenge, form: str, season: Season | None, *, is_draft: bool, language: str
) -> None:
    with st.container(horizontal=True):
        st.button(
            translate("Keep the change", language),
            key=f"keep-{challenge.id}",
            on_click=change_challenge,
            args=(challenge.id, form, season, language),
        )
        if is_draft:
            st.button(
                translate("Start the draft", language),
                key=f"run-{challenge.id}",
                on_click=start_draft,
                args=(challenge.id, language),
            )
        with st.popover(translate("Call off …", language)):
            st.text_input(translate("Reason", language), max_chars=500, key=key_of(form, "reason"))
            st.button(
                translate("Call the challenge off", language),
                key=f"cancel-{challenge.id}",
                on_click=call_off,
                args=(challenge.id, form, language),
            )


def _name(challenge: Challenge, *, is_draft: bool, language: str) -> str:
    name = say(
        "{challenge} · {season}",
        challenge=challenge.name,
        season=season_title(challenge.season, language),
    )
    return translate(say("Draft: {challenge}", challenge=name) if is_draft else name, language)
