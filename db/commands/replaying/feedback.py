"""Lessons and shared practice again."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session

from db.commands.lessons import NOTED, note_lesson
from db.commands.practices import SHARED, TAKEN_BACK, take_practice_back
from db.commands.replaying.entry import Again, after, number, said, write_again
from db.models import SharedPractice
from db.queries.audit import Decision
from gamify.feedback.lesson import Cause, LessonState, Nature


def _note(session: Session, decision: Decision) -> None:
    told = after(decision)
    note_lesson(
        session,
        rating_id=number(decision),
        cause=None if told["cause"] is None else Cause(told["cause"]),
        nature=None if told["nature"] is None else Nature(told["nature"]),
        lesson=told["lesson"],
        state=LessonState(told["state"]),
        **said(decision),
    )


def _share(session: Session, decision: Decision) -> None:
    """With its number, also where the words that were quoted have been deleted since."""
    told = after(decision)
    session.add(
        SharedPractice(
            id=number(decision),
            rating_id=told["rating"],
            quotes=told["quotes"],
            words=told["words"],
            shared_at=decision.at,
            shared_by=decision.actor,
        )
    )
    write_again(session, decision)


def _take_back(session: Session, decision: Decision) -> None:
    take_practice_back(session, practice_id=number(decision), **said(decision))


AGAIN: Mapping[str, Again] = {NOTED: _note, SHARED: _share, TAKEN_BACK: _take_back}
