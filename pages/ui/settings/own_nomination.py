"""A nomination of one's own: what is counted, which of it, for whom, and how much it takes."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from typing import Any

import streamlit as st
from sqlmodel import Session

from db.commands.nominations import add_own_nomination
from gamify.access import Visitor
from gamify.errors import N_
from gamify.language import say, short_weekday, translate
from gamify.nominations.nomination import UnitKind
from gamify.nominations.own import ASKED, LONGEST_TITLE, MOST_NEEDED, SHARED, Field, Measure, Thing
from pages.ui.settings.weighing import Weighed, show_weighed

_FORM = "own-nomination"
_MEASURES = {Measure.COUNT: N_("how many there are"), Measure.SHARE: N_("what share of them fits")}
_THINGS = {
    Thing.RATINGS: N_("ratings"),
    Thing.FIVES: N_("fives"),
    Thing.CREDITS: N_("ratings by shares"),
    Thing.GOALS: N_("goals by shares"),
    Thing.TICKETS: N_("tickets"),
}
_UNITS = {UnitKind.ENGINEER: N_("engineers"), UnitKind.TEAM: N_("teams")}
_TEXTS = {
    Field.LINE: N_("Support line"),
    Field.CATEGORY: N_("Category"),
    Field.PRIORITY: N_("Priority"),
    Field.CHANNEL: N_("Channel"),
    Field.TEAM: N_("Team"),
}
_ANY, _WITH, _WITHOUT = "any", "with", "without"
_COMMENT = {
    _ANY: N_("with or without a comment"),
    _WITH: N_("with a comment"),
    _WITHOUT: N_("without a comment"),
}


def show_own_form(language: str) -> None:
    """The form of a new one; a title that a key can't be made of gets a number."""
    with st.container(border=True):
        title = st.text_input(
            translate("Title", language), max_chars=LONGEST_TITLE, key=f"{_FORM}-title"
        ).strip()
        unit, of, measure, least = _show_what(language)
        st.caption(translate("Which of them; what is left empty doesn’t matter.", language))
        where = _show_where(of, language)
        if not title:
            st.caption(translate("With a title you see who would win.", language))
            return
        entry = {
            "key": key_of(title),
            "title": title,
            "measure": measure.value,
            "of": of.value,
            "where": where,
            "least": least,
            "unit": unit.value,
        }
        change = Weighed(repr(entry), partial(_add, entry), say("The nomination is declared."))
        show_weighed(change, language, key=_FORM)


def key_of(title: str) -> str:
    """A key of small Latin letters from a title: "Calm nights" is "calm_nights"."""
    plain = re.sub(r"[^a-z0-9]+", "_", title.casefold()).strip("_")[:30]
    if plain[:1].isalpha() and len(plain) > 2:
        return plain
    return f"own_{sum(title.encode()):x}"


def _show_what(language: str) -> tuple[UnitKind, Thing, Measure, int]:
    columns = st.columns(4)
    with columns[0]:
        unit: UnitKind = st.selectbox(
            translate("For", language),
            list(_UNITS),
            format_func=lambda one: translate(_UNITS[one], language),
            key=f"{_FORM}-unit",
        )
    things = [one for one in _THINGS if unit is UnitKind.ENGINEER or one not in SHARED]
    with columns[1]:
        of: Thing = st.selectbox(
            translate("Of", language),
            things,
            format_func=lambda one: translate(_THINGS[one], language),
            key=f"{_FORM}-of",
        )
    with columns[2]:
        measure: Measure = st.selectbox(
            translate("Counted", language),
            list(_MEASURES),
            format_func=lambda one: translate(_MEASURES[one], language),
            key=f"{_FORM}-measure",
        )
    with columns[3]:
        least = st.number_input(
            translate("At least", language),
            min_value=1,
            max_value=MOST_NEEDED,
            value=5,
            step=1,
            key=f"{_FORM}-least",
        )
    return unit, of, measure, least


def _show_where(of: Thing, language: str) -> dict[str, list[Any]]:
    """Conditions that the thing may be asked for."""
    where: dict[str, list[Any]] = {}
    asked = ASKED[of]
    if Field.STARS in asked:
        where["stars"] = st.pills(
            translate("Stars", language),
            [1, 2, 3, 4, 5],
            selection_mode="multi",
            key=f"{_FORM}-stars",
        )
    if Field.WEEKDAY in asked:
        where["weekday"] = st.pills(
            translate("Weekdays", language),
            list(range(1, 8)),
            selection_mode="multi",
            wrap=True,
            format_func=lambda day: short_weekday(day - 1, language),
            key=f"{_FORM}-weekday",
        )
    if Field.COMMENT in asked:
        comment = st.selectbox(
            translate("Comment", language),
            list(_COMMENT),
            format_func=lambda one: translate(_COMMENT[one], language),
            key=f"{_FORM}-comment",
            width=360,
        )
        where["comment"] = [] if comment == _ANY else [comment == _WITH]
    for at, column in enumerate(st.columns(len(_TEXTS))):
        name = list(_TEXTS)[at]
        with column:
            text = st.text_input(
                translate(_TEXTS[name], language),
                max_chars=400,
                key=f"{_FORM}-{name.value}",
                placeholder=translate("commas between several", language),
            )
        where[name.value] = [one.strip() for one in text.split(",") if one.strip()]
    return {name: wanted for name, wanted in where.items() if wanted}


def _add(entry: dict[str, Any], session: Session, actor: Visitor, now: datetime) -> None:
    add_own_nomination(session, entry, actor=actor, now=now)
