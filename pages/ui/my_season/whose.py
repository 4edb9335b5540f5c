"""Whose season it is: one's own; a lead or an administrator may choose somebody of their teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from db.engine import reading
from db.queries.people import Person, Stay, people
from gamify.access import Visitor, reach_of, refusal
from gamify.language import translate
from gamify.rights import Reach, Right
from gamify.seasons import Season
from pages.ui import reads

_FIELD = "my-season-person"
#: What names a person in the address; only a lead's or an administrator's is listened to.
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose season is shown, None for nobody's, and whom else the visitor may choose.

    A lead of `teams` sees of others the seasons in which they were in one of these; None is
    for all seasons. `stays` are the others' times in teams.
    """

    chosen: int | None
    own: int | None
    others: dict[int, str]
    teams: frozenset[int] | None = None
    stays: Mapping[int, Sequence[Stay]] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """Whether the visitor reads the own story."""
        return self.chosen is not None and self.chosen == self.own

    def may_see(self, season: Season) -> bool:
        """Whether a season of the chosen person is the visitor's to see."""
        if self.is_own or self.teams is None or self.chosen is None:
            return True
        return any(
            stay.team_id in self.teams
            and stay.since <= season.last
            and (stay.until is None or stay.until >= season.first)
            for stay in self.stays.get(self.chosen, ())
        )

    def show(self, language: str) -> None:
        """The list to choose from, for whoever has one, and why nothing is shown."""
        if self.others:
            st.selectbox(
                translate("Whose", language),
                list(self.others),
                format_func=lambda id_: self.others[id_],
                index=list(self.others).index(self.chosen) if self.chosen in self.others else None,
                placeholder=translate("Choose somebody of your teams", language),
                key=_FIELD,
                on_change=_go,
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
    """Whom the address asks for, else the visitor, of those whom the visitor may see.

    Raises NotAllowed for anybody else's number in the address, and DatabaseRefused.
    """
    own, asked = visitor.engineer_id, st.query_params.get(PERSON, "")
    reach = reach_of(visitor, Right.SEE_PERSON)
    if reach not in {Reach.TEAMS, Reach.ALL}:
        if asked not in {"", str(own)}:
            raise refusal(visitor, Right.SEE_PERSON)
        return Choice(own, own, {})
    with reading(reads.engine()) as session:
        found = people(session)
    seen = [one for one in found if not one.is_erased and _is_seen(one, visitor, reach)]
    others = {one.id: one.name for one in seen}
    chosen = next((id_ for id_ in others if str(id_) == asked), None)
    if asked and chosen is None:
        raise refusal(visitor, Right.SEE_PERSON)
    return Choice(
        chosen if asked else own,
        own,
        others,
        visitor.team_ids if reach is Reach.TEAMS else None,
        {one.id: one.stays for one in seen},
    )


def _is_seen(one: Person, visitor: Visitor, reach: Reach) -> bool:
    if reach is Reach.ALL or one.id == visitor.engineer_id:
        return True
    return any(stay.team_id in visitor.team_ids for stay in one.stays)


def _go() -> None:
    chosen = st.session_state.get(_FIELD)
    if chosen is not None:
        st.query_params[PERSON] = str(chosen)


def show_way_back(language: str) -> None:
    """Out of an address that names somebody else."""
    if st.query_params.get(PERSON):
        st.button(translate("To my own season", language), key="my-season-back", on_click=_leave)


def _leave() -> None:
    st.query_params.pop(PERSON, None)
