"""What an administrator does with sources: adds, tries, reads, pauses, removes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from random import SystemRandom
from time import sleep

import streamlit as st
from sqlmodel import Session

from db.commands.feeds import add_feed, ask_for_pull, change_feed, pause_feed, remove_feed
from db.pull import Puller
from db.source_try import Preview, try_source, try_system
from gamify.access import Visitor
from gamify.errors import CrownboardError
from gamify.language import say
from gamify.sources.binding import check_wishes
from gamify.sources.definition import Definition
from gamify.sources.errors import PullFailed
from pages.ui import reads
from pages.ui.challenges.deciding import decide, refuse, tell
from pages.ui.data.source_fields import NEW, entered, first_day, forget_secrets, key_of, new_key
from pages.ui.fair_play.deciding import named

#: Seconds that a page waits for a ticket system that asks to wait.
PATIENCE = 5.0
#: Where the last try is kept, by the form or source that it was about.
TRIED = "data-source-tried"


def add(definition: Definition, language: str) -> None:
    """Keep a source as its form says."""
    name = str(st.session_state.get(new_key(definition, "name"), ""))
    values, since = entered(definition, NEW), _instant(first_day(definition))

    def keep(session: Session, actor: Visitor, now: datetime) -> None:
        add_feed(
            session,
            name=name.strip(),
            system=definition.key,
            entered=values,
            since=since,
            settings=reads.settings(),
            actor=actor,
            now=now,
        )
        forget_secrets(definition, NEW)
        st.session_state.pop(TRIED, None)

    decide(keep, say("The source is kept; it is read within seconds."), language)


def try_form(definition: Definition, language: str) -> None:
    """Read the first answers of a source that isn't kept yet."""

    def look(puller: Puller, actor: Visitor) -> Preview:
        values, since = entered(definition, NEW), _instant(first_day(definition))
        check_wishes(definition, values)
        return try_system(puller, definition, values, since=since, actor=actor)

    _try(NEW, look, language)


def try_kept(name: str, language: str) -> None:
    """Read the first answers of a source."""
    _try(name, lambda puller, actor: try_source(puller, name, actor=actor), language)


def tried(about: str) -> Preview | None:
    """What the last try found, where it was about this."""
    found: Mapping[str, Preview] = st.session_state.get(TRIED, {})
    return found.get(about)


def read_now(name: str, language: str) -> None:
    """Let the server read a source at once."""

    def ask(session: Session, actor: Visitor, now: datetime) -> None:
        ask_for_pull(session, name=name, actor=actor, now=now)

    decide(ask, say("“{name}” is read within seconds.", name=name), language)


def pause(name: str, language: str, *, is_paused: bool) -> None:
    """Stop reading a source, or go on."""

    def change(session: Session, actor: Visitor, now: datetime) -> None:
        pause_feed(session, name=name, is_paused=is_paused, actor=actor, now=now)

    done = say("“{name}” is paused.", name=name)
    decide(change, done if is_paused else say("“{name}” goes on.", name=name), language)


def change(definition: Definition, name: str, language: str) -> None:
    """Enter what is filled in anew."""
    values = {key: value for key, value in entered(definition, name).items() if value}

    def keep(session: Session, actor: Visitor, now: datetime) -> None:
        settings = reads.settings()
        change_feed(session, name=name, entered=values, settings=settings, actor=actor, now=now)
        forget_secrets(definition, name)

    decide(keep, say("“{name}” is changed.", name=name), language)


def remove(name: str, language: str) -> None:
    """Forget a source; its ratings stay or go as the choice beside it says."""
    with_ratings = st.session_state.get(key_of(name, "ratings")) == "undo"

    def forget(session: Session, actor: Visitor, now: datetime) -> None:
        remove_feed(session, name=name, with_ratings=with_ratings, actor=actor, now=now)

    decide(forget, say("“{name}” is forgotten.", name=name), language)


def _try(about: str, look: Callable[[Puller, Visitor], Preview], language: str) -> None:
    puller = Puller(
        reads.engine(), reads.settings(), lambda: datetime.now(UTC), SystemRandom(), _wait_briefly
    )
    st.session_state.pop(TRIED, None)
    try:
        st.session_state[TRIED] = {about: look(puller, named())}
    except CrownboardError as error:
        refuse(error, language)
    else:
        tell(say("That was a try: nothing is stored."), language)


def _wait_briefly(seconds: float) -> None:
    """Nobody looks at a page that stands still for a minute. Raises PullFailed."""
    if seconds > PATIENCE:
        raise PullFailed(problem=say("it asks to wait: it was asked too often"))
    sleep(seconds)


def _instant(day: date) -> datetime:
    zone = reads.settings().calendar.zone
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
