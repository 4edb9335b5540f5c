"""The fields of a challenge in a form: what is asked for, with a slider each.

A form's fields keep their values in the visit, under the form's name. Targets are texts, so that
none of them passes a float.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import streamlit as st

from gamify.challenges.criteria import CountMode, Criteria, Criterion
from gamify.challenges.reading import MOST_MINUTES, MOST_NEEDED, write_criteria
from gamify.challenges.stretch import Past
from gamify.language import translate
from pages.ui.challenges.running_card import CRITERIA

#: Where nothing is known yet, a goal begins with these.
USUAL = {
    "average": "4.90",
    "over": 100,
    "ratings": 100,
    "fives": 80,
    "fives_share": "90",
    "response": "30",
    "solved_within": 240,
    "solved_average": "4.80",
}
#: Sliders of averages begin here; those of shares end at 100 per cent.
LEAST_AVERAGE = 400
#: Sliders of counts reach so many times the best, and so far at least.
REACH, LEAST_REACH = 4, 100


def key_of(form: str, name: str) -> str:
    """The key of a form's field."""
    return f"challenge-{form}-{name}"


def fill(form: str, criteria: Criteria) -> None:
    """Let a form ask for these criteria. Not while its fields are drawn already."""
    entry = write_criteria(criteria)
    for name, usual in USUAL.items():
        if name in entry:
            value = entry[name]
            st.session_state[key_of(form, name)] = value if isinstance(usual, int) else str(value)
    st.session_state[key_of(form, "criteria")] = list(criteria.asked)
    first = criteria.count_mode is CountMode.FIRST_N
    st.session_state[key_of(form, "first")] = first


def is_filled(form: str) -> bool:
    """Whether a form has been filled in this visit."""
    return key_of(form, "criteria") in st.session_state


def entry_of(form: str) -> dict[str, object]:
    """What a form asks for, as `read_criteria` takes it."""
    chosen = st.session_state.get(key_of(form, "criteria")) or []
    entry = {
        name: st.session_state.get(key_of(form, name), USUAL[name])
        for criterion in chosen
        for name in _NAMES[criterion]
    }
    if Criterion.AVERAGE in chosen and st.session_state.get(key_of(form, "first")):
        entry["count_mode"] = CountMode.FIRST_N.value
    return entry


def show_fields(form: str, past: Past, language: str) -> None:
    """Draw a form's fields: the criteria, and for each chosen one its target."""
    st.pills(
        translate("What has to be reached", language),
        list(Criterion),
        selection_mode="multi",
        format_func=lambda one: translate(CRITERIA[one], language),
        key=key_of(form, "criteria"),
    )
    chosen = st.session_state.get(key_of(form, "criteria")) or []
    for criterion in (one for one in Criterion if one in chosen):
        _show_target(form, criterion, past, language)


def _show_target(form: str, criterion: Criterion, past: Past, language: str) -> None:
    match criterion:
        case Criterion.AVERAGE:
            target, over = st.columns(2)
            with target:
                _slide_average(
                    form, "average", translate("Average of at least", language), language
                )
            with over:
                _slide_count(
                    form, "over", translate("Over so many ratings", language), past.ratings
                )
            _show_first(form, language)
        case Criterion.RATINGS:
            _slide_count(form, "ratings", translate("Ratings", language), past.ratings)
        case Criterion.FIVES:
            _slide_count(form, "fives", translate("Fives", language), past.fives)
        case Criterion.FIVES_SHARE:
            _slide_share(form, "fives_share", translate("Share of fives, %", language))
        case Criterion.RESPONSE:
            _slide_share(form, "response", translate("Tickets rated, %", language))
        case Criterion.SOLVING:
            _show_solving(form, language)


def _show_first(form: str, language: str) -> None:
    st.session_state.setdefault(key_of(form, "first"), False)
    st.toggle(
        translate("Only the first of these ratings count", language),
        key=key_of(form, "first"),
        help=translate("Otherwise all ratings up to the last day do.", language),
    )


def _show_solving(form: str, language: str) -> None:
    minutes, gate = st.columns(2)
    with minutes:
        st.session_state.setdefault(key_of(form, "solved_within"), USUAL["solved_within"])
        st.number_input(
            translate("Half of the tickets solved within so many minutes", language),
            min_value=1,
            max_value=MOST_MINUTES,
            step=5,
            key=key_of(form, "solved_within"),
        )
    with gate:
        label = translate("While the average is at least", language)
        _slide_average(form, "solved_average", label, language)


def _slide_average(form: str, name: str, label: str, language: str) -> None:
    key = key_of(form, name)
    value = str(st.session_state.setdefault(key, USUAL[name]))
    texts = {f"{n // 100}.{n % 100:02}" for n in range(LEAST_AVERAGE, 501)} | {value}
    point = "," if language == "ru" else "."
    st.select_slider(
        label,
        sorted(texts, key=Fraction),
        format_func=lambda text: str(text).replace(".", point),
        key=key,
    )


def _slide_share(form: str, name: str, label: str) -> None:
    key = key_of(form, name)
    value = str(st.session_state.setdefault(key, USUAL[name]))
    texts = {str(n) for n in range(1, 101)} | {value}
    st.select_slider(label, sorted(texts, key=Fraction), key=key)


def _slide_count(form: str, name: str, label: str, best: int) -> None:
    key = key_of(form, name)
    value = int(st.session_state.setdefault(key, USUAL[name]))
    most = min(max(REACH * best, LEAST_REACH, value), MOST_NEEDED)
    st.slider(label, 1, most, key=key)


_NAMES: Mapping[Criterion, tuple[str, ...]] = {
    Criterion.AVERAGE: ("average", "over"),
    Criterion.RATINGS: ("ratings",),
    Criterion.FIVES: ("fives",),
    Criterion.FIVES_SHARE: ("fives_share",),
    Criterion.RESPONSE: ("response",),
    Criterion.SOLVING: ("solved_within", "solved_average"),
}
