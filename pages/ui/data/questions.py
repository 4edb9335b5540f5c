"""What only a person can say of a file: one question at a time, answered by a button."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from db.instant import from_micros
from gamify.errors import N_
from gamify.ingest.fields import FIELD_WORDS, Field
from gamify.ingest.instants import Clock, parse_instant
from gamify.ingest.looking import Ask, ColumnLook, Look, Question
from gamify.ingest.options import DateOrder, ScaleName
from gamify.language import say, translate
from pages.ui.data.draft import tell, tell_field
from pages.ui.data.scale_table import show_scale_table
from pages.ui.data.words import (
    SCALES,
    column_title,
    encoding_title,
    field_title,
    literally,
)

#: Choices that are buttons; more of them are a list.
_BUTTONS = 6

_TITLES = {
    Ask.ENCODING: N_("In which encoding is the file?"),
    Ask.SHEET: N_("Which sheet holds the ratings?"),
    Ask.DATES: N_("Which comes first in its dates, the day or the month?"),
    Ask.SCALE: N_("How do customers rate there?"),
}


def show_question(question: Question, look: Look, language: str) -> None:
    """The question and its answers."""
    with st.container(border=True, key="data-question"):
        st.caption(translate("One question", language))
        match question.ask:
            case Ask.COLUMN:
                _ask_column(question, look, language)
            case Ask.DATES:
                _title(translate(_TITLES[Ask.DATES], language))
                _ask_dates(question, language)
            case Ask.SCALE:
                _title(translate(_TITLES[Ask.SCALE], language))
                _ask_scale(question, look, language)
            case Ask.ENCODING:
                _title(translate(_TITLES[Ask.ENCODING], language))
                names = {one: encoding_title(one, language) for one in question.choices}
                _answers(names, "encoding", language)
            case Ask.SHEET:
                _title(translate(_TITLES[Ask.SHEET], language))
                _answers({one: one for one in question.choices}, "sheet", language)


def _title(text: str) -> None:
    st.markdown(f"##### {literally(text)}")


def _answers(names: dict[str, str], option: str, language: str) -> None:
    """Buttons, or a list where there are many; the answer is an option of the reading."""
    if len(names) <= _BUTTONS:
        with st.container(horizontal=True):
            for at, (value, name) in enumerate(names.items()):
                st.button(
                    literally(name),
                    key=f"data-answer-{option}-{at}",
                    on_click=tell,
                    kwargs={option: value},
                )
        return
    st.selectbox(
        translate("Answer", language),
        list(names),
        index=None,
        format_func=lambda one: names.get(one, ""),
        placeholder=translate("Choose one", language),
        key=f"data-answer-{option}",
        on_change=_take,
        args=(option,),
        label_visibility="collapsed",
        width=360,
    )


def _take(option: str) -> None:
    chosen: Any = st.session_state.get(f"data-answer-{option}")
    if chosen is not None:
        tell(**{option: chosen})


def _ask_column(question: Question, look: Look, language: str) -> None:
    field = question.field or Field.SCORE
    word = translate(FIELD_WORDS[field], language)
    _title(translate(say("Which column is the {field}?", field=word), language))
    fitting = [one for one in look.columns if one.place in question.places]
    if not fitting:
        st.caption(_missing(field, language))
        fitting = [one for one in look.columns if one.field is None and one.header]
    if not fitting:
        st.text(
            translate(
                "Every column is something else already. Add it in the ticket system’s export and "
                "drop the file again, or choose it from the lists below.",
                language,
            )
        )
    for column in fitting:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                literally(column_title(column.place, column.header, language)),
                key=f"data-answer-column-{column.place}",
                on_click=_take_column,
                args=(column, field, look),
            )
            st.text(", ".join(column.samples) or "–", width="content")


def _missing(field: Field, language: str) -> str:
    if field is Field.OWNER:
        return translate("No header names an engineer or a team. One of both is needed.", language)
    if field is Field.RATED_AT:
        return translate("No header names a time: of rating, closing or opening.", language)
    title = field_title(field, language)
    return translate(say("No header is known to mean this: {field}.", field=title), language)


def _take_column(column: ColumnLook, field: Field, look: Look) -> None:
    tell_field(column, field, look)
    # What else there is to find is found on.
    tell(only_told=False)


def _ask_dates(question: Question, language: str) -> None:
    with st.container(horizontal=True):
        for order in DateOrder:
            st.button(
                _read_so(question.example, order, language),
                key=f"data-answer-dates-{order}",
                on_click=tell,
                kwargs={"dates": order},
            )


def _read_so(example: str, order: DateOrder, language: str) -> str:
    """The example as a date in words: "03/04/2026 is 3 Apr 2026"."""
    micros = parse_instant(example, Clock(order, ZoneInfo("UTC")))
    if micros is None:
        return literally(example)
    at: datetime = from_micros(micros).astimezone(UTC)
    read = say("{example} is {date}", example=literally(example), date=at.date())
    return translate(read, language)


def _ask_scale(question: Question, look: Look, language: str) -> None:
    value = say("“{value}” isn’t a number of stars from 1 to 5.", value=question.example)
    st.text(translate(value, language))
    fitting = {one: SCALES[ScaleName(one)] for one in question.choices}
    with st.container(horizontal=True):
        for name, title in fitting.items():
            st.button(
                literally(translate(title, language)),
                key=f"data-answer-scale-{name}",
                on_click=tell,
                kwargs={"scale": ScaleName(name)},
            )
    show_scale_table(look.scores, language, is_open=not fitting)
