"""Shift notes: what is open first, then the form, then what was ticked off lately."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st
from sqlmodel import Session

from db.commands.shifts import open_again, take_note_back, tick_off, write_note
from db.engine import reading
from db.queries.shifts import NoteCard, open_notes, ticked_notes
from db.queries.teams import team_names
from gamify.access import Visitor, may
from gamify.language import say, translate
from gamify.rights import Right
from gamify.shift.notes import KIND_TITLES, LONGEST_ITEM, MOST_ITEMS, ItemKind
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.context.note_cards import Surroundings, note_of
from pages.ui.context.shift_components import show_note_form, show_note_list
from pages.ui.fair_play.deciding import ask_name, decider

#: How many lines are shown at once, and for how long what was ticked off.
MOST_LINES, LATELY = 200, timedelta(hours=24)
_ALL_TEAMS = 0
_TEAM, _KEPT = "shift-team", "shift-kept"


def show_shift_log(language: str) -> None:
    """Everything on one page, in the order in which a shift needs it. Raises DatabaseRefused."""
    ask_name(language)
    team = pick_team(_TEAM, language)
    now = datetime.now(UTC)
    with reading(reads.engine()) as session:
        teams = team_names(session)
        waiting = open_notes(session, team_id=team, most=MOST_LINES)
        ticked = ticked_notes(session, since=now - LATELY, team_id=team, most=MOST_LINES)
    around = Surroundings(teams, reads.settings().calendar, language)
    st.subheader(translate("Still open", language))
    if not waiting:
        st.write(
            translate("Nothing is open: the shift before has left nothing to see to.", language)
        )
    _show_list(waiting, around, key="notes-open")
    st.subheader(translate("For the next shift", language))
    _show_form(teams, team, language)
    if ticked:
        st.subheader(translate("Ticked off in the last 24 hours", language))
        _show_list(ticked, around, key="notes-ticked")


def pick_team(key: str, language: str) -> int | None:
    """A team to look at with what is for all; None for all teams."""
    with reading(reads.engine()) as session:
        names = team_names(session)
    # Not None itself: a selection of nothing is shown as one that is still to be made.
    chosen: int = st.selectbox(
        translate("Team", language),
        [_ALL_TEAMS, *sorted(names, key=lambda id_: names[id_].casefold())],
        format_func=lambda id_: names.get(id_, translate("All teams", language)),
        key=key,
        width=320,
    )
    return chosen or None


def _show_list(cards: list[NoteCard], around: Surroundings, *, key: str) -> None:
    who, language = decider(), around.language
    notes = [note_of(card, around, boxes=True, mine=may_take_back(card, who)) for card in cards]
    on = {
        "ticked": lambda number: _tick(number, language),
        "opened": lambda number: _open(number, language),
        "dropped": lambda number: drop_note(number, language),
    }
    if notes:
        show_note_list(notes, language, key=key, may=bool(who.name), on=on)


def may_take_back(card: NoteCard, who: Visitor) -> bool:
    """Whether somebody may take a note back."""
    own = may(who, Right.TAKE_NOTES_BACK, teams={card.team_id}, engineer_id=card.author_id)
    return bool(who.name) and own


def _show_form(teams: dict[int, str], team: int | None, language: str) -> None:
    hint = say(
        "Each line is ticked off by itself. **Bold**, `code` and https:// links work; pictures and "
        "HTML don’t. What you write stays in this browser until it is kept."
    )
    told: dict[str, Any] = {
        "fields": [(kind.value, translate(KIND_TITLES[kind], language)) for kind in ItemKind],
        "teams": [("", translate("All teams", language)), *((str(k), v) for k, v in teams.items())],
        "team": str(team or ""),
        "longest": LONGEST_ITEM * MOST_ITEMS,
        "may": bool(decider().name),
        "kept": st.session_state.get(_KEPT, ""),
        "words": {
            "hint": translate(hint, language),
            "team": translate("For", language),
            "send": translate("Keep the note", language),
        },
    }
    show_note_form(told, on_written=lambda draft: _write(draft, language))


def _write(draft: str, language: str) -> None:
    """Keep a note, once: a second click on the same draft is the same note."""
    told = json.loads(draft)
    if told["id"] == st.session_state.get(_KEPT):
        return
    form = {kind: str(told["fields"].get(kind.value, "")) for kind in ItemKind}
    team = int(told["team"]) if told["team"] else None

    def write(session: Session, actor: Visitor, now: datetime) -> None:
        write_note(session, form=form, team_id=team, actor=actor, now=now)
        st.session_state[_KEPT] = told["id"]

    decide(write, say("The note is there for the next shift."), language)


def _tick(number: int, language: str) -> None:
    def tick(session: Session, actor: Visitor, now: datetime) -> None:
        tick_off(session, item_id=number, actor=actor, now=now)

    decide(tick, say("It is ticked off under your name."), language)


def _open(number: int, language: str) -> None:
    def open_it(session: Session, actor: Visitor, now: datetime) -> None:
        open_again(session, item_id=number, actor=actor, now=now)

    decide(open_it, say("It is open again."), language)


def drop_note(number: int, language: str) -> None:
    """Take a note back."""

    def drop(session: Session, actor: Visitor, now: datetime) -> None:
        take_note_back(session, note_id=number, actor=actor, now=now)

    decide(drop, say("The note is taken back."), language)
