"""What people say of help on a ticket: claimed, confirmed, declined. Each is logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.commands.cells import apply_fold
from db.commands.ledger import bump_version, kept_calendar, record
from db.commands.sharing import share_with_helpers
from db.fold import Fold
from db.models import Assist, Engineer, Ticket
from db.queries.assists import helps_on
from db.queries.facts import strata_of_kinds
from gamify.access import Visitor, demand
from gamify.credit import MAX_HELPERS, AssistState, CreditRule, is_credited
from gamify.errors import DecisionRefused
from gamify.language import Message, say
from gamify.rights import Right

#: Seventy days without sleep: more minutes on a ticket are a slip of the keyboard.
MOST_MINUTES = 100_000


@dataclass(frozen=True, slots=True)
class Assisted:
    """What a claim or a decision has done.

    `is_credited` says whether the help counts, `ratings` how many ratings were shared anew and
    `by_hand` how many stayed as a lead has set them. `helpers` count on the ticket by now.
    """

    is_credited: bool
    ratings: int
    by_hand: int
    helpers: int

    @property
    def is_many(self) -> bool:
        """Whether more help on the ticket than is usual; it is credited all the same."""
        return self.helpers > MAX_HELPERS


def claim_assist(
    session: Session,
    *,
    ticket_id: int,
    engineer_id: int,
    minutes: int | None = None,
    actor: Visitor,
    now: datetime,
    credit_rule: CreditRule = CreditRule.HALF,
) -> Assisted:
    """Say that an engineer helped; with ten logged minutes it counts at once.

    Claimed again with other minutes, the new ones hold. Raises DecisionRefused for a ticket or
    an engineer that doesn't exist, the ticket's owner, impossible minutes, and where it is
    claimed or decided already.
    """
    known = _known(session, ticket_id, engineer_id)
    team = session.get_one(Ticket, ticket_id).team_id
    demand(actor, Right.CLAIM_HELP, teams={team}, engineer_id=engineer_id)
    problem = _claim_problem(known, minutes)
    if problem is not None:
        raise DecisionRefused(problem=problem)
    assist = known or Assist(
        ticket_id=ticket_id,
        engineer_id=engineer_id,
        state=AssistState.CLAIMED,
        claimed_at=now,
        claimed_by=actor.name,
    )
    before = None if known is None else _told(known)
    assist.minutes = minutes
    return _keep(session, assist, before, "assist claimed", actor=actor, now=now, rule=credit_rule)


def confirm_assist(
    session: Session,
    *,
    ticket_id: int,
    engineer_id: int,
    actor: Visitor,
    now: datetime,
    credit_rule: CreditRule = CreditRule.HALF,
) -> Assisted:
    """Say that help counts, be it claimed or not; the ticket's ratings are shared with it.

    A lead decides, or the ticket's owner. Raises NotAllowed for others, and DecisionRefused for
    a ticket or an engineer that doesn't exist, and where it is confirmed already.
    """
    known = _known(session, ticket_id, engineer_id)
    _require_say(session, ticket_id, actor)
    if known is not None and known.state == AssistState.CONFIRMED:
        raise DecisionRefused(problem=say("this help is confirmed already"))
    before = None if known is None else _told(known)
    assist = known or Assist(
        ticket_id=ticket_id,
        engineer_id=engineer_id,
        state=AssistState.CLAIMED,
        claimed_at=now,
        claimed_by=actor.name,
    )
    _decide(assist, AssistState.CONFIRMED, actor, now)
    return _keep(
        session, assist, before, "assist confirmed", actor=actor, now=now, rule=credit_rule
    )


def decline_assist(
    session: Session,
    *,
    ticket_id: int,
    engineer_id: int,
    actor: Visitor,
    now: datetime,
    credit_rule: CreditRule = CreditRule.HALF,
) -> Assisted:
    """Say that help isn't counted, or no longer; the ticket's ratings are shared as before it.

    A lead decides, or the ticket's owner; it can be confirmed later on. Raises NotAllowed for
    others, and DecisionRefused where there is no claim or none that counts.
    """
    known = _known(session, ticket_id, engineer_id)
    _require_say(session, ticket_id, actor)
    if known is None:
        raise DecisionRefused(problem=say("nobody has said that this engineer helped here"))
    if known.state == AssistState.DECLINED:
        raise DecisionRefused(problem=say("this help isn't counted as it is"))
    before = _told(known)
    _decide(known, AssistState.DECLINED, actor, now)
    return _keep(session, known, before, "assist declined", actor=actor, now=now, rule=credit_rule)


def _known(session: Session, ticket_id: int, engineer_id: int) -> Assist | None:
    """What is known of an engineer's help on a ticket."""
    ticket = session.get(Ticket, ticket_id)
    if ticket is None or session.get(Engineer, engineer_id) is None:
        raise DecisionRefused(problem=say("there is no such ticket or engineer"))
    if ticket.owner_id == engineer_id:
        raise DecisionRefused(problem=say("the ticket is this engineer's own and credits it"))
    return session.get(Assist, (ticket_id, engineer_id))


def _claim_problem(known: Assist | None, minutes: int | None) -> Message | None:
    if minutes is not None and minutes not in range(1, MOST_MINUTES):
        return say("minutes are a whole number from 1 on")
    if known is None:
        return None
    if known.state == AssistState.CONFIRMED:
        return say("this help is confirmed already")
    if known.state == AssistState.DECLINED:
        return say("the owner or a lead has decided on this help; they can still confirm it")
    if minutes is None or minutes == known.minutes:
        return say("this help is claimed already and waits for a word of the owner or a lead")
    return None


def _require_say(session: Session, ticket_id: int, actor: Visitor) -> None:
    """Leads and the owner have a say; whoever helped asks them."""
    ticket = session.get_one(Ticket, ticket_id)
    demand(actor, Right.DECIDE_HELP, teams={ticket.team_id}, engineer_id=ticket.owner_id)


def _decide(assist: Assist, state: AssistState, actor: Visitor, now: datetime) -> None:
    assist.state = state
    assist.decided_at = now
    assist.decided_by = actor.name


def _keep(
    session: Session,
    assist: Assist,
    before: dict[str, object] | None,
    action: str,
    *,
    actor: Visitor,
    now: datetime,
    rule: CreditRule,
) -> Assisted:
    """Store what was said, share the ratings by it, write it down."""
    session.add(assist)
    session.flush()
    ticket = assist.ticket_id
    fold = Fold(kept_calendar(session).fiscal_start)
    sharing = share_with_helpers(
        session, fold, strata_of_kinds(session), tickets=[ticket], now=now, rule=rule
    )
    apply_fold(session, fold)
    helps = helps_on(session, [ticket])[ticket]
    counted = sum(each.is_credited for each in helps)
    record(
        session,
        action,
        subject=f"ticket {ticket}",
        actor=actor,
        now=now,
        before=before,
        after=_told(assist) | {"helpers": counted, "ratings": sharing.changed, "rule": rule.value},
    )
    bump_version(session)
    return Assisted(
        is_credited=is_credited(AssistState(assist.state), assist.minutes),
        ratings=sharing.changed,
        by_hand=sharing.by_hand,
        helpers=counted,
    )


def _told(assist: Assist) -> dict[str, object]:
    return {
        "engineer_id": assist.engineer_id,
        "state": str(assist.state),
        "minutes": assist.minutes,
    }
