"""Questions of engineers that wait for a lead: exclude the rating, or let it count with a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from gamify.access import may
from gamify.exclusion import REASON_TITLES, Request
from gamify.language import Message, count, say, translate
from gamify.rights import Right
from pages.ui.exclusions.reasons import LONGEST
from pages.ui.exclusions.wishes import accept, decline, field_of, refused_at
from pages.ui.fair_play.deciding import decider, show_refusal
from pages.ui.fair_play.portions import first, show_more
from pages.ui.star_names import star_name


def show_requests(requests: Sequence[Request], language: str) -> None:
    """Those about ratings of the lead's own teams, of any season, the oldest first."""
    who = decider()
    own = [one for one in requests if may(who, Right.EXCLUDE_RATINGS, teams={one.team_id})]
    if not own:
        return
    n = len(own)
    title = count("{n} request to exclude a rating", "{n} requests to exclude a rating", n=n)
    st.subheader(translate(title, language))
    st.caption(
        translate(
            "An excluded rating stays visible as excluded and can be let back in at any time.",
            language,
        )
    )
    for one in first(own, "requests"):
        with st.container(border=True, gap="xsmall"):
            _show_request(one, language)
    show_more(own, "requests", language)


def _show_request(one: Request, language: str) -> None:
    """Names, tickets and words are outside text: they are drawn as they are."""
    told = say(
        "{name} asks on {day}: {reason}",
        name=one.engineer,
        day=one.asked_at.date(),
        reason=Message(REASON_TITLES[one.reason]),
    )
    st.text(translate(told, language))
    st.text(one.words)
    rating = say(
        "About {stars} of 5, {name} · {day} · ticket {ticket}",
        stars=one.stars,
        name=star_name(one.stars, language),
        day=one.day,
        ticket=one.ticket,
    )
    st.text(translate(rating, language))
    if one.comment:
        st.text(translate(say("The customer: {words}", words=one.comment), language))
    form = f"request-{one.id}"
    st.text_input(
        translate("A word for whoever has asked; needed to decline", language),
        max_chars=LONGEST,
        key=field_of(form, "words"),
    )
    with st.container(horizontal=True):
        _button(translate("Exclude the rating", language), accept, one.id, form, language)
        _button(translate("Let it count", language), decline, one.id, form, language)
    show_refusal(refused_at(form))


def _button(
    label: str, act: Callable[[int, str, str], None], request: int, form: str, language: str
) -> None:
    st.button(
        label,
        key=f"{act.__name__}-{request}",
        disabled=not decider().name,
        on_click=act,
        args=(request, form, language),
    )
