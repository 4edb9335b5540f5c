"""What was taken in, the latest first, and the way to take it back."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.undo import TakenBack, undo_import
from db.engine import reading
from db.queries.imports import ImportRecord, import_batches
from gamify.access import Visitor
from gamify.errors import N_
from gamify.language import say, shown, translate
from pages.ui import reads
from pages.ui.downloads.pages import show_section_downloads
from pages.ui.settings.listing import show_list
from pages.ui.settings.previewing import Wish, show_wish

#: Imports that are listed; `python -m gamify import --list` lists all.
_MOST = 200

_TITLES = (
    N_("Import"),
    N_("Stored"),
    N_("File"),
    N_("Source"),
    N_("By"),
    N_("Rows"),
    N_("New ratings"),
    N_("Changed"),
    N_("Unchanged"),
    N_("Rejected"),
    N_("Undone"),
)


def show_imports(language: str) -> None:
    """Every import with its counts; one that counts can be taken back."""
    with reading(reads.engine()) as session:
        batches = import_batches(session)
    if not batches:
        st.subheader(translate("Nothing has been imported yet", language))
        st.write(translate("Every import is listed here and can be taken back.", language))
        return
    _show_history(batches[:_MOST], language)
    show_section_downloads("data/imports", language)
    _show_undo([one for one in batches if one.undone_at is None], language)


def _show_history(batches: list[ImportRecord], language: str) -> None:
    rows = [_row(batch, language) for batch in batches]
    titles = [translate(title, language) for title in _TITLES]
    show_list({title: [row[at] for row in rows] for at, title in enumerate(titles)}, key="imports")


def _row(batch: ImportRecord, language: str) -> tuple[object, ...]:
    return (
        batch.id,
        _when(batch.stored_at, language),
        batch.file_name,
        batch.source,
        batch.actor,
        batch.rows,
        batch.ratings_added,
        batch.ratings_changed,
        batch.unchanged,
        batch.rejected,
        _when(batch.undone_at, language) if batch.undone_at else "",
    )


def _show_undo(batches: list[ImportRecord], language: str) -> None:
    """Which import to take back; what would go is said before."""
    if not batches:
        return
    st.subheader(translate("Take an import back", language))
    st.caption(
        translate(
            "What it brought goes, what it changed becomes as it was; what people decided since "
            "about other ratings stays.",
            language,
        )
    )
    names = {one.id: _named(one, language) for one in batches}
    chosen = st.selectbox(
        translate("Import", language),
        list(names),
        format_func=lambda id_: names.get(id_, ""),
        index=None,
        placeholder=translate("Choose an import", language),
        key="data-undo",
        width=560,
    )
    show_wish(None if chosen is None else _wish(chosen), language, key="data-undo")


def _wish(batch: int) -> Wish:
    def undo(session: Session, actor: Visitor, now: datetime) -> TakenBack:
        return undo_import(session, batch=batch, actor=actor, now=now)

    return Wish(("undo", batch), undo, say("Import {batch} was undone.", batch=str(batch)))


def _named(batch: ImportRecord, language: str) -> str:
    # A selectbox shows its options as text.
    return f"{batch.id} · {_when(batch.stored_at, language)} · {batch.file_name}"


def _when(instant: datetime, language: str) -> str:
    return shown(instant.astimezone(reads.settings().calendar.zone), language)
