"""Records the awards of closed seasons: once, with the formula's version, and for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import Session, col, select

from db.commands.hall import forget_season
from db.commands.ledger import bump_version, record, told_rules
from db.messages import stored_message
from db.models import Award, ImportBatch, SeasonRecord
from db.nominations import judge_season
from db.queries.awards import (
    UNDECIDED,
    closed_at,
    is_name_taken,
    undecided_nominations,
)
from db.queries.closing import (
    first_day_brought,
    first_day_changed,
    rated_quarters,
    seasons_to_record,
)
from db.queries.flags import engineers_under_review
from db.queries.sheet import season_sheet
from gamify.access import ITSELF, Visitor, demand
from gamify.errors import DecisionRefused
from gamify.language import Message, say
from gamify.nominations.nomination import Candidate, Verdict
from gamify.nominations.registry import Judged
from gamify.nominations.sheet import SeasonSheet
from gamify.rights import Right
from gamify.seasons import Calendar, Season, day_of
from gamify.standings import Rules


def keep_awards(
    session: Session, *, calendar: Calendar, rules: Rules, closing_days: int, now: datetime
) -> int:
    """Record the awards of all seasons whose time has come; returns how many seasons had any."""
    today = day_of(now, calendar)
    seasons = seasons_to_record(session, calendar=calendar, today=today, closing_days=closing_days)
    free = [season for season in seasons if not is_name_taken(session, season=season)]
    for season in free:
        record_awards(session, season=season, calendar=calendar, rules=rules, now=now)
    return len(free)


def record_awards(
    session: Session,
    *,
    season: Season,
    calendar: Calendar,
    rules: Rules,
    now: datetime,
    actor: Visitor = ITSELF,
) -> tuple[str, ...]:
    """Record a quarter's awards and freeze it; returns the keys of the nominations recorded now.

    A nomination whose winner is under review waits; called again, it is recorded if a lead has
    decided, and nothing else happens. Raises DecisionRefused for a season that isn't a quarter, and
    where another one of its name has awards: they are kept by its name and never change.
    """
    demand(actor, Right.SET_NOMINATIONS)
    _require_free(session, season)
    reviewed = engineers_under_review(session, season=season)
    undecided = undecided_nominations(session, season=season)
    waiting = {key: row for key, row in undecided.items() if row.unit_id not in reviewed}
    is_closed = closed_at(session, season=season) is not None
    if is_closed and not waiting:
        return ()
    sheet = season_sheet(session, season=season, rules=rules, calendar=calendar, hidden_name=None)
    judged = judge_season(session, sheet)
    if is_closed:
        judged = [one for one in judged if one.nomination.key in waiting]
        session.execute(
            delete(Award).where(col(Award.id).in_([row.id for row in waiting.values()]))
        )
    else:
        _freeze(session, sheet, now)
    rows = [row for one in judged for row in _rows(one, sheet, now)]
    if rows:
        session.execute(insert(Award), rows)
    recorded = tuple(one.nomination.key for one in judged if _reviewed(one) is None)
    if recorded or not is_closed:
        told = {"nominations": list(recorded), "rules": told_rules(rules)}
        _log(session, season, told, actor=actor, now=now)
    bump_version(session)
    return recorded


def withdraw_awards(session: Session, batch: ImportBatch) -> None:
    """Take back the awards recorded within a day of an import from what it brought or changed.

    To be called while its rows are still there.
    """
    own = col(ImportBatch.id) == batch.id
    days = first_day_brought(session, own), first_day_changed(session, own)
    touched = min((day for day in days if day is not None), default=None)
    statement = select(SeasonRecord).where(
        col(SeasonRecord.closed_at).between(batch.stored_at, batch.stored_at + timedelta(days=1))
    )
    if touched is not None:
        _reopen(session, (one for one in session.exec(statement).all() if one.last >= touched))


def withdraw_empty_awards(session: Session, *, since: datetime) -> None:
    """Take back the awards recorded since then in seasons of which no rating is left."""
    session.flush()
    rated = set(rated_quarters(session))
    statement = select(SeasonRecord).where(col(SeasonRecord.closed_at) >= since)
    _reopen(session, (one for one in session.exec(statement).all() if one.first not in rated))


def _reopen(session: Session, seasons: Iterable[SeasonRecord]) -> None:
    for season in seasons:
        session.execute(delete(Award).where(col(Award.season) == season.code))
        forget_season(session, season.first)
        season.closed_at = season.k_team = season.k_person = None
        session.add(season)
    session.flush()


def _require_free(session: Session, season: Season) -> None:
    if is_name_taken(session, season=season):
        raise DecisionRefused(
            problem=say(
                "the awards of another {season} are recorded: the fiscal year was changed since",
                season=season.code,
            )
        )


def _freeze(session: Session, sheet: SeasonSheet, now: datetime) -> None:
    """Keep the borrowed ratings as they are at the close."""
    season, par, table = sheet.season, sheet.par, sheet.team_table
    session.merge(
        SeasonRecord(
            code=season.code,
            kind=season.kind.value,
            first=season.first,
            last=season.last,
            k_team=(table.raw_strength or table.strength).k,
            k_person=None if par is None else par.k_person,
            closed_at=now,
        )
    )
    session.flush()


def _log(
    session: Session, season: Season, told: dict[str, Any], *, actor: Visitor, now: datetime
) -> None:
    record(
        session,
        "awards recorded",
        subject=f"season {season.code}",
        actor=actor,
        now=now,
        after=told,
    )


def _reviewed(judged: Judged) -> Candidate | None:
    """The candidate under review for whom the award has to wait.

    A badge ranks nobody, so it waits for those who would get it as well.
    """
    verdict = judged.verdict
    candidates = verdict.winners
    if judged.nomination.is_badge:
        candidates += verdict.waiting
    return next((candidate for candidate in candidates if candidate.is_under_review), None)


def _rows(judged: Judged, sheet: SeasonSheet, now: datetime) -> list[dict[str, Any]]:
    """The rows of a nomination: a row for each place, or one with place 0."""
    common = _common(judged, sheet, now)
    reviewed = _reviewed(judged)
    if reviewed is not None:
        return [_row(common, 0, 0, reviewed) | {"score": UNDECIDED}]
    placed = judged.verdict.placed
    if not placed:
        return [_blank(common, judged.verdict)]
    return [_row(common, at, one.place, one.candidate) for at, one in enumerate(placed)]


def _common(judged: Judged, sheet: SeasonSheet, now: datetime) -> dict[str, Any]:
    """What all rows of a nomination share; its title carries the card's other texts with it."""
    nomination = judged.nomination
    head = Message(
        "{title}",
        {
            "title": judged.title,
            "formula": nomination.formula,
            "gate": judged.gate,
            "unit": nomination.unit.value,
            "is_badge": int(nomination.is_badge),
        },
    )
    return {
        "season": sheet.season.code,
        "nomination": nomination.key,
        "title": stored_message(head),
        "formula_version": nomination.version,
        "recorded_at": now,
    }


def _row(common: Mapping[str, Any], position: int, place: int, one: Candidate) -> dict[str, Any]:
    return {
        **common,
        "position": position,
        "place": place,
        "unit_id": one.id,
        "name": one.name,
        "team": one.team,
        "score": str(one.score),
        "value": stored_message(one.value),
        "sentence": stored_message(one.sentence),
    }


def _blank(common: Mapping[str, Any], verdict: Verdict) -> dict[str, Any]:
    """The row of a nomination that nobody has won, with the reason where data are lacking."""
    nothing = Message("")
    return {
        **common,
        "position": 0,
        "place": 0,
        "unit_id": 0,
        "name": "",
        "team": None,
        "score": "",
        "value": stored_message(nothing),
        "sentence": stored_message(verdict.unavailable or nothing),
    }
