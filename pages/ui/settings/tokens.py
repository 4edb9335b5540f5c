"""Tokens of programs: which there are, a new one, shown once, and revoking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

import streamlit as st
from sqlmodel import Session

from db.commands.tokens import create_token, revoke_token
from db.queries.tokens import TokenCard
from gamify.access import Visitor
from gamify.errors import N_
from gamify.ingest.options import ScaleName
from gamify.language import say, shown, translate
from gamify.rights import SCOPE_DOES, Scope
from gamify.tokens import LONGEST_NAME
from pages.ui import reads
from pages.ui.challenges.deciding import decide
from pages.ui.settings.listing import show_list
from pages.ui.settings.reading import House

_SECRET = "settings-token-secret"  # noqa: S105 — the key of a place, not a token
_NAME, _SCOPES, _SOURCE = "settings-token-name", "settings-token-scopes", "settings-token-source"
_SCALE, _TABLE, _LAST = "settings-token-scale", "settings-token-table", "settings-token-last"
_WHICH = "settings-token-which"

#: How a scale is called in the list.
_SCALES = {
    ScaleName.STARS: N_("1–5 stars"),
    ScaleName.ZENDESK: "Zendesk: good, bad",
    ScaleName.FRESHDESK: "Freshdesk: −103 … 103",
    ScaleName.ZERO_ONE: "0, 1",
    ScaleName.ZERO_TEN: "0–10",
    ScaleName.CUSTOM: N_("an own table"),
}


def show_tokens(house: House, language: str) -> None:
    """The list, the form of a new one, and what revokes one."""
    _show_secret(language)
    st.caption(
        translate(
            N_("A program that sends ratings or reads standings shows a token: see /api/docs."),
            language,
        )
    )
    _show_list(house.tokens, language)
    _show_form(language)
    _show_revoking([card for card in house.tokens if card.revoked_at is None], language)


def _show_secret(language: str) -> None:
    """A new token, once: it is kept nowhere."""
    known: tuple[str, str] | None = st.session_state.get(_SECRET)
    if known is None:
        return
    name, token = known
    with st.container(border=True):
        said = say("The token “{name}”, shown this once; pass it on safely:", name=name)
        st.text(translate(said, language))
        st.code(token, language=None, wrap_lines=True)
        st.button(
            translate("I have it", language), key="settings-token-seen", on_click=_forget_secret
        )


def _show_list(cards: Sequence[TokenCard], language: str) -> None:
    if not cards:
        st.text(translate("There are no tokens yet.", language))
        return
    zone, now = reads.settings().calendar.zone, datetime.now(UTC)

    def day(at: datetime | None) -> str:
        return "" if at is None else shown(at.astimezone(zone).date(), language)

    last = timedelta(microseconds=1)
    table: dict[str, Sequence[object]] = {
        translate(N_("Name"), language): [card.name for card in cards],
        translate(N_("Is taken"), language): [card.is_taken(now) for card in cards],
        translate(N_("Scopes"), language): [", ".join(sorted(card.scopes)) for card in cards],
        translate(N_("Source"), language): [card.source for card in cards],
        translate(N_("Scale"), language): [
            translate(_SCALES[one.scale], language) for one in cards
        ],
        translate(N_("Last used"), language): [day(card.used_at) for card in cards],
        translate(N_("Until"), language): [
            day(card.expires_at and card.expires_at - last) for card in cards
        ],
        translate(N_("Made by"), language): [card.created_by for card in cards],
    }
    show_list(table, key="tokens")


def _show_form(language: str) -> None:
    with st.container(border=True):
        st.subheader(translate("A new token", language), anchor=False)
        first, second = st.columns(2, gap="medium")
        with first:
            st.text_input(translate("Name", language), key=_NAME, max_chars=LONGEST_NAME)
            st.multiselect(
                translate("What it opens", language),
                list(Scope),
                format_func=lambda scope: f"{scope}: {translate(SCOPE_DOES[scope], language)}",
                key=_SCOPES,
            )
            st.date_input(
                translate("Last day", language),
                value=None,
                key=_LAST,
                help=translate("Without one it has no end.", language),
            )
        with second:
            st.text_input(
                translate("Source", language),
                key=_SOURCE,
                max_chars=LONGEST_NAME,
                help=translate(
                    "Tickets are known within it. The token's name unless told.", language
                ),
            )
            st.selectbox(
                translate("Scale", language),
                list(ScaleName),
                format_func=lambda scale: translate(_SCALES[scale], language),
                key=_SCALE,
            )
            if st.session_state.get(_SCALE) is ScaleName.CUSTOM:
                example = translate(N_("great=5,okay=3,not good=1"), language)
                st.text_input(translate("Table", language), key=_TABLE, placeholder=example)
        st.button(
            translate("Make the token", language),
            key="settings-token-make",
            on_click=_make,
            args=(language,),
        )


def _show_revoking(cards: Sequence[TokenCard], language: str) -> None:
    if not cards:
        return
    names = {card.id: card.name for card in cards}
    with st.container(border=True):
        chosen: int | None = st.selectbox(
            translate("Token", language),
            list(names),
            format_func=lambda id_: names.get(id_, ""),
            key=_WHICH,
            width=360,
        )
        st.button(
            translate("Revoke", language),
            key="settings-token-revoke",
            help=translate("At once, and for good: programs that use it are refused.", language),
            on_click=_revoke,
            args=(chosen, language),
        )


def _make(language: str) -> None:
    """Make the token that the form asks for."""
    told = st.session_state

    def make(session: Session, actor: Visitor, now: datetime) -> None:
        scale: ScaleName = told[_SCALE]
        card, token = create_token(
            session,
            name=told[_NAME],
            scopes=told[_SCOPES],
            source=told[_SOURCE],
            scale=scale,
            scale_table=told.get(_TABLE, "") if scale is ScaleName.CUSTOM else "",
            expires_at=_day_after(told.get(_LAST)),
            actor=actor,
            now=now,
        )
        for name in (_NAME, _SCOPES, _SOURCE, _SCALE, _TABLE, _LAST):
            told.pop(name, None)
        told[_SECRET] = card.name, token.get_secret_value()

    decide(make, say("The token is made."), language)


def _revoke(token: int | None, language: str) -> None:
    if token is None:
        return

    def revoke(session: Session, actor: Visitor, now: datetime) -> None:
        revoke_token(session, token_id=token, actor=actor, now=now)

    decide(revoke, say("The token opens nothing any more."), language)


def _forget_secret() -> None:
    st.session_state.pop(_SECRET, None)


def _day_after(last: date | None) -> datetime | None:
    zone = reads.settings().calendar.zone
    return None if last is None else datetime.combine(last + timedelta(days=1), time(), zone)
