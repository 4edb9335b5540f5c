"""Setting a challenge: proposals from history, and a form that says at once what a target means."""

from __future__ import annotations

import streamlit as st

from db.challenge_proposals import Drafting
from gamify.challenges.advice import advise_chance
from gamify.challenges.challenge import Owner
from gamify.challenges.criteria import Criteria
from gamify.challenges.reading import read_criteria
from gamify.challenges.sentences import title_of
from gamify.challenges.stretch import Past, Proposal
from gamify.errors import CrownboardError
from gamify.language import describe, translate
from gamify.seasons import Season
from pages.ui import reads
from pages.ui.challenges.deciding import draw_all_anew, set_challenge
from pages.ui.challenges.drafting import Desk, drafting
from pages.ui.challenges.fields import USUAL, entry_of, fill, is_filled, key_of, show_fields
from pages.ui.challenges.meaning import capital, meaning
from pages.ui.challenges.whose import choose_owner, choose_season

#: The form of a new challenge.
NEW = "new"


@st.fragment
def show_setting(desk: Desk, language: str) -> None:
    """The form of a new challenge; only it is drawn anew while a lead tries targets."""
    draw_all_anew()
    whose, when = st.columns(2)
    with whose:
        owner = choose_owner(NEW, desk, language)
    with when:
        season = choose_season(NEW, desk.today, reads.settings().calendar, language)
    draft = None if season is None else drafting(owner, season)
    if draft is not None and season is not None:
        _show_proposals(draft, owner, season, language)
        _begin(draft, owner, season)
    with st.container(border=True):
        _show_heading(translate("A goal of your own", language))
        show_fields(NEW, draft.past if draft else Past(), language)
        show_meaning(NEW, draft, language)
        show_title(NEW, language)
        _show_buttons(owner, season, language)


def show_meaning(form: str, draft: Drafting | None, language: str) -> None:
    """What the form's target means, or what it still lacks."""
    if draft is None:
        return
    try:
        criteria = read_criteria(entry_of(form))
    except CrownboardError as error:
        st.text(describe(error, language))
        return
    with st.container(border=True, gap="xxsmall"):
        _show_heading(capital(translate(title_of(criteria), language)))
        for sentence in meaning(draft.preview(criteria), language):
            st.text(sentence)


def show_title(form: str, language: str) -> None:
    """A title is never needed: without one a challenge is called by its goal."""
    st.text_input(
        translate("Title (not needed)", language),
        max_chars=120,
        key=key_of(form, "title"),
        width=480,
    )


def _show_proposals(draft: Drafting, owner: Owner, season: Season, language: str) -> None:
    if not draft.proposals:
        st.caption(translate("Proposals appear as soon as there are ratings before.", language))
        return
    _show_heading(translate("Proposed from your history", language))
    columns = st.columns(len(draft.proposals), border=True)
    for at, (column, proposal) in enumerate(zip(columns, draft.proposals, strict=True)):
        with column:
            _show_proposal(at, proposal, owner, season, language)


def _show_proposal(
    at: int, proposal: Proposal, owner: Owner, season: Season, language: str
) -> None:
    _show_heading(capital(translate(title_of(proposal.criteria), language)))
    st.caption(translate(proposal.reason, language))
    if proposal.chance is not None:
        st.text(translate(advise_chance(proposal.chance), language))
    with st.container(horizontal=True):
        st.button(
            translate("Start", language),
            key=f"start-{at}",
            on_click=set_challenge,
            args=(f"proposal-{at}", owner, season, language),
            kwargs={"criteria": proposal.criteria},
        )
        st.button(
            translate("Adjust", language),
            key=f"adjust-{at}",
            on_click=fill,
            args=(NEW, proposal.criteria),
        )


def _show_buttons(owner: Owner, season: Season | None, language: str) -> None:
    with st.container(horizontal=True):
        st.button(
            translate("Start the challenge", language),
            key="start-new",
            on_click=set_challenge,
            args=(NEW, owner, season, language),
        )
        st.button(
            translate("Keep as a draft", language),
            key="draft-new",
            on_click=set_challenge,
            args=(NEW, owner, season, language),
            kwargs={"is_draft": True},
        )


def _show_heading(text: str) -> None:
    """A small heading of our own words: nothing in it comes from outside."""
    st.markdown(f"**{text}**")


def _begin(draft: Drafting, owner: Owner, season: Season) -> None:
    """Begin with the first proposal, and anew for another owner or season: goals are theirs."""
    mark = key_of(NEW, "begun")
    if not is_filled(NEW) or st.session_state.get(mark) != (owner, season):
        fill(NEW, _first(draft))
    st.session_state[mark] = (owner, season)


def _first(draft: Drafting) -> Criteria:
    """The first proposal, else an average that is usual."""
    if draft.proposals:
        return draft.proposals[0].criteria
    return read_criteria({name: USUAL[name] for name in ("average", "over")})
