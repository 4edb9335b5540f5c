"""For whom a challenge is, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import streamlit as st

from gamify.challenges.challenge import DEPARTMENT, Owner, season_of_days
from gamify.language import say, translate
from gamify.seasons import Calendar, Season, SeasonKind, next_season, season_on
from pages.ui.challenges.drafting import Desk
from pages.ui.challenges.fields import key_of
from pages.ui.season_picker import season_title
from pages.ui.visit import visitor

#: The choice of own days.
OWN = "own"
_DAY = timedelta(days=1)


def choose_owner(form: str, desk: Desk, language: str) -> Owner:
    """The department, a team or a person. Names stand in a list, which shows them literally."""
    led = visitor().team_ids
    # A lead of some teams sets challenges for those and for their people.
    owners = [
        *([] if led else [DEPARTMENT]),
        *(Owner(team_id=team) for team in _by_name(desk.teams) if not led or team in led),
        *(Owner(engineer_id=person) for person in _by_name(desk.people)),
    ]
    chosen: Owner = st.selectbox(
        translate("For whom", language),
        owners or [DEPARTMENT],
        format_func=lambda owner: owner_name(owner, desk, language),
        key=key_of(form, "owner"),
    )
    return chosen


def owner_name(owner: Owner, desk: Desk, language: str) -> str:
    """What an owner is called in the list."""
    if owner.team_id is not None:
        name = desk.teams.get(owner.team_id, "")
        return translate(say("Team {name}", name=name), language)
    if owner.engineer_id is not None:
        return desk.people.get(owner.engineer_id, "")
    return translate("The whole department", language)


def choose_season(
    form: str, today: date, calendar: Calendar, language: str, *, now: Season | None = None
) -> Season | None:
    """This quarter by default, or another season or own days; None while a day is missing.

    `now` is the season of a challenge that is being changed.
    """
    seasons = {season.code: season for season in _seasons(today, calendar, now)}
    code = st.selectbox(
        translate("When", language),
        [*seasons, OWN],
        format_func=lambda code: (
            translate("Own days", language)
            if code == OWN
            else season_title(seasons[code], language)
        ),
        key=key_of(form, "season"),
    )
    if code != OWN:
        return seasons[code]
    days = st.date_input(
        translate("First and last day", language),
        value=(today, today + 30 * _DAY),
        key=key_of(form, "days"),
    )
    if not isinstance(days, tuple) or len(days) != len((today, today)):
        return None
    return season_of_days(*days, calendar=calendar)


def _seasons(today: date, calendar: Calendar, now: Season | None) -> list[Season]:
    quarter = season_on(today, kind=SeasonKind.QUARTER, calendar=calendar)
    month = season_on(today, kind=SeasonKind.MONTH, calendar=calendar)
    usual = [quarter, next_season(quarter, calendar=calendar), month]
    usual.append(next_season(month, calendar=calendar))
    return usual if now is None else [now, *(one for one in usual if one.code != now.code)]


def _by_name(names: Mapping[int, str]) -> list[int]:
    return sorted(names, key=lambda id_: (names[id_].casefold(), id_))
