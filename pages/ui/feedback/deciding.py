"""Writes what somebody notes and shares, as commands decide."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.lessons import note_lesson
from db.commands.practices import share_practice, take_practice_back
from gamify.access import Visitor
from gamify.feedback.lesson import LessonState
from pages.ui.fair_play.deciding import write_decision


def refused_at(rating: int) -> str:
    """Where a refusal about a rating is shown."""
    return f"feedback-refused-{rating}"


def field(rating: int, name: str) -> str:
    """The key of a field about a rating."""
    return f"feedback-{name}-{rating}"


def note(rating: int, language: str) -> None:
    """Keep what the fields of a low rating say."""
    told = st.session_state

    def decide(session: Session, actor: Visitor, now: datetime) -> None:
        note_lesson(
            session,
            rating_id=rating,
            cause=told.get(field(rating, "cause")),
            nature=told.get(field(rating, "nature")),
            lesson=told.get(field(rating, "lesson"), ""),
            state=told.get(field(rating, "state")) or LessonState.NEW,
            actor=actor,
            now=now,
        )

    write_decision(decide, language, place=refused_at(rating))


def share(rating: int, language: str) -> None:
    """Share what the fields say."""
    told = st.session_state

    def decide(session: Session, actor: Visitor, now: datetime) -> None:
        share_practice(
            session,
            rating_id=rating,
            quotes=bool(told.get(field(rating, "quotes"), False)),
            words=told.get(field(rating, "words"), ""),
            actor=actor,
            now=now,
        )

    write_decision(decide, language, place=refused_at(rating))


def take_back(practice: int, rating: int, language: str) -> None:
    """Take a shared practice back."""

    def decide(session: Session, actor: Visitor, now: datetime) -> None:
        take_practice_back(session, practice_id=practice, actor=actor, now=now)

    write_decision(decide, language, place=refused_at(rating))
