"""One rating: its stars, the customer's words, whose credit, whether it counts, what to do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from db.queries.rating_cards import RatingCard
from gamify.access import may
from gamify.exclusion import REASON_TITLES, Request, RequestState
from gamify.language import Message, say, translate
from gamify.rights import Right
from pages.ui.exclusions.reasons import ReasonWords, show_reasons
from pages.ui.exclusions.wishes import ask, exclude, refused_at, restore, withdraw
from pages.ui.fair_play.deciding import decider, show_refusal
from pages.ui.fair_play.splits import show_split, splits_of
from pages.ui.star_names import star_name


@dataclass(frozen=True, slots=True)
class RatingView:
    """A rating as somebody sees it. `engineer_id` is for whom a lead may be asked, None for nobody.

    `request` is the newest question about it; `told` is what a lead has written in the log.
    """

    card: RatingCard
    engineer_id: int | None = None
    request: Request | None = None
    told: Message | None = None


def show_rating(view: RatingView, language: str, *, place: str) -> None:
    """Everything about a rating, and the buttons that are the visitor's; its words are text."""
    card, form = view.card, f"{place}-{view.card.id}"
    with st.container(border=True, gap="xsmall"):
        about, todo = st.columns([5, 2], vertical_alignment="center")
        with about, st.container(gap="xsmall"):
            st.text(translate(rating_line(card, language), language))
            if card.comment:
                st.text(card.comment)
            st.text(" · ".join([*_credit(card, language), *_said(view, language)]))
        with todo:
            _show_buttons(view, form, language)
        show_refusal(refused_at(form))


def _credit(card: RatingCard, language: str) -> list[str]:
    """Who shares the credit; nothing where it is whole."""
    split = splits_of([card.id], language)[card.id]
    if len(split.shares) < 2 and not split.is_by_hand:
        return []
    return [translate(say("Credit: {split}", split=show_split(split, language)), language)]


def _said(view: RatingView, language: str) -> list[str]:
    return [translate(message, language) for message in standing(view)]


def rating_line(card: RatingCard, language: str) -> Message:
    """Stars as signs and in words, the day and the ticket."""
    return say(
        "{signs} {stars} of 5, {name} · {day} · ticket {ticket}",
        signs="★" * card.stars + "☆" * (5 - card.stars),
        stars=card.stars,
        name=star_name(card.stars, language),
        day=card.day,
        ticket=card.ticket,
    )


def standing(view: RatingView) -> list[Message]:
    """Whether it counts and why, and what became of a question about it."""
    reason, asked = view.card.excluded, view.request
    said = [
        say("It counts")
        if reason is None
        else say("It doesn’t count: {reason}", reason=Message(REASON_TITLES[reason]))
    ]
    if view.told is not None:
        said.append(view.told)
    if asked is None or asked.state is RequestState.WITHDRAWN:
        return said
    if asked.state is RequestState.OPEN:
        said.append(
            say(
                "A lead has been asked on {day}: {words}",
                day=asked.asked_at.date(),
                words=asked.words,
            )
        )
    elif asked.answer:
        said.append(
            say("{name} has answered: {words}", name=asked.decided_by or "", words=asked.answer)
        )
    return said


def _show_buttons(view: RatingView, form: str, language: str) -> None:
    card, who = view.card, decider()
    may_decide = may(who, Right.EXCLUDE_RATINGS, teams={card.team_id})
    asked = view.request if view.request and view.request.state is RequestState.OPEN else None
    if card.excluded is not None:
        if may_decide:
            _button(translate("Let it count again", language), restore, (card.id, form, language))
    elif may_decide:
        words = ReasonWords(
            open=translate("Exclude …", language),
            field=translate("Note", language),
            go=translate("Exclude the rating", language),
        )
        show_reasons(form, words, exclude, (card.id, form, language), language)
    elif asked is not None and view.engineer_id == asked.engineer_id:
        label = translate("Take the question back", language)
        _button(label, withdraw, (asked.id, form, language))
    elif asked is None and view.engineer_id is not None:
        words = ReasonWords(
            open=translate("Ask a lead to look …", language),
            field=translate("What happened", language),
            go=translate("Ask", language),
        )
        show_reasons(form, words, ask, (card.id, view.engineer_id, form, language), language)


def _button(label: str, act: Callable[..., None], told: tuple[object, ...]) -> None:
    st.button(
        label,
        key=f"{act.__name__}-{told[1]}",
        disabled=not decider().name,
        on_click=act,
        args=told,
    )
