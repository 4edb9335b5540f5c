"""Findings about imports and sources: repeated rows, dates, owners, tickets, columns, scales."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.decisions import exclude_rating
from gamify.access import Visitor
from gamify.language import count, say, translate
from gamify.quality.concerns import column_sentence, percent
from gamify.quality.findings import Doubled, EmptyColumn, FromImport, Quality
from gamify.ratings import ExclusionReason
from gamify.sources.words import coarse_words
from pages.ui.data.mending_people import OPEN, after_deciding, show_line, some
from pages.ui.settings.previewing import Wish, show_wish

_WISH = "quality-wish"
#: The field of the section “Imports” that says which one is looked at.
_IMPORT = "data-undo"


def show_doubled(quality: Quality, language: str) -> None:
    """Imports that repeat another one: the later ratings are excluded, or the import goes."""
    for doubled in some(quality.doubled, language):
        earlier, later = doubled.earlier, doubled.later
        key = f"doubled-{earlier.import_id}-{later.import_id}"
        told = count(
            "{n} rating of import {later} ({file}) came with import {earlier} ({other}) already",
            "{n} ratings of import {later} ({file}) came with import {earlier} ({other}) already",
            n=doubled.n,
            later=str(later.import_id),
            file=_named(later),
            earlier=str(earlier.import_id),
            other=_named(earlier),
        )
        show_line(translate(told, language), translate("Exclude the later ones", language), key)
        if st.session_state.get(OPEN) == key:
            with st.container(border=True):
                _show_excluding(doubled, language)
        if doubled.is_whole:
            whole = say("The whole of import {n} is a repetition.", n=str(later.import_id))
            _show_way(later, translate(whole, language), language, key)


def show_future(quality: Quality, language: str) -> None:
    """The imports of ratings that nobody can have given yet."""
    _show_imports(quality.future, "future", language)


def show_ownerless(quality: Quality, language: str) -> None:
    """The imports of ratings without anybody who is credited."""
    _show_imports(quality.ownerless, "ownerless", language)


def show_ticketless(quality: Quality, language: str) -> None:
    """The imports without ticket ids."""
    _show_imports(quality.ticketless, "ticketless", language)


def show_columns(quality: Quality, language: str) -> None:
    """Each column with its empty share of the last imports, the oldest first."""
    for column in some(quality.columns, language):
        text = translate(column_sentence(column), language)
        st.text(f"{text}{_trend(column, language)}")


def show_coarse(quality: Quality, language: str) -> None:
    """Each source with how many of its ratings count."""
    for source in some(quality.coarse, language):
        n = count("{name}: {n} rating", "{name}: {n} ratings", n=source.ratings, name=source.name)
        st.text(f"{translate(n, language)} · {translate(coarse_words(source.points), language)}")


def _trend(column: EmptyColumn, language: str) -> str:
    if len(column.shares) == 1:
        return ""
    course = " → ".join(f"{percent(share)} %" for share in column.shares)
    said = say("; emptier than before: {course}", course=course)
    return translate(said, language) if column.has_grown else f"; {course}"


def _show_imports(found: Sequence[FromImport], name: str, language: str) -> None:
    for one in some(found, language):
        told = count(
            "{n} rating of import {number} ({file})",
            "{n} ratings of import {number} ({file})",
            n=one.ratings,
            number=str(one.import_id),
            file=_named(one),
        )
        _show_way(one, translate(told, language), language, f"{name}-{one.import_id}")


def _named(one: FromImport) -> str:
    return f"{one.file_name}, {one.source}"


def _show_way(one: FromImport, text: str, language: str, key: str) -> None:
    """A line with the way to the import, where it is taken back as a whole."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"quality-{key}-way"):
        st.text(text, width="content")
        st.button(
            translate("Look at the import", language),
            key=f"{key}-import",
            icon=":material/history:",
            type="tertiary",
            on_click=_go_to_import,
            args=(one.import_id,),
        )


def _go_to_import(number: int) -> None:
    st.query_params["section"] = "imports"
    st.session_state[_IMPORT] = number


def _show_excluding(doubled: Doubled, language: str) -> None:
    ids = doubled.some
    if len(ids) < doubled.n:
        text = count("{n} is excluded at a time.", "{n} are excluded at a time.", n=len(ids))
        st.caption(translate(text, language))

    def exclude(session: Session, actor: Visitor, now: datetime) -> None:
        for rating_id in ids:
            exclude_rating(
                session, rating_id=rating_id, reason=ExclusionReason.DUPLICATE, actor=actor, now=now
            )

    done = count("{n} rating is excluded as a duplicate; each can be restored.",
                 "{n} ratings are excluded as duplicates; each can be restored.",
                 n=len(ids))  # fmt: skip
    show_wish(Wish(("exclude", ids), exclude, done, then=after_deciding), language, key=_WISH)
