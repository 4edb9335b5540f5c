"""A screen as somebody is setting it: the fields keep their values in the visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

import streamlit as st

from gamify.wall.screen import Hours, Scene, SceneKind, Screen, Sound, Theme

#: The name under which a screen that isn't there yet is drafted.
NEW = "+"

_BEGIN, _UNTIL = time(7, 30), time(20)


@dataclass(slots=True)
class Turn:
    """A scene in the list; its number stays as it moves, so that its fields do, too."""

    number: int
    kind: SceneKind
    seconds: int


def key_of(form: str, name: str) -> str:
    """The key of a screen's field."""
    return f"screen-{form}-{name}"


def begin_draft(form: str, screen: Screen) -> None:
    """Fill the fields with a screen as it is, unless somebody is at it already."""
    if key_of(form, "turns") in st.session_state:
        return
    st.session_state[key_of(form, "turns")] = [
        Turn(at, scene.kind, scene.seconds) for at, scene in enumerate(screen.scenes)
    ]
    hours = screen.hours or Hours((0, 1, 2, 3, 4), _BEGIN, _UNTIL)
    fields: dict[str, Any] = {
        "name": "" if form == NEW else screen.name,
        "title": screen.title,
        "language": screen.language,
        "theme": screen.theme,
        "density": screen.density,
        "motion": screen.motion,
        "sound": screen.sound,
        "shift": screen.shift,
        "teams": list(screen.teams),
        "sleeps": screen.hours is not None,
        "weekdays": list(hours.weekdays),
        "from": hours.begin,
        "until": hours.until,
    }
    for name, value in fields.items():
        st.session_state[key_of(form, name)] = value


def forget_draft(form: str) -> None:
    """Begin anew with the screen as it is kept."""
    for key in [key for key in st.session_state if str(key).startswith(key_of(form, ""))]:
        del st.session_state[key]


def turns_of(form: str) -> list[Turn]:
    """The scenes in their order."""
    turns: list[Turn] = st.session_state[key_of(form, "turns")]
    return turns


def drafted(form: str) -> Screen:
    """The screen as its fields are."""
    return Screen(
        name=_field(form, "name").strip() if form == NEW else form,
        title=_field(form, "title"),
        language=_field(form, "language"),
        theme=Theme(_field(form, "theme")),
        density=_field(form, "density"),
        motion=_field(form, "motion"),
        sound=Sound(_field(form, "sound")),
        shift=_field(form, "shift"),
        teams=tuple(sorted(_field(form, "teams"))),
        scenes=tuple(
            Scene(
                SceneKind(st.session_state.get(key_of(form, f"kind-{one.number}"), one.kind)),
                int(st.session_state.get(key_of(form, f"seconds-{one.number}"), one.seconds)),
            )
            for one in turns_of(form)
        ),
        hours=_hours(form),
    )


def _hours(form: str) -> Hours | None:
    if not _field(form, "sleeps"):
        return None
    weekdays = tuple(sorted(_field(form, "weekdays")))
    return Hours(weekdays, _field(form, "from"), _field(form, "until"))


def _field(form: str, name: str) -> Any:
    return st.session_state[key_of(form, name)]
