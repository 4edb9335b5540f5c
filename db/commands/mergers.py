"""Makes one of two engineers or teams that are the same. Logged; files may go on using both names.

What was recorded under a name (awards) keeps it. It can't be taken back by a click, so a
preview (`db.previews`) comes first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import update
from sqlmodel import Session, SQLModel, select

from db.commands.hall import rewrite_hall
from db.commands.ledger import bump_version, record
from db.commands.merged_rows import (
    merge_assists,
    merge_flags,
    merge_leads,
    merge_memberships,
    merge_plain,
    merge_trust,
)
from db.commands.namesakes import merge_namesakes
from db.commands.people import known
from db.commands.pulse import merge_pulse_parts, merge_pulse_teams
from db.commands.rewriting import (
    replaced_shares,
    rewrite_awards,
    rewrite_revisions,
    rewrite_work,
    work_of_engineer,
    work_of_team,
)
from db.commands.sharing import hand_set
from db.commands.states import RATING, RatingState, rating_states
from db.commands.thanks import drop_own_thanks
from db.models import Engineer, ImportBatch
from db.queries.people import ENGINEER, TEAM, EngineerOrTeam, Whom
from db.queries.splits import SET, HandSet
from gamify.access import Visitor, demand
from gamify.credit import CreditRule
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.nominations.nomination import UnitKind
from gamify.rights import Right

MERGED = "{}s merged"


class Merged(NamedTuple):
    """What went to whoever is left."""

    ratings: int
    tickets: int
    memberships: int
    flags: int


def merge_engineers(
    session: Session, *, duplicate_id: int, into_id: int, actor: Visitor, now: datetime
) -> Merged:
    """Give everything of a duplicate to an engineer; returns what went over.

    A rating on which both worked is shared as if the file had named one, so that nobody's
    credit is doubled. The duplicate's name becomes an alias. Raises DecisionRefused for people
    who don't exist, were erased or are the same.
    """
    duplicate, into = _both(session, ENGINEER, duplicate_id, into_id, actor)
    numbers = {duplicate_id: into_id}
    work = work_of_engineer(duplicate_id)
    edited = _edited(session, duplicate_id)
    by_hand = hand_set(session, edited)
    ratings, tickets = rewrite_work(session, work, {"owner_id": numbers}, by_hand=by_hand)
    for rating in edited:
        if rating.id in by_hand:
            _set_again(session, rating, by_hand[rating.id], numbers, actor=actor, now=now)
    rewrite_revisions(session, {"owner_id": numbers})
    rewrite_awards(session, duplicate_id, into_id, unit=UnitKind.ENGINEER.value)
    rewrite_hall(session, duplicate_id, into_id, is_team=False)
    merge_assists(session, duplicate_id, into_id)
    merge_trust(session, duplicate_id, into_id)
    merge_pulse_parts(session, duplicate_id, into_id)
    flags = merge_flags(session, engineers=numbers)
    if isinstance(duplicate, Engineer) and isinstance(into, Engineer):
        into.email = into.email or duplicate.email
        into.hidden = into.hidden or duplicate.hidden
        session.add(into)
    memberships = merge_memberships(session, ENGINEER, duplicate_id, into_id)
    merged = Merged(ratings, tickets, memberships, flags)
    _finish(
        session,
        Whom(ENGINEER, duplicate_id),
        duplicate,
        into_id,
        merged=merged,
        actor=actor,
        now=now,
    )
    return merged


def merge_teams(
    session: Session, *, duplicate_id: int, into_id: int, actor: Visitor, now: datetime
) -> Merged:
    """Give everything of a duplicate to a team; returns what went over.

    Its name becomes an alias. Raises DecisionRefused for teams that don't exist or are the same.
    """
    duplicate, _ = _both(session, TEAM, duplicate_id, into_id, actor)
    numbers = {duplicate_id: into_id}
    work = work_of_team(duplicate_id)
    ratings, tickets = rewrite_work(session, work, {"team_id": numbers})
    rewrite_revisions(session, {"team_id": numbers})
    rewrite_awards(session, duplicate_id, into_id, unit=UnitKind.TEAM.value)
    rewrite_hall(session, duplicate_id, into_id, is_team=True)
    flags = merge_flags(session, teams=numbers)
    merge_leads(session, duplicate_id, into_id)
    merge_pulse_teams(session, duplicate_id, into_id)
    memberships = merge_memberships(session, TEAM, duplicate_id, into_id)
    strata = SQLModel.metadata.tables["par_stratum"]
    session.execute(
        update(strata).where(strata.c.owner_team_id == duplicate_id).values(owner_team_id=into_id)
    )
    merged = Merged(ratings, tickets, memberships, flags)
    _finish(
        session, Whom(TEAM, duplicate_id), duplicate, into_id, merged=merged, actor=actor, now=now
    )
    return merged


def _both(
    session: Session, kind: str, duplicate_id: int, into_id: int, actor: Visitor
) -> tuple[EngineerOrTeam, EngineerOrTeam]:
    demand(actor, Right.MANAGE_PEOPLE)
    if duplicate_id == into_id:
        raise DecisionRefused(problem=say("it would change nothing"))
    return known(session, Whom(kind, duplicate_id)), known(session, Whom(kind, into_id))


def _edited(session: Session, engineer: int) -> list[RatingState]:
    _, ratings = work_of_engineer(engineer)
    edited = RATING.c.id.in_(ratings) & RATING.c.edited_at.is_not(None)
    session.flush()
    return rating_states(session, edited)


def _set_again(
    session: Session,
    rating: RatingState,
    hand: HandSet,
    numbers: Mapping[int, int],
    *,
    actor: Visitor,
    now: datetime,
) -> None:
    """Let a split that a lead has set be known as such with the numbers that it has now."""
    owner = numbers.get(rating.owner_id or 0, rating.owner_id)
    (duplicate,) = numbers
    record(
        session,
        SET,
        subject=f"rating {rating.id}",
        actor=actor,
        now=now,
        before={
            "shares": rating.shares,
            "by_rule": replaced_shares(hand.former, owner, numbers, rule=CreditRule.HALF),
        },
        after={
            "shares": replaced_shares(rating.shares, owner, numbers, rule=None),
            "note": hand.note,
            "merged": duplicate,
        },
    )


def _finish(
    session: Session,
    whom: Whom,
    duplicate: EngineerOrTeam,
    into_id: int,
    *,
    merged: Merged,
    actor: Visitor,
    now: datetime,
) -> None:
    """The name goes on as an alias, and the duplicate goes."""
    merge_plain(session, whom.kind, whom.id, into_id)
    merge_namesakes(session, whom.kind, whom.id, into_id)
    if whom.kind == ENGINEER:
        drop_own_thanks(session, into_id)
    name, key = duplicate.name, duplicate.name_key
    for batch in session.exec(select(ImportBatch)).all():
        if whom.id in (made := batch.created.get(whom.kind, [])):
            # SQLite may give the number to somebody new, whom undo must not take for this one.
            batch.created = batch.created | {whom.kind: [one for one in made if one != whom.id]}
            session.add(batch)
    session.delete(duplicate)
    session.flush()
    session.add(Whom(whom.kind, into_id).alias(name, key))
    session.flush()
    record(
        session,
        MERGED.format(whom.kind),
        subject=whom.subject,
        actor=actor,
        now=now,
        before={"name": name},
        after={"into": into_id} | merged._asdict(),
    )
    session.expire_all()
    bump_version(session)
