"""Two that are one: suggestions by their names, and the merger itself, looked at first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import streamlit as st
from sqlmodel import Session

from db.commands.mergers import merge_engineers, merge_teams
from db.queries.people import Person, TeamNames
from gamify.access import Visitor
from gamify.language import count, say, translate
from gamify.quality.concerns import likeness_sentence
from gamify.similar import Likeness
from pages.ui.settings.previewing import Wish, show_wish
from pages.ui.settings.reading import House, alike

_MANY = 8


def show_suggestions(house: House, language: str) -> None:
    """People whose names look like one; a click fills the merger's fields in."""
    names = {one.id: one.name for one in house.living}
    pairs = alike(house)
    if not pairs:
        return
    title = count("{n} pair of names looks alike", "{n} pairs of names look alike", n=len(pairs))
    with st.expander(translate(title, language), icon=":material/group:"):
        st.caption(
            translate("They may be one person, or not: nothing is done before you say.", language)
        )
        for one, other, why in pairs[:_MANY]:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(f"{names[one]} · {names[other]}", width="content")
                st.caption(why_alike(why, language), width="content")
                st.button(
                    translate("Look at the two", language),
                    type="tertiary",
                    key=f"settings-alike-{one}-{other}",
                    on_click=_fill,
                    args=(other, one),
                )


def why_alike(why: Sequence[Likeness], language: str) -> str:
    """What tells two names apart that look alike."""
    return ", ".join(translate(part, language) for part in likeness_sentence(why))


def show_merge(person: Person, house: House, language: str) -> None:
    """Into whom somebody goes."""
    _show_caption(language)
    others = {one.id: one.name for one in house.living if one.id != person.id}
    _show(person, others, merge_engineers, language)


def show_team_merge(team: TeamNames, house: House, language: str) -> None:
    """Into which team another one goes."""
    _show_caption(language)
    others = {one.id: one.name for one in house.teams if one.id != team.id}
    _show(team, others, merge_teams, language)


def _show(one: Person | TeamNames, others: dict[int, str], command: Any, language: str) -> None:
    key = f"settings-into-{type(one).__name__}-{one.id}"
    into = st.selectbox(
        translate("Into", language),
        list(others),
        format_func=lambda id_: others.get(id_, ""),
        index=None,
        placeholder=translate("Type a name", language),
        key=key,
        width=360,
    )
    if into is None:
        show_wish(None, language, key="settings-merge")
        return

    def merge(session: Session, actor: Visitor, now: datetime) -> Any:
        return command(session, duplicate_id=one.id, into_id=into, actor=actor, now=now)

    done = say("{name} is {other} from now on.", name=one.name, other=others[into])
    wish = Wish(("merge", type(one).__name__, one.id, into), merge, done)
    show_wish(wish, language, key="settings-merge")


def _show_caption(language: str) -> None:
    st.caption(
        translate(
            "Everything of the first goes to the second, whose name stays; files may go on using "
            "both. It can’t be taken back, but by a backup.",
            language,
        )
    )


def _fill(duplicate: int, into: int) -> None:
    st.session_state["settings-whom"] = duplicate
    st.session_state["settings-what"] = "merge"
    st.session_state[f"settings-into-Person-{duplicate}"] = into
