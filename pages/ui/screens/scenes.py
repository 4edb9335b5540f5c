"""The scenes of a screen in their order, with buttons to move, add and drop them."""

from __future__ import annotations

import streamlit as st

from gamify.errors import N_
from gamify.language import translate
from gamify.wall.screen import LONGEST, MOST_SCENES, SHORTEST, SceneKind
from pages.ui.screens.draft import Turn, key_of, turns_of

#: What a scene is called.
SCENES = {
    SceneKind.STANDINGS: N_("Team table and top scorers"),
    SceneKind.SCORERS: N_("Top scorers with podium"),
    SceneKind.CHALLENGE: N_("Challenges"),
    SceneKind.NOMINATIONS: N_("Nominations"),
    SceneKind.QUOTES: N_("Customers’ words"),
    SceneKind.MOVES: N_("How the places moved"),
    SceneKind.ANNOUNCEMENT: N_("Announcement"),
}
#: Seconds of a scene that is added.
_USUAL = 20


def show_scenes(form: str, language: str) -> None:
    """A line for each scene; scenes without anything to show are passed over by the wall."""
    turns = turns_of(form)
    for at, turn in enumerate(turns):
        _show_turn(form, turn, at, len(turns), language)
    st.button(
        translate("Add a scene", language),
        icon=":material/add:",
        key=key_of(form, "add"),
        disabled=len(turns) >= MOST_SCENES,
        on_click=_add,
        args=(form,),
    )


def _show_turn(form: str, turn: Turn, at: int, amount: int, language: str) -> None:
    kind_key, seconds_key = (key_of(form, f"{name}-{turn.number}") for name in ("kind", "seconds"))
    st.session_state.setdefault(kind_key, turn.kind)
    st.session_state.setdefault(seconds_key, turn.seconds)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            translate("Scene", language),
            list(SCENES),
            format_func=lambda kind: translate(SCENES[kind], language),
            key=kind_key,
            label_visibility="visible" if at == 0 else "collapsed",
        )
        st.number_input(
            translate("Seconds", language),
            min_value=SHORTEST,
            max_value=LONGEST,
            step=5,
            key=seconds_key,
            width=130,
            label_visibility="visible" if at == 0 else "collapsed",
        )
        for name, icon, title, is_off in (
            ("up", ":material/arrow_upward:", N_("Earlier"), at == 0),
            ("down", ":material/arrow_downward:", N_("Later"), at == amount - 1),
            ("drop", ":material/close:", N_("Leave out"), amount == 1),
        ):
            st.button(
                "",
                icon=icon,
                help=translate(title, language),
                key=key_of(form, f"{name}-{turn.number}"),
                disabled=is_off,
                on_click=_CHANGES[name],
                args=(form, at),
            )


def _add(form: str) -> None:
    turns = turns_of(form)
    shown = {st.session_state.get(key_of(form, f"kind-{one.number}")) for one in turns}
    kind = next((kind for kind in SceneKind if kind not in shown), SceneKind.STANDINGS)
    turns.append(Turn(max(one.number for one in turns) + 1, kind, _USUAL))


def _up(form: str, at: int) -> None:
    turns = turns_of(form)
    turns[at - 1], turns[at] = turns[at], turns[at - 1]


def _down(form: str, at: int) -> None:
    _up(form, at + 1)


def _drop(form: str, at: int) -> None:
    turns_of(form).pop(at)


_CHANGES = {"up": _up, "down": _down, "drop": _drop}
