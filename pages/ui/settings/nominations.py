"""Nominations as they are set: on or off, title and gates; hard work; and own ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st
from sqlmodel import Session

from db.commands.nominations import NominationChange, change_nomination, remove_own_nomination
from db.engine import reading
from db.queries.nominations import declared_nominations, nomination_choices
from gamify.access import Visitor
from gamify.errors import N_
from gamify.language import say, translate
from gamify.nominations.nomination import Nomination
from gamify.nominations.own import LONGEST_TITLE, MOST_NEEDED
from gamify.nominations.own_rule import as_nomination
from gamify.nominations.registry import NOMINATIONS, NominationChoice
from pages.ui import reads
from pages.ui.settings.hard_work import show_hard_work
from pages.ui.settings.listing import show_list
from pages.ui.settings.own_nomination import show_own_form
from pages.ui.settings.reading import House
from pages.ui.settings.weighing import Weighed, show_weighed

#: The field that says which nomination is being set.
WHICH = "settings-nomination"
_OWN = "…own"


@dataclass(frozen=True, slots=True)
class _Kept:
    """A nomination and what is set about it."""

    nomination: Nomination
    choice: NominationChoice
    is_own: bool

    def called(self, language: str) -> str:
        """The own title, or the usual one."""
        return self.choice.title or translate(self.nomination.title, language)


def show_nominations(_: House, language: str) -> None:
    """The list, the form of the chosen one or of an own one that is new, and hard work."""
    kept = _read()
    _show_list(list(kept.values()), language)
    if st.session_state.get(WHICH) not in {None, _OWN, *kept}:
        st.session_state[WHICH] = None
    new = translate("A nomination of your own …", language)
    chosen: str | None = st.selectbox(
        translate("Nomination", language),
        [*kept, _OWN],
        index=None,
        format_func=lambda key: kept[key].called(language) if key in kept else new,
        placeholder=translate("Choose a nomination", language),
        key=WHICH,
        width=360,
    )
    if chosen == _OWN:
        show_own_form(language)
    elif chosen is not None:
        with st.container(border=True):
            _show_form(kept[chosen], language)
    show_hard_work(language)


def _read() -> dict[str, _Kept]:
    with reading(reads.engine()) as session:
        choices = nomination_choices(session)
        own = [as_nomination(one) for one in declared_nominations(session)]
    return {
        one.key: _Kept(one, choices.get(one.key, NominationChoice(one.key)), one in own)
        for one in [*NOMINATIONS, *own]
    }


def _show_list(kept: Sequence[_Kept], language: str) -> None:
    table: dict[str, Sequence[object]] = {
        translate(N_("Nomination"), language): [one.called(language) for one in kept],
        translate(N_("Awarded"), language): [one.choice.is_on for one in kept],
        translate(N_("Gates"), language): [_gates(one, language) for one in kept],
    }
    show_list(table, key="nominations", wide=list(table)[-1:])


def _gates(one: _Kept, language: str) -> str:
    return " · ".join(
        f"{translate(gate.label, language)} {one.choice.gates.get(gate.name, gate.default)}"
        for gate in one.nomination.gates
    )


def _show_form(one: _Kept, language: str) -> None:
    """Every field says what it does; a change shows who would win before it is kept."""
    key = f"nomination-{one.nomination.key}"
    st.text(translate(one.nomination.formula, language))
    is_on = st.toggle(translate("It is awarded", language), value=one.choice.is_on, key=f"{key}-on")
    title = st.text_input(
        translate("Title", language),
        value=one.choice.title,
        max_chars=LONGEST_TITLE,
        placeholder=translate(one.nomination.title, language),
        key=f"{key}-title",
        help=translate("Empty, it has its usual name in the reader’s language.", language),
    )
    gates = {
        gate.name: st.number_input(
            translate(gate.label, language),
            min_value=0,
            max_value=MOST_NEEDED,
            value=one.choice.gates.get(gate.name, gate.default),
            step=1,
            key=f"{key}-gate-{gate.name}",
        )
        for gate in one.nomination.gates
    }
    change = _change(one, is_on=is_on, title=title.strip(), gates=gates)
    if change is not None:
        act = partial(_keep, one.nomination.key, change)
        show_weighed(
            Weighed((one.nomination.key, repr(change)), act, say("The nomination is set.")),
            language,
            key=key,
        )
    if one.is_own:
        act = partial(_remove, one.nomination.key)
        gone = Weighed((one.nomination.key, "gone"), act, say("The nomination is removed."))
        with st.popover(translate("Remove …", language)):
            show_weighed(gone, language, key=f"{key}-gone")


def _change(
    one: _Kept, *, is_on: bool, title: str, gates: dict[str, int]
) -> NominationChange | None:
    """What differs from what is set; None for nothing."""
    held = {
        gate.name: one.choice.gates.get(gate.name, gate.default) for gate in one.nomination.gates
    }
    other = {name: number for name, number in gates.items() if number != held[name]}
    if is_on == one.choice.is_on and title == one.choice.title and not other:
        return None
    return NominationChange(is_on=is_on, title=title, gates=other)


def _keep(
    nomination: str, change: NominationChange, session: Session, actor: Visitor, now: datetime
) -> None:
    change_nomination(session, nomination, change=change, actor=actor, now=now)


def _remove(nomination: str, session: Session, actor: Visitor, now: datetime) -> None:
    remove_own_nomination(session, nomination, actor=actor, now=now)
