"""The ratings of a person's season: how many there are, and each with what it counts for."""

from __future__ import annotations

import streamlit as st

from db.queries.rating_cards import RatingCard
from gamify.access import Visitor, may
from gamify.language import Message, count, say, translate
from gamify.rights import Right
from pages.ui.exclusions.rating_part import RatingView, show_rating
from pages.ui.fair_play.portions import first, show_more
from pages.ui.my_season.reading import MySeason


def show_ratings(page: MySeason, visitor: Visitor, language: str) -> None:
    """The newest first, twenty at once; of another person only what the reader leads."""
    if page.person is None:
        return
    seen = [one for one in page.ratings if _is_seen(one, page.person, visitor)]
    st.subheader(translate("Ratings", language))
    st.text(" · ".join(translate(part, language) for part in _summary(seen)))
    if not seen:
        return
    is_own = page.person == visitor.engineer_id
    st.caption(
        translate(
            "A rating that isn’t about the work itself needn’t count: ask a lead to look. Nobody "
            "else sees the question.",
            language,
        )
        if is_own
        else translate("Low ratings and these words are seen by the person and leads.", language)
    )
    for card in first(seen, "own-ratings"):
        asker = page.person if may_ask(card, page.person, visitor) else None
        view = RatingView(card, engineer_id=asker, request=page.requests.get(card.id))
        show_rating(view, language, place="own")
    show_more(seen, "own-ratings", language)


def may_ask(card: RatingCard, person: int, visitor: Visitor) -> bool:
    """Whether the reader may ask a lead about a rating for the person."""
    return may(visitor, Right.CLAIM_HELP, engineer_id=person, teams={card.team_id})


def _is_seen(card: RatingCard, person: int, visitor: Visitor) -> bool:
    return may(visitor, Right.SEE_LOW_RATINGS, engineer_id=person, teams={card.team_id})


def _summary(cards: list[RatingCard]) -> list[Message]:
    if not cards:
        return [say("No rating of this season names this person yet.")]
    excluded = sum(one.excluded is not None for one in cards)
    said = [
        count("{n} rating", "{n} ratings", n=len(cards)),
        count(
            "{n} with five stars",
            "{n} with five stars",
            n=sum(one.stars == 5 and one.excluded is None for one in cards),
        ),
    ]
    return [*said, count("{n} excluded", "{n} excluded", n=excluded)] if excluded else said
