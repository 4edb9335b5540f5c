"""Findings about people and teams, each with the decision that mends it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

import streamlit as st
from sqlmodel import Session

from db.commands.memberships import join_team
from db.commands.mergers import merge_engineers, merge_teams
from db.commands.namesakes import tell_apart
from db.engine import reading
from db.queries.people import ENGINEER, TEAM, Whom
from db.queries.teams import team_names
from gamify.access import Visitor
from gamify.language import count, say, translate
from gamify.quality.findings import AlikeNames, LoneTeam, Named, Quality, TeamlessPerson
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.data.looking import last_look
from pages.ui.settings.merging import why_alike
from pages.ui.settings.previewing import Wish, look, show_wish

#: The line that is being mended, and lines that are shown of a finding.
OPEN, MOST = "quality-open", 8
_WISH = "quality-wish"

Row = TypeVar("Row")


def show_alike(quality: Quality, language: str) -> None:
    """Pairs with why they look alike: one click makes one of them, another says they are two."""
    for pair in some(quality.alike, language):
        key = f"alike-{pair.kind}-{pair.one.id}-{pair.other.id}"
        names = f"{_told(pair.one, language)} · {_told(pair.other, language)}"
        with st.container(horizontal=True, vertical_alignment="center", key=f"quality-{key}"):
            with st.container(width="content", gap=None):
                st.text(names)
                st.caption(why_alike(pair.why, language))
            st.button(
                translate("They are one", language),
                key=f"{key}-one",
                icon=":material/merge:",
                on_click=_begin_merge,
                args=(pair, language, key),
            )
            st.button(
                translate("They are two", language),
                key=f"{key}-two",
                icon=":material/group:",
                type="tertiary",
                help=translate("Nobody is asked about these two again.", language),
                on_click=_tell_apart,
                args=(pair, language),
            )
        if st.session_state.get(OPEN) == key:
            _show_merge(pair, language, key)


def show_teamless(quality: Quality, language: str) -> None:
    """People whose ratings have no team, and the field that puts them into one."""
    for person in some(quality.teamless, language):
        key = f"teamless-{person.id}"
        told = count(
            "{name}: {n} rating since {first}",
            "{name}: {n} ratings since {first}",
            n=person.ratings,
            name=person.name,
            first=person.first,
        )
        show_line(translate(told, language), translate("Choose the team", language), key)
        if st.session_state.get(OPEN) == key:
            _show_join(person, language, key)


def show_lone(quality: Quality, language: str) -> None:
    """Teams that nobody is in, and the field that makes them part of another one."""
    for team in some(quality.lone_teams, language):
        key = f"lone-{team.id}"
        told = count(
            "{name}: {n} rating, the last on {last}",
            "{name}: {n} ratings, the last on {last}",
            n=team.ratings,
            name=team.name,
            last=team.last,
        )
        show_line(translate(told, language), translate("Make it part of a team", language), key)
        if st.session_state.get(OPEN) == key:
            _show_part_of(team, language, key)


def some(rows: Sequence[Row], language: str) -> Sequence[Row]:
    """The first rows; the others are said to be there."""
    if len(rows) > MOST:
        st.caption(translate(say("The first {n} are shown.", n=MOST), language))
    return rows[:MOST]


def show_line(text: str, title: str, key: str) -> None:
    """A line and the button that opens what mends it."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"quality-{key}"):
        st.text(text, width="content")
        st.button(title, key=f"{key}-open", on_click=_open, args=(key,))


def after_deciding() -> None:
    """What was found is over, and so is the line that was mended."""
    last_look.forget()
    st.session_state.pop(OPEN, None)


def _open(key: str) -> None:
    st.session_state[OPEN] = None if st.session_state.get(OPEN) == key else key


def _told(one: Named, language: str) -> str:
    told = count("{name} ({n} rating)", "{name} ({n} ratings)", n=one.ratings, name=one.name)
    return translate(told, language)


def _usual(pair: AlikeNames) -> tuple[Named, Named]:
    """The duplicate and whose name stays: that with more ratings."""
    return (pair.one, pair.other) if pair.other.ratings > pair.one.ratings else (
        pair.other, pair.one)  # fmt: skip


def _begin_merge(pair: AlikeNames, language: str, key: str) -> None:
    """Open the pair with what would change, so that one more click does it."""
    _open(key)
    if st.session_state.get(OPEN) == key:
        look(_merge(pair, *_usual(pair)), language)


def _show_merge(pair: AlikeNames, language: str, key: str) -> None:
    duplicate, into = _usual(pair)
    with st.container(border=True):
        names = {one.id: one.name for one in (into, duplicate)}
        stays = st.selectbox(
            translate("Whose name stays", language),
            list(names),
            format_func=lambda id_: names.get(id_, ""),
            key=f"{key}-stays",
            width=360,
        )
        if stays == duplicate.id:
            duplicate, into = into, duplicate
        st.caption(
            translate(
                "Files may go on using both names. It can’t be taken back, but by a backup.",
                language,
            )
        )
        show_wish(_merge(pair, duplicate, into), language, key=_WISH)


def _merge(pair: AlikeNames, duplicate: Named, into: Named) -> Wish:
    return _merger(pair.kind, duplicate.id, duplicate.name, into.id, into.name)


def _merger(kind: str, duplicate: int, name: str, into: int, other: str) -> Wish:
    command = merge_engineers if kind == ENGINEER else merge_teams

    def merge(session: Session, actor: Visitor, now: datetime) -> Any:
        return command(session, duplicate_id=duplicate, into_id=into, actor=actor, now=now)

    done = say("{name} is {other} from now on.", name=name, other=other)
    return Wish(("quality merge", kind, duplicate, into), merge, done, then=after_deciding)


def _tell_apart(pair: AlikeNames, language: str) -> None:
    def apart(session: Session, actor: Visitor, now: datetime) -> None:
        whom = Whom(pair.kind, pair.one.id)
        tell_apart(session, whom, other_id=pair.other.id, actor=actor, now=now)

    names = {"name": pair.one.name, "other": pair.other.name}
    decide(apart, say("{name} and {other} are two; nobody is asked again.", **names), language)
    after_deciding()


def _show_join(person: TeamlessPerson, language: str, key: str) -> None:
    with st.container(border=True):
        team, teams = _choose_team(key, language)
        since: date | None = st.date_input(
            translate("First day there", language), value=person.first, key=f"{key}-since"
        )
        if team is None or since is None:
            show_wish(None, language, key=_WISH)
            return
        day = since

        def join(session: Session, actor: Visitor, now: datetime) -> Any:
            return join_team(
                session, engineer_id=person.id, team_id=team, since=day, actor=actor, now=now
            )

        done = say(
            "{name} is in {team} from {day} on.", name=person.name, team=teams[team], day=day
        )
        wish = Wish(("quality join", person.id, team, day), join, done, then=after_deciding)
        show_wish(wish, language, key=_WISH)


def _show_part_of(team: LoneTeam, language: str, key: str) -> None:
    with st.container(border=True):
        into, teams = _choose_team(key, language, but=team.id)
        wish = None if into is None else _merger(TEAM, team.id, team.name, into, teams[into])
        show_wish(wish, language, key=_WISH)


def _choose_team(key: str, language: str, but: int = 0) -> tuple[int | None, dict[int, str]]:
    with reading(reads.engine()) as session:
        teams = {id_: name for id_, name in team_names(session).items() if id_ != but}
    chosen = st.selectbox(
        translate("Team", language),
        sorted(teams, key=lambda id_: teams[id_].casefold()),
        format_func=lambda id_: teams.get(id_, ""),
        index=None,
        placeholder=translate("Choose a team", language),
        key=f"{key}-team",
        width=360,
    )
    return chosen, teams
