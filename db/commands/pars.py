"""Publishes pars: once before a quarter's places mean anything, then only as a logged decision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.commands.dues import forget_dues, refresh_dues
from db.commands.ledger import bump_version, record, told_rules
from db.models import ParStratum, ParVersion
from db.queries.par_sums import solving_times, window_sums
from db.queries.pars import newest_par, newest_version, next_version, quarters_without_par
from db.queries.strata import strata
from gamify.access import ITSELF, Visitor, demand
from gamify.errors import DecisionRefused
from gamify.handicap.publication import LEAST_RATINGS, PAR_WINDOW, make_par
from gamify.handicap.published import Par
from gamify.language import say
from gamify.rights import Right
from gamify.seasons import (
    Calendar,
    Season,
    SeasonKind,
    day_of,
    previous_season,
    quarters_until,
    season_on,
)
from gamify.standings import Rules


def draw_up_par(
    session: Session, *, season: Season, calendar: Calendar, rules: Rules
) -> Par | None:
    """The par that the quarters before a season give, without publishing it.

    Where they have too few ratings it is fitted on the season itself and provisional. None for
    a season that isn't a quarter, or without ratings to fit on.
    """
    if season.kind is not SeasonKind.QUARTER:
        return None
    before = previous_season(season, calendar=calendar)
    quarters = quarters_until(before, count=PAR_WINDOW, calendar=calendar)
    window, is_provisional = (quarters[0], before.last), False
    sums = window_sums(session, quarters)
    if sums.ratings < LEAST_RATINGS:
        window, is_provisional = (season.first, season.last), True
        sums = window_sums(session, [season.first])
    if not sums.ratings:
        return None
    return make_par(
        sums,
        solving_times(session, first=window[0], last=window[1]),
        season=season.code,
        window=window,
        is_provisional=is_provisional,
        kinds=strata(session),
        rules=rules,
    )


def publish_par(
    session: Session,
    *,
    season: Season,
    calendar: Calendar,
    rules: Rules,
    actor: Visitor,
    now: datetime,
    note: str = "",
) -> ParVersion:
    """Publish what `draw_up_par` gives as the season's next version; the earlier ones are kept.

    Raises DecisionRefused where there is nothing to fit a par on, and for a season that isn't
    a quarter.
    """
    demand(actor, Right.PUBLISH_PAR)
    par = draw_up_par(session, season=season, calendar=calendar, rules=rules)
    if par is None:
        raise DecisionRefused(problem=say("a par needs a quarter with ratings, or before one"))
    former = newest_version(session, season=season)
    version = _store(session, par, season, actor=actor, now=now, note=note)
    record(
        session,
        "par published",
        subject=f"season {season.code}",
        actor=actor,
        now=now,
        before=None if former is None else {"version": former.version, "g4": former.g4},
        after={
            "version": version.version,
            "g4": par.g4,
            "provisional": par.is_provisional,
            "note": version.note,
            "rules": told_rules(rules),
        },
    )
    return version


def keep_pars(session: Session, *, calendar: Calendar, rules: Rules, now: datetime) -> int:
    """Publish the pars that are missing, and bring the provisional ones up to date.

    A published par stays as it is. A provisional one, which ruled nothing for good, is replaced
    once the quarters before it have enough ratings, and fitted anew when its own quarter has
    got others. Returns how many were published.
    """
    lacking = quarters_without_par(session, calendar=calendar, today=day_of(now, calendar))
    for season in lacking:
        par = draw_up_par(session, season=season, calendar=calendar, rules=rules)
        former = newest_version(session, season=season)
        if former is not None:
            _forget(session, former)
        if par is not None:
            _store(session, par, season, actor=ITSELF, now=now)
    return len(lacking)


def republish_pars(
    session: Session, *, calendar: Calendar, rules: Rules, actor: Visitor, now: datetime, note: str
) -> None:
    """Publish the next version of every par: the kinds of work are no longer what they were."""
    demand(actor, Right.PUBLISH_PAR)
    versions = session.exec(select(ParVersion)).all()
    for quarter in sorted({version.quarter for version in versions}):
        publish_par(
            session,
            season=season_on(quarter, kind=SeasonKind.QUARTER, calendar=calendar),
            calendar=calendar,
            rules=rules,
            actor=actor,
            now=now,
            note=note,
        )


def withdraw_pars(session: Session, *, since: datetime) -> None:
    """Take back the pars that were published by themselves within a day of an import."""
    statement = select(ParVersion).where(
        ParVersion.actor == ITSELF.name,
        col(ParVersion.published_at).between(since, since + timedelta(days=1)),
    )
    for version in session.exec(statement).all():
        _forget(session, version)


def _store(
    session: Session,
    par: Par,
    season: Season,
    *,
    actor: Visitor,
    now: datetime,
    note: str = "",
) -> ParVersion:
    version = ParVersion(
        season=season.code,
        version=next_version(session, season=season),
        quarter=season.first,
        provisional=par.is_provisional,
        published_at=now,
        actor=actor.name,
        note=note.strip(),
        window_first=par.window[0],
        window_last=par.window[1],
        ratings=par.ratings,
        g4=par.g4,
        f4=par.f4,
        phi=par.phi,
        k_team=par.k_team,
        k_person=par.k_person,
        kappa=par.kappa,
    )
    session.add(version)
    session.flush()
    session.add_all(_rows(par, version))
    session.flush()
    refresh_dues(session, version)
    bump_version(session)
    return version


def _rows(par: Par, version: ParVersion) -> Iterator[ParStratum]:
    for each in par.strata.values():
        yield ParStratum(
            par_id=_id(version),
            stratum_id=each.stratum_id,
            label=each.group,
            par4=each.par4,
            rho4=each.rho4,
            ratings=each.ratings,
            owner_team_id=each.owner_team,
            median_minutes=each.median_minutes,
        )


def _forget(session: Session, version: ParVersion) -> None:
    """Delete a version; the one before it, or nothing, rules its quarter again."""
    session.execute(delete(ParStratum).where(col(ParStratum.par_id) == version.id))
    session.delete(version)
    session.flush()
    former = newest_par(session, quarter=version.quarter)
    if former is None:
        forget_dues(session, quarter=version.quarter)
    else:
        refresh_dues(session, former)


def _id(version: ParVersion) -> int:
    if version.id is None:
        raise ValueError("the par has not been stored yet")
    return version.id
