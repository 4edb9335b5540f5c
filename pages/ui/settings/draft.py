"""Settings as somebody is changing them: what the fields hold, and what is different."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from db.commands.own_settings import SettingChange
from db.settings import Settings
from gamify.crown_rule import CrownRule
from gamify.handicap.kinds import WorkField
from pages.ui import reads


def key_of(name: str) -> str:
    """The key of a setting's field."""
    return f"setting-{name}"


def begin_draft(name: str, settings: Settings) -> None:
    """Fill a field with what holds; one that somebody is changing keeps what they wrote."""
    key, basis = key_of(name), f"setting-basis-{name}"
    holds = as_field(name, settings)
    untouched = st.session_state.get(key) == st.session_state.get(basis)
    if key not in st.session_state or (untouched and st.session_state.get(basis) != holds):
        st.session_state[key] = holds
    st.session_state[basis] = holds


def forget_draft(names: Iterable[str]) -> None:
    """Let the fields show again what holds."""
    for name in names:
        st.session_state.pop(key_of(name), None)


def draft_environment(name: str) -> None:
    """Write what the environment says into a field; saving lets it hold again."""
    st.session_state[key_of(name)] = as_field(name, reads.own_settings.base())


def drafted_change(names: Iterable[str]) -> SettingChange:
    """What the fields ask for beyond what holds.

    A field with the environment's value asks to follow the environment.
    """
    base, holds = reads.own_settings.base(), reads.settings()
    values: dict[str, Any] = {}
    released = set()
    for name in names:
        field = st.session_state.get(key_of(name), as_field(name, holds))
        if field == as_field(name, holds):
            continue
        if field == as_field(name, base):
            released.add(name)
        else:
            values[name] = _from_field(name, field)
    return SettingChange(values, frozenset(released))


def as_field(name: str, settings: Settings) -> Any:
    """A setting as its field holds it."""
    value = getattr(settings, name)
    if name == "extra_holidays":
        return ", ".join(day.isoformat() for day in value)
    if name == "star_labels":
        return ", ".join(value)
    if name in _LISTS:
        return [one for one in _LISTS[name] if one in value]
    return value or "" if name in _TEXTS else value


def _from_field(name: str, field: Any) -> Any:
    if name in _COMMAS:
        return [one.strip() for one in str(field).split(",") if one.strip()]
    if name in _TEXTS:
        text = " ".join(str(field).split())
        return text or ("" if name in {"organisation", "language"} else None)
    return field


#: Settings of which several may be chosen, in the order in which they stand.
_LISTS: Mapping[str, tuple[Any, ...]] = {
    "working_weekdays": tuple(range(7)),
    "strata": tuple(WorkField),
}
#: Settings that are written as a text with commas.
_COMMAS = frozenset({"extra_holidays", "star_labels"})
_TEXTS = frozenset({"organisation", "language", "holiday_country", "holiday_region"})

CROWNS = tuple(CrownRule)
