"""What the address asks customers' words for, so that a link leads others to the same ones.

Whatever else stands there asks for nothing: an unknown team is all teams, page “x” the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qsl

import streamlit as st

from db.queries.feedback_filter import FeedbackFilter
from gamify.feedback.lesson import Cause, LessonState
from pages.ui.address import NAMES
from pages.ui.feedback.reading import FeedbackSeason

#: A longer question isn't looked at.
LONGEST_QUESTION = 200
LOW = (4, 3, 2, 1)
_PAGE = re.compile(r"[1-9][0-9]{0,5}")
_Choice = TypeVar("_Choice", bound=StrEnum)


class Part(StrEnum):
    """A part of the question by its name in the address."""

    TEXT = "text"
    TEAM = "team"
    KIND = "kind"
    CAUSE = "cause"
    STATE = "state"
    STARS = "stars"
    PAGE = "page"


def asked_words(
    told: Mapping[str, str], season: FeedbackSeason, *, is_praise: bool
) -> FeedbackFilter:
    """What an address asks for; of praise neither stars nor what is noted of low ratings."""
    text, kind = told.get(Part.TEXT, "").strip(), told.get(Part.KIND, "")
    plain = FeedbackFilter(
        season.season.first,
        season.season.last,
        team_id=_team(told.get(Part.TEAM, ""), season),
        category=kind if kind in season.categories else None,
        question=text if len(text) <= LONGEST_QUESTION else "",
    )
    if is_praise:
        return plain
    return FeedbackFilter(
        plain.first,
        plain.last,
        is_praise=False,
        stars=tuple(n for n in sorted(LOW) if str(n) in told.get(Part.STARS, "").split(",")),
        team_id=plain.team_id,
        category=plain.category,
        question=plain.question,
        cause=_one_of(Cause, told.get(Part.CAUSE, "")),
        state=_one_of(LessonState, told.get(Part.STATE, "")),
    )


def asked_page(told: Mapping[str, str]) -> int:
    """Which page of what is found; the first where the address names none."""
    page = told.get(Part.PAGE, "")
    return int(page) if _PAGE.fullmatch(page) else 1


def write_part(part: Part, said: str) -> None:
    """Write a part into the address, "" for none; another question begins at its first page."""
    if part is not Part.PAGE:
        st.query_params.pop(Part.PAGE, None)
    if said:
        st.query_params[part] = said
    else:
        st.query_params.pop(part, None)


def forget_parts() -> None:
    """Ask for everything again."""
    for part in Part:
        st.query_params.pop(part, None)


def follow_words(search: str) -> None:
    """Write another season or language into the address; section and question stay."""
    told = {name: value for name, value in parse_qsl(search.removeprefix("?")) if name in NAMES}
    kept = {name: st.query_params.get(name, "") for name in ("section", *Part)}
    if told.get("season", "") != st.query_params.get("season", ""):
        del kept[Part.PAGE]
    st.query_params.from_dict(told | {name: value for name, value in kept.items() if value})


def _team(name: str, season: FeedbackSeason) -> int | None:
    known = {team.casefold(): id_ for id_, team in season.teams.items()}
    return known.get(name.casefold())


def _one_of(choices: type[_Choice], said: str) -> _Choice | None:
    return next((one for one in choices if one.value == said), None)
