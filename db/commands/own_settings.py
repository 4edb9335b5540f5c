"""Changes what an organisation sets for itself, and puts it back. Each is logged by its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from db.commands.cells import align_cells
from db.commands.ledger import bump_version, record
from db.commands.strata import choose_strata
from db.models import Setting
from db.queries.accounts import has_accounts
from db.queries.own_settings import own_values
from db.settings import Settings, merged, with_own
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused, SettingRefused
from gamify.language import Message, say
from gamify.organisation import SETTINGS
from gamify.rights import Right

CHANGED, RELEASED = "setting changed", "setting put back"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class SettingChange:
    """New own values by name; settings in `released` follow the environment again."""

    values: Mapping[str, Any] = field(default_factory=dict)
    released: frozenset[str] = frozenset()

    def over(self, own: Mapping[str, Any]) -> dict[str, Any]:
        """The own values as they would be."""
        wanted = {**own, **self.values}
        return {name: value for name, value in wanted.items() if name not in self.released}


def changed_settings(session: Session, change: SettingChange, *, base: Settings) -> Settings:
    """What would hold; `base` is what the environment says.

    Raises SettingRefused for a value that can't be used, and DecisionRefused for one that would
    leave nobody in.
    """
    names = change.values.keys() | change.released
    if names - SETTINGS.keys():
        raise DecisionRefused(problem=say("only the organisation’s settings can be changed here"))
    _require_days(change.values.get("extra_holidays", ()))
    settings = with_own(base, change.over(own_values(session)))
    if not 0 < len(settings.organisation.strip()) <= LONGEST_NAME:
        raise DecisionRefused(problem=say("the name has 1 to {most} characters", most=LONGEST_NAME))
    if not settings.working_weekdays or not settings.strata:
        raise DecisionRefused(problem=say("at least one has to be chosen"))
    if names & {"open_reading"} and not settings.open_reading and not has_accounts(session):
        raise DecisionRefused(problem=say("nobody could sign in; make an account first"))
    return settings


def change_settings(
    session: Session, change: SettingChange, *, base: Settings, actor: Visitor, now: datetime
) -> SettingChange:
    """Keep own values; returns the change that puts everything back.

    Sums follow in the same transaction where days or kinds of work are cut otherwise. Raises
    what `changed_settings` raises, and DecisionRefused where nothing would change.
    """
    demand(actor, Right.MANAGE_SETTINGS)
    own = own_values(session)
    before, after = merged(base, own), changed_settings(session, change, base=base)
    kept = after.model_dump(mode="json", include=set(change.values))
    wanted = SettingChange(kept, change.released).over(own)
    names = sorted(
        name for name in own.keys() | wanted.keys() if _own(own, name) != _own(wanted, name)
    )
    if not names:
        raise DecisionRefused(problem=say("it would change nothing"))
    for name in names:
        _keep(session, name, wanted)
        record(
            session,
            CHANGED if name in wanted else RELEASED,
            subject=f"setting {name}",
            actor=actor,
            now=now,
            before=_said(before, name, is_own=name in own),
            after=_said(after, name, is_own=name in wanted),
        )
    session.flush()
    align_cells(session, calendar=after.calendar)
    choose_strata(
        session, after.strata, calendar=after.calendar, rules=after.rules, now=now, actor=actor
    )
    bump_version(session)
    return SettingChange(
        {name: own[name] for name in names if name in own},
        frozenset(name for name in names if name not in own),
    )


def _require_days(days: Iterable[str]) -> None:
    for day in days:
        try:
            date.fromisoformat(str(day))
        except ValueError as error:
            title = Message(SETTINGS["extra_holidays"].title)
            allowed = say("a day like 2026-11-02")
            raise SettingRefused(name=title, value=str(day), allowed=allowed) from error


def _own(values: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    """An own value, which may be nothing; empty without one."""
    return (values[name],) if name in values else ()


def _keep(session: Session, name: str, wanted: Mapping[str, Any]) -> None:
    if name in wanted:
        session.merge(Setting(name=name, value=wanted[name]))
        return
    row = session.get(Setting, name)
    if row is not None:
        session.delete(row)


def _said(settings: Settings, name: str, *, is_own: bool) -> dict[str, Any]:
    value = settings.model_dump(mode="json", include={name})[name]
    return {"value": value, "from": "here" if is_own else "environment"}
