"""Closed seasons as they were kept, and those that wait to be."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from db.models import ClosedSeason, Engineer, HallPlace, SeasonRecord
from db.queries.scorers import HIDDEN_ENGINEER
from gamify.hall.kept import KeptPlace, KeptRules, KeptSeason, Ranking
from gamify.seasons import Calendar, Season, SeasonKind, season_on


def seasons_to_keep(session: Session, *, calendar: Calendar) -> list[Season]:
    """Quarters whose awards are recorded and that aren't in the hall yet, oldest first.

    One that was a quarter before the fiscal year was changed has no sums any more.
    """
    kept = select_rows(col(ClosedSeason.first))
    statement = (
        select_rows(col(SeasonRecord.first))
        .where(col(SeasonRecord.closed_at).is_not(None), col(SeasonRecord.first).not_in(kept))
        .order_by(col(SeasonRecord.first))
    )
    waiting = session.scalars(statement).all()
    seasons = [season_on(day, kind=SeasonKind.QUARTER, calendar=calendar) for day in waiting]
    return [season for season, day in zip(seasons, waiting, strict=True) if season.first == day]


def kept_seasons(session: Session, *, hidden_name: str = HIDDEN_ENGINEER) -> list[KeptSeason]:
    """All closed seasons, the newest first.

    Whoever has hidden the name since is called `hidden_name`, in which "{id}" stands for the
    number.
    """
    places = _places(session, hidden_name)
    statement = select(ClosedSeason).order_by(col(ClosedSeason.first).desc())
    return [
        KeptSeason(
            code=one.code,
            first=one.first,
            last=one.last,
            year=one.year,
            quarter=one.quarter,
            kept_at=one.kept_at,
            rules=KeptRules(**{**one.rules, "strata": tuple(one.rules["strata"])}),
            places=tuple(places[one.first]),
        )
        for one in session.exec(statement)
    ]


def _places(session: Session, hidden_name: str) -> defaultdict[date, list[KeptPlace]]:
    hidden = set(session.exec(select(Engineer.id).where(col(Engineer.hidden))))
    order = (col(HallPlace.season_first), col(HallPlace.ranking), col(HallPlace.position))
    found: defaultdict[date, list[KeptPlace]] = defaultdict(list)
    for row in session.exec(select(HallPlace).order_by(*order)):
        ranking = Ranking(row.ranking)
        is_hidden = row.unit_id in hidden and not ranking.is_of_teams
        found[row.season_first].append(
            KeptPlace(
                ranking=ranking,
                place=row.place,
                unit_id=row.unit_id,
                name=hidden_name.replace("{id}", str(row.unit_id)) if is_hidden else row.name,
                score=Fraction(row.score),
                ratings=Fraction(row.ratings),
                plain=None if row.plain is None else Fraction(row.plain),
            )
        )
    return found
