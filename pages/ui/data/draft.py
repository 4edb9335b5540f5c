"""The file on the page and what was said of it, kept for the visit until it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from db.engine import reading
from db.queries.file_mappings import KeptMapping, kept_mapping
from gamify.ingest.fields import DATED, Field
from gamify.ingest.looking import ColumnLook, Look, look_at
from gamify.ingest.options import ReadOptions
from gamify.ingest.understanding import Understanding, options_from_mapping
from pages.ui import reads
from pages.ui.data.job import Job
from pages.ui.data.parking import Parked, parking
from pages.ui.visit import visitor

_TOKEN, _TOLD, _LOOK, _KNOWN, _SOURCE = (
    "data-token",
    "data-told",
    "data-look",
    "data-known",
    "data-source",
)
#: Checking and saving, each with what it is about.
CHECK, SAVE = "data-check", "data-save"
#: What the last import did, until another file is dropped.
DONE = "data-done"
#: Where ratings come from unless somebody says otherwise, here and on the command line.
USUAL_SOURCE = "files"


def begin(token: str) -> None:
    """Look at a file that has just arrived; the one before goes."""
    forget()
    st.session_state[_TOKEN] = token


def forget() -> None:
    """Let the file go, and all that was said of it."""
    for name in (CHECK, SAVE):
        job = st.session_state.pop(name, (None, None))[1]
        if isinstance(job, Job):
            job.stop()
    token = st.session_state.pop(_TOKEN, None)
    if token is not None:
        parking.leave(token)
    for name in (_TOLD, _LOOK, _KNOWN, _SOURCE, DONE):
        st.session_state.pop(name, None)


def has_file() -> bool:
    """Whether a file was dropped and isn't stored yet."""
    return _TOKEN in st.session_state


def parked_file() -> Parked | None:
    """The file on the page; None where it is gone."""
    return parking.find(st.session_state.get(_TOKEN, ""), visitor())


def told() -> ReadOptions:
    """What was said of the file."""
    settings = reads.settings()
    options: ReadOptions | None = st.session_state.get(_TOLD)
    if options is None:
        options = ReadOptions(zone=settings.calendar.zone)
    return replace(options, limit_mb=settings.import_limit_mb)


def tell(**said: Any) -> None:
    """Say more of the file; it is looked at anew. In another table other columns stand."""
    if said.keys() & {"encoding", "separator", "sheet", "header"}:
        said = {"columns": {}, "only_told": False, **said}
    st.session_state[_TOLD] = replace(told(), **said)


def tell_field(column: ColumnLook, field: Field | None, look: Look) -> None:
    """Say what a column is; all others stay as they are, and nothing is found by itself any more.

    A field has one column, but for a date beside a time of day and further engineers.
    """
    several = field in DATED or field is Field.HELPERS
    places: dict[Field, list[int]] = {}
    for one in look.columns:
        what = field if one.place == column.place else one.field
        if what is None or (what is field and one.place != column.place and not several):
            continue
        places.setdefault(what, []).append(one.place)
    columns = {what: " + ".join(f"#{place + 1}" for place in some) for what, some in places.items()}
    tell(columns=columns, only_told=True)


def looked_at(parked: Parked) -> Look:
    """How far the file is understood; looked at once for everything that was said.

    A file with a header that is known is read as the last one. Raises what `look_at` does.
    """
    kept = st.session_state.get(_LOOK)
    if kept is not None and kept[0] == told():
        look: Look = kept[1]
        return look
    look = look_at(parked.path, told())
    if look.layout is not None and _KNOWN not in st.session_state:
        st.session_state[_KNOWN] = _recognise(look)
        if (known := known_mapping()) is not None:
            st.session_state[_TOLD] = replace(
                options_from_mapping(known.mapping), zone=told().zone, sheet=told().sheet
            )
            look = look_at(parked.path, told())
    st.session_state[_LOOK] = told(), look
    return look


def known_mapping() -> KeptMapping | None:
    """How the last file with this header was read."""
    known: KeptMapping | None = st.session_state.get(_KNOWN)
    return known


def source() -> str:
    """The source that the file is of."""
    chosen = st.session_state.get(_SOURCE)
    known = known_mapping()
    return str(chosen or (known.source if known else USUAL_SOURCE))


def mapping_of(understanding: Understanding, options: ReadOptions) -> dict[str, Any]:
    """What is kept for the next file: columns, scale and dates, and whatever else was said.

    Encoding and separator are found anew where nobody named them.
    """
    header = understanding.layout.header
    kept: dict[str, Any] = understanding.as_mapping()
    kept["columns"] = {
        str(field): " + ".join(names)
        for field, names in understanding.columns.items()
        if all(header.count(name) == 1 for name in names)
    } | _numbered(understanding, options)
    told_of: Mapping[str, Any] = {
        "encoding": options.encoding,
        "separator": options.separator,
        "header": options.header,
        "only_told": options.only_told,
        "sheet": None,
    }
    return kept | dict(told_of)


def _numbered(understanding: Understanding, options: ReadOptions) -> dict[str, str]:
    """Fields whose header stands there twice are kept by the column's number."""
    header = understanding.layout.header
    return {
        str(field): options.columns[field]
        for field, names in understanding.columns.items()
        if any(header.count(name) > 1 for name in names) and field in options.columns
    }


def _recognise(look: Look) -> KeptMapping | None:
    assert look.layout is not None  # noqa: S101 — asked for by the caller
    with reading(reads.engine()) as session:
        return kept_mapping(session, look.layout.header)
