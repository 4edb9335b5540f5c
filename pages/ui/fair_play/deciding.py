"""The buttons of a flag: fine, trust this pair, exclude ratings, take a decision back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st
from sqlmodel import Session

from db.commands.flags import decide_flag, reopen_flag, whitelist_pair
from db.engine import writing
from gamify.access import Visitor, Way
from gamify.errors import N_, CrownboardError, DecisionRefused
from gamify.integrity.case import Case, CaseState, FlaggedRating
from gamify.language import describe, say, translate
from gamify.ratings import ExclusionReason
from pages.ui import reads
from pages.ui.fair_play.cards import has_domain, has_pair
from pages.ui.fair_play.reading import look_anew
from pages.ui.reason_picker import pick_reason
from pages.ui.visit import visitor

#: Who decides in this visit, until people sign in.
_DECIDER = "fair_play_decider"
_FIELD = "fair_play_name"
_REFUSED = "fair_play_refused"
#: What is so until there is an account, and how to change it.
FOUNDING = N_(
    "Until there is an account, whoever sits at this machine leads. "
    "`.venv/bin/python -m gamify admin create NAME` makes the first administrator; then one "
    "signs in."
)


def ask_name(language: str) -> None:
    """Ask once in a visit who decides, if that isn't known; the buttons wait for it.

    A line stands below with a name and without one, so that nothing moves under the pointer
    while somebody goes from the field to a button.
    """
    who = visitor()
    if who.is_signed_in:
        return
    if who.way is Way.FOUNDER:
        st.caption(translate(FOUNDING, language))
    remembered = st.session_state.get(_DECIDER, "")
    name = st.text_input(
        translate("Your name", language),
        value=remembered,
        max_chars=80,
        key=_FIELD,
        width=360,
    )
    st.session_state[_DECIDER] = name.strip()
    if name.strip():
        st.caption(translate("It is logged with every decision.", language))
    else:
        st.caption(translate("Write your name to decide: it is logged.", language))


def decider() -> Visitor:
    """Who decides: whoever has signed in, or by the name that was given in this visit.

    A click may come together with the name, before the page has been drawn with it.
    """
    written = st.session_state.get(_FIELD, st.session_state.get(_DECIDER, ""))
    return visitor().named(str(written))


def named() -> Visitor:
    """Who decides. Raises DecisionRefused while nobody has said so."""
    if not decider().name:
        raise DecisionRefused(problem=say("the name of the one who decides is needed"))
    return decider()


def show_refusal(place: str = _REFUSED) -> None:
    """Say once why the last decision wasn't taken, at the place that was told."""
    if refused := st.session_state.pop(place, ""):
        with st.container(border=True):
            st.text(refused)


def show_decisions(case: Case, ratings: list[FlaggedRating], language: str) -> None:
    """The buttons below an open flag."""
    nobody = not decider().name
    with st.container(horizontal=True):
        st.button(
            translate("Fine", language),
            key=f"fine-{case.id}",
            disabled=nobody,
            on_click=_decide,
            args=(case.id, language),
        )
        if has_pair(case):
            st.button(
                translate("Trust this pair", language),
                key=f"trust-{case.id}",
                disabled=nobody,
                help=translate("This rule won't flag the two again.", language),
                on_click=_trust,
                args=(case.id, language),
            )
        if has_domain(case):
            st.button(
                translate("Trust the domain", language),
                key=f"domain-{case.id}",
                disabled=nobody,
                help=translate(
                    "This rule won't flag this engineer with anybody of this domain.", language
                ),
                on_click=_trust,
                args=(case.id, language),
                kwargs={"whole_domain": True},
            )
        counted = [rating.id for rating in ratings if not rating.is_excluded]
        if counted:
            with st.popover(translate("Exclude ratings …", language), disabled=nobody):
                _show_exclusion(case, [rating.id for rating in ratings], counted, language)


def show_undo(case: Case, language: str) -> None:
    """The button below a flag that has been decided on."""
    st.button(
        translate("Take back", language),
        key=f"undo-{case.id}",
        disabled=not decider().name,
        help=translate("Excluded ratings count again; the flag is open.", language),
        on_click=_reopen,
        args=(case.id, language),
    )


def _show_exclusion(case: Case, shown: list[int], counted: list[int], language: str) -> None:
    """Which ratings, why, and a note. The numbers are those on the card."""
    st.pills(
        translate("Ratings", language),
        counted,
        default=counted,
        selection_mode="multi",
        format_func=lambda id_: str(shown.index(id_) + 1),
        key=f"ratings-{case.id}",
    )
    pick_reason(f"reason-{case.id}", language)
    st.text_input(translate("Note", language), max_chars=500, key=f"note-{case.id}")
    st.button(
        translate("Exclude the chosen ratings", language),
        key=f"exclude-{case.id}",
        on_click=_exclude,
        args=(case.id, language),
    )


def _decide(flag: int, language: str) -> None:
    def fine(session: Session, actor: Visitor, now: datetime) -> None:
        decide_flag(session, flag_id=flag, decision=CaseState.FINE, actor=actor, now=now)

    write_decision(fine, language)


def _trust(flag: int, language: str, *, whole_domain: bool = False) -> None:
    def trust(session: Session, actor: Visitor, now: datetime) -> None:
        whitelist_pair(session, flag_id=flag, whole_domain=whole_domain, actor=actor, now=now)

    write_decision(trust, language)


def _exclude(flag: int, language: str) -> None:
    reason: ExclusionReason | None = st.session_state.get(f"reason-{flag}")
    chosen: list[int] = st.session_state.get(f"ratings-{flag}") or []
    note: str = st.session_state.get(f"note-{flag}", "")

    def exclude(session: Session, actor: Visitor, now: datetime) -> None:
        decide_flag(
            session,
            flag_id=flag,
            decision=CaseState.EXCLUDED,
            reason=reason,
            note=note,
            ratings=chosen,
            actor=actor,
            now=now,
        )

    write_decision(exclude, language)


def _reopen(flag: int, language: str) -> None:
    def reopen(session: Session, actor: Visitor, now: datetime) -> None:
        reopen_flag(session, flag_id=flag, actor=actor, now=now)

    write_decision(reopen, language)


def write_decision(
    decision: Callable[[Session, Visitor, datetime], None], language: str, *, place: str = _REFUSED
) -> bool:
    """Take a decision as one transaction, and say whether it was taken.

    What is refused is shown at the next drawing, where `show_refusal` has that place.
    """
    try:
        actor = named()
        with writing(reads.engine()) as session:
            decision(session, actor, datetime.now(UTC))
    except CrownboardError as error:
        st.session_state[place] = describe(error, language)
        return False
    finally:
        look_anew()
    return True
