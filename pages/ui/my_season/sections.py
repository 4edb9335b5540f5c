"""The sections below a person's story, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from gamify.errors import N_
from gamify.language import translate
from gamify.seasons import SeasonKind
from pages.ui.fair_play.deciding import ask_name
from pages.ui.my_season.beside import beside, goal_bars, goals_by_season
from pages.ui.my_season.naming import show_name
from pages.ui.my_season.ratings import show_ratings
from pages.ui.my_season.reach import reach
from pages.ui.my_season.reading import MySeason, explanation, quarters
from pages.ui.my_season.whose import Choice
from pages.ui.my_season.work import work
from pages.ui.section_picker import pick_section
from pages.ui.story.blocks import Note
from pages.ui.story.component import show_story
from pages.ui.visit import visitor

Show = Callable[[MySeason, Choice, str], None]


def show_sections(page: MySeason, person: Choice, language: str) -> None:
    """The section that the address asks for."""
    titles = {name: title for name, (title, _) in SECTIONS.items()}
    name = pick_section(titles, language, key="my-season-section")
    SECTIONS[name][1](page, person, language)


def _ratings(page: MySeason, _: Choice, language: str) -> None:
    ask_name(language)
    show_ratings(page, visitor(), language)


def _nominations(page: MySeason, _: Choice, language: str) -> None:
    if _is_quarter(page, language) and page.season is not None and page.person is not None:
        found = explanation(page.season, page.person, language=language)
        show_story(reach(found.standings, language), key="my-season-reach")


def _handicap(page: MySeason, _: Choice, language: str) -> None:
    if _is_quarter(page, language) and page.season is not None and page.person is not None:
        found = explanation(page.season, page.person, language=language)
        show_story(work(found, language), key="my-season-work")


def _seasons(page: MySeason, person: Choice, language: str) -> None:
    if page.person is None:
        return
    seen = [one for one in quarters(page.person) if person.may_see(one.season)]
    if not seen:
        st.text(translate("The first season with a rating will stand here.", language))
        return
    if bars := goal_bars(seen, language):
        theme = st.context.theme.type or "light"
        st.altair_chart(goals_by_season(bars, theme=theme, language=language), theme=None)
    show_story([beside(seen, language)], key="my-season-beside")


def _name(page: MySeason, _: Choice, language: str) -> None:
    ask_name(language)
    show_name(page, language)


def _is_quarter(page: MySeason, language: str) -> bool:
    """Whether the season is a quarter; else say so."""
    if page.season is not None and page.season.kind is SeasonKind.QUARTER:
        return True
    text = translate("Nominations and handicaps go by the quarter: choose one above.", language)
    show_story([Note("", (text,))], key="my-season-quarter")
    return False


SECTIONS: Mapping[str, tuple[str, Show]] = {
    "ratings": (N_("Ratings"), _ratings),
    "nominations": (N_("Nominations"), _nominations),
    "handicap": (N_("Handicap"), _handicap),
    "seasons": (N_("Seasons"), _seasons),
    "name": (N_("My name"), _name),
}
