"""Thanks: what colleagues have thanked for, help that waits for thanks, and how to say them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import streamlit as st

from db.engine import reading
from db.queries.thanks import Helped, ThanksCard, thankable, thanks_count, thanks_said
from db.standings import hidden_engineer
from gamify.access import Visitor, may, may_at_all
from gamify.language import say, shown, translate
from gamify.rights import Right
from gamify.seasons import day_of
from gamify.thanks import thanks_sentence
from pages.ui import reads
from pages.ui.context.paging import page_from, show_pages
from pages.ui.context.thanking import show_form, take_back, thank_for
from pages.ui.fair_play.deciding import ask_name, decider

#: How many thanks stand on a page, how much help waits at once, and how far back it is looked for.
ON_A_PAGE, MOST_WAITING, BACK = 20, 5, timedelta(days=90)
#: Lines longer than this, in pixels, are hard to read.
WIDTH = 760


def show_thanks(language: str) -> None:
    """The newest first; whoever may say that help counts thanks above. Raises DatabaseRefused."""
    who = decider()
    st.write(
        translate(
            "Thanks for help on a ticket stand here, on the wall and in the daily message. They "
            "are counted nowhere.",
            language,
        )
    )
    with reading(reads.engine()) as session:
        total = thanks_count(session)
        first = page_from("thanks", total, ON_A_PAGE)
        said = thanks_said(
            session, hidden_name=hidden_engineer(language), most=ON_A_PAGE, offset=first
        )
        waiting = thankable(session, who, since=_since(), most=MOST_WAITING)
    if may_at_all(who, Right.DECIDE_HELP):
        ask_name(language)
        _show_waiting(waiting, language)
        show_form(language)
    st.subheader(translate("What was said", language))
    if not said:
        st.write(translate("Nobody has been thanked yet: be the first.", language))
    for one in said:
        with st.container(border=True, width=WIDTH, gap="xsmall"):
            _show_one(one, who, language)
    show_pages("thanks", total, ON_A_PAGE, language)


def _since() -> date:
    return day_of(datetime.now(UTC), reads.settings().calendar) - BACK


def _show_waiting(waiting: list[Helped], language: str) -> None:
    """Help on the visitor's tickets, each with its one click."""
    if not waiting:
        return
    st.subheader(translate("Help to be thanked for", language))
    with st.container(border=True, width=WIDTH):
        for one in waiting:
            with st.container(horizontal=True, vertical_alignment="center"):
                about = say("{name} on ticket {ticket}", name=one.helper, ticket=one.ticket)
                st.text(translate(about, language), width="stretch")
                st.button(
                    translate("Thank you", language),
                    key=f"thank-{one.ticket_id}-{one.engineer_id}",
                    icon=":material/favorite:",
                    disabled=not decider().name,
                    on_click=thank_for,
                    args=(one.ticket_id, one.engineer_id, language),
                )


def _show_one(one: ThanksCard, who: Visitor, language: str) -> None:
    """Names and words are outside text: they are drawn as they are."""
    zone = reads.settings().calendar.zone
    told = thanks_sentence(sayer=one.sayer, helper=one.helper, ticket=one.ticket)
    st.text(translate(told, language))
    if one.words:
        st.text(f"“{one.words}”")
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.caption(shown(one.said_at.astimezone(zone), language))
        if _may_take_back(one, who):
            st.button(
                translate("Take these back", language),
                key=f"unthank-{one.id}",
                disabled=not who.name,
                type="tertiary",
                on_click=take_back,
                args=(one.id, language),
            )


def _may_take_back(one: ThanksCard, who: Visitor) -> bool:
    is_own = one.sayer_id is not None and one.sayer_id == who.engineer_id
    whose = one.sayer_id if is_own else one.owner_id
    return may(who, Right.DECIDE_HELP, teams={one.team_id}, engineer_id=whose)
