"""Kept flags: open and decided ones of a season, trusted pairs, who is under review."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.messages import read_message
from db.models import Flag, FlagWhitelist
from gamify.integrity import flag as pure
from gamify.integrity.case import Case, CaseState, FlaggedRating
from gamify.integrity.flag import Rule, Severity, TrustedPair, Whitelist
from gamify.ratings import CREDIT, ExclusionReason
from gamify.seasons import Season

_RATING = SQLModel.metadata.tables["rating"]
_TICKET = SQLModel.metadata.tables["ticket"]
_CREDIT = SQLModel.metadata.tables["credit"]


def flag_cases(session: Session, *, season: Season) -> list[Case]:
    """All kept flags of a season, in the order of the rules and of their finding."""
    statement = select(Flag).where(Flag.season == season.code).order_by(col(Flag.id))
    trusted = trusted_pairs(session)
    order = list(Rule)
    cases = [as_case(row, trusted) for row in session.exec(statement)]
    return sorted(cases, key=lambda case: order.index(case.flag.rule))


def as_case(row: Flag, trusted: Whitelist = frozenset()) -> Case:
    """The row of a flag as a value."""
    flag = pure.Flag(
        rule=Rule(row.rule),
        severity=Severity(row.severity),
        ratings=tuple(row.ratings),
        engineer_id=row.engineer_id,
        other_id=row.other_id,
        evidence=read_message(row.evidence),
        key=row.key,
    )
    return Case(
        id=row.id or 0,
        season=row.season,
        flag=flag,
        found_at=row.found_at,
        state=CaseState(row.state),
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=None if row.reason is None else ExclusionReason(row.reason),
        excluded=tuple(row.excluded),
        note=row.note,
        is_trusted=not pure.without_whitelisted([flag], trusted),
    )


def trusted_pairs(session: Session) -> Whitelist:
    """The pairs that rules no longer flag."""
    statement = select(FlagWhitelist.rule, FlagWhitelist.engineer_id, FlagWhitelist.other)
    return frozenset(
        TrustedPair(Rule(rule), engineer, other)
        for rule, engineer, other in session.exec(statement)
    )


def engineers_under_review(session: Session, *, season: Season) -> frozenset[int]:
    """Engineers with an open flag of high severity: their awards wait, their scores don't."""
    statement = select(Flag.engineer_id).where(
        Flag.season == season.code,
        Flag.state == CaseState.OPEN.value,
        Flag.severity == Severity.HIGH.value,
    )
    return frozenset(session.exec(statement))


def flagged_ratings(session: Session, ids: Iterable[int]) -> dict[int, FlaggedRating]:
    """What a lead sees of ratings, by id; those that no longer exist are left out."""
    wanted = sorted(set(ids))
    shares = _shares(session, wanted)
    statement = (
        select_rows(
            _RATING.c.id,
            _TICKET.c.external_id,
            _RATING.c.stars,
            _RATING.c.day,
            _RATING.c.owner_id,
            _RATING.c.team_id,
            _RATING.c.comment,
            _RATING.c.excluded_at.is_not(None),
        )
        .join_from(_RATING, _TICKET, _TICKET.c.id == _RATING.c.ticket_id)
        .where(among(session, _RATING.c.id, wanted))
        .order_by(_RATING.c.id)
    )
    return {
        id_: FlaggedRating(
            id=id_,
            ticket=ticket,
            stars=stars,
            day=day,
            engineer_id=owner,
            team_id=team,
            comment=comment,
            is_excluded=bool(excluded),
            shares=shares.get(id_) or ({} if owner is None else {owner: CREDIT}),
        )
        for id_, ticket, stars, day, owner, team, comment, excluded in session.execute(statement)
    }


def _shares(session: Session, ids: list[int]) -> dict[int, dict[int, int]]:
    """Engineer → credit units of each shared rating."""
    statement = (
        select_rows(_CREDIT.c.rating_id, _CREDIT.c.engineer_id, _CREDIT.c.units)
        .where(among(session, _CREDIT.c.rating_id, ids))
        .order_by(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
    )
    shares: dict[int, dict[int, int]] = defaultdict(dict)
    for rating, engineer, units in session.execute(statement):
        shares[rating][engineer] = units
    return shares
