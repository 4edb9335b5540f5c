"""Whose season it is: one's own; a lead or an administrator may choose somebody of their teams."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from db.engine import reading
from db.queries.people import Person, people
from gamify.access import Visitor, reach_of
from gamify.language import translate
from gamify.rights import Reach, Right
from pages.ui import reads

_FIELD = "my-season-person"


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose season is shown, None for nobody's, and whom else the visitor may choose."""

    chosen: int | None
    own: int | None
    others: dict[int, str]

    def show(self, language: str) -> None:
        """The list to choose from, for whoever has one, and why nothing is shown."""
        if self.others:
            st.selectbox(
                translate("Whose", language),
                list(self.others),
                format_func=lambda id_: self.others[id_],
                index=None,
                placeholder=translate("Choose somebody of your teams", language),
                key=_FIELD,
                width=360,
            )
        elif self.own is None:
            st.text(
                translate(
                    "No person of the department is behind your account. An administrator links "
                    "one on the page “Settings”, below “Accounts”.",
                    language,
                )
            )


def choose_person(visitor: Visitor) -> Choice:
    """Read whom the visitor may see. Raises DatabaseRefused."""
    own = visitor.engineer_id
    reach = reach_of(visitor, Right.SEE_PERSON)
    if reach not in {Reach.TEAMS, Reach.ALL}:
        return Choice(own, own, {})
    with reading(reads.engine()) as session:
        found = people(session)
    others = {
        one.id: one.name for one in found if not one.is_erased and _is_seen(one, visitor, reach)
    }
    if own in others and _FIELD not in st.session_state:
        st.session_state[_FIELD] = own
    chosen = st.session_state.get(_FIELD, own)
    return Choice(chosen if chosen in others else own, own, others)


def _is_seen(one: Person, visitor: Visitor, reach: Reach) -> bool:
    if reach is Reach.ALL or one.id == visitor.engineer_id:
        return True
    return any(stay.team_id in visitor.team_ids for stay in one.stays)
