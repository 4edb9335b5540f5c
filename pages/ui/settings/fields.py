"""The field of each setting, with what it does and where its value comes from."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import available_timezones

import streamlit as st

from db.days_off import holiday_regions
from gamify.crown_rule import CrownRule
from gamify.errors import N_
from gamify.handicap.kinds import WorkField
from gamify.language import (
    LANGUAGES,
    country_name,
    month_alone,
    say,
    short_weekday,
    translate,
)
from gamify.organisation import SETTINGS
from pages.ui import reads
from pages.ui.challenges.digest_form import LANGUAGE_NAMES
from pages.ui.settings.draft import CROWNS, as_field, begin_draft, draft_environment, key_of

CROWN_TITLES = {
    CrownRule.AUTO: N_("Fair where a par rules, else steady"),
    CrownRule.FAIR: N_("Fair: evens out the kinds of work"),
    CrownRule.STEADY: N_("Steady: few ratings count with care"),
    CrownRule.PLAIN: N_("Plain: the average as it is"),
}
WORK_FIELDS = {
    WorkField.CATEGORY: N_("Category"),
    WorkField.PRIORITY: N_("Priority"),
    WorkField.CHANNEL: N_("Channel"),
    WorkField.LINE: N_("Support line"),
}
#: The least and the most of a number; None where there is no most.
NUMBERS: dict[str, tuple[int, int | None]] = {
    "min_ratings_team": (1, None),
    "public_top": (3, 50),
    "closing_days": (1, 60),
    "pulse_days": (1, 60),
    "comment_months": (0, 1200),
    "sign_in_days": (1, 365),
    "asking_days": (1, 90),
    "asking_link_days": (1, 365),
}


def show_field(name: str, language: str) -> None:
    """A setting: its field, what it does, and where its value comes from."""
    begin_draft(name, reads.settings())
    title = translate(SETTINGS[name].title, language)
    if name in NUMBERS:
        least, most = NUMBERS[name]
        st.number_input(title, min_value=least, max_value=most, step=1, key=key_of(name))
    else:
        _FIELDS.get(name, _text)(name, title, language)
    st.caption(f"{translate(SETTINGS[name].does, language)} {_origin(name, language)}".rstrip())
    if name in reads.own_settings.own():
        _show_release(name, language)


def _origin(name: str, language: str) -> str:
    if name in reads.own_settings.own():
        return translate("Set here.", language)
    variable = f"CROWNBOARD_{name.upper()}"
    if name in reads.own_settings.base().model_fields_set:
        return translate(say("From the environment: {variable}.", variable=variable), language)
    return ""


def _show_release(name: str, language: str) -> None:
    base = reads.own_settings.base()
    is_drafted = st.session_state[key_of(name)] == as_field(name, base)
    st.button(
        translate("Back to what the environment says", language),
        icon=":material/undo:",
        type="tertiary",
        key=f"setting-release-{name}",
        disabled=is_drafted,
        on_click=draft_environment,
        args=(name,),
    )


def _text(name: str, title: str, _: str) -> None:
    st.text_input(title, key=key_of(name), max_chars=400)


def _choice(name: str, title: str, options: list[str], called: Callable[[str], str]) -> None:
    """A list to choose from; what holds is in it even where it wouldn't be offered."""
    now = st.session_state[key_of(name)]
    listed = options if now in options else [*options, now]
    st.selectbox(title, listed, format_func=called, key=key_of(name))


def _zone(name: str, title: str, _: str) -> None:
    _choice(name, title, sorted(available_timezones()), str)


def _language(name: str, title: str, language: str) -> None:
    browser = translate("what the browser asks for", language)
    _choice(name, title, ["", *LANGUAGES], lambda code: LANGUAGE_NAMES.get(code, browser))


def _month(name: str, title: str, language: str) -> None:
    st.selectbox(
        title,
        list(range(1, 13)),
        format_func=lambda month: month_alone(month, language),
        key=key_of(name),
    )


def _weekdays(name: str, title: str, language: str) -> None:
    st.pills(
        title,
        list(range(7)),
        selection_mode="multi",
        wrap=True,
        format_func=lambda day: short_weekday(day, language),
        key=key_of(name),
    )


def _country(name: str, title: str, language: str) -> None:
    none = translate("none", language)
    codes = sorted(holiday_regions(), key=lambda code: country_name(code, language))
    _choice(
        name,
        title,
        ["", *codes],
        lambda code: f"{country_name(code, language)} ({code})" if code else none,
    )


def _region(name: str, title: str, language: str) -> None:
    known = holiday_regions().get(st.session_state.get(key_of("holiday_country"), ""), ())
    if st.session_state[key_of(name)] not in known:
        st.session_state[key_of(name)] = ""
    none = translate("the whole country", language)
    st.selectbox(
        title,
        ["", *known],
        format_func=lambda code: code or none,
        key=key_of(name),
        disabled=not known,
    )


def _crown(name: str, title: str, language: str) -> None:
    st.selectbox(
        title,
        CROWNS,
        format_func=lambda rule: translate(CROWN_TITLES[rule], language),
        key=key_of(name),
    )


def _strata(name: str, title: str, language: str) -> None:
    st.pills(
        title,
        list(WORK_FIELDS),
        selection_mode="multi",
        wrap=True,
        format_func=lambda field: translate(WORK_FIELDS[field], language),
        key=key_of(name),
    )


def _switch(name: str, title: str, _: str) -> None:
    st.toggle(title, key=key_of(name))


_FIELDS: dict[str, Callable[[str, str, str], None]] = {
    "time_zone": _zone,
    "language": _language,
    "fiscal_start": _month,
    "working_weekdays": _weekdays,
    "holiday_country": _country,
    "holiday_region": _region,
    "crown": _crown,
    "strata": _strata,
    "open_reading": _switch,
    "asking": _switch,
    "asking_names": _switch,
}
