"""Forms for a team or a person that no file has named yet."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st
from sqlmodel import Session

from db.commands.newcomers import LONGEST, add_engineer, add_team
from gamify.access import Visitor
from gamify.language import say, translate
from pages.ui.challenges.deciding import decide
from pages.ui.settings.reading import House

_TEAM = "settings-new-team"
_NAME, _MAIL = "settings-new-name", "settings-new-mail"
_WHERE, _SINCE = "settings-new-where", "settings-new-since"


def show_new_team(language: str) -> None:
    """A name, and a button that makes the team."""
    with st.container(border=True, horizontal=True, vertical_alignment="bottom"):
        st.text_input(translate("A new team", language), max_chars=LONGEST, key=_TEAM, width=360)
        st.button(
            translate("Add the team", language),
            key="settings-add-team",
            on_click=_add_team,
            args=(language,),
        )
    st.caption(translate("Files name their teams by this name; case doesn’t matter.", language))


def show_new_person(house: House, language: str) -> None:
    """Name, address and, where there are teams, the first one with its first day."""
    teams = {team.id: team.name for team in house.teams}
    with st.expander(
        translate("A new person", language),
        icon=":material/person_add:",
        expanded=not house.people,
    ):
        first, second = st.columns(2)
        with first:
            st.text_input(translate("Name", language), max_chars=LONGEST, key=_NAME)
            st.text_input(
                translate("E-mail", language),
                max_chars=200,
                key=_MAIL,
                help=translate("By it a sign-in elsewhere knows the person.", language),
            )
        with second:
            st.selectbox(
                translate("Team", language),
                list(teams),
                index=None,
                format_func=lambda id_: teams.get(id_, ""),
                placeholder=translate("no team yet", language),
                key=_WHERE,
            )
            st.date_input(translate("First day there", language), value=house.today, key=_SINCE)
        st.button(
            translate("Add the person", language),
            key="settings-add-person",
            on_click=_add_person,
            args=(language,),
        )


def _add_team(language: str) -> None:
    def act(session: Session, actor: Visitor, now: datetime) -> None:
        add_team(session, name=st.session_state[_TEAM], actor=actor, now=now)
        st.session_state[_TEAM] = ""

    decide(act, say("The team is there."), language)


def _add_person(language: str) -> None:
    since: date | None = st.session_state[_SINCE]

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        add_engineer(
            session,
            name=st.session_state[_NAME],
            email=st.session_state[_MAIL],
            team_id=st.session_state[_WHERE],
            since=since,
            actor=actor,
            now=now,
        )
        st.session_state[_NAME] = st.session_state[_MAIL] = ""

    decide(act, say("The person is there."), language)
