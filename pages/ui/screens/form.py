"""The form of a screen: what it shows, how it looks, when it sleeps."""

from __future__ import annotations

import streamlit as st

from gamify.errors import N_
from gamify.language import LANGUAGES, say, short_weekday, translate
from gamify.wall.screen import DENSITIES, LONGEST_NAME, LONGEST_TITLE, Sound, Theme
from pages.ui import reads
from pages.ui.challenges.digest_form import LANGUAGE_NAMES
from pages.ui.chips import readable_chips
from pages.ui.screens.draft import NEW, key_of
from pages.ui.screens.reading import ScreenDesk
from pages.ui.screens.scenes import show_scenes

THEMES = {Theme.DARK: N_("Dark"), Theme.LIGHT: N_("Light")}
SOUNDS = {
    Sound.NONE: N_("Silence"),
    Sound.CHIME: N_("Chime"),
    Sound.BELL: N_("Bell"),
    Sound.DRUM: N_("Drum roll"),
}


def show_form(form: str, desk: ScreenDesk, language: str) -> None:
    """All fields, in the order in which one thinks of them."""
    _show_names(form, language)
    shows = translate("What it shows", language)
    st.markdown(f"**{shows}**")
    show_scenes(form, language)
    readable_chips()
    st.multiselect(
        translate("Teams", language),
        list(desk.teams),
        format_func=lambda team: desk.teams.get(team, ""),
        key=key_of(form, "teams"),
        placeholder=translate("all teams", language),
    )
    _show_look(form, language)
    _show_sleep(form, language)


def _show_names(form: str, language: str) -> None:
    if form == NEW:
        st.text_input(
            translate("Name in the address", language),
            max_chars=LONGEST_NAME,
            key=key_of(form, "name"),
            placeholder="lobby",
            help=translate("Small letters, digits and hyphens", language),
        )
    st.text_input(translate("Title", language), max_chars=LONGEST_TITLE, key=key_of(form, "title"))


def _show_look(form: str, language: str) -> None:
    looks = translate("How it looks", language)
    st.markdown(f"**{looks}**")
    words, theme, density, sound = st.columns(4)
    with words:
        st.selectbox(
            translate("Language", language),
            LANGUAGES,
            format_func=lambda code: LANGUAGE_NAMES[code],
            key=key_of(form, "language"),
        )
    with theme:
        st.selectbox(
            translate("Theme", language),
            list(THEMES),
            format_func=lambda one: translate(THEMES[one], language),
            key=key_of(form, "theme"),
        )
    with density:
        st.selectbox(translate("Teams that fit", language), DENSITIES, key=key_of(form, "density"))
    with sound:
        st.selectbox(
            translate("Sound", language),
            list(SOUNDS),
            format_func=lambda one: translate(SOUNDS[one], language),
            key=key_of(form, "sound"),
        )
    st.toggle(translate("Rows glide and numbers count up", language), key=key_of(form, "motion"))
    st.toggle(
        translate("The picture wanders a little", language),
        key=key_of(form, "shift"),
        help=translate("By some pixels every few minutes, so that nothing burns in.", language),
    )


def _show_sleep(form: str, language: str) -> None:
    sleeps = st.toggle(
        translate("It sleeps outside office hours", language), key=key_of(form, "sleeps")
    )
    if not sleeps:
        return
    st.pills(
        translate("Awake on", language),
        list(range(7)),
        selection_mode="multi",
        format_func=lambda day: short_weekday(day, language),
        key=key_of(form, "weekdays"),
    )
    begin, until = st.columns(2)
    zone = say("By the organisation’s clock ({zone}).", zone=reads.settings().time_zone)
    with begin:
        st.time_input(
            translate("From", language), key=key_of(form, "from"), help=translate(zone, language)
        )
    with until:
        st.time_input(translate("Until", language), key=key_of(form, "until"))
