"""Any rating by its ticket, and those of a season that are excluded."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from db.engine import reading
from db.queries.exclusions import Excluded
from db.queries.rating_cards import RatingCard, ratings_of_ticket
from gamify.access import may
from gamify.language import Message, count, say, translate
from gamify.rights import Right
from pages.ui import reads
from pages.ui.exclusions.rating_part import RatingView, show_rating
from pages.ui.fair_play.deciding import decider
from pages.ui.fair_play.portions import first, show_more

_FIELD = "exclusion-ticket"


def show_finding(language: str) -> None:
    """A field for a ticket, and its ratings as far as the lead may decide about them."""
    st.subheader(translate("Find a rating", language))
    ticket = st.text_input(
        translate("Ticket", language),
        key=_FIELD,
        max_chars=200,
        placeholder=translate("the ticket’s whole number, as in the help desk", language),
        icon=":material/search:",
        width=360,
    ).strip()
    if not ticket:
        st.caption(
            translate("Any rating can be excluded with a reason, and let back in.", language)
        )
        return
    with reading(reads.engine()) as session:
        cards = ratings_of_ticket(session, ticket)
    who = decider()
    own = [one for one in cards if may(who, Right.EXCLUDE_RATINGS, teams={one.team_id})]
    for card in own:
        show_rating(RatingView(card), language, place="found")
    if cards and not own:
        st.text(translate("It belongs to a team of another lead.", language))
    elif not cards:
        st.text(translate("No ticket of that number has a rating.", language))


def show_excluded(excluded: Sequence[Excluded], language: str) -> None:
    """What is excluded in the season, the latest decision first, each with one click back."""
    who = decider()
    own = [one for one in excluded if may(who, Right.EXCLUDE_RATINGS, teams={one.team_id})]
    if not own:
        return
    title = count("{n} excluded rating", "{n} excluded ratings", n=len(own))
    with st.expander(translate(title, language)):
        for one in first(own, "excluded"):
            show_rating(RatingView(card_of(one), told=_told(one)), language, place="excluded")
        show_more(own, "excluded", language)


def card_of(one: Excluded) -> RatingCard:
    """An excluded rating as any other; its comment isn't shown in a list of many."""
    return RatingCard(
        one.rating_id, one.ticket, one.stars, None, one.day, None, one.team_id, one.reason
    )


def _told(one: Excluded) -> Message | None:
    if not one.by:
        return None
    if not one.note:
        return say("Excluded by {name} on {day}", name=one.by, day=one.at.date())
    return say("Excluded by {name} on {day}: {note}", name=one.by, day=one.at.date(), note=one.note)
