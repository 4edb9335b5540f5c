"""What the organisation has set, again: settings, kinds of work, pars, nominations, awards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlmodel import Session

from db.commands.awards import record_awards
from db.commands.cells import align_cells
from db.commands.hall import KEPT, keep_season
from db.commands.ledger import kept_calendar
from db.commands.nominations import (
    NominationChange,
    add_own_nomination,
    change_nomination,
    remove_own_nomination,
    set_hard,
)
from db.commands.own_settings import CHANGED, RELEASED
from db.commands.pars import publish_par
from db.commands.replaying.entry import Again, after, before, name, rules_of, said, write_again
from db.commands.strata import CHOSEN, make_kinds
from db.models import Setting
from db.queries.audit import Decision
from gamify.handicap.kinds import WorkField
from gamify.seasons import Calendar, parse_season


def _set(session: Session, decision: Decision) -> None:
    """An own value, or none; days and cells follow where they are cut otherwise by it."""
    setting, value = name(decision), after(decision)["value"]
    if decision.action == CHANGED:
        session.merge(Setting(name=setting, value=value))
    elif (row := session.get(Setting, setting)) is not None:
        session.delete(row)
    session.flush()
    align_cells(session, calendar=_with(kept_calendar(session), setting, value))
    write_again(session, decision)


def _with(calendar: Calendar, setting: str, value: object) -> Calendar:
    if setting == "time_zone":
        return replace(calendar, zone=ZoneInfo(str(value)))
    if setting == "fiscal_start":
        return replace(calendar, fiscal_start=int(str(value)))
    return calendar


def _choose_kinds(session: Session, decision: Decision) -> None:
    """The kinds of work alone: the pars that they led to have entries of their own."""
    fields = [WorkField(field) for field in after(decision)["fields"]]
    make_kinds(session, fields, calendar=kept_calendar(session))
    write_again(session, decision)


def _publish(session: Session, decision: Decision) -> None:
    calendar = kept_calendar(session)
    publish_par(
        session,
        season=parse_season(name(decision), calendar=calendar),
        calendar=calendar,
        rules=rules_of(decision),
        note=after(decision).get("note", ""),
        **said(decision),
    )


def _award(session: Session, decision: Decision) -> None:
    calendar = kept_calendar(session)
    season = parse_season(name(decision), calendar=calendar)
    record_awards(
        session, season=season, calendar=calendar, rules=rules_of(decision), **said(decision)
    )


def _keep(session: Session, decision: Decision) -> None:
    calendar = kept_calendar(session)
    season = parse_season(name(decision), calendar=calendar)
    keep_season(
        session, season=season, calendar=calendar, rules=rules_of(decision), **said(decision)
    )


def _nominate(session: Session, decision: Decision) -> None:
    told = after(decision)
    change = NominationChange(is_on=told["on"], title=told["title"], gates=told["gates"])
    change_nomination(session, name(decision), change=change, **said(decision))


def _declare(session: Session, decision: Decision) -> None:
    add_own_nomination(session, after(decision), **said(decision))


def _remove(session: Session, decision: Decision) -> None:
    remove_own_nomination(session, name(decision), **said(decision))


def _harden(session: Session, decision: Decision) -> None:
    former, labels = set(before(decision)["labels"]), set(after(decision)["labels"])
    (label,) = former ^ labels
    set_hard(session, label, is_hard=label in labels, **said(decision))


AGAIN: Mapping[str, Again] = {
    CHANGED: _set,
    RELEASED: _set,
    CHOSEN: _choose_kinds,
    "par published": _publish,
    "awards recorded": _award,
    KEPT: _keep,
    "nomination changed": _nominate,
    "own nomination declared": _declare,
    "own nomination removed": _remove,
    "hard work set": _harden,
}
