"""Asking for ratings: the settings, the five stars for e-mails to be copied, and how both look."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlencode

import streamlit as st
from sqlmodel import Session

from db.commands.asking import end_ask_template, link_key, open_ask_template
from db.engine import reading
from db.queries.asking import TemplateCard, ask_templates
from gamify.access import Visitor
from gamify.asking.email import PLACEHOLDERS, VENDOR_TITLES, Snippet, Vendor, snippet
from gamify.asking.links import sign_template, template_address
from gamify.errors import N_, CrownboardError
from gamify.language import LANGUAGES, describe, say, translate
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.challenges.digest_form import LANGUAGE_NAMES
from pages.ui.screens.link import own_address
from pages.ui.settings.organisation import Group, show_group, show_undo
from pages.ui.settings.reading import House

ASKING = Group(
    "asking",
    N_("Asking for ratings"),
    ("asking", "asking_names", "asking_days", "asking_link_days"),
)
VENDOR, SPEAKS = "asking-vendor", "asking-language"
#: Pixels of the previews.
_MAIL, _PAGE = 230, 640


def show_asking(_: House, language: str) -> None:
    """The settings, the snippet of a help desk, and the page that its links open."""
    show_undo(language)
    show_group(ASKING, language)
    with st.container(border=True):
        st.subheader(translate("In your e-mails", language))
        st.caption(
            translate(
                "Five stars for the message that tells a customer that the request is solved. "
                "The help desk fills in the request’s number.",
                language,
            )
        )
        vendor, speaks = _choose(language)
        try:
            card = _open_card(vendor)
            part = None if card is None else _part(card, speaks)
        except CrownboardError as error:
            st.text(describe(error, language))
            return
        if card is None or part is None:
            _show_making(vendor, language)
        else:
            _show_part(card, part, speaks, language)
    _show_page(speaks, language)


def _choose(language: str) -> tuple[Vendor, str]:
    st.session_state.setdefault(SPEAKS, language)
    left, right = st.columns(2, gap="medium")
    with left:
        st.selectbox(
            translate("Help desk", language),
            list(Vendor),
            format_func=lambda one: translate(VENDOR_TITLES[one], language),
            key=VENDOR,
        )
    with right:
        st.selectbox(
            translate("Language of your customers", language),
            LANGUAGES,
            format_func=lambda code: LANGUAGE_NAMES[code],
            key=SPEAKS,
        )
    return Vendor(st.session_state[VENDOR]), str(st.session_state[SPEAKS])


def _open_card(vendor: Vendor) -> TemplateCard | None:
    with reading(reads.engine()) as session:
        found = ask_templates(session)
    return next((card for card in found if card.is_open and card.vendor is vendor), None)


def _part(card: TemplateCard, speaks: str) -> Snippet:
    token = sign_template(card.id, link_key(reads.settings()))
    place = PLACEHOLDERS[card.vendor]
    return snippet(
        lambda stars: template_address(own_address(), token, place, stars=stars, language=speaks),
        organisation=reads.settings().organisation,
        language=speaks,
        labels=reads.settings().star_labels,
    )


def _show_making(vendor: Vendor, language: str) -> None:
    st.button(
        translate("Make the five stars", language),
        icon=":material/star:",
        key="asking-make",
        on_click=_make,
        args=(vendor, language),
    )


def _show_part(card: TemplateCard, part: Snippet, speaks: str, language: str) -> None:
    for title, shade in ((N_("Light"), "light"), (N_("Dark"), "dark")):
        st.caption(translate(title, language))
        asked = urlencode({"lang": speaks, "shade": shade})
        address = f"{own_address()}/rate/preview/mail?{asked}"
        st.iframe(address, height=_MAIL, alt=translate("The e-mail", language))
    for title, text, code in ((N_("HTML"), part.html, "html"), (N_("Plain text"), part.text, None)):
        with st.expander(translate(title, language)):
            st.code(text, language=code, wrap_lines=True)
    note = say(
        "{placeholder} stands for the request’s number. Requests that Crownboard doesn’t know "
        "from an import or the API aren’t taken by these links.",
        placeholder=PLACEHOLDERS[card.vendor],
    )
    st.text(translate(note, language))
    st.button(
        translate("End these links", language),
        icon=":material/link_off:",
        type="tertiary",
        key="asking-end",
        on_click=_end,
        args=(card.id, language),
    )


def _show_page(speaks: str, language: str) -> None:
    with st.container(border=True):
        st.subheader(translate("The page that a star opens", language))
        address = f"{own_address()}/rate/preview?{urlencode({'lang': speaks, 'stars': 5})}"
        st.iframe(
            address, width=420, height=_PAGE, alt=translate("The page that a star opens", language)
        )


def _make(vendor: Vendor, language: str) -> None:
    def make(session: Session, actor: Visitor, now: datetime) -> None:
        settings = reads.settings()
        open_ask_template(session, vendor=vendor, settings=settings, actor=actor, now=now)

    decide(make, say("The five stars are made; copy them below."), language)


def _end(number: int, language: str) -> None:
    def end(session: Session, actor: Visitor, now: datetime) -> None:
        end_ask_template(session, template=number, actor=actor, now=now)

    decide(end, say("The links have ended."), language)
