"""A customer's words with what is known of them, and what the reader may do."""

from __future__ import annotations

import streamlit as st

from db.queries.feedback import FeedbackCard
from gamify.access import Visitor, may
from gamify.exclusion import REASON_TITLES
from gamify.feedback.lesson import CAUSE_TITLES, NATURE_TITLES, STATE_TITLES
from gamify.language import Message, say, shown, translate
from gamify.rights import Right
from gamify.wall.sentences import names_of
from pages.ui.fair_play.deciding import show_refusal
from pages.ui.feedback.deciding import refused_at
from pages.ui.feedback.noting import show_noting
from pages.ui.feedback.reading import FeedbackSeason
from pages.ui.feedback.sharing import show_sharing
from pages.ui.star_names import star_name

FIVE = 5


def show_card(card: FeedbackCard, season: FeedbackSeason, reader: Visitor, language: str) -> None:
    """The words as they stand, then stars, day, team and kind of work.

    Who worked on it is named beside praise alone.
    """
    with st.container(border=True, gap="xsmall"):
        if card.comment.strip():
            st.text(card.comment)
        elif card.stars < FIVE:
            st.caption(translate("No words", language))
        st.text(_about(card, season, language))
        if card.stars < FIVE:
            for line in _noted(card, language):
                st.text(line)
        _show_buttons(card, reader, language)
        show_refusal(refused_at(card.id))


def may_do(card: FeedbackCard, reader: Visitor, right: Right) -> bool:
    """Whether the reader is credited with a rating or leads its team, as commands ask."""
    mine = reader.engineer_id if reader.engineer_id in card.engineers else None
    return may(reader, right, teams={card.team_id}, engineer_id=mine)


def _show_buttons(card: FeedbackCard, reader: Visitor, language: str) -> None:
    notes = card.stars < FIVE and may_do(card, reader, Right.NOTE_LESSONS)
    shares = may_do(card, reader, Right.SHARE_PRACTICE)
    if not (notes or shares):
        return
    with st.container(horizontal=True):
        if notes:
            show_noting(card, reader, language)
        if shares:
            show_sharing(card, reader, language)


def _about(card: FeedbackCard, season: FeedbackSeason, language: str) -> str:
    names = [season.people[one] for one in card.engineers if one in season.people]
    parts = [
        f"{'★' * card.stars}{'☆' * (FIVE - card.stars)} {star_name(card.stars, language)}",
        shown(card.day, language),
        season.teams.get(card.team_id or 0, ""),
        card.category,
        translate(names_of(names), language) if card.stars == FIVE and names else "",
        translate(say("ticket {ticket}", ticket=card.ticket), language)
        if card.stars < FIVE
        else "",
    ]
    return " · ".join(part for part in parts if part)


def _noted(card: FeedbackCard, language: str) -> list[str]:
    note = card.note
    said = [say("State: {state}", state=Message(STATE_TITLES[note.state]))]
    if note.cause is not None:
        said.append(say("Cause: {cause}", cause=Message(CAUSE_TITLES[note.cause])))
    if note.nature is not None:
        said.append(Message(NATURE_TITLES[note.nature]))
    if card.excluded is not None:
        said.append(say("It doesn’t count: {reason}", reason=Message(REASON_TITLES[card.excluded])))
    lines = [" · ".join(translate(one, language) for one in said)]
    if note.lesson:
        lines.append(translate(say("Lesson: {words}", words=note.lesson), language))
    return lines
