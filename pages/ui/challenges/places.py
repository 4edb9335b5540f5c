"""A chat or mailbox on the page: its plans, what was sent there, and how it is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from db.queries.destinations import DestinationCard, PlanCard
from gamify.deliveries import DeliveryLine
from gamify.language import Message, count, say, translate
from gamify.post import show_minute
from pages.ui.challenges.fields import key_of
from pages.ui.challenges.messages import show_messages
from pages.ui.challenges.placing import (
    forget_place,
    form_of,
    greet,
    move_place,
    rename_place,
)
from pages.ui.challenges.posting import ADDRESSES, WEEKDAYS, forget_plan, pause_plan


def show_place(
    place: DestinationCard,
    plans: Sequence[PlanCard],
    lines: Sequence[DeliveryLine],
    *,
    names: Mapping[int, str],
    today: date,
    language: str,
) -> None:
    """A place with everything of it. Its name is somebody's words and is shown literally.

    `names` are those of the challenges that run.
    """
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(place.name)
            st.button(
                translate("Send a greeting", language),
                key=f"greet-{place.id}",
                on_click=greet,
                args=(place.id, language),
            )
            with st.popover(translate("Change …", language), key=f"place-{place.id}"):
                _show_change(place, plans, language)
        for plan in plans:
            _show_plan(plan, names, language)
        if not plans:
            st.caption(translate("No daily message is planned for it.", language))
        show_messages(lines, names if len(names) > 1 else {}, today, language)


def what_stops(plans: Sequence[PlanCard]) -> Message:
    """What nobody gets any more once a place is removed."""
    if not plans:
        return say("Nothing is planned for it. Its address and what was sent there are forgotten.")
    times = ", ".join(sorted({show_minute(plan.minute) for plan in plans}))
    return count(
        "Once it is removed, its daily message at {times} stops and milestones are no longer told "
        "there. Its address and what was sent there are forgotten.",
        "Once it is removed, its {n} daily messages at {times} stop and milestones are no longer "
        "told there. Its address and what was sent there are forgotten.",
        n=len(plans),
        times=times,
    )


def _show_plan(plan: PlanCard, names: Mapping[int, str], language: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(translate(_plan_line(plan, names, language), language))
        st.button(
            translate("Go on", language) if plan.paused else translate("Pause", language),
            key=f"pause-{plan.id}",
            on_click=pause_plan,
            args=(plan.id, language),
            kwargs={"paused": not plan.paused},
        )
        st.button(
            translate("Forget", language),
            key=f"forget-{plan.id}",
            on_click=forget_plan,
            args=(plan.id, language),
        )


def _plan_line(plan: PlanCard, names: Mapping[int, str], language: str) -> Message:
    days = ", ".join(translate(WEEKDAYS[day], language) for day in plan.weekdays)
    line = say("Daily message: {time}, {days}", time=show_minute(plan.minute), days=days)
    about = names.get(plan.challenge_id or 0)
    if about is not None:
        line = say("{plan} · {challenge}", plan=line, challenge=about)
    return say("{plan} (rests)", plan=line) if plan.paused else line


def _show_change(place: DestinationCard, plans: Sequence[PlanCard], language: str) -> None:
    form = form_of(place.id)
    # A value of the visit would be lost here: the field isn't there until somebody opens it.
    st.text_input(
        translate("Its name", language),
        value=place.name,
        max_chars=80,
        key=key_of(form, "name"),
    )
    st.button(
        translate("Rename", language),
        key=f"rename-{place.id}",
        on_click=rename_place,
        args=(place.id, language),
    )
    st.text_input(
        translate("A new address", language),
        type="password",
        autocomplete="off",
        key=key_of(form, "address"),
        placeholder=ADDRESSES,
    )
    st.button(
        translate("Replace the address", language),
        key=f"move-{place.id}",
        on_click=move_place,
        args=(place.id, language),
    )
    st.divider()
    st.text(translate(what_stops(plans), language))
    st.button(
        translate("Remove it", language),
        key=f"remove-{place.id}",
        on_click=forget_place,
        args=(place.id, language),
    )
