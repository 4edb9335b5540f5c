"""Says that two whose names look alike are two, and that they may be one after all. Both logged."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, or_, select

from db.commands.ledger import bump_version, record
from db.commands.people import known
from db.models import Namesakes
from db.queries.namesakes import pair_of, sides_of
from db.queries.people import Whom
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.rights import Right

TOLD_APART, ASKED_AGAIN = "names told apart", "names asked about again"


def tell_apart(
    session: Session, whom: Whom, *, other_id: int, actor: Visitor, now: datetime
) -> None:
    """Let nobody be asked again whether the two are one.

    Raises DecisionRefused for people or teams that don't exist, are the same, or are known to
    be two already.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    known(session, whom)
    known(session, Whom(whom.kind, other_id))
    if other_id == whom.id or _kept(session, whom, other_id) is not None:
        raise DecisionRefused(problem=say("it would change nothing"))
    session.add(_row(whom, other_id, now))
    _log(session, TOLD_APART, whom, other_id, actor=actor, now=now)


def ask_again(
    session: Session, whom: Whom, *, other_id: int, actor: Visitor, now: datetime
) -> None:
    """Let the two be asked about again. Raises DecisionRefused where nobody has told them apart."""
    demand(actor, Right.MANAGE_PEOPLE)
    kept = _kept(session, whom, other_id)
    if kept is None:
        raise DecisionRefused(problem=say("it would change nothing"))
    session.delete(kept)
    _log(session, ASKED_AGAIN, whom, other_id, actor=actor, now=now)


def merge_namesakes(session: Session, kind: str, former: int, present: int) -> None:
    """Whoever wasn't the duplicate isn't the one that is left either; each pair is kept once."""
    one, other = sides_of(kind)
    mine = select(Namesakes).where(or_(one == former, other == former))
    for kept in session.exec(mine.order_by(col(Namesakes.id))).all():
        pair = {present if id_ == former else id_ for id_ in pair_of(kept)}
        told_at = kept.told_at
        session.delete(kept)
        session.flush()
        if len(pair) > 1 and _kept(session, Whom(kind, min(pair)), max(pair)) is None:
            session.add(_row(Whom(kind, min(pair)), max(pair), told_at))
            session.flush()


def _row(whom: Whom, other_id: int, now: datetime) -> Namesakes:
    first, second = sorted((whom.id, other_id))
    one, other = sides_of(whom.kind)
    numbers: dict[str, int] = {one.key: first, other.key: second}
    return Namesakes(told_at=now, **numbers)


def _kept(session: Session, whom: Whom, other_id: int) -> Namesakes | None:
    one, other = sides_of(whom.kind)
    first, second = sorted((whom.id, other_id))
    return session.exec(select(Namesakes).where(one == first, other == second)).first()


def _log(
    session: Session, action: str, whom: Whom, other_id: int, *, actor: Visitor, now: datetime
) -> None:
    told = {"other": other_id}
    record(session, action, subject=whom.subject, actor=actor, now=now, after=told)
    bump_version(session)
