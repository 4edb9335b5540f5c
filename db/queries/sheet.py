"""Gathers what nominations look at in a quarter, by few statements and column by column."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import Integer, Select, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import integers
from db.instant import to_day_number
from db.models import Grain
from db.queries.engineers import engineer_names
from db.queries.facts import strata_of_kinds
from db.queries.flags import engineers_under_review
from db.queries.nominations import hard_strata
from db.queries.pars import ruling_par
from db.queries.scorers import HIDDEN_ENGINEER
from db.queries.season_ratings import credit_columns, rating_columns, teams_of
from db.queries.season_tickets import first_ticket_days, ticket_columns
from db.queries.strata import strata
from db.queries.teams import team_names
from db.standings import team_table
from gamify.errors import DecisionRefused
from gamify.handicap.publication import PAR_WINDOW
from gamify.language import say
from gamify.nominations.sheet import Kind, PersonSums, SeasonSheet
from gamify.seasons import Calendar, Season, SeasonKind, quarters_until
from gamify.standings import Rules

_CELL = SQLModel.metadata.tables["cell"]
_DAY = type_coerce(_CELL.c.day, Integer)


def season_sheet(
    session: Session,
    *,
    season: Season,
    rules: Rules,
    calendar: Calendar,
    hidden_name: str | None = HIDDEN_ENGINEER,
) -> SeasonSheet:
    """A quarter as nominations look at it.

    A hidden engineer is called `hidden_name`, in which "{id}" stands for the number; None
    leaves the real names, which are for records alone. Raises DecisionRefused for a season
    that isn't a quarter.
    """
    require_quarter(season)
    kinds, teams = strata_of_kinds(session), team_names(session)
    ratings = rating_columns(session, season=season, strata=kinds)
    credits_ = credit_columns(session, season=season, ratings=ratings)
    latest = teams_of(ratings, credits_)
    return SeasonSheet(
        season=season,
        names=engineer_names(session, hidden_name=hidden_name),
        team_of={one: teams[team] for one, team in latest.items() if team in teams},
        par=ruling_par(session, season=season),
        sums=person_sums(session, season=season, calendar=calendar),
        ratings=ratings,
        credits=credits_,
        tickets=ticket_columns(session, season=season, strata=kinds),
        first_ticket=first_ticket_days(session, season=season, calendar=calendar),
        team_table=team_table(session, season=season, rules=rules, calendar=calendar),
        under_review=engineers_under_review(session, season=season),
        hard_strata=hard_strata(session),
        kinds={stratum: Kind(*kind) for stratum, kind in strata(session).items()},
    )


def require_quarter(season: Season) -> None:
    """Raises DecisionRefused for a season that isn't a quarter: pars and awards are of quarters."""
    if season.kind is not SeasonKind.QUARTER:
        raise DecisionRefused(
            problem=say("handicaps and nominations go by the quarter; name one like 2026-Q4")
        )


def person_sums(session: Session, *, season: Season, calendar: Calendar) -> PersonSums:
    """What each engineer has of each kind of work in a quarter and those on which par is fitted."""
    quarters = quarters_until(season, count=PAR_WINDOW + 1, calendar=calendar)
    days = np.array([to_day_number(day) for day in reversed(quarters)], dtype=np.int64)
    statement: Select[Any] = (
        select_rows(
            _DAY,
            _CELL.c.engineer_id,
            _CELL.c.stratum_id,
            *(_CELL.c[f"u{stars}"] for stars in (5, 4, 3, 2, 1)),
            _CELL.c.tickets,
        )
        .where(
            _CELL.c.grain == int(Grain.STRATUM_QUARTER),
            _DAY.in_(days.tolist()),
            _CELL.c.engineer_id != 0,
        )
        .order_by(_DAY, _CELL.c.team_id, _CELL.c.engineer_id, _CELL.c.stratum_id)
    )
    rows = integers(session, statement)
    # `days` are those of the quarters, the season's own first, so they fall.
    return PersonSums(
        back=np.searchsorted(-days, -rows[:, 0]),
        engineer=rows[:, 1],
        stratum=rows[:, 2],
        units=rows[:, 3:8],
        tickets=rows[:, 8],
    )
