"""Erases a former engineer: the name and the address go everywhere, every sum stays.

Files may go on naming the person: they are known by a keyed hash and stay erased. Names that
somebody has written into free texts (comments, titles, notes) stay there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Text, cast, delete, or_, update
from sqlalchemy import select as select_rows
from sqlmodel import AutoString, Session, SQLModel, col, select

from db.commands.hall import rename_in_hall
from db.commands.ledger import bump_version, kept_calendar, record
from db.commands.mergers import MERGED
from db.commands.payloads import forget_payloads_of_engineer
from db.commands.people import known
from db.commands.pulse import forget_pulse_parts
from db.commands.thanks import forget_thanks
from db.discretion import ERASED_KEY
from db.models import Account, Alias, AuditEntry, Award, Engineer, Erased, Membership, SignIn
from db.queries.people import ENGINEER, Whom
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.nominations.nomination import UnitKind
from gamify.pseudonyms import Pseudonyms
from gamify.rights import Right
from gamify.seasons import day_of

ERASED = "engineer erased"

_AUDIT = SQLModel.metadata.tables["audit"]

#: JSON columns in which a name may stand as a value of its own.
_TOLD = (
    ("award", ("value", "sentence")),
    ("flag", ("evidence",)),
    ("challenge", ("result",)),
)


def erase_engineer(
    session: Session, *, engineer_id: int, pseudonyms: Pseudonyms, actor: Visitor, now: datetime
) -> None:
    """Forget who a former engineer was; ratings, credits and awards go on as "Engineer 7".

    It can't be taken back, but by a backup. Raises DecisionRefused for somebody who doesn't
    exist, was erased already or is in a team still.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    whom = Whom(ENGINEER, engineer_id)
    engineer = known(session, whom)
    today = day_of(now, kept_calendar(session))
    still = select(Membership.id).where(
        Membership.engineer_id == engineer_id,
        or_(col(Membership.until).is_(None), col(Membership.until) >= today),
    )
    if session.exec(still).first() is not None:
        raise DecisionRefused(problem=say("this person is in a team still; let them leave first"))
    aliases = session.exec(select(Alias).where(Alias.engineer_id == engineer_id)).all()
    keys = sorted({engineer.name_key, *(alias.name_key for alias in aliases)})
    hashes = [pseudonyms.of_engineer(key) for key in keys]
    forget_engineer(session, engineer_id, hashes, now=now)
    record(
        session,
        ERASED,
        subject=whom.subject,
        actor=actor,
        now=now,
        after={"pseudonyms": hashes},
    )
    bump_version(session)


def forget_engineer(
    session: Session, engineer_id: int, hashes: Iterable[str], *, now: datetime
) -> None:
    """Take an engineer's names and address out of every table."""
    engineer = session.get_one(Engineer, engineer_id)
    forget_payloads_of_engineer(session, engineer_id)
    aliases = session.exec(select(Alias).where(Alias.engineer_id == engineer_id)).all()
    names = {engineer.name, engineer.email, *(alias.name for alias in aliases)}
    plain = f"Engineer {engineer_id}"
    former = sorted(name for name in names if name)
    engineer.name, engineer.name_key = plain, ERASED_KEY.format(id=engineer_id)
    engineer.email, engineer.hidden, engineer.erased_at = None, True, now
    session.add(engineer)
    session.execute(delete(Alias).where(col(Alias.engineer_id) == engineer_id))
    subjects = {f"engineer {one}" for one in (engineer_id, *_merged_into(session, engineer_id))}
    for account in session.exec(select(Account).where(Account.engineer_id == engineer_id)).all():
        former += [account.name, account.login]
        subjects |= {f"account {account.id}", f"account {account.login}"}
        _close(session, account, plain)
    for pseudonym in hashes:
        if session.get(Erased, pseudonym) is None:
            session.add(Erased(pseudonym=pseudonym, engineer_id=engineer_id, erased_at=now))
    session.flush()
    forget_thanks(session, engineer_id)
    forget_pulse_parts(session, engineer_id)
    _rename_awards(session, engineer_id, plain)
    rename_in_hall(session, engineer_id, plain)
    # Each name gets a stand-in of its own, so that the log can still be replayed.
    stand_ins = {name: f"#erased {engineer_id}.{at}" for at, name in enumerate(former, start=1)}
    _rename_actors(session, former, plain)
    for name, columns in _TOLD:
        table = SQLModel.metadata.tables[name]
        for column in columns:
            _rename_in(session, table.c[column], stand_ins)
    for column in ("before", "after"):
        # Somebody else, or a team, may be called the same.
        _rename_in(session, _AUDIT.c[column], stand_ins, _AUDIT.c.subject.in_(sorted(subjects)))
    session.expire_all()


def _merged_into(session: Session, engineer_id: int) -> set[int]:
    """Former numbers of the same person: duplicates that were merged into this one."""
    statement = select(AuditEntry).where(AuditEntry.action == MERGED.format(ENGINEER))
    into = {
        int(entry.subject.rpartition(" ")[2]): (entry.after or {}).get("into")
        for entry in session.exec(statement)
    }
    found = {engineer_id}
    while more := {one for one, other in into.items() if other in found} - found:
        found |= more
    return found - {engineer_id}


def _close(session: Session, account: Account, plain: str) -> None:
    """An account by which nobody can come in, kept because the log speaks of it."""
    session.execute(delete(SignIn).where(col(SignIn.account_id) == account.id))
    account.login, account.name = ERASED_KEY.format(id=f"account {account.id}"), plain
    account.password, account.disabled = None, True
    session.add(account)


def _rename_awards(session: Session, engineer_id: int, plain: str) -> None:
    for award in session.exec(select(Award).where(Award.unit_id == engineer_id)).all():
        if award.title["values"].get("unit") == UnitKind.ENGINEER:
            award.name = plain
            session.add(award)
    session.flush()


def _rename_actors(session: Session, former: Sequence[str], plain: str) -> None:
    """Whoever has decided something is named in columns like "actor" and "decided_by"."""
    for table in SQLModel.metadata.tables.values():
        for column in table.columns:
            if isinstance(column.type, AutoString) and _names_somebody(column):
                session.execute(
                    update(table).where(column.in_(former)).values({column.name: plain})
                )


def _names_somebody(column: Column[Any]) -> bool:
    return column.name == "actor" or column.name.endswith("_by")


def _rename_in(
    session: Session,
    column: Column[Any],
    stand_ins: Mapping[str, str],
    *where: ColumnElement[bool],
) -> None:
    """Replace names in a column of JSON."""
    session.flush()
    table, told = column.table, cast(column, Text)
    named = [told.contains(json.dumps(name), autoescape=True) for name in stand_ins]
    rows = session.execute(select_rows(table.c.id, column).where(or_(*named), *where)).all()
    for id_, value in rows:
        session.execute(
            update(table).where(table.c.id == id_).values({column.name: _renamed(value, stand_ins)})
        )


def _renamed(value: Any, stand_ins: Mapping[str, str]) -> Any:
    """The value with whole texts that are a name replaced, however deep they lie."""
    if isinstance(value, str):
        return stand_ins.get(value, value)
    if isinstance(value, list):
        return [_renamed(one, stand_ins) for one in value]
    if isinstance(value, dict):
        return {key: _renamed(one, stand_ins) for key, one in value.items()}
    return value
