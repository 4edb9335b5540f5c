"""What the organisation sets: groups of fields, what a change would do, save and put back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple

import streamlit as st
from sqlmodel import Session

from db.commands.own_settings import SettingChange, change_settings, changed_settings
from db.engine import reading
from db.setting_effects import setting_effects
from gamify.access import Visitor
from gamify.errors import N_, CrownboardError
from gamify.language import Message, describe, say, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide, show_outcome
from pages.ui.settings.demo import show_demo
from pages.ui.settings.draft import drafted_change, forget_draft
from pages.ui.settings.fields import show_field

_UNDO = "settings-undo"
#: The group that was saved last: what came of it is said there, too, where one looks.
_SAVED = "settings-saved"


class Group(NamedTuple):
    """Settings that belong together."""

    key: str
    title: str
    names: tuple[str, ...]


GROUPS = (
    Group("name", N_("Name and language"), ("organisation", "language")),
    Group(
        "calendar",
        N_("Calendar"),
        (
            "time_zone",
            "fiscal_start",
            "working_weekdays",
            "extra_holidays",
            "holiday_country",
            "holiday_region",
        ),
    ),
    Group(
        "competition",
        N_("Competition"),
        (
            "crown",
            "min_ratings_team",
            "public_top",
            "closing_days",
            "pulse_days",
            "strata",
            "star_labels",
        ),
    ),
    Group(
        "keeping",
        N_("Reading and keeping"),
        ("open_reading", "sign_in_days", "comment_months"),
    ),
)


def show_organisation(language: str) -> None:
    """All groups, each with its own effects and buttons."""
    show_demo(language)
    show_undo(language)
    for group in GROUPS:
        show_group(group, language)


def show_group(group: Group, language: str) -> None:
    """A group's fields, and what a change of them would do."""
    with st.container(border=True):
        st.subheader(translate(group.title, language))
        for row in _rows(group.names):
            for place, name in zip(st.columns(2, gap="medium"), row, strict=False):
                with place:
                    show_field(name, language)
        _show_effects(group, language)
        if st.session_state.get(_SAVED) == group.key:
            show_outcome()


def _rows(names: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [names[at : at + 2] for at in range(0, len(names), 2)]


def _show_effects(group: Group, language: str) -> None:
    """What a changed group would do, and the buttons; nothing where nothing is changed."""
    change = drafted_change(group.names)
    if not change.values and not change.released:
        return
    refused, effects = _effects(change)
    with st.container(border=True):
        title = translate("If you save this", language)
        st.markdown(f"**{title}**")
        if refused is not None:
            st.text(describe(refused, language))
        for effect in effects:
            st.text(f"• {translate(effect, language)}")
        with st.container(horizontal=True):
            st.button(
                translate("Save", language),
                key=f"settings-save-{group.key}",
                disabled=refused is not None,
                on_click=_save,
                args=(group.key, group.names, language),
            )
            st.button(
                translate("As it was", language),
                key=f"settings-forget-{group.key}",
                on_click=forget_draft,
                args=(group.names,),
            )


def _effects(change: SettingChange) -> tuple[CrownboardError | None, list[Message]]:
    """Why a change can't be made, or what it would do."""
    try:
        with reading(reads.engine()) as session:
            after = changed_settings(session, change, base=reads.own_settings.base())
            return None, setting_effects(session, reads.settings(), after, now=datetime.now(UTC))
    except CrownboardError as error:
        return error, []


def show_undo(language: str) -> None:
    """The way back from the last change, where there is one."""
    if _UNDO in st.session_state:
        st.button(
            translate("Put the last change back", language),
            icon=":material/undo:",
            key="settings-undo-button",
            on_click=_put_back,
            args=(language,),
        )


def _save(group: str, names: tuple[str, ...], language: str) -> None:
    st.session_state[_SAVED] = group
    _change(drafted_change(names), say("Saved; it holds everywhere within a second."), language)


def _put_back(language: str) -> None:
    change: SettingChange = st.session_state.pop(_UNDO)
    _change(change, say("It is as it was before."), language, is_undo=True)


def _change(change: SettingChange, done: Message, language: str, *, is_undo: bool = False) -> None:
    """Keep a change, and let sums, pages and fields follow at once."""

    def keep(session: Session, actor: Visitor, now: datetime) -> None:
        base = reads.own_settings.base()
        back = change_settings(session, change, base=base, actor=actor, now=now)
        if not is_undo:
            st.session_state[_UNDO] = back

    decide(keep, done, language)
    with suppress(CrownboardError):
        reads.clock.look()
        reads.keep_up_database(datetime.now(UTC), is_night=False)
