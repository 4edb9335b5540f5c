"""Standings of a season: gathers its sums from the cells and ranks them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from db.queries.seasons import frozen_team_k
from db.queries.tallies import (
    HIDDEN_ENGINEER,
    engineer_tallies,
    team_days,
    team_quarters,
    team_tallies,
)
from gamify.history import SeasonHistory, season_history
from gamify.language import Message, translate
from gamify.ranking import rank_engineers, rank_teams
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, Season, quarters_until
from gamify.standings import NO_TEAM, EngineerTable, Rules, Strength, TeamTable
from gamify.strength import team_strength

#: Quarters from which borrowed ratings are estimated: the season's own and three before it.
K_WINDOW = 4


def team_table(session: Session, *, season: Season, rules: Rules, calendar: Calendar) -> TeamTable:
    """The team table of a season.

    Ratings without a known team count for the common average and are never ranked.
    """
    tallies = team_tallies(session, first=season.first, last=season.last)
    return rank_teams(
        [tally for tally in tallies if tally.id != NO_TEAM],
        strength=borrowing(session, season=season, rules=rules, calendar=calendar),
        rules=rules,
        everyone=sum((tally.stars for tally in tallies), StarCounts()),
    )


def borrowing(session: Session, *, season: Season, rules: Rules, calendar: Calendar) -> Strength:
    """How far teams differ, from the window of quarters; a closed season keeps its own K."""
    window = quarters_until(season, count=K_WINDOW, calendar=calendar)
    quarters: dict[date, list[StarCounts]] = {}
    for quarter in team_quarters(session, first=window[0], last=window[-1]):
        if quarter.team_id != NO_TEAM:
            quarters.setdefault(quarter.day, []).append(quarter.stars)
    strength = team_strength(list(quarters.values()), rules=rules)
    frozen = frozen_team_k(session, season=season)
    return strength if frozen is None else replace(strength, k=frozen)


def engineer_table(
    session: Session,
    *,
    season: Season,
    team_id: int | None = None,
    hidden_name: str = HIDDEN_ENGINEER,
) -> EngineerTable:
    """The top scorers of a season, of all teams or of the ratings of one.

    A hidden engineer is called `hidden_name`, in which "{id}" stands for the number.
    """
    tallies = engineer_tallies(
        session, first=season.first, last=season.last, team_id=team_id, hidden_name=hidden_name
    )
    return rank_engineers(tallies)


def hidden_engineer(language: str) -> str:
    """What a hidden engineer is called in a language, with "{id}" for the number."""
    return translate(Message(HIDDEN_ENGINEER, {"id": "{id}"}), language)


def team_history(
    session: Session, *, season: Season, today: date, k: int, rules: Rules
) -> SeasonHistory:
    """How the places of a season moved, with the borrowed ratings `k` of its team table."""
    days = team_days(session, first=season.first, last=season.last)
    return season_history(days, season=season, today=today, k=k, min_ratings=rules.min_ratings_team)
