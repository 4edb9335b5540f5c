"""Help on tickets that is claimed and waits for a word: a lead confirms or declines it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.assists import confirm_assist, decline_assist
from db.queries.assists import Claim
from gamify.access import Visitor
from gamify.averages import NOTHING
from gamify.language import count, say, translate
from pages.ui.fair_play.deciding import decider, write_decision
from pages.ui.fair_play.portions import first, show_more


def show_helping(helping: Sequence[Claim], language: str) -> None:
    """Open claims of the season, the oldest first, each with its two buttons."""
    st.subheader(translate("Help on tickets", language))
    if not helping:
        st.write(
            translate(
                "No help waits for a word. A colleague thanks for it on “Today”, under “Thanks”.",
                language,
            )
        )
        return
    st.caption(
        translate(
            "Help that is confirmed has its share in the ratings of the ticket; "
            "ten logged minutes count without a word.",
            language,
        )
    )
    for claim in first(helping, "help"):
        with st.container(border=True):
            _show_claim(claim, language)
    show_more(helping, "help", language)


def _show_claim(claim: Claim, language: str) -> None:
    """Names and tickets are outside text: they are drawn as they are."""
    st.text(translate(say("Ticket {ticket}", ticket=claim.ticket), language))
    told = [
        say("helper: {name}", name=claim.name),
        say("owner: {name}", name=claim.owner or NOTHING),
        say("no logged minutes")
        if claim.minutes is None
        else count("{n} logged minute", "{n} logged minutes", n=claim.minutes),
        say("claimed on {day} by {name}", day=claim.claimed_at.date(), name=claim.claimed_by),
    ]
    st.text(" · ".join(translate(part, language) for part in told))
    key, nobody = f"{claim.ticket_id}-{claim.engineer_id}", not decider().name
    with st.container(horizontal=True):
        st.button(
            translate("Confirm", language),
            key=f"confirm-{key}",
            disabled=nobody,
            on_click=_confirm,
            args=(claim, language),
        )
        st.button(
            translate("Decline", language),
            key=f"decline-{key}",
            disabled=nobody,
            help=translate("It isn't counted; it can be confirmed at any time.", language),
            on_click=_decline,
            args=(claim, language),
        )


def _confirm(claim: Claim, language: str) -> None:
    def confirm(session: Session, actor: Visitor, now: datetime) -> None:
        confirm_assist(
            session,
            ticket_id=claim.ticket_id,
            engineer_id=claim.engineer_id,
            actor=actor,
            now=now,
        )

    write_decision(confirm, language)


def _decline(claim: Claim, language: str) -> None:
    def decline(session: Session, actor: Visitor, now: datetime) -> None:
        decline_assist(
            session,
            ticket_id=claim.ticket_id,
            engineer_id=claim.engineer_id,
            actor=actor,
            now=now,
        )

    write_decision(decline, language)
