"""The figures of closed seasons: the department's, and those of a lead's teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from db.engine import reading
from db.queries.pulse import SeasonPulse, pulse_results
from db.queries.teams import team_names
from gamify.access import Visitor, reach_of, refusal
from gamify.averages import NOTHING
from gamify.errors import N_
from gamify.language import say, shown, translate
from gamify.pulse import LEAST, PulseFigure, Question
from gamify.rights import Reach, Right
from gamify.seasons import parse_season
from pages.ui import reads
from pages.ui.season_picker import season_title
from pages.ui.story.blocks import Note, Table
from pages.ui.story.component import show_story

_FIELD = "pulse-group"
COLUMNS: Mapping[Question, str] = {
    Question.RECOMMEND: N_("Would recommend (eNPS)"),
    Question.FAIR: N_("The game is fair"),
    Question.HELPS: N_("It helps"),
    Question.FUN: N_("It is fun"),
}

_NOTE = N_(
    "eNPS: the share of those who answer 9 or 10 minus the share of 0 to 6, from −100 to +100. The "
    "others: how many say “yes” without reserve. “Of 18” is the number of answers."
)
_HIDDEN = N_(
    "A dash stands for fewer than {least} answers, or for a team whose figure would let others’ be "
    "worked out."
)


@dataclass(frozen=True, slots=True)
class Pulse:
    """Closed seasons, the newest first, and the teams that have a figure, by name."""

    seasons: Sequence[SeasonPulse]
    teams: Mapping[int, str]


def read_pulse(visitor: Visitor) -> Pulse:
    """What a lead may see; read at each run, because answers don't change the data's version.

    Raises NotAllowed, and DatabaseRefused.
    """
    reach = reach_of(visitor, Right.SEE_PULSE)
    if reach not in {Reach.TEAMS, Reach.ALL}:
        raise refusal(visitor, Right.SEE_PULSE)
    teams = visitor.team_ids if reach is Reach.TEAMS else None
    today = reads.clock.look().day
    with reading(reads.engine()) as session:
        seasons = pulse_results(session, today=today, teams=teams)
        names = team_names(session)
    there = sorted({team for one in seasons for team in one.teams}, key=names.__getitem__)
    return Pulse(seasons, {team: names[team] for team in there})


def choose_group(pulse: Pulse, language: str) -> int | None:
    """The department or a team, None for the department; no list where there is no team."""
    if not pulse.teams:
        return None
    everybody = translate("Everybody", language)
    return st.selectbox(
        translate("Team", language),
        [None, *pulse.teams],
        format_func=lambda team: everybody if team is None else pulse.teams[team],
        key=_FIELD,
        width=360,
    )


def show_results(pulse: Pulse, team: int | None, language: str) -> None:
    """A row for each season; a sentence in their place where none is closed."""
    rows = [
        _row(one.season, one.department if team is None else one.teams.get(team, {}), language)
        for one in pulse.seasons
    ]
    if not rows:
        title = translate("No season has been answered yet", language)
        line = translate(
            "The questions open in the last week of a quarter. Their figures stand here as soon as "
            "the days for answers are over.",
            language,
        )
        show_story([Note(title, (line,))], key="pulse-results")
        return
    table = Table(
        title=translate("Seasons side by side", language),
        columns=(
            translate("Season", language),
            *(translate(title, language) for title in COLUMNS.values()),
        ),
        rows=tuple(rows),
        note=translate(_NOTE, language),
    )
    show_story([table], key="pulse-results")
    st.caption(translate(say(_HIDDEN, least=LEAST), language))


def _row(season: str, figures: Mapping[Question, PulseFigure], language: str) -> tuple[str, ...]:
    title = season_title(parse_season(season, calendar=reads.settings().calendar), language)
    return title, *(figure_text(question, figures.get(question), language) for question in COLUMNS)


def figure_text(question: Question, figure: PulseFigure | None, language: str) -> str:
    """A figure with the number of answers: “−15 of 60” of the eNPS, “63% of 60” of the others."""
    if figure is None:
        return NOTHING
    percent = shown(abs(figure.percent), language)
    if question is Question.RECOMMEND:
        sign = "+" if figure.percent > 0 else "−" if figure.percent else ""
        score = f"{sign}{percent}"
        return translate(say("{score} of {n}", score=score, n=figure.answers), language)
    return translate(say("{percent}% of {n}", percent=percent, n=figure.answers), language)
