"""Names: renamed, also called, hidden from boards, erased."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.erasure import erase_engineer
from db.commands.people import add_alias, hide_engineer, remove_alias, rename
from db.discretion import pseudonyms_of
from db.queries.people import ENGINEER, TEAM, Person, TeamNames, Whom
from gamify.access import Visitor
from gamify.errors import DecisionRefused
from gamify.language import say, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.settings.reading import House

_LONGEST = 120


def show_rename(one: Person | TeamNames, _: House, language: str) -> None:
    """Another name; the former one goes on as an alias."""
    st.caption(translate("Files may go on using the former name.", language))
    key = f"settings-name-{whom_of(one).subject}"
    st.text_input(translate("New name", language), value=one.name, max_chars=_LONGEST, key=key)
    st.button(
        translate("Rename", language),
        key="settings-rename",
        on_click=_rename,
        args=(whom_of(one), key, language),
    )


def show_alias(one: Person | TeamNames, _: House, language: str) -> None:
    """Names by which files may call somebody or a team."""
    st.caption(translate("Files may use these names, too; boards show the first one.", language))
    for at, name in enumerate(one.aliases):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(name, width="content")
            st.button(
                translate("Take off", language),
                type="tertiary",
                key=f"settings-unalias-{at}",
                on_click=_unalias,
                args=(whom_of(one), name, language),
            )
    key = f"settings-alias-{whom_of(one).subject}"
    st.text_input(translate("Another name", language), max_chars=_LONGEST, key=key)
    st.button(
        translate("Add", language),
        key="settings-add-alias",
        on_click=_alias,
        args=(whom_of(one), key, language),
    )


def show_hide(person: Person, _: House, language: str) -> None:
    """Whether boards show the name."""
    plain = translate(say("Engineer {id}", id=str(person.id)), language)
    st.text(
        translate(say("Boards show “{name}” instead of the name.", name=plain), language)
        if person.is_hidden
        else translate(
            say("Hidden, boards would show “{name}”; all figures stay.", name=plain), language
        )
    )
    st.button(
        translate("Show the name", language)
        if person.is_hidden
        else translate("Hide the name", language),
        key="settings-hide",
        on_click=_hide,
        args=(person.id, not person.is_hidden, language),
    )


def show_erase(person: Person, _: House, language: str) -> None:
    """Forget who a former engineer was; the name has to be typed."""
    st.text(
        translate(
            say(
                "The name becomes “Engineer {id}” everywhere; address, other names and account go. "
                "All sums, places and other people’s credits stay. It can’t be taken back.",
                id=str(person.id),
            ),
            language,
        )
    )
    key = f"settings-erase-{person.id}"
    st.text_input(translate("Type the name to confirm", language), key=key, placeholder=person.name)
    st.button(
        translate("Erase for good", language),
        key="settings-erase",
        on_click=_erase,
        args=(person, key, language),
    )


def whom_of(one: Person | TeamNames) -> Whom:
    """What commands call it."""
    return Whom(ENGINEER if isinstance(one, Person) else TEAM, one.id)


def _written(key: str) -> str:
    return str(st.session_state.get(key, ""))


def _rename(whom: Whom, key: str, language: str) -> None:
    def act(session: Session, actor: Visitor, now: datetime) -> None:
        rename(session, whom, name=_written(key), actor=actor, now=now)

    decide(act, say("The name is changed everywhere."), language)


def _alias(whom: Whom, key: str, language: str) -> None:
    def act(session: Session, actor: Visitor, now: datetime) -> None:
        add_alias(session, whom, name=_written(key), actor=actor, now=now)
        st.session_state[key] = ""

    decide(act, say("Files may use that name now."), language)


def _unalias(whom: Whom, name: str, language: str) -> None:
    def act(session: Session, actor: Visitor, now: datetime) -> None:
        remove_alias(session, whom, name=name, actor=actor, now=now)

    decide(act, say("That name means nobody here any more."), language)


def _hide(engineer: int, hidden: bool, language: str) -> None:  # noqa: FBT001 — a callback
    def act(session: Session, actor: Visitor, now: datetime) -> None:
        hide_engineer(session, engineer_id=engineer, hidden=hidden, actor=actor, now=now)

    done = say("Boards show a number instead of the name.") if hidden else say("Boards name them.")
    decide(act, done, language)


def _erase(person: Person, key: str, language: str) -> None:
    def act(session: Session, actor: Visitor, now: datetime) -> None:
        if _written(key).strip() != person.name.strip():
            raise DecisionRefused(problem=say("the typed name is another one"))
        known = pseudonyms_of(reads.settings())
        erase_engineer(session, engineer_id=person.id, pseudonyms=known, actor=actor, now=now)

    decide(act, say("The person is erased; every sum is as it was."), language)
