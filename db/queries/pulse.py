"""The pulse: what is asked of somebody, and the figures of closed seasons that may be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.models import PulsePart, PulseSeason
from gamify.pulse import PulseFigure, Question, pulse_figure, shown_teams

_COUNT = SQLModel.metadata.tables["pulse_count"].c
#: Question → team → how often each answer was given.
_Groups = dict[Question, dict[int | None, Counter[int]]]


@dataclass(frozen=True, slots=True)
class SeasonPulse:
    """A closed season's figures; of a question or a team that may not be shown there are none."""

    season: str
    department: Mapping[Question, PulseFigure]
    teams: Mapping[int, Mapping[Question, PulseFigure]]


def pulse_days(session: Session) -> dict[str, date]:
    """Seasons that somebody has answered about, and the last day on which one can."""
    statement = select(PulseSeason).order_by(PulseSeason.season)
    return {one.season: one.last for one in session.exec(statement)}


def answered(session: Session, *, season: str, engineer_id: int) -> frozenset[Question]:
    """Which questions somebody has answered already."""
    statement = select(PulsePart.question).where(
        PulsePart.season == season, PulsePart.engineer_id == engineer_id
    )
    return frozenset(Question(one) for one in session.exec(statement))


def pulse_results(
    session: Session, *, today: date, teams: frozenset[int] | None
) -> list[SeasonPulse]:
    """Seasons whose questions are closed, the newest first, with figures of these teams.

    None is for all teams. Which figures may be shown doesn't depend on who reads.
    """
    statement = (
        select_rows(
            *(_COUNT[name] for name in ("season", "question", "team_id", "value", "answers"))
        )
        .where(_COUNT.season == PulseSeason.season, col(PulseSeason.last) < today)
        .order_by(_COUNT.season.desc(), _COUNT.id)
    )
    seasons: dict[str, _Groups] = {}
    for season, question, team, value, answers in session.execute(statement):
        groups = seasons.setdefault(season, {one: {} for one in Question})[Question(question)]
        groups.setdefault(team, Counter())[value] += answers
    return [_season(season, groups, teams) for season, groups in seasons.items()]


def _season(season: str, asked: _Groups, teams: frozenset[int] | None) -> SeasonPulse:
    whole: dict[Question, PulseFigure] = {}
    of_teams: dict[int, dict[Question, PulseFigure]] = {}
    for question, groups in asked.items():
        figure = pulse_figure(question, sum(groups.values(), Counter[int]()))
        if figure is not None:
            whole[question] = figure
        for team in sorted(shown_teams({team: one.total() for team, one in groups.items()})):
            own = pulse_figure(question, groups[team])
            if own is not None and (teams is None or team in teams):
                of_teams.setdefault(team, {})[question] = own
    return SeasonPulse(season, whole, of_teams)
