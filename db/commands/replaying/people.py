"""People and teams again: names, memberships, mergers, erasures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from db.commands.erasure import ERASED, forget_engineer
from db.commands.memberships import (
    JOINED,
    LEFT,
    TRANSFERRED,
    join_team,
    leave_team,
    transfer_engineer,
)
from db.commands.mergers import MERGED, merge_engineers, merge_teams
from db.commands.namesakes import ASKED_AGAIN, TOLD_APART, ask_again, tell_apart
from db.commands.newcomers import PERSON_MADE, TEAM_MADE, add_engineer, add_team
from db.commands.people import (
    ALIAS_ADDED,
    ALIAS_REMOVED,
    RENAMED,
    add_alias,
    hide_engineer,
    remove_alias,
    rename,
)
from db.commands.replaying.entry import Again, after, before, number, said, write_again
from db.queries.audit import Decision
from db.queries.people import ENGINEER, TEAM, Whom


def _hide(session: Session, decision: Decision) -> None:
    hidden = bool(after(decision)["hidden"])
    hide_engineer(session, engineer_id=number(decision), hidden=hidden, **said(decision))


def _enter(session: Session, decision: Decision) -> None:
    act = join_team if decision.action == JOINED else transfer_engineer
    told = after(decision)
    act(
        session,
        engineer_id=number(decision),
        team_id=told["team_id"],
        since=date.fromisoformat(told["since"]),
        **said(decision),
    )


def _leave(session: Session, decision: Decision) -> None:
    last = date.fromisoformat(after(decision)["last"])
    leave_team(session, engineer_id=number(decision), last=last, **said(decision))


def _add_team(session: Session, decision: Decision) -> None:
    add_team(session, name=after(decision)["name"], **said(decision))


def _add_engineer(session: Session, decision: Decision) -> None:
    told = after(decision)
    add_engineer(session, name=told["name"], email=told["email"], **said(decision))


def _whom(decision: Decision) -> Whom:
    return Whom(decision.subject.partition(" ")[0], number(decision))


def _rename(session: Session, decision: Decision) -> None:
    rename(session, _whom(decision), name=after(decision)["name"], **said(decision))


def _alias(session: Session, decision: Decision) -> None:
    add_alias(session, _whom(decision), name=after(decision)["alias"], **said(decision))


def _no_alias(session: Session, decision: Decision) -> None:
    remove_alias(session, _whom(decision), name=before(decision)["alias"], **said(decision))


def _merge(session: Session, decision: Decision) -> None:
    act = merge_engineers if _whom(decision).kind == ENGINEER else merge_teams
    into = after(decision)["into"]
    act(session, duplicate_id=number(decision), into_id=into, **said(decision))


def _tell_apart(session: Session, decision: Decision) -> None:
    act = tell_apart if decision.action == TOLD_APART else ask_again
    act(session, _whom(decision), other_id=after(decision)["other"], **said(decision))


def _erase(session: Session, decision: Decision) -> None:
    hashes = after(decision)["pseudonyms"]
    forget_engineer(session, number(decision), hashes, now=decision.at)
    write_again(session, decision)


AGAIN: Mapping[str, Again] = {
    "name hidden": _hide,
    "name shown": _hide,
    JOINED: _enter,
    TRANSFERRED: _enter,
    LEFT: _leave,
    RENAMED.format(ENGINEER): _rename,
    RENAMED.format(TEAM): _rename,
    ALIAS_ADDED: _alias,
    ALIAS_REMOVED: _no_alias,
    MERGED.format(ENGINEER): _merge,
    MERGED.format(TEAM): _merge,
    TOLD_APART: _tell_apart,
    ASKED_AGAIN: _tell_apart,
    ERASED: _erase,
    TEAM_MADE: _add_team,
    PERSON_MADE: _add_engineer,
}
