"""How a file was understood: its table, its columns with examples, all of it changeable."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from gamify.errors import N_
from gamify.ingest.fields import FIELD_WORDS, Field
from gamify.ingest.looking import ENCODINGS, ColumnLook, Look
from gamify.ingest.options import DateOrder, ScaleName
from gamify.ingest.table import Layout
from gamify.language import count, say, translate
from pages.ui.data.draft import known_mapping, source, tell, tell_field, told
from pages.ui.data.scale_table import show_scale_table
from pages.ui.data.sources_known import known_sources
from pages.ui.data.words import (
    ORDERS,
    SCALES,
    SEPARATORS,
    column_title,
    encoding_title,
    field_title,
    literally,
)

_SOURCE = "data-source"
_ITSELF = ""
#: Characters of a line of examples.
_LINE = 52


def show_understood(look: Look, language: str) -> None:
    """The table in a line, the columns, and what can be said otherwise."""
    assert look.layout is not None  # noqa: S101 — the caller has seen a table
    st.subheader(translate("How it was understood", language))
    known = known_mapping()
    if known is not None:
        text = say("A file with this header is known: it is read as the last one of “{source}”.",
                   source=known.source)  # fmt: skip
        st.text(translate(text, language))
    st.text(" · ".join(_facts(look, look.layout, language)))
    with st.expander(translate("Read it otherwise", language), icon=":material/tune:"):
        _show_settings(look, look.layout, language)
    _show_columns(look, language)


def choose_source(language: str) -> str:
    """Whose file it is; ticket ids are unique within a source."""
    names = known_sources()
    st.selectbox(
        translate("Where it comes from", language),
        list(dict.fromkeys([source(), *names])),
        key=_SOURCE,
        accept_new_options=True,
        help=translate(
            "Files of one ticket system belong to one source: a ticket that comes again there is "
            "the same ticket. Type a new name for another system.",
            language,
        ),
        width=360,
    )
    return source()


def _facts(look: Look, layout: Layout, language: str) -> list[str]:
    facts = [layout.format]
    if layout.encoding:
        facts.append(encoding_title(layout.encoding, language))
    if layout.separator:
        mark = translate(SEPARATORS.get(layout.separator, layout.separator), language)
        facts.append(translate(say("separator: {mark}", mark=mark), language))
    if layout.sheet is not None:
        facts.append(translate(say("sheet “{sheet}”", sheet=layout.sheet), language))
    if layout.header_line is not None:
        facts.append(translate(say("header in line {line}", line=layout.header_line), language))
    if look.file is not None:
        read = look.file.understanding
        facts.append(translate(SCALES[read.scale], language))
        if read.dates:
            facts.append(translate(ORDERS[read.dates], language))
        if read.rated_from is not Field.RATED_AT:
            word = translate(FIELD_WORDS[read.rated_from], language)
            facts.append(translate(say("rated at the {field}", field=word), language))
    zone = told().zone.key
    return [*facts, translate(say("times of {zone}", zone=zone), language)]


def _show_settings(look: Look, layout: Layout, language: str) -> None:
    options = told()
    with st.container(horizontal=True):
        if layout.encoding:
            names = {_ITSELF: _found(encoding_title(layout.encoding, language), language)} | {
                one: encoding_title(one, language) for one in ("utf-8", *ENCODINGS)
            }
            _choice(N_("Encoding"), "encoding", names, options.encoding, language)
        if layout.separator:
            marks = {mark: translate(name, language) for mark, name in SEPARATORS.items()}
            names = {_ITSELF: _found(marks.get(layout.separator, "?"), language)} | marks
            _choice(N_("Separator"), "separator", names, options.separator, language)
        if len(layout.sheets) > 1:
            names = {one: one for one in layout.sheets}
            _choice(N_("Sheet"), "sheet", names, options.sheet or layout.sheet, language)
        if layout.header_line is not None:
            _show_header_line(layout.header_line, language)
        orders = {_ITSELF: translate("found in the file", language)} | {
            str(one): translate(ORDERS[one], language) for one in DateOrder
        }
        _choice(N_("Dates"), "dates", orders, options.dates, language)
        scales = {str(one): translate(SCALES[one], language) for one in ScaleName}
        if options.scale is not ScaleName.CUSTOM:
            del scales[ScaleName.CUSTOM]
        _choice(N_("Scale"), "scale", scales, options.scale, language)
    if look.question is None:
        show_scale_table(look.scores, language)


def _found(name: str, language: str) -> str:
    return translate(say("found: {what}", what=name), language)


def _choice(
    title: str, option: str, names: dict[str, str], chosen: str | None, language: str
) -> None:
    key = f"data-option-{option}"
    st.session_state[key] = str(chosen or next(iter(names)))
    st.selectbox(
        translate(title, language),
        list(names),
        format_func=lambda one: names.get(one, one),
        key=key,
        on_change=_take,
        args=(option,),
        width=230,
    )


def _take(option: str) -> None:
    chosen: Any = st.session_state[f"data-option-{option}"] or None
    if chosen and option == "dates":
        chosen = DateOrder(chosen)
    if option == "scale":
        chosen = ScaleName(chosen)
    tell(**{option: chosen})


def _show_header_line(line: int, language: str) -> None:
    key = "data-option-header"
    st.session_state[key] = line
    st.number_input(
        translate("Line of the header", language),
        min_value=1,
        max_value=60,
        key=key,
        on_change=_take,
        args=("header",),
        width=150,
    )


def _show_columns(look: Look, language: str) -> None:
    used = [one for one in look.columns if one.field is not None]
    others = [one for one in look.columns if one.field is None]
    for column in used:
        _show_column(column, look, language)
    if others:
        title = count("{n} column isn’t used", "{n} columns aren’t used", n=len(others))
        with st.expander(translate(title, language), expanded=not used):
            for column in others:
                _show_column(column, look, language)


def _show_column(column: ColumnLook, look: Look, language: str) -> None:
    key = f"data-column-{column.place}"
    st.session_state[key] = column.field
    name, samples, field = st.columns((3, 4, 3), vertical_alignment="center", gap="small")
    with name, st.container(key=f"{key}-name"):
        st.text(column_title(column.place, column.header, language))
    with samples:
        st.text(_few(column.samples))
    with field:
        st.selectbox(
            literally(column_title(column.place, column.header, language)),
            [None, *Field],
            format_func=lambda one: field_title(one, language),
            key=key,
            on_change=_take_field,
            args=(column, look, key),
            label_visibility="collapsed",
        )


def _few(samples: Sequence[str]) -> str:
    """As many examples as stand in a line, at least one."""
    shown = ""
    for sample in samples:
        longer = f"{shown} · {sample}" if shown else sample
        if shown and len(longer) > _LINE:
            break
        shown = longer
    return shown or "–"


def _take_field(column: ColumnLook, look: Look, key: str) -> None:
    tell_field(column, st.session_state[key], look)
