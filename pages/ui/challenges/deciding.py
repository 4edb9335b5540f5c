"""What a lead decides on the page: start, draft, change, call off; and what was refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic

import streamlit as st
from sqlmodel import Session

from db.commands.challenges import (
    cancel_challenge,
    create_challenge,
    edit_challenge,
    start_challenge,
)
from db.engine import writing
from gamify.access import Visitor
from gamify.challenges.challenge import Owner
from gamify.challenges.criteria import Criteria
from gamify.challenges.reading import read_criteria
from gamify.errors import CrownboardError, DecisionRefused
from gamify.language import Message, describe, say, translate
from gamify.seasons import Season
from pages.ui import reads
from pages.ui.challenges.fields import entry_of, key_of
from pages.ui.fair_play.deciding import named

_OUTCOME, _WRITTEN = "challenge_outcome", "challenge_written"
#: Seconds for which an outcome is drawn; something else may draw the page anew in between.
_SHOWN = 10.0

Decision = Callable[[Session, Visitor, datetime], None]


def show_outcome() -> None:
    """Say what the last decision did, or why it wasn't taken, for a few seconds of drawings.

    The place is kept without words, too: a form that is drawn by itself is known by how many
    elements stand before it, and a click in a form that has moved is lost.
    """
    st.session_state.pop(_WRITTEN, None)
    text, until = st.session_state.get(_OUTCOME, ("", 0.0))
    place = st.container()
    if text and monotonic() < until:
        with place, st.container(border=True):
            st.text(text)


def draw_all_anew() -> None:
    """After a decision, let the whole page follow, not only the form in which it was taken."""
    if st.session_state.pop(_WRITTEN, False):
        st.rerun()


def set_challenge(
    form: str,
    owner: Owner,
    season: Season | None,
    language: str,
    *,
    criteria: Criteria | None = None,
    is_draft: bool = False,
) -> None:
    """Start a challenge or keep it as a draft: as a form asks for it, or as proposed."""

    def create(session: Session, actor: Visitor, now: datetime) -> None:
        create_challenge(
            session,
            criteria=criteria or read_criteria(entry_of(form)),
            season=_chosen(season),
            owner=owner,
            title=_title(form),
            is_draft=is_draft,
            actor=actor,
            now=now,
        )

    done = say("The draft is kept.") if is_draft else say("The challenge runs.")
    decide(create, done, language)


def change_challenge(challenge_id: int, form: str, season: Season | None, language: str) -> None:
    """Change a challenge to what its form asks for."""

    def edit(session: Session, actor: Visitor, now: datetime) -> None:
        edit_challenge(
            session,
            challenge_id,
            criteria=read_criteria(entry_of(form)),
            season=_chosen(season),
            title=_title(form),
            actor=actor,
            now=now,
        )

    decide(edit, say("The change is kept and logged."), language)


def start_draft(challenge_id: int, language: str) -> None:
    """Let a draft run as it was kept."""

    def start(session: Session, actor: Visitor, now: datetime) -> None:
        start_challenge(session, challenge_id, actor=actor, now=now)

    decide(start, say("The challenge runs."), language)


def call_off(challenge_id: int, form: str, language: str) -> None:
    """Call a challenge off, with the reason from its form."""
    reason: str = st.session_state.get(key_of(form, "reason"), "")

    def cancel(session: Session, actor: Visitor, now: datetime) -> None:
        cancel_challenge(session, challenge_id, reason=reason, actor=actor, now=now)

    decide(cancel, say("The challenge is called off."), language)


def decide(decision: Decision, done: Message, language: str) -> None:
    """Take a decision as one transaction; what is refused is shown at the next drawing."""
    try:
        actor = named()
        with writing(reads.engine()) as session:
            decision(session, actor, datetime.now(UTC))
    except CrownboardError as error:
        refuse(error, language)
    else:
        tell(done, language)
    reads.clock.forget()


def tell(done: Message, language: str) -> None:
    """Say at the next drawing what was done."""
    _keep(translate(done, language))


def refuse(error: CrownboardError, language: str) -> None:
    """Say at the next drawing why something wasn't done."""
    _keep(describe(error, language))


def _keep(text: str) -> None:
    st.session_state[_OUTCOME] = (text, monotonic() + _SHOWN)
    st.session_state[_WRITTEN] = True


def _title(form: str) -> str:
    return str(st.session_state.get(key_of(form, "title"), ""))


def _chosen(season: Season | None) -> Season:
    if season is None:
        raise DecisionRefused(problem=say("choose the first and the last day"))
    return season
