"""Standings of a season: gathers its sums from the cells and ranks them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from sqlmodel import Session

from db.queries.pars import ruling_par
from db.queries.scorers import HIDDEN_ENGINEER, engineer_scores, engineer_tallies
from db.queries.seasons import frozen_team_k
from db.queries.tallies import team_days, team_quarters, team_tallies
from db.queries.workdays import team_day_dues
from gamify.crown_rule import CrownRule
from gamify.handicap.published import Par
from gamify.history import SeasonHistory, season_history
from gamify.language import Message, translate
from gamify.ranking import rank_teams
from gamify.ratings import all_together
from gamify.scorer_order import order_scorers
from gamify.scorers import rank_engineers, seat_engineers
from gamify.seasons import Calendar, Season, quarters_until
from gamify.standings import (
    NO_TEAM,
    EngineerTable,
    RankMode,
    Rules,
    Strength,
    TeamDay,
    TeamTable,
)
from gamify.strength import team_strength
from gamify.yardstick import Borrowing

#: Quarters from which borrowed ratings are estimated: the season's own and three before it.
K_WINDOW = 4

#: The crown is handicapped of itself where so many kinds of work have this many ratings (A8).
ENOUGH_KINDS, ENOUGH_RATINGS = 2, 30


def team_table(
    session: Session,
    *,
    season: Season,
    rules: Rules,
    calendar: Calendar,
    mode: RankMode | None = None,
) -> TeamTable:
    """The team table of a season, ranked as the organisation has chosen unless a mode is given.

    Ratings without a known team count for the common average and are never ranked. Where no
    par rules the season the fair table is the steady one.
    """
    tallies = team_tallies(session, first=season.first, last=season.last)
    par = ruling_par(session, season=season)
    return rank_teams(
        [tally for tally in tallies if tally.id != NO_TEAM],
        strength=borrowing(session, season=season, rules=rules, calendar=calendar),
        rules=rules,
        everyone=all_together(tally.stars for tally in tallies),
        mode=crown_mode(par, rules) if mode is None else mode,
        par=par,
        everyone_due=sum(tally.due for tally in tallies),
    )


def crown_mode(par: Par | None, rules: Rules) -> RankMode:
    """Which table carries the crown: the chosen one, or the fair one once it means something."""
    if rules.crown is not CrownRule.AUTO:
        return RankMode(rules.crown.value)
    if par is None or par.is_provisional:
        return RankMode.STEADY
    groups = {each.group for each in par.strata.values() if each.ratings >= ENOUGH_RATINGS}
    return RankMode.FAIR if len(groups) >= ENOUGH_KINDS else RankMode.STEADY


def borrowing(session: Session, *, season: Season, rules: Rules, calendar: Calendar) -> Strength:
    """How far teams differ, from the window of quarters; a closed season keeps its own K."""
    window = quarters_until(season, count=K_WINDOW, calendar=calendar)
    quarters = team_quarters(session, first=window[0], last=window[-1])
    strength = team_strength(quarters, rules=rules)
    frozen = frozen_team_k(session, season=season)
    return strength if frozen is None else replace(strength, k=frozen)


def engineer_table(
    session: Session,
    *,
    season: Season,
    team_id: int | None = None,
    hidden_name: str = HIDDEN_ENGINEER,
    mode: RankMode = RankMode.STEADY,
    par: Par | None = None,
    best: int | None = None,
) -> EngineerTable:
    """The top scorers of a season, of all teams or of the ratings of one.

    In the fair mode they are ranked net of what their tickets usually bring, where a par rules
    the season; a `par` that has been read already is taken. A hidden engineer is called
    `hidden_name`, in which "{id}" stands for the number. A board that shows only the `best`
    few need not read the names and all figures of everybody.
    """
    kappa = None
    if mode is RankMode.FAIR and (par := par or ruling_par(session, season=season)) is not None:
        kappa = par.kappa
    tallies = partial(
        engineer_tallies,
        session,
        first=season.first,
        last=season.last,
        team_id=team_id,
        hidden_name=hidden_name,
    )
    if best is None:
        return rank_engineers(tallies(), kappa=kappa)
    scores = engineer_scores(session, first=season.first, last=season.last, team_id=team_id)
    order = order_scorers(scores, kappa=kappa, best=best)
    shown = tallies(only=order.ids)
    return seat_engineers(order, shown, kappa=kappa)


def hidden_engineer(language: str) -> str:
    """What a hidden engineer is called in a language, with "{id}" for the number."""
    return translate(Message(HIDDEN_ENGINEER, {"id": "{id}"}), language)


def season_days(session: Session, *, season: Season, table: TeamTable) -> list[TeamDay]:
    """What each day of a season brought each team, with what par expects in a fair table."""
    days = team_days(session, first=season.first, last=season.last)
    if table.mode is not RankMode.FAIR or table.par is None:
        return days
    dues = team_day_dues(session, first=season.first, last=season.last, par=table.par)
    return [day._replace(due=dues.get((day.day, day.team_id), 0)) for day in days]


def team_history(
    days: list[TeamDay], *, season: Season, today: date, table: TeamTable, rules: Rules
) -> SeasonHistory:
    """How the places of a season moved, by the yardstick of its team table."""
    g4 = table.par.g4 if table.par is not None else 0
    return season_history(
        days,
        season=season,
        today=today,
        borrowing=Borrowing(table.mode, table.strength.k, g4),
        min_ratings=rules.min_ratings_team,
    )
