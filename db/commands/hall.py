"""Keeps closed seasons for good: once, with the rules that ruled them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col

from db.commands.ledger import bump_version, calendar_mark, record, told_rules
from db.hall import quarter_of_year, season_places
from db.models import ClosedSeason, HallPlace
from db.queries.hall import seasons_to_keep
from db.queries.strata import kept_fields
from gamify.access import ITSELF, Visitor, demand
from gamify.hall.kept import VERSION, KeptPlace, Ranking
from gamify.nominations.sheet import SeasonSheet
from gamify.rights import Right
from gamify.seasons import Calendar, Season
from gamify.standings import Rules

#: What the audit log calls it.
KEPT = "season kept"


def keep_hall(session: Session, *, calendar: Calendar, rules: Rules, now: datetime) -> int:
    """Keep all seasons that are closed and not kept yet; returns how many."""
    seasons = seasons_to_keep(session, calendar=calendar)
    for season in seasons:
        keep_season(session, season=season, calendar=calendar, rules=rules, now=now)
    return len(seasons)


def keep_season(
    session: Session,
    *,
    season: Season,
    calendar: Calendar,
    rules: Rules,
    now: datetime,
    actor: Visitor = ITSELF,
) -> bool:
    """Keep a quarter's tables and rules for good; False if they are kept already.

    Raises DecisionRefused for a season that isn't a quarter.
    """
    demand(actor, Right.SET_NOMINATIONS)
    if session.get(ClosedSeason, season.first) is not None:
        return False
    sheet, places = season_places(session, season=season, rules=rules, calendar=calendar)
    year, quarter = quarter_of_year(season)
    session.add(
        ClosedSeason(
            first=season.first,
            last=season.last,
            code=season.code,
            year=year,
            quarter=quarter,
            kept_at=now,
            rules=_rules(session, sheet, calendar=calendar, rules=rules),
        )
    )
    session.flush()
    if places:
        session.execute(insert(HallPlace), _rows(season, places))
    subject, told = f"season {season.code}", {"rules": told_rules(rules)}
    record(session, KEPT, subject=subject, actor=actor, now=now, after=told)
    bump_version(session)
    return True


def forget_season(session: Session, first: Any) -> None:
    """Take a season out of the hall again, because its ratings were taken back the same day."""
    session.execute(delete(HallPlace).where(col(HallPlace.season_first) == first))
    session.execute(delete(ClosedSeason).where(col(ClosedSeason.first) == first))


def rewrite_hall(session: Session, former: int, present: int, *, is_team: bool) -> None:
    """Let kept places belong to whoever is left; names and figures stay as they were."""
    session.execute(
        update(HallPlace)
        .where(col(HallPlace.unit_id) == former, _of(is_team=is_team))
        .values(unit_id=present)
    )


def rename_in_hall(session: Session, engineer_id: int, plain: str) -> None:
    """Call a former engineer by a name that tells nobody."""
    session.execute(
        update(HallPlace)
        .where(col(HallPlace.unit_id) == engineer_id, _of(is_team=False))
        .values(name=plain)
    )


def _of(*, is_team: bool) -> Any:
    return col(HallPlace.ranking).in_([one for one in Ranking if one.is_of_teams is is_team])


def _rules(
    session: Session, sheet: SeasonSheet, *, calendar: Calendar, rules: Rules
) -> dict[str, Any]:
    return {
        "version": VERSION,
        "crown": sheet.team_table.mode.value,
        "calendar": calendar_mark(calendar),
        "strata": [field.value for field in kept_fields(session)],
        "par": None if sheet.par is None else sheet.par.version,
        "rules": asdict(rules),
    }


def _rows(season: Season, places: list[KeptPlace]) -> list[dict[str, Any]]:
    counts = dict.fromkeys(Ranking, 0)
    rows = []
    for one in places:
        row = one._asdict() | {
            "season_first": season.first,
            "position": counts[one.ranking],
            "ranking": one.ranking.value,
        }
        counts[one.ranking] += 1
        rows.append({name: _stored(value) for name, value in row.items()})
    return rows


def _stored(value: object) -> object:
    return str(value) if isinstance(value, Fraction) else value
