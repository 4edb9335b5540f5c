"""What became of the messages of the last two weeks, and what a lead decides about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import streamlit as st
from sqlmodel import Session

from db.commands.doubts import mark_sent, send_again
from db.engine import reading
from db.queries.deliveries import delivery_lines
from gamify.access import Visitor
from gamify.deliveries import DeliveryLine, occasion_words, state_words, trouble_sentence
from gamify.language import count, say, short_day, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.challenges.meaning import capital

#: How many messages of a chat are shown at once, and how far back the others go.
OPEN, BACK = 3, timedelta(days=14)
#: Seconds between two looks while a message is on its way.
SOON = 2.0


def messages(today: date) -> list[DeliveryLine]:
    """The messages of the last two weeks, the newest first. Raises DatabaseRefused.

    They are read for every drawing: a message moves on without a new version of the data.
    """
    with reading(reads.engine()) as session:
        return delivery_lines(session, since=today - BACK + timedelta(days=1))


def show_trouble(lines: Sequence[DeliveryLine], today: date, language: str) -> None:
    """One sentence where something hasn't arrived, or may not have; its place is always there."""
    place = st.container()
    sentence = trouble_sentence(lines, today=today)
    if sentence is None:
        return
    with place, st.container(border=True):
        st.text(translate(sentence, language))


def show_messages(
    lines: Sequence[DeliveryLine], names: Mapping[int, str], today: date, language: str
) -> None:
    """The messages of one chat: the newest at once, the others folded.

    `names` are those of challenges, where a milestone needs one to be told from another's.
    """
    if not lines:
        return
    st.caption(translate("Sent lately", language))
    with st.container(gap="xsmall"):
        for line in lines[:OPEN]:
            _show_line(line, names, today, language)
    earlier = lines[OPEN:]
    if earlier:
        n = len(earlier)
        title = translate(count("{n} earlier message", "{n} earlier messages", n=n), language)
        with st.expander(title, type="compact"), st.container(gap="xsmall"):
            for line in earlier:
                _show_line(line, names, today, language)


def follow_messages(lines: Sequence[DeliveryLine], today: date) -> None:
    """While a message is on its way, look again every other second, and draw what has changed."""
    now, calendar = datetime.now(UTC), reads.settings().calendar
    if any(line.is_moving(now, calendar=calendar) for line in lines):
        st.fragment(_look_again, run_every=SOON)(lines, today)


def let_go_again(delivery: int, language: str) -> None:
    """Send a message once more, at once."""

    def again(session: Session, actor: Visitor, now: datetime) -> None:
        calendar = reads.settings().calendar
        send_again(session, delivery_id=delivery, calendar=calendar, actor=actor, now=now)

    decide(again, say("The message goes out again."), language)


def say_arrived(delivery: int, language: str) -> None:
    """Keep that a message has arrived."""

    def mark(session: Session, actor: Visitor, now: datetime) -> None:
        mark_sent(session, delivery_id=delivery, actor=actor, now=now)

    decide(mark, say("It is kept that the message has arrived."), language)


def _look_again(lines: Sequence[DeliveryLine], today: date) -> None:
    if messages(today) != lines:
        st.rerun()


def _show_line(line: DeliveryLine, names: Mapping[int, str], today: date, language: str) -> None:
    """A message in a line, which may hold a challenge's name and is shown literally."""
    text = _line(line, names, today, language)
    can_again, can_mark = line.can_be_sent_again(today), line.can_be_marked
    if not (can_again or can_mark):
        st.text(text)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(text)
        if can_again:
            st.button(
                translate("Send again", language),
                key=f"again-{line.id}",
                on_click=let_go_again,
                args=(line.id, language),
            )
        if can_mark:
            st.button(
                translate("It has arrived", language),
                key=f"arrived-{line.id}",
                on_click=say_arrived,
                args=(line.id, language),
            )


def _line(line: DeliveryLine, names: Mapping[int, str], today: date, language: str) -> str:
    challenge = names.get(line.challenge_id or 0)
    occasion = capital(translate(occasion_words(line, challenge=challenge), language))
    state = state_words(line, now=datetime.now(UTC), calendar=reads.settings().calendar)
    told = say(
        "{day} · {occasion} · {state}",
        day=_day(line.day, today, language),
        occasion=occasion,
        state=state,
    )
    return translate(told, language)


def _day(day: date, today: date, language: str) -> str:
    match (today - day).days:
        case 0:
            return translate("Today", language)
        case 1:
            return translate("Yesterday", language)
        case _:
            return short_day(day, language)
