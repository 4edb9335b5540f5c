"""Draws who is here with the way in or out, and what stands in the place of a closed page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from gamify.access import Visitor, Way, refusal
from gamify.errors import N_
from gamify.language import describe, say, translate
from gamify.rights import ROLE_TITLES, Right
from pages.ui.seats import Seat
from pages.ui.top_scorers import initials

PARTS = Path(__file__).parent

WORDS = {
    "sign_in": N_("Sign in"),
    "sign_out": N_("Sign out"),
    "account": N_("Your account"),
    "boards": N_("Back to the boards"),
}

# Not isolated: the navigation, which is Streamlit's, makes room for it.
_mount = st.components.v2.component(
    "crownboard.visit",
    html=(PARTS / "visit.html").read_text(encoding="utf-8"),
    css=(PARTS / "visit.css").read_text(encoding="utf-8"),
    js=(PARTS / "visit.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show_visitor(visitor: Visitor, seat: Seat, language: str) -> None:
    """Who is here, at the end of the navigation.

    Nothing where nobody has to sign in yet, and while it can't be told who is.
    """
    if visitor.way not in {Way.FOUNDER, Way.AWAY}:
        _mount(key="visit", data=drawn_visitor(visitor, seat, language))


def show_closed(visitor: Visitor, seat: Seat, right: Right, language: str) -> None:
    """In the place of a page that somebody may not see: what it is, for whom, and the way in."""
    title = translate(say("Sign in to see this page"), language)
    if visitor.is_signed_in:
        title = translate(say("This page isn’t yours to see"), language)
    closed = {"title": title, "text": describe(refusal(visitor, right), language)}
    _mount(key="closed", data={**drawn_visitor(visitor, seat, language), "closed": closed})


def drawn_visitor(visitor: Visitor, seat: Seat, language: str) -> dict[str, Any]:
    """What the browser is told: names and role, and the token of the form that signs out."""
    role = translate(ROLE_TITLES[visitor.role], language) if visitor.role else ""
    return {
        "words": {name: translate(word, language) for name, word in WORDS.items()},
        "name": visitor.name if visitor.is_signed_in else "",
        "initials": initials(visitor.name),
        "role": role,
        "token": seat.form_token if seat.sign_in and visitor.account_id else "",
        "closed": None,
    }
