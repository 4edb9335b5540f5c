"""What an administrator decides about names: hidden, changed, and other names for the same."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from db.commands.ledger import bump_version, record
from db.commands.register import name_key
from db.models import Alias, Engineer, Team
from db.queries.people import ENGINEER, EngineerOrTeam, Whom
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.ingest.names import LONGEST_NAME
from gamify.language import say
from gamify.rights import Right
from gamify.steering import is_steering

RENAMED, ALIAS_ADDED, ALIAS_REMOVED = "{} renamed", "alias added", "alias removed"


def hide_engineer(
    session: Session, *, engineer_id: int, hidden: bool, actor: Visitor, now: datetime
) -> None:
    """Hide a name from public boards, or show it again; figures stay as they are.

    Raises DecisionRefused for somebody who doesn't exist or was erased.
    """
    demand(actor, Right.HIDE_NAME, engineer_id=engineer_id)
    engineer = session.get(Engineer, engineer_id)
    if engineer is None:
        raise DecisionRefused(problem=say("there is no such engineer or team"))
    if engineer.erased_at is not None:
        raise DecisionRefused(problem=say("this person was erased"))
    before, engineer.hidden = engineer.hidden, hidden
    session.add(engineer)
    record(
        session,
        "name hidden" if hidden else "name shown",
        subject=f"engineer {engineer_id}",
        actor=actor,
        now=now,
        before={"hidden": before},
        after={"hidden": hidden},
    )
    bump_version(session)


def rename(session: Session, whom: Whom, *, name: str, actor: Visitor, now: datetime) -> None:
    """Give an engineer or a team another name; files may go on using the former one.

    Raises DecisionRefused for a name that is empty or somebody else's, and where nothing would
    change.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    found = known(session, whom)
    wanted = " ".join(name.split())
    if not wanted or wanted == found.name:
        raise DecisionRefused(problem=say("it would change nothing"))
    former, former_key = found.name, found.name_key
    if name_key(wanted) != former_key:
        require_free(session, whom, wanted)
        _drop_alias(session, whom, wanted)
        session.add(whom.alias(former, former_key))
    found.name, found.name_key = wanted, name_key(wanted)
    session.add(found)
    record(
        session,
        RENAMED.format(whom.kind),
        subject=whom.subject,
        actor=actor,
        now=now,
        before={"name": former},
        after={"name": wanted},
    )
    bump_version(session)


def add_alias(session: Session, whom: Whom, *, name: str, actor: Visitor, now: datetime) -> None:
    """Let a name in files mean somebody who is known.

    Raises DecisionRefused for a name that is empty or in use.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    known(session, whom)
    wanted = " ".join(name.split())
    if not wanted:
        raise DecisionRefused(problem=say("a name is needed"))
    require_free(session, whom, wanted, own=False)
    session.add(whom.alias(wanted, name_key(wanted)))
    record(
        session,
        ALIAS_ADDED,
        subject=whom.subject,
        actor=actor,
        now=now,
        after={"alias": wanted},
    )
    bump_version(session)


def remove_alias(session: Session, whom: Whom, *, name: str, actor: Visitor, now: datetime) -> None:
    """Let a name in files no longer mean somebody: the next file with it makes a new one.

    Raises DecisionRefused for a name that isn't an alias of theirs.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    known(session, whom)
    if not _drop_alias(session, whom, name):
        raise DecisionRefused(problem=say("there is no such alias"))
    record(
        session,
        ALIAS_REMOVED,
        subject=whom.subject,
        actor=actor,
        now=now,
        before={"alias": " ".join(name.split())},
    )
    bump_version(session)


def known(session: Session, whom: Whom) -> EngineerOrTeam:
    """The engineer or team. Raises DecisionRefused where there is none, or an erased person."""
    found = session.get(Engineer if whom.kind == ENGINEER else Team, whom.id)
    if not isinstance(found, Engineer | Team):
        raise DecisionRefused(problem=say("there is no such engineer or team"))
    if isinstance(found, Engineer) and found.erased_at is not None:
        raise DecisionRefused(problem=say("this person was erased"))
    return found


def require_free(session: Session, whom: Whom, name: str, *, own: bool = True) -> None:
    """Refuse a name that somebody has, or that nobody can read; `own` aliases may become it."""
    if len(name) > LONGEST_NAME:
        raise DecisionRefused(problem=say("the name has 1 to {most} characters", most=LONGEST_NAME))
    if any(map(is_steering, name)):
        raise DecisionRefused(problem=say("there are signs in it that can't be shown"))
    key = name_key(name)
    table: type[Engineer] | type[Team] = whom.table
    taken = session.exec(select(table.id).where(table.name_key == key)).first()
    alias = session.exec(select(Alias).where(Alias.kind == whom.kind, Alias.name_key == key))
    other = alias.first()
    if taken is not None or (other is not None and not (own and whom.has(other))):
        raise DecisionRefused(
            problem=say("the name “{name}” is in use; merge the two if they are one", name=name)
        )


def _drop_alias(session: Session, whom: Whom, name: str) -> bool:
    statement = select(Alias).where(Alias.kind == whom.kind, Alias.name_key == name_key(name))
    found = session.exec(statement).first()
    if found is None or not whom.has(found):
        return False
    session.delete(found)
    session.flush()
    return True
