"""What a file brings: counts, rows that would be stored, rejected ones, the effect."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from db.import_effect import Effect, ScorerChange
from db.preview_words import line_words
from db.previews import StandingChange
from gamify.credit import show_credits
from gamify.errors import N_
from gamify.language import Message, count, say, shown, translate
from pages.ui import reads
from pages.ui.data.checking import MOST_TRIED, SHOWN, AcceptedRow, Checked
from pages.ui.data.paging import page_of
from pages.ui.settings.listing import show_list

#: Lines of tables that are shown of the effect.
_MOST = 24


def show_found(checked: Checked, language: str) -> None:
    """Counts, then the rows, then what it does to the tables."""
    st.subheader(translate("What it brings", language))
    figures = (
        (N_("Ratings"), checked.ratings),
        (N_("Tickets without a rating"), checked.unrated),
        (N_("Rejected rows"), checked.rejected),
    )
    for place, (name, n) in zip(st.columns(3), figures, strict=True):
        place.metric(translate(name, language), shown(n, language), border=True)
    if checked.refused:
        _show_refused(checked, language)
    if checked.accepted:
        title = count("{n} row is taken", "{n} rows are taken", n=checked.usable)
        with st.expander(translate(title, language), icon=":material/table_rows:"):
            _show_accepted(checked.accepted, language)
    _show_effect(checked, language)


def _show_refused(checked: Checked, language: str) -> None:
    title = count("{n} row is rejected, and why", "{n} rows are rejected, and why",
                  n=checked.rejected)  # fmt: skip
    with st.expander(translate(title, language), icon=":material/block:", expanded=True):
        rows = page_of(checked.refused, "refused", language)
        table: dict[str, Sequence[object]] = {
            translate(N_("Line"), language): [row.line for row in rows],
            translate(N_("Why"), language): [translate(row.reason, language) for row in rows],
            translate(N_("Row"), language): [row.text for row in rows],
        }
        show_list(table, key="refused")
        if checked.rejected > SHOWN:
            first = say("The first {n} are shown; the file has all.", n=SHOWN)
            st.caption(translate(first, language))
        if checked.rejects is not None:
            st.download_button(
                translate("All rejected rows as CSV", language),
                checked.rejects.read_bytes,
                file_name="rejected.csv",
                mime="text/csv",
                icon=":material/download:",
                key="data-rejects",
                on_click="ignore",
            )


def _show_accepted(rows: Sequence[AcceptedRow], language: str) -> None:
    some = page_of(rows, "accepted", language)
    table: dict[str, Sequence[object]] = {
        translate(N_("Line"), language): [row.line for row in some],
        translate(N_("Ticket"), language): [row.ticket for row in some],
        translate(N_("Stars"), language): ["★" * row.stars for row in some],
        translate(N_("Rated at"), language): [_when(row.rated_at, language) for row in some],
        translate(N_("Engineer"), language): [row.engineer for row in some],
        translate(N_("Team"), language): [row.team for row in some],
        translate(N_("Kind of work"), language): [row.kind for row in some],
        translate(N_("Comment"), language): [row.comment for row in some],
    }
    show_list(table, key="accepted")
    if len(rows) == SHOWN:
        st.caption(translate(say("The first {n} are shown.", n=SHOWN), language))


def _when(instant: datetime | None, language: str) -> str:
    zone = reads.settings().calendar.zone
    return "" if instant is None else shown(instant.astimezone(zone), language)


def _show_effect(checked: Checked, language: str) -> None:
    effect = checked.effect
    if effect is None:
        if checked.usable > MOST_TRIED:
            text = say(
                "Files of more than {n} rows aren’t tried out on the standings. An import can be "
                "taken back as a whole.",
                n=MOST_TRIED,
            )
            st.caption(translate(text, language))
        return
    st.subheader(translate("What it does to the standings", language))
    if effect.demo_leaves:
        st.text(translate("The demo season leaves to make room for real ratings.", language))
    st.text(" ".join(translate(part, language) for part in _counts(effect)))
    if effect.teams:
        _show_teams(effect.teams, language)
    elif effect.summary.ratings_added:
        st.caption(
            translate(
                "No row brings a rating to a team, so the team tables stay. "
                "Once it is stored, “Quality” on this page asks who is in which team.",
                language,
            )
        )
    if effect.scorers:
        with st.expander(translate("Top scorers before and after", language)):
            _show_scorers(effect.scorers, language)


def _counts(effect: Effect) -> list[Message]:
    summary = effect.summary
    if not (summary.tickets_added or summary.ratings_added or summary.ratings_changed):
        return [say("Nothing in it is new: the standings stay as they are.")]
    parts = [
        count("{n} new rating.", "{n} new ratings.", n=summary.ratings_added),
        count("{n} changed rating.", "{n} changed ratings.", n=summary.ratings_changed),
        count("{n} row is known already.", "{n} rows are known already.", n=summary.unchanged),
    ]
    return [part for part in parts if part.values["n"]] or parts[:1]


def _show_teams(changes: Sequence[StandingChange], language: str) -> None:
    some = changes[:_MOST]
    table = {
        translate(N_("Season"), language): [
            shown(one.season.code, language) + ("*" if one.is_closed else "") for one in some
        ],
        translate(N_("Team"), language): [one.team for one in some],
        translate(N_("Before"), language): [line_words(one.before, language) for one in some],
        translate(N_("After"), language): [line_words(one.after, language) for one in some],
    }
    show_list(table, key="effect-teams")
    if any(one.is_closed for one in some):
        closed = say("* This quarter is closed; its awards stay as they were recorded.")
        st.caption(translate(closed, language))
    _show_more(len(changes), language)


def _show_scorers(changes: Sequence[ScorerChange], language: str) -> None:
    some = changes[:_MOST]
    table = {
        translate(N_("Season"), language): [shown(one.season.code, language) for one in some],
        translate(N_("Top scorer"), language): [one.engineer for one in some],
        translate(N_("Before"), language): [_line(one.before, language) for one in some],
        translate(N_("After"), language): [_line(one.after, language) for one in some],
    }
    show_list(table, key="effect-scorers")
    _show_more(len(changes), language)


def _line(line: tuple[int, int] | None, language: str) -> str:
    """A place and goals: "3 · ★ 11"."""
    return "–" if line is None else f"{line[0]} · ★ {show_credits(line[1], language=language)}"


def _show_more(lines: int, language: str) -> None:
    if lines > _MOST:
        st.caption(translate(say("… and {more} more lines.", more=lines - _MOST), language))
