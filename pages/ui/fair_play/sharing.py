"""A lead shares a rating of a flag by hand, or lets it go by the rule again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction

import streamlit as st
from sqlmodel import Session

from db.commands.credit import set_credit, share_by_rule
from gamify.access import Visitor
from gamify.credit import CreditSplit, parse_share
from gamify.errors import DecisionRefused
from gamify.language import say, translate
from gamify.ratings import CREDIT
from pages.ui.fair_play.deciding import decider, show_refusal, write_decision
from pages.ui.fair_play.splits import Splits, show_split

#: The flag whose ratings are being shared: one form is open at a time.
_SHARED = "fair_play_shared"
_REFUSED = "fair_play_share_refused"


def show_sharing(flag: int, splits: Splits, *, engineers: Mapping[int, str], language: str) -> None:
    """The button of a flag that opens the form, or the form. `splits` are in the card's order."""
    if not splits:
        return
    if st.session_state.get(_SHARED) != flag:
        st.button(
            translate("Share by hand …", language),
            key=f"share-{flag}",
            disabled=not decider().name,
            help=translate("Who worked on a rated ticket, and with what share.", language),
            on_click=_open,
            args=(flag,),
        )
        return
    with st.container(border=True):
        _show_form(flag, splits, engineers, language)


def _show_form(flag: int, splits: Splits, engineers: Mapping[int, str], language: str) -> None:
    numbers = list(splits)
    rating = st.selectbox(
        translate("Rating", language),
        numbers,
        format_func=lambda id_: str(numbers.index(id_) + 1),
        key=f"shared-{flag}",
        width=160,
    )
    split = splits[rating]
    st.text(show_split(split, language))
    sharers = _show_shares(split, engineers, language)
    st.text_input(translate("Reason", language), max_chars=500, key=f"why-{rating}", width=480)
    _show_buttons(split, sharers, language)
    show_refusal(_REFUSED)


def _show_shares(
    split: CreditSplit, engineers: Mapping[int, str], language: str
) -> tuple[int, ...]:
    """A field for each who has a share or is added, and who they are."""
    held = {share.engineer_id: share.units for share in split.shares}
    names = {**engineers, **{share.engineer_id: share.name for share in split.shares}}
    sharers = tuple(dict.fromkeys([*held, *_added(split.rating_id)]))
    for engineer in sharers:
        name, field = st.columns([2, 1], vertical_alignment="center", width=480)
        name.text(names[engineer])
        field.text_input(
            translate(say("Share, like {example}", example="1/2"), language),
            value=str(Fraction(held.get(engineer, 0), CREDIT)),
            max_chars=20,
            label_visibility="collapsed",
            key=f"share-{split.rating_id}-{engineer}",
        )
    st.caption(
        translate(
            "Shares are written as 1/2, 0.25 or 25% and make 1 together; "
            "whoever has 0 is left out.",
            language,
        )
    )
    st.selectbox(
        translate("Somebody else who shares it", language),
        [engineer for engineer in engineers if engineer not in sharers],
        index=None,
        format_func=lambda id_: engineers[id_],
        placeholder=translate("Choose an engineer", language),
        key=f"other-{split.rating_id}",
        on_change=_add,
        args=(split.rating_id,),
        width=480,
    )
    return sharers


def _show_buttons(split: CreditSplit, sharers: tuple[int, ...], language: str) -> None:
    nobody, rating = not decider().name, split.rating_id
    with st.container(horizontal=True):
        st.button(
            translate("Share it so", language),
            key=f"set-{rating}",
            disabled=nobody,
            on_click=_set,
            args=(rating, sharers, language),
        )
        if split.is_by_hand:
            st.button(
                translate("By the rule again", language),
                key=f"rule-{rating}",
                disabled=nobody,
                on_click=_by_rule,
                args=(rating, language),
            )
        st.button(translate("Close", language), key=f"close-{rating}", on_click=_open, args=(0,))


def _open(flag: int) -> None:
    st.session_state[_SHARED] = flag


def _added(rating: int) -> list[int]:
    """Who is added to those who share a rating already."""
    added: list[int] = st.session_state.get(f"added-{rating}", [])
    return added


def _add(rating: int) -> None:
    """Give whoever was chosen a field; another one can be chosen then."""
    other: int | None = st.session_state.get(f"other-{rating}")
    if other is not None:
        st.session_state[f"added-{rating}"] = [*_added(rating), other]
        st.session_state[f"other-{rating}"] = None


def _set(rating: int, sharers: tuple[int, ...], language: str) -> None:
    written = {one: str(st.session_state.get(f"share-{rating}-{one}", "")) for one in sharers}

    def share(session: Session, actor: Visitor, now: datetime) -> None:
        set_credit(
            session,
            rating_id=rating,
            units={one: _units(text) for one, text in written.items()},
            note=_why(rating),
            actor=actor,
            now=now,
        )

    if write_decision(share, language, place=_REFUSED):
        _clear(rating)


def _by_rule(rating: int, language: str) -> None:
    def by_rule(session: Session, actor: Visitor, now: datetime) -> None:
        share_by_rule(session, rating_id=rating, note=_why(rating), actor=actor, now=now)

    if write_decision(by_rule, language, place=_REFUSED):
        _clear(rating)


def _clear(rating: int) -> None:
    """Let the fields show the shares that hold by now."""
    mine = (f"share-{rating}-", f"added-{rating}", f"why-{rating}")
    for key in [*st.session_state]:
        if str(key) in mine or str(key).startswith(mine[0]):
            del st.session_state[key]


def _why(rating: int) -> str:
    return str(st.session_state.get(f"why-{rating}", ""))


def _units(text: str) -> int:
    units = parse_share(text)
    if units is None:
        raise DecisionRefused(
            problem=say("“{text}” isn't a share; write it like {example}", text=text, example="1/2")
        )
    return units
