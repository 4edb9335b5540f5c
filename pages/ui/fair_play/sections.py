"""The sections of the page: open flags by rule, decided ones, what rules need."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from gamify.integrity.case import Case, CaseState
from gamify.integrity.rules import RULES, RuleCard
from gamify.language import count, say, translate
from pages.ui.fair_play.card_component import show_card
from pages.ui.fair_play.cards import flag_card, ratings_of
from pages.ui.fair_play.deciding import show_decisions, show_undo
from pages.ui.fair_play.portions import first, show_more
from pages.ui.fair_play.reading import FairPlay
from pages.ui.fair_play.sharing import show_sharing
from pages.ui.fair_play.splits import splits_of

_CARDS = {card.rule: card for card in RULES}


def show_open(page: FairPlay, language: str) -> None:
    """Flags that wait for a decision, rule by rule."""
    cases = page.open
    if not cases:
        st.subheader(translate("No open flags", language))
        st.write(translate("The rules have looked and found nothing new in this season.", language))
        return
    st.subheader(translate(count("{n} open flag", "{n} open flags", n=len(cases)), language))
    for rule, flags in groupby(first(cases, "open"), key=lambda case: case.flag.rule):
        _show_rule(_CARDS[rule], language)
        for case in flags:
            with st.container(border=True):
                _show_flag(case, page, language)
    show_more(cases, "open", language)


def show_decided(page: FairPlay, language: str) -> None:
    """What has been decided, the latest first, each with a way back."""
    cases = page.decided
    if not cases:
        return
    title = count("{n} decided flag", "{n} decided flags", n=len(cases))
    with st.expander(translate(title, language)):
        for case in first(cases, "decided"):
            with st.container(border=True):
                st.caption(translate(_CARDS[case.flag.rule].title, language))
                _show_flag(case, page, language)
        show_more(cases, "decided", language)


def show_lacking(cards: Sequence[RuleCard], language: str) -> None:
    """The rules that can't look, and what they need."""
    if not cards:
        return
    title = count("{n} rule lacks data", "{n} rules lack data", n=len(cards))
    with st.expander(translate(title, language)):
        for card in cards:
            st.markdown(f"**{translate(card.title, language)}**")
            st.caption(translate(say("Needs: {what}", what=card.needs), language))


def _show_flag(case: Case, page: FairPlay, language: str) -> None:
    """A flag's card and what a lead can do about it."""
    ratings = ratings_of(case, page)
    splits = splits_of([rating.id for rating in ratings], language)
    show_card(flag_card(case, page, splits, language), key=f"flag-{case.id}")
    if case.state is CaseState.OPEN:
        show_decisions(case, ratings, language)
    else:
        show_undo(case, language)
    show_sharing(case.id, splits, engineers=page.engineers, language=language)


def _show_rule(card: RuleCard, language: str) -> None:
    st.markdown(f"#### {translate(card.title, language)}")
    looks_at, innocent = (translate(text, language) for text in (card.looks_at, card.innocent))
    st.caption(f"{looks_at} {innocent}")
