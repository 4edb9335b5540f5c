"""Teams of a person: join, transfer, leave, each with a day and looked at first."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import streamlit as st
from sqlmodel import Session

from db.commands.memberships import join_team, leave_team, transfer_engineer
from db.queries.people import Person
from gamify.access import Visitor
from gamify.language import say, translate
from pages.ui.settings.previewing import Act, Wish, show_wish
from pages.ui.settings.reading import House

_FAR = timedelta(days=3660)


def show_transfer(person: Person, house: House, language: str) -> None:
    """Another team from a day on."""
    now = person.team_on(house.today)
    st.caption(
        translate(
            "Work since that day goes along; what a file puts into another team stays there, and "
            "so do awards of closed quarters.",
            language,
        )
    )
    others = {team.id: team.name for team in house.teams if team.name != now}
    team, since = _team_and_day(person, others, house, language)
    if team is None or since is None:
        show_wish(None, language, key="settings-move")
        return
    wish = Wish(
        ("transfer", person.id, team, since),
        _into(transfer_engineer, person.id, team, since),
        say("{name} is in {team} from {day} on.", name=person.name, team=others[team], day=since),
    )
    show_wish(wish, language, key="settings-move")


def show_join(person: Person, house: House, language: str) -> None:
    """A first team from a day on."""
    st.caption(translate("Work since that day that has no team goes along.", language))
    teams = {team.id: team.name for team in house.teams}
    team, since = _team_and_day(person, teams, house, language)
    if team is None or since is None:
        show_wish(None, language, key="settings-move")
        return
    wish = Wish(
        ("join", person.id, team, since),
        _into(join_team, person.id, team, since),
        say("{name} is in {team} from {day} on.", name=person.name, team=teams[team], day=since),
    )
    show_wish(wish, language, key="settings-move")


def show_leave(person: Person, house: House, language: str) -> None:
    """The last day in the team."""
    last = _day(translate("Last day", language), person, house)
    if last is None:
        show_wish(None, language, key="settings-move")
        return

    def leave(session: Session, actor: Visitor, now: datetime) -> Any:
        return leave_team(session, engineer_id=person.id, last=last, actor=actor, now=now)

    done = say("{name} leaves; the last day is {day}.", name=person.name, day=last)
    show_wish(Wish(("leave", person.id, last), leave, done), language, key="settings-move")


def _team_and_day(
    person: Person, teams: dict[int, str], house: House, language: str
) -> tuple[int | None, date | None]:
    where, when = st.columns(2)
    with where:
        team = st.selectbox(
            translate("Team", language),
            list(teams),
            format_func=lambda id_: teams.get(id_, ""),
            index=None,
            placeholder=translate("Choose a team", language),
            key=f"settings-team-{person.id}",
        )
    with when:
        since = _day(translate("First day there", language), person, house)
    return team, since


def _day(title: str, person: Person, house: House) -> date | None:
    day: date | None = st.date_input(
        title,
        value=house.today,
        min_value=house.today - _FAR,
        max_value=house.today + _FAR,
        key=f"settings-day-{person.id}",
    )
    return day


def _into(command: Any, engineer: int, team: int, since: date) -> Act:
    def act(session: Session, actor: Visitor, now: datetime) -> Any:
        return command(
            session, engineer_id=engineer, team_id=team, since=since, actor=actor, now=now
        )

    return act
