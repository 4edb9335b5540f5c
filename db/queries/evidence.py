"""Gathers what the rules of integrity look at in a season, in a few statements."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any

from sqlalchemy import Integer, Select, and_, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among, driver_rows
from db.instant import from_day_number, to_day_number, to_micros
from db.models import Engineer, Grain, ParVersion
from db.queries.moves import owner_changes, relabellings
from gamify.handicap.published import PAR
from gamify.integrity.evidence import Asked, Evidence, Form, RatedTicket
from gamify.integrity.fan import LEAST_RATINGS
from gamify.integrity.own_rating import domain_of, plain_identity
from gamify.pseudonyms import Pseudonyms
from gamify.ratings import CREDIT
from gamify.seasons import Calendar, Season, SeasonKind, working_days

_RATING = SQLModel.metadata.tables["rating"]
_TICKET = SQLModel.metadata.tables["ticket"]
_CREDIT = SQLModel.metadata.tables["credit"]
_KIND = SQLModel.metadata.tables["work_kind"]
_CELL = SQLModel.metadata.tables["cell"]

#: Minutes of a working day (SCORING F2: 64 days are 30 720).
WORKING_DAY = 480


def season_evidence(
    session: Session,
    *,
    season: Season,
    calendar: Calendar,
    today: date,
    pseudonyms: Pseudonyms | None = None,
) -> Evidence:
    """What a season's data tell the rules; excluded ratings are decided on and left out.

    Customers are kept by their pseudonyms: only with the key a colleague is seen among them.
    """
    ratings = _ratings(session, season, calendar)
    staff = _staff(session)
    if pseudonyms is not None:
        staff |= {pseudonyms.of_customer(text): id_ for text, id_ in staff.items()}
    forms, kappa = _forms(session, season)
    return Evidence(
        ratings=ratings,
        handled=_handled(session, season),
        served=_served(session, season, _regulars(ratings)),
        working_minutes=WORKING_DAY
        * working_days(season.first, min(season.last, today), calendar=calendar),
        staff=staff,
        domains=frozenset(domain for text in staff if (domain := domain_of(text))),
        owner_changes=owner_changes(session, first=season.first, last=season.last),
        relabellings=relabellings(session, first=season.first, last=season.last, calendar=calendar),
        asked=_asked(session, season),
        forms=forms,
        kappa=kappa,
    )


def _within(table: Any, season: Season) -> Any:
    """The condition that a row's day lies in the season."""
    days = to_day_number(season.first), to_day_number(season.last)
    return type_coerce(table.c.day, Integer).between(*days)


def _ratings(session: Session, season: Season, calendar: Calendar) -> list[RatedTicket]:
    rows = driver_rows(session, _rated_tickets(season))
    helpers = _helpers(session, season)
    midnights = {day: _midnight(day, calendar) for day in {row[-1] for row in rows}}
    found = []
    for *told, day in rows:
        rating = RatedTicket(*told)
        stand_ins = midnights[day], rating.opened_at, rating.solved_at
        others = tuple(
            helper for helper in helpers.get(rating.rating_id, ()) if helper != rating.engineer_id
        )
        found.append(rating._replace(is_timed=rating.rated_at not in stand_ins, helpers=others))
    return found


def _rated_tickets(season: Season) -> Select[Any]:
    """The columns of a rated ticket in their order, and the day of its rating."""
    return (
        select_rows(
            _RATING.c.id,
            _RATING.c.ticket_id,
            _RATING.c.stars,
            type_coerce(_RATING.c.rated_at, Integer),
            func.coalesce(_RATING.c.owner_id, 0),
            func.coalesce(_RATING.c.team_id, 0),
            func.coalesce(_TICKET.c.requester, ""),
            type_coerce(_TICKET.c.opened_at, Integer),
            type_coerce(_TICKET.c.solved_at, Integer),
            func.coalesce(_TICKET.c.subject_key, ""),
            _KIND.c.channel,
            type_coerce(_RATING.c.day, Integer),
        )
        .join_from(_RATING, _TICKET, _TICKET.c.id == _RATING.c.ticket_id)
        .join(_KIND, _KIND.c.id == _RATING.c.kind_id)
        .where(_within(_RATING, season), _RATING.c.excluded_at.is_(None))
        .order_by(_RATING.c.id)
    )


def _midnight(day: int, calendar: Calendar) -> int:
    return to_micros(datetime.combine(from_day_number(day), time(), calendar.zone))


def _helpers(session: Session, season: Season) -> Mapping[int, list[int]]:
    """Everyone who is credited with a shared rating, by the rating's id."""
    statement = (
        select_rows(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
        .join_from(_RATING, _CREDIT, _CREDIT.c.rating_id == _RATING.c.id)
        .where(_within(_RATING, season), _RATING.c.shared, _RATING.c.excluded_at.is_(None))
        .order_by(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
    )
    helpers: dict[int, list[int]] = defaultdict(list)
    for rating, engineer in driver_rows(session, statement):
        helpers[rating].append(engineer)
    return helpers


def _handled(session: Session, season: Season) -> dict[tuple[int, int], int]:
    statement = (
        select_rows(_CELL.c.team_id, _CELL.c.engineer_id, func.sum(_CELL.c.tickets))
        .where(_CELL.c.grain == int(Grain.ENGINEER_DAY), _within(_CELL, season))
        .group_by(_CELL.c.team_id, _CELL.c.engineer_id)
        .having(func.sum(_CELL.c.tickets) > 0)
        .order_by(_CELL.c.team_id, _CELL.c.engineer_id)
    )
    rows = driver_rows(session, statement)
    return {(team, engineer): int(tickets) for team, engineer, tickets in rows}


def _regulars(ratings: Iterable[RatedTicket]) -> list[str]:
    """Customers who have rated one engineer as often as the rule of fans asks for."""
    given = Counter((row.requester, row.engineer_id) for row in ratings if row.requester)
    return sorted({customer for (customer, _), n in given.items() if n >= LEAST_RATINGS})


def _served(
    session: Session, season: Season, customers: list[str]
) -> dict[tuple[int, str, int], int]:
    if not customers:
        return {}
    team, owner = func.coalesce(_TICKET.c.team_id, 0), func.coalesce(_TICKET.c.owner_id, 0)
    statement = (
        select_rows(team, _TICKET.c.requester, owner, func.count())
        .where(_within(_TICKET, season), among(session, _TICKET.c.requester, customers))
        .group_by(team, _TICKET.c.requester, owner)
    )
    rows = driver_rows(session, statement)
    return {(of, customer, engineer): tickets for of, customer, engineer, tickets in rows}


def _staff(session: Session) -> dict[str, int]:
    """Colleagues' addresses and names as they are compared; an address wins over a name."""
    statement = select(Engineer.id, Engineer.name, Engineer.email).order_by(col(Engineer.id))
    staff: dict[str, int] = {}
    people = [(id_, name, email) for id_, name, email in session.exec(statement) if id_]
    for id_, name, _ in people:
        staff.setdefault(plain_identity(name), id_)
    for id_, _, email in people:
        if email:
            staff[plain_identity(email)] = id_
    return staff


def _asked(session: Session, season: Season) -> list[Asked]:
    sent = func.count().filter(_TICKET.c.surveyed)
    columns = (
        func.coalesce(_TICKET.c.owner_id, 0),
        func.coalesce(_TICKET.c.team_id, 0),
        _KIND.c.stratum_id,
    )
    statement = (
        select_rows(*columns, func.count(), sent)
        .join_from(_TICKET, _KIND, _KIND.c.id == _TICKET.c.kind_id)
        .where(_within(_TICKET, season), _TICKET.c.surveyed.is_not(None))
        .group_by(*columns)
        .order_by(*columns)
    )
    return [Asked(*row) for row in driver_rows(session, statement)]


def _forms(session: Session, season: Season) -> tuple[list[Form] | None, int]:
    """Goals and par of each engineer, and κ of the newest par; whole quarters have them alone."""
    kappa = session.exec(
        select(ParVersion.kappa)
        .where(col(ParVersion.quarter).between(season.first, season.last))
        .order_by(col(ParVersion.quarter).desc(), col(ParVersion.version).desc())
        .limit(1)
    ).first()
    if kappa is None or season.kind not in {SeasonKind.QUARTER, SeasonKind.YEAR}:
        return None, Evidence().kappa
    goals, par = func.sum(_CELL.c.u5), func.sum(_CELL.c.due_fives)
    statement = (
        select_rows(_CELL.c.engineer_id, goals, par)
        .where(
            and_(_CELL.c.grain == int(Grain.ENGINEER_QUARTER), _within(_CELL, season)),
            _CELL.c.engineer_id > 0,
        )
        .group_by(_CELL.c.engineer_id)
        .order_by(_CELL.c.engineer_id)
    )
    return [
        Form(engineer, Fraction(int(units), CREDIT), Fraction(int(due), PAR))
        for engineer, units, due in driver_rows(session, statement)
    ], kappa
