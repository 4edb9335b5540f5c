"""The fields of a source: what its ticket system asks for. Secrets are typed and never shown."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from gamify.language import say, translate
from gamify.sources.binding import wish_title
from gamify.sources.definition import Definition
from pages.ui import reads

#: Stands for a source that isn't kept yet, where others have their name.
NEW = ""
#: Days that are read of a source that is new, unless told.
YEAR = 365


def key_of(about: str, name: str) -> str:
    """The key of a field."""
    return f"data-source-{about}-{name}"


def new_key(definition: Definition, name: str) -> str:
    """The key of a field of the form for a new source, which no name of a source can be."""
    return key_of(f"NEW-{definition.key}", name)


def show_fields(definition: Definition, about: str, language: str) -> None:
    """A field for each thing that is asked for, two beside each other."""
    columns = st.columns(2, gap="medium")
    for at, wish in enumerate(definition.wishes):
        title = translate(wish_title(wish), language)
        if not wish.needed:
            title = translate(say("{title} (may be left out)", title=title), language)
        with columns[at % 2]:
            st.text_input(
                title,
                key=_key(definition, about, wish.name),
                type="password" if wish.secret else "default",
                autocomplete="new-password" if wish.secret else "off",
                placeholder=wish.example,
                max_chars=500,
            )


def show_start(definition: Definition, language: str) -> None:
    """How a new source is called, and from which day on it is read."""
    first, second = st.columns(2, gap="medium")
    st.session_state.setdefault(new_key(definition, "name"), definition.key)
    today = reads.clock.look().day
    st.session_state.setdefault(new_key(definition, "since"), today - timedelta(days=YEAR))
    with first:
        st.text_input(
            translate("Name of the source", language),
            key=new_key(definition, "name"),
            max_chars=40,
            help=translate("Small letters, digits and hyphens; part of the address of its webhook",
                           language),
        )  # fmt: skip
    with second:
        st.date_input(
            translate("Read from this day on", language),
            key=new_key(definition, "since"),
            max_value=today,
            format="YYYY-MM-DD",
        )


def entered(definition: Definition, about: str) -> dict[str, str]:
    """What the fields hold."""
    return {
        wish.name: str(st.session_state.get(_key(definition, about, wish.name)) or "")
        for wish in definition.wishes
    }


def first_day(definition: Definition) -> date:
    """The first day that is read."""
    day: date = st.session_state[new_key(definition, "since")]
    return day


def forget_secrets(definition: Definition, about: str) -> None:
    """Empty the fields of passwords and tokens once they are sealed."""
    for wish in definition.wishes:
        if wish.secret:
            st.session_state.pop(_key(definition, about, wish.name), None)


def _key(definition: Definition, about: str, name: str) -> str:
    return key_of(about, f"wish-{name}") if about else new_key(definition, f"wish-{name}")
