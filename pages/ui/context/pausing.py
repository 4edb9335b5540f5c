"""Pauses, for leads: what rests or will rest, a way to go on, and a new one."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st
from sqlmodel import Session

from db.commands.pauses import end_pause, pause_game
from db.engine import reading
from db.queries.pauses import pauses_from
from db.queries.teams import team_names
from gamify.access import Visitor, may
from gamify.errors import DecisionRefused
from gamify.language import say, translate
from gamify.pauses import LONGEST_REASON, Pause
from gamify.rights import Right
from gamify.seasons import day_of
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.fair_play.deciding import ask_name, decider

_TEAM, _DAYS, _REASON = "pause-team", "pause-days", "pause-reason"
_WIDTH = 760


def show_pausing(language: str) -> None:
    """What a pause does, those there are, and the form. Raises DatabaseRefused."""
    st.write(
        translate(
            "While the game is paused, ratings are collected and shown as ever. Nothing is "
            "celebrated, no crown and no milestone is announced, and the daily message tells no "
            "race. Challenges keep their days.",
            language,
        )
    )
    ask_name(language)
    today = day_of(datetime.now(UTC), reads.settings().calendar)
    with reading(reads.engine()) as session:
        names, pauses = team_names(session), pauses_from(session, today)
    for one in pauses:
        with st.container(border=True, width=_WIDTH, gap="xsmall"):
            _show_one(one, names, language)
    if not pauses:
        st.write(translate("The game is on.", language))
    _show_form(names, language)


def _show_one(one: Pause, names: dict[int, str], language: str) -> None:
    team = names.get(one.team_id or 0, "") or translate("All teams", language)
    days = say("from {first} until {last}", first=one.first, last=one.last)
    st.text(f"{team} · {translate(days, language)}")
    st.text(one.reason)
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.text(one.set_by)
        if may(decider(), Right.PAUSE_GAME, teams={one.team_id}):
            st.button(
                translate("Let the game go on", language),
                key=f"pause-end-{one.id}",
                disabled=not decider().name,
                on_click=_end,
                args=(one.id, language),
            )


def _show_form(names: dict[int, str], language: str) -> None:
    who = decider()
    own = [team for team in (None, *names) if may(who, Right.PAUSE_GAME, teams={team})]
    if not own:
        return
    st.subheader(translate("A pause", language))
    with st.container(horizontal=True, width=_WIDTH):
        st.selectbox(
            translate("For", language),
            own,
            format_func=lambda id_: names.get(id_ or 0, translate("All teams", language)),
            key=_TEAM,
            width=260,
        )
        st.date_input(translate("From and until", language), value=[], key=_DAYS, width=260)
    st.text_input(
        translate("Reason", language), max_chars=LONGEST_REASON, key=_REASON, width=_WIDTH
    )
    st.button(
        translate("Pause the game", language),
        key="pause-set",
        disabled=not who.name,
        on_click=_pause,
        args=(language,),
    )


def _pause(language: str) -> None:
    team: int | None = st.session_state.get(_TEAM)
    days = tuple(st.session_state.get(_DAYS) or ())

    def pause(session: Session, actor: Visitor, now: datetime) -> None:
        if not days:
            raise DecisionRefused(problem=say("choose the first and the last day"))
        pause_game(
            session,
            first=days[0],
            last=days[-1],
            reason=str(st.session_state.get(_REASON, "")),
            today=day_of(now, reads.settings().calendar),
            team_id=team,
            actor=actor,
            now=now,
        )
        st.session_state[_REASON] = ""

    decide(pause, say("The pause is set and logged."), language)


def _end(number: int, language: str) -> None:
    def end(session: Session, actor: Visitor, now: datetime) -> None:
        end_pause(session, pause_id=number, actor=actor, now=now)

    decide(end, say("The game goes on."), language)
