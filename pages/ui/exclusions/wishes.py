"""What is written to the database about a rating: a question to a lead, and a lead's decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.decisions import exclude_rating, restore_rating
from db.commands.exclusion_requests import (
    accept_exclusion,
    ask_exclusion,
    decline_exclusion,
    withdraw_exclusion,
)
from gamify.access import Visitor
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.ratings import ExclusionReason
from pages.ui.fair_play.deciding import write_decision

_Act = Callable[[Session, Visitor, datetime], None]


def field_of(form: str, name: str) -> str:
    """The key of a form's field."""
    return f"exclusion-{form}-{name}"


def ask(rating: int, engineer: int, form: str, language: str) -> None:
    """Ask a lead, with the reason and the words of the form."""
    reason, words = _reason(form), _written(form, "words")

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        ask_exclusion(
            session,
            rating_id=rating,
            engineer_id=engineer,
            reason=_told(reason),
            words=words,
            actor=actor,
            now=now,
        )

    _write(act, form, language)


def withdraw(request: int, form: str, language: str) -> None:
    """Take the question back."""

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        withdraw_exclusion(session, request_id=request, actor=actor, now=now)

    _write(act, form, language)


def accept(request: int, form: str, language: str) -> None:
    """Exclude the rating as asked."""
    answer = _written(form, "words")

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        accept_exclusion(session, request_id=request, answer=answer, actor=actor, now=now)

    _write(act, form, language)


def decline(request: int, form: str, language: str) -> None:
    """Let the rating count, with a word why."""
    answer = _written(form, "words")

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        decline_exclusion(session, request_id=request, answer=answer, actor=actor, now=now)

    _write(act, form, language)


def exclude(rating: int, form: str, language: str) -> None:
    """Take a rating out for the reason of the form."""
    reason, note = _reason(form), _written(form, "words")

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        exclude_rating(
            session, rating_id=rating, reason=_told(reason), note=note, actor=actor, now=now
        )

    _write(act, form, language)


def restore(rating: int, form: str, language: str) -> None:
    """Let a rating count again."""

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        restore_rating(session, rating_id=rating, actor=actor, now=now)

    _write(act, form, language)


def refused_at(form: str) -> str:
    """The place where a form says why something wasn't done."""
    return field_of(form, "refused")


def _write(act: _Act, form: str, language: str) -> None:
    if write_decision(act, language, place=refused_at(form)):
        for name in ("reason", "words"):
            st.session_state.pop(field_of(form, name), None)


def _reason(form: str) -> ExclusionReason | None:
    chosen: ExclusionReason | None = st.session_state.get(field_of(form, "reason"))
    return chosen


def _told(reason: ExclusionReason | None) -> ExclusionReason:
    if reason is None:
        raise DecisionRefused(problem=say("a reason is needed"))
    return reason


def _written(form: str, name: str) -> str:
    return str(st.session_state.get(field_of(form, name), ""))
