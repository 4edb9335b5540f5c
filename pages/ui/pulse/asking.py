"""The four questions on “My season” while they are open: one click each, no way back."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.pulse import answer_pulse
from db.engine import reading
from db.queries.pulse import answered, pulse_days
from gamify.access import Visitor, may
from gamify.errors import N_
from gamify.language import say, short_day, shown, translate
from gamify.pulse import ANSWERS, QUESTIONS, Asking, Question, asking_on, values_of
from gamify.rights import Right
from pages.ui import reads
from pages.ui.fair_play.deciding import show_refusal, write_decision
from pages.ui.season_picker import season_title
from pages.ui.visit import visitor

_PLACE = "pulse-refused"
_ONCE = N_(
    "One click each, until {last}. An answer can’t be changed: nobody can find it again, not even "
    "you."
)
_THANKS = N_(
    "Thank you: your answers are counted. Leads see the result once the questions are closed."
)
_HOW = N_(
    "Crownboard doesn’t keep your answers. It adds one to a count (how many of your team have said "
    "“yes”, say) and notes apart from it that you have answered, without the answer and the time. "
    "Nothing goes into the log. Leads see figures only after the last day, only of five "
    "answers or more, and a team’s only if nobody can work out another’s by subtracting."
)


def show_pulse(engineer: int, language: str) -> None:
    """The questions that the person hasn't answered; nothing on the days between seasons."""
    if not may(visitor(), Right.ANSWER_PULSE, engineer_id=engineer):
        return
    settings, today = reads.settings(), reads.clock.look().day
    with reading(reads.engine()) as session:
        fixed = pulse_days(session)
        asking = asking_on(today, calendar=settings.calendar, days=settings.pulse_days, fixed=fixed)
        if asking is None:
            return
        done = answered(session, season=asking.season.code, engineer_id=engineer)
    with st.container(border=True, key="pulse"):
        _show(engineer, asking, done, language)
        show_refusal(_PLACE)
        with st.expander(translate("Anonymous: how", language)):
            st.write(translate(_HOW, language))


def _show(engineer: int, asking: Asking, done: frozenset[Question], language: str) -> None:
    title = season_title(asking.season, language)
    st.subheader(translate(say("The pulse of {season}", season=title), language))
    left = [question for question in Question if question not in done]
    if not left:
        st.write(translate(_THANKS, language))
        return
    last = short_day(asking.last, language)
    st.caption(translate(say(_ONCE, last=last), language))
    for question in Question:
        st.text(translate(QUESTIONS[question], language))
        with st.container(horizontal=True, gap="small"):
            if question in left:
                _show_answers(engineer, question, language)
            else:
                # In its place, so that a second click doesn't meet the next question's answers.
                name = translate("Counted", language)
                st.button(name, key=f"pulse-{question}-done", disabled=True)


def _show_answers(engineer: int, question: Question, language: str) -> None:
    for value in values_of(question):
        name = "" if question is Question.RECOMMEND else ANSWERS[value]
        st.button(
            translate(name, language) if name else shown(value, language),
            key=f"pulse-{question}-{value}",
            on_click=_answer,
            args=(engineer, question, value, language),
        )


def _answer(engineer: int, question: Question, value: int, language: str) -> None:
    settings = reads.settings()

    def act(session: Session, actor: Visitor, now: datetime) -> None:
        answer_pulse(
            session,
            engineer_id=engineer,
            question=question,
            value=value,
            calendar=settings.calendar,
            days=settings.pulse_days,
            actor=actor,
            now=now,
        )

    write_decision(act, language, place=_PLACE)
