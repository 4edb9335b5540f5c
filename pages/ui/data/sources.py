"""Ticket systems that are read by themselves: how they are, and a form for a new one."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from db.engine import reading
from db.feed_secrets import hook_path
from db.queries.feeds import FeedCard, feed_cards, feed_key, refused_answers
from db.source_try import Preview
from gamify.errors import N_, CrownboardError
from gamify.ingest.fields import Field
from gamify.ingest.scales import ALL_POINTS
from gamify.language import count, describe, say, shown, translate
from gamify.sources.definition import Definition, definitions
from gamify.sources.words import coarse_words, few_reasons, state_of
from pages.ui import reads
from pages.ui.challenges.deciding import draw_all_anew
from pages.ui.data.source_deciding import (
    add,
    change,
    pause,
    read_now,
    remove,
    tried,
    try_form,
    try_kept,
)
from pages.ui.data.source_fields import NEW, key_of, show_fields, show_start
from pages.ui.screens.link import own_address
from pages.ui.settings.listing import show_list

#: Answers that can't be used that are shown of a source.
_MOST = 20

_PREVIEW = (N_("Ticket"), N_("Score"), N_("Stars"), N_("Engineer"), N_("Team"), N_("Given"))

#: What happens with the ratings of a source that is removed.
_FATES = {"keep": N_("its ratings stay"), "undo": N_("its ratings are taken back")}


def show_sources(language: str) -> None:
    """Every source with its state, and the form for another one."""
    with reading(reads.engine()) as session:
        cards = feed_cards(session)
    if not cards:
        st.subheader(translate("No ticket system is read yet", language))
        st.write(
            translate(
                "Add one below: its ratings then come by themselves, and none is typed in.",
                language,
            )
        )
    for card in cards:
        with st.container(border=True, key=key_of(card.name, "card")):
            _show_source(card, language)
    st.subheader(translate("Add a source", language))
    _show_form(language)
    draw_all_anew()


def _show_source(card: FeedCard, language: str) -> None:
    now = datetime.now(UTC)
    st.markdown(f"**{card.name}** · {card.definition.title}")
    if card.points < ALL_POINTS:
        st.caption(f":material/stairs: {translate(coarse_words(card.points), language)}")
    st.text(translate(say("State: {state}", state=state_of(card, now=now)), language))
    told = [
        say("Last read: {at}", at=_when(card.pulled_at, language)),
        say("Next: {at}", at="–" if card.paused_at else _when(card.next_pull_at, language)),
        count("{n} answer is known of it", "{n} answers are known of it", n=card.answers),
    ]
    st.caption(" · ".join(translate(each, language) for each in told))
    _show_buttons(card, language)
    if (found := tried(card.name)) is not None:
        _show_preview(found, language)
    _show_details(card, language)


def _show_buttons(card: FeedCard, language: str) -> None:
    is_paused = card.paused_at is not None
    with st.container(horizontal=True):
        st.button(translate("Read now", language), icon=":material/sync:", on_click=read_now,
                  args=(card.name, language), key=key_of(card.name, "read"),
                  disabled=is_paused)  # fmt: skip
        st.button(translate("Try", language), icon=":material/visibility:", on_click=try_kept,
                  args=(card.name, language), key=key_of(card.name, "try"))  # fmt: skip
        st.button(
            translate("Go on", language) if is_paused else translate("Pause", language),
            icon=":material/play_arrow:" if is_paused else ":material/pause:",
            on_click=pause,
            args=(card.name, language),
            kwargs={"is_paused": not is_paused},
            key=key_of(card.name, "pause"),
        )
        with st.popover(translate("Remove", language), icon=":material/delete:"):
            _show_removing(card, language)


def _show_removing(card: FeedCard, language: str) -> None:
    st.radio(
        translate("The source is forgotten, with its passwords and payloads, and", language),
        list(_FATES),
        format_func=lambda fate: translate(_FATES[fate], language),
        key=key_of(card.name, "ratings"),
    )
    st.button(translate("Remove it", language), type="primary", on_click=remove,
              args=(card.name, language), key=key_of(card.name, "remove"))  # fmt: skip


def _show_details(card: FeedCard, language: str) -> None:
    definition = card.definition
    with st.expander(translate("Webhook", language), icon=":material/webhook:"):
        _show_webhook(card, language)
    with st.expander(translate("Settings, passwords and tokens", language), icon=":material/key:"):
        st.caption(translate("What is left empty stays as it is.", language))
        show_fields(definition, card.name, language)
        st.button(translate("Save", language), on_click=change, key=key_of(card.name, "change"),
                  args=(definition, card.name, language))  # fmt: skip
    if card.refused:
        title = count("{n} answer can't be used", "{n} answers can't be used", n=card.refused)
        with st.expander(translate(title, language), icon=":material/report:"):
            _show_refused(card, language)


def _show_webhook(card: FeedCard, language: str) -> None:
    try:
        with reading(reads.engine()) as session:
            path = hook_path(feed_key(session, card.name), reads.settings())
    except CrownboardError as error:
        st.text(describe(error, language))
        return
    hook = card.definition.webhook
    st.caption(
        translate("Let the ticket system send its webhook (POST) here:", language)
        if hook.signature
        else translate(
            "Let the ticket system send its webhook (POST) here. The address is a secret: it ends "
            "with a token.",
            language,
        )
    )
    st.code(own_address() + path, language=None, wrap_lines=True)
    if hook.template:
        st.caption(translate("with this body, and each trigger its own score:", language))
        st.code(hook.template, language="json", wrap_lines=True)


def _show_refused(card: FeedCard, language: str) -> None:
    with reading(reads.engine()) as session:
        found = refused_answers(session, card.source_id, limit=_MOST)
    show_list(
        {
            translate("Ticket", language): [each.ticket for each in found],
            translate("Reason", language): [translate(each.reason, language) for each in found],
        },
        key=key_of(card.name, "refused"),
    )


def _show_form(language: str) -> None:
    known = definitions()
    system = st.selectbox(
        translate("Ticket system", language),
        list(known),
        format_func=lambda key: known[key].title,
        key="data-source-system",
        width=360,
    )
    definition: Definition = known[system]
    with st.container(border=True):
        show_fields(definition, NEW, language)
        show_start(definition, language)
        with st.container(horizontal=True):
            st.button(translate("Try", language), icon=":material/visibility:", on_click=try_form,
                      args=(definition, language), key="data-source-try")  # fmt: skip
            st.button(translate("Add", language), icon=":material/add:", type="primary",
                      on_click=add, args=(definition, language), key="data-source-add")  # fmt: skip
        if (found := tried(NEW)) is not None:
            _show_preview(found, language)


def _show_preview(found: Preview, language: str) -> None:
    """What would come; nothing of it is stored."""
    told = [
        count("{n} answer read, nothing stored", "{n} answers read, nothing stored", n=found.read),
        count("{n} of them is a rating", "{n} of them are ratings", n=found.rated),
        count("{n} can't be used", "{n} can't be used", n=len(found.reasons)),
    ]
    st.text(" · ".join(translate(each, language) for each in told))
    for reason in few_reasons(found.reasons):
        st.text(translate(reason, language))
    if found.points < ALL_POINTS:
        st.caption(translate(coarse_words(found.points), language))
    if found.answers:
        rows = [
            (
                answer.ticket,
                answer.texts.get(Field.SCORE, ""),
                stars or None,
                answer.texts.get(Field.OWNER, ""),
                answer.texts.get(Field.TEAM, ""),
                answer.texts.get(Field.RATED_AT, ""),
            )
            for answer, stars in found.answers[:10]
        ]
        titles = [translate(title, language) for title in _PREVIEW]
        listed = {title: [row[at] for row in rows] for at, title in enumerate(titles)}
        show_list(listed, key="data-source-preview")


def _when(instant: datetime | None, language: str) -> str:
    zone = reads.settings().calendar.zone
    return "–" if instant is None else shown(instant.astimezone(zone), language)
