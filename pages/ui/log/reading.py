"""Reads a page of the log of decisions, and the whole of it as a file for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from db.engine import reading
from db.queries.audit import Decision, LogQuery, actions, actors, log_page, logged
from db.queries.subjects import LogNames, log_names, subjects_about
from gamify.access import Visitor, demand
from gamify.errors import N_
from gamify.language import shown, translate
from gamify.rights import Right
from gamify.spreadsheet import text_cell
from pages.ui import reads
from pages.ui.log.actions import action_words
from pages.ui.log.fields import state_words
from pages.ui.log.subjects import subject_words

#: Entries on a page.
AT_ONCE = 50
COLUMNS = (N_("When"), N_("Who"), N_("What"), N_("About"), N_("Before"), N_("After"))


@dataclass(frozen=True, slots=True)
class LogPage:
    """Rows in the order of `COLUMNS`, how many fit in all, and what can be chosen from."""

    rows: tuple[tuple[str, ...], ...]
    total: int
    actors: tuple[str, ...]
    actions: tuple[str, ...]


def read_log(
    query: LogQuery, visitor: Visitor, language: str, *, about: str = "", page: int = 0
) -> LogPage:
    """A page of what fits; `about` is part of a name. Raises NotAllowed and DatabaseRefused."""
    demand(visitor, Right.SEE_AUDIT)
    with reading(reads.engine()) as session:
        query = _about(session, query, about)
        found, total = log_page(session, query, first=page * AT_ONCE, most=AT_ONCE)
        names = log_names(session, [one.subject for one in found])
        rows = tuple(_row(one, names, language) for one in found)
        return LogPage(rows, total, tuple(actors(session)), tuple(actions(session)))


def export_log(query: LogQuery, visitor: Visitor, language: str, *, about: str = "") -> bytes:
    """Everything that fits as CSV, in words; no cell is a formula to a spreadsheet.

    Raises NotAllowed and DatabaseRefused.
    """
    demand(visitor, Right.SEE_AUDIT)
    with reading(reads.engine()) as session:
        found = list(logged(session, _about(session, query, about)))
        names = log_names(session, [one.subject for one in found])
    return _csv((_row(one, names, language) for one in found), language)


def _csv(rows: Iterable[tuple[str, ...]], language: str) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow([translate(title, language) for title in COLUMNS])
    writer.writerows([text_cell(cell) for cell in row] for row in rows)
    # With its mark a spreadsheet takes the file for UTF-8.
    return file.getvalue().encode("utf-8-sig")


def _about(session: Session, query: LogQuery, about: str) -> LogQuery:
    if not about.strip():
        return query
    return replace(query, about=subjects_about(session, about))


def _row(one: Decision, names: LogNames, language: str) -> tuple[str, ...]:
    return (
        _moment(one.at, language),
        one.actor,
        action_words(one.action, language),
        subject_words(one.subject, names, language),
        state_words(one.before, names, language, subject=one.subject),
        state_words(one.after, names, language, subject=one.subject),
    )


def _moment(at: datetime, language: str) -> str:
    return shown(at.astimezone(reads.settings().calendar.zone), language)
