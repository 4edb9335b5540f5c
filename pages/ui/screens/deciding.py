"""What a lead decides about screens, each as one transaction under a name."""

from __future__ import annotations

from datetime import date, datetime

import streamlit as st
from sqlmodel import Session

from db.commands.announcements import announce_on_walls, withdraw_announcement
from db.commands.walls import (
    change_screen,
    create_screen,
    delete_screen,
    renew_link,
    revoke_link,
)
from gamify.access import Visitor
from gamify.language import say
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.screens.draft import NEW, drafted, forget_draft, key_of

#: The field that says which screen is on the page.
CHOSEN = "screen-chosen"


def keep_screen(form: str, language: str, *, is_known: bool) -> None:
    """Keep a screen as its form says; a new one is the one that is shown then."""
    screen = drafted(form)

    def keep(session: Session, actor: Visitor, now: datetime) -> None:
        if is_known:
            change_screen(session, screen=screen, actor=actor, now=now)
            return
        settings = reads.settings()
        create_screen(session, screen=screen, settings=settings, actor=actor, now=now)
        if form == NEW:
            forget_draft(form)
            st.session_state[CHOSEN] = screen.name

    decide(keep, say("The screen is set; walls that show it follow at once."), language)


def renew(name: str, language: str) -> None:
    """Give a screen a new link."""

    def give(session: Session, actor: Visitor, now: datetime) -> None:
        renew_link(session, name=name, settings=reads.settings(), actor=actor, now=now)

    decide(give, say("There is a new link; the former one has ended."), language)


def revoke(name: str, language: str) -> None:
    """Take a screen's link back."""

    def end(session: Session, actor: Visitor, now: datetime) -> None:
        revoke_link(session, name=name, actor=actor, now=now)

    decide(end, say("The link has ended: walls that had it go calm."), language)


def forget_screen(name: str, language: str) -> None:
    """Delete a screen."""

    def forget(session: Session, actor: Visitor, now: datetime) -> None:
        delete_screen(session, name=name, actor=actor, now=now)
        forget_draft(name)
        st.session_state.pop(CHOSEN, None)

    decide(forget, say("The screen is forgotten."), language)


def announce(today: date, language: str) -> None:
    """Announce what the form says."""
    text = str(st.session_state.get(key_of("announcement", "text"), ""))
    last: date = st.session_state.get(key_of("announcement", "last")) or today
    team: int | None = st.session_state.get(key_of("announcement", "team"))

    def tell(session: Session, actor: Visitor, now: datetime) -> None:
        announce_on_walls(
            session, text=text, last=last, today=today, team_id=team, actor=actor, now=now
        )
        st.session_state[key_of("announcement", "text")] = ""

    decide(tell, say("It is on boards, walls and in the daily message."), language)


def withdraw(number: int, language: str) -> None:
    """Take an announcement back."""

    def take(session: Session, actor: Visitor, now: datetime) -> None:
        withdraw_announcement(session, announcement_id=number, actor=actor, now=now)

    decide(take, say("It is taken off."), language)
