"""Thanks a colleague for help on a ticket, and takes thanks back. Each is logged.

Thanks confirm the help: whoever may say that it counts may thank for it with one click.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from db.commands.assists import confirm_assist
from db.commands.ledger import bump_version, record
from db.models import Assist, AuditEntry, Engineer, Thanks, Ticket
from db.queries.thanks import is_credited_with
from gamify.access import Visitor, demand
from gamify.credit import AssistState, CreditRule
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.rights import Right

#: Longer ones can't be read from afar.
LONGEST_THANKS = 280
THANKED, TAKEN_BACK = "thanked", "thanks taken back"


def thank(
    session: Session,
    *,
    ticket_id: int,
    engineer_id: int,
    words: str = "",
    actor: Visitor,
    now: datetime,
    credit_rule: CreditRule = CreditRule.HALF,
) -> int:
    """Thank a colleague for help on a ticket, which counts from now on; returns the number.

    Raises DecisionRefused for a ticket or an engineer that doesn't exist, thanks to oneself or
    said already, and words that are too long; NotAllowed for whoever has no say on the help.
    """
    ticket, helper = session.get(Ticket, ticket_id), session.get(Engineer, engineer_id)
    if ticket is None or helper is None or helper.erased_at is not None:
        raise DecisionRefused(problem=say("there is no such ticket or engineer"))
    demand(actor, Right.DECIDE_HELP, teams={ticket.team_id}, engineer_id=ticket.owner_id)
    if engineer_id in {actor.engineer_id, ticket.owner_id}:
        raise DecisionRefused(problem=say("thanks go to a colleague, not to oneself"))
    plain = _plain(words)
    _refuse_twice(session, ticket_id, engineer_id, actor)
    about = {"ticket_id": ticket_id, "engineer_id": engineer_id}
    help_ = session.get(Assist, (ticket_id, engineer_id))
    is_confirmed = help_ is not None and help_.state == AssistState.CONFIRMED
    if not is_confirmed and not is_credited_with(session, **about):
        confirm_assist(session, **about, actor=actor, now=now, credit_rule=credit_rule)
    found = Thanks(
        ticket_id=ticket_id,
        engineer_id=engineer_id,
        from_id=actor.engineer_id,
        words=plain,
        said_at=now,
        said_by=actor.name,
    )
    session.add(found)
    session.flush()
    record(session, THANKED, subject=_subject(found), actor=actor, now=now, after=_told(found))
    bump_version(session)
    return found.id or 0


def take_thanks_back(session: Session, *, thanks_id: int, actor: Visitor, now: datetime) -> None:
    """Take thanks back; the help stays as it is. Raises DecisionRefused if there are none."""
    found = session.get(Thanks, thanks_id)
    if found is None or found.withdrawn_at is not None:
        raise DecisionRefused(problem=say("there are no thanks {number}", number=thanks_id))
    ticket = session.get_one(Ticket, found.ticket_id)
    is_own = found.from_id is not None and found.from_id == actor.engineer_id
    whose = found.from_id if is_own else ticket.owner_id
    demand(actor, Right.DECIDE_HELP, teams={ticket.team_id}, engineer_id=whose)
    before = _told(found)
    found.withdrawn_at, found.words = now, ""
    session.add(found)
    record(session, TAKEN_BACK, subject=_subject(found), actor=actor, now=now, before=before)
    bump_version(session)


def forget_thanks(session: Session, engineer_id: int) -> None:
    """Delete the words of thanks to and from somebody, from the log as well."""
    of_person = or_(col(Thanks.engineer_id) == engineer_id, col(Thanks.from_id) == engineer_id)
    numbers = session.exec(select(Thanks.id).where(of_person)).all()
    session.execute(update(Thanks).where(of_person).values(words=""))
    entries = select(AuditEntry).where(
        col(AuditEntry.subject).in_([f"thanks {number}" for number in numbers])
    )
    for entry in session.exec(entries).all():
        entry.before = None if entry.before is None else entry.before | {"words": ""}
        entry.after = None if entry.after is None else entry.after | {"words": ""}
        session.add(entry)
    session.flush()


def drop_own_thanks(session: Session, engineer_id: int) -> None:
    """Delete thanks that a merger of two people has made thanks to oneself."""
    own = select_rows(col(Ticket.id)).where(col(Ticket.owner_id) == engineer_id)
    to_oneself = or_(col(Thanks.from_id) == engineer_id, col(Thanks.ticket_id).in_(own))
    session.execute(delete(Thanks).where(col(Thanks.engineer_id) == engineer_id, to_oneself))


def _plain(words: str) -> str:
    plain = words.strip()
    is_clean = all(line.isprintable() for line in plain.splitlines())
    if len(plain) > LONGEST_THANKS or not is_clean:
        raise DecisionRefused(
            problem=say("words have up to {most} characters", most=LONGEST_THANKS)
        )
    return plain


def _refuse_twice(session: Session, ticket_id: int, engineer_id: int, actor: Visitor) -> None:
    statement = select(Thanks).where(
        Thanks.ticket_id == ticket_id,
        Thanks.engineer_id == engineer_id,
        col(Thanks.withdrawn_at).is_(None),
    )
    for one in session.exec(statement):
        if (one.from_id, one.said_by) == (actor.engineer_id, actor.name):
            raise DecisionRefused(problem=say("you have thanked for this help already"))


def _subject(thanks: Thanks) -> str:
    return f"thanks {thanks.id}"


def _told(thanks: Thanks) -> dict[str, object]:
    return {
        "ticket_id": thanks.ticket_id,
        "engineer_id": thanks.engineer_id,
        "from_id": thanks.from_id,
        "words": thanks.words,
    }
