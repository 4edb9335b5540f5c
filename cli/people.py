"""`people`: who is in which team, what people and teams are called, and who is forgotten."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.named import engineer_named, whom_named
from cli.outcome import Outcome
from cli.people_words import done_words, preview_words
from cli.table import text_table
from db.commands.attribution import Moved
from db.commands.customers import erase_customer
from db.commands.erasure import erase_engineer
from db.commands.memberships import join_team, leave_team, transfer_engineer
from db.commands.mergers import Merged, merge_engineers, merge_teams
from db.commands.people import add_alias, hide_engineer, remove_alias, rename
from db.discretion import pseudonyms_of
from db.engine import reading, writing
from db.previews import preview
from db.queries.people import ENGINEER, TEAM, Person, Whom, people
from db.upkeep import keep_up
from gamify.errors import SettingRefused
from gamify.language import say, shown, translate
from gamify.seasons import day_of

COLUMNS = (say("Engineer"), say("Team"), say("Also called"), say("E-mail"), say("On boards"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """List people, or decide one thing about them; with --dry-run say what it would change."""
    with desk.database() as engine:
        if arguments.action == "list":
            _list(engine, arguments, desk)
            return Outcome.FINE
        keep_up(engine, desk.settings, now=desk.now)
        decide = _Wish(arguments, desk)
        if getattr(arguments, "dry_run", False):
            seen = preview(
                engine, decide, rules=desk.settings.rules, calendar=desk.settings.calendar
            )
            desk.say(preview_words(seen, desk.language))
            return Outcome.FINE
        with writing(engine) as session:
            told = decide(session)
    desk.say(done_words(told, desk.language))
    return Outcome.FINE


@dataclass(frozen=True)
class _Wish:
    """What shall be decided; called with a session, it is."""

    arguments: Namespace
    desk: Desk

    def __call__(self, session: Session) -> Any:
        act = {
            "join": self._enter, "transfer": self._enter, "leave": self._leave,
            "merge": self._merge, "rename": self._call, "alias": self._call,
            "unalias": self._call, "hide": self._hide, "show": self._hide,
            "erase": self._erase, "forget-customer": self._forget,
        }[self.arguments.action]  # fmt: skip
        return act(session)

    @property
    def _by(self) -> dict[str, Any]:
        return {"actor": ACTOR, "now": self.desk.now}

    def _engineer(self, session: Session) -> int:
        return engineer_named(session, self.arguments.name, language=self.desk.language)

    def _whom(self, session: Session, name: str) -> Whom:
        kind = TEAM if self.arguments.teams else ENGINEER
        return whom_named(session, kind, name, language=self.desk.language)

    def _enter(self, session: Session) -> Moved:
        act = join_team if self.arguments.action == "join" else transfer_engineer
        team = whom_named(session, TEAM, self.arguments.team, language=self.desk.language)
        since = _day("--since", self.arguments.since)
        engineer = self._engineer(session)
        return act(session, engineer_id=engineer, team_id=team.id, since=since, **self._by)

    def _leave(self, session: Session) -> Moved:
        last = _day("--last", self.arguments.last)
        return leave_team(session, engineer_id=self._engineer(session), last=last, **self._by)

    def _merge(self, session: Session) -> Merged:
        act = merge_teams if self.arguments.teams else merge_engineers
        one = self._whom(session, self.arguments.name)
        into = self._whom(session, self.arguments.into)
        return act(session, duplicate_id=one.id, into_id=into.id, **self._by)

    def _call(self, session: Session) -> None:
        calls = {"rename": rename, "alias": add_alias, "unalias": remove_alias}
        act, whom = calls[self.arguments.action], self._whom(session, self.arguments.name)
        act(session, whom, name=self.arguments.other, **self._by)

    def _hide(self, session: Session) -> None:
        hidden = self.arguments.action == "hide"
        hide_engineer(session, engineer_id=self._engineer(session), hidden=hidden, **self._by)

    def _erase(self, session: Session) -> None:
        known = pseudonyms_of(self.desk.settings)
        engineer = self._engineer(session)
        erase_engineer(session, engineer_id=engineer, pseudonyms=known, **self._by)

    def _forget(self, session: Session) -> int:
        known = pseudonyms_of(self.desk.settings)
        name = self.arguments.name
        return erase_customer(session, identity=name, pseudonyms=known, **self._by)


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        allowed = say("a day like 2026-11-02")
        raise SettingRefused(name=option, value=text, allowed=allowed) from error


def _list(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    today = day_of(desk.now, desk.settings.calendar)
    with reading(engine) as session:
        everybody = people(session)
    if arguments.json:
        listed = [_json(one, today) for one in everybody]
        desk.say(json.dumps({"people": listed}, ensure_ascii=False, indent=2))
        return
    if not everybody:
        desk.say(say("There is nobody yet; an import brings people with it."))
        return
    words = {True: say("hidden"), False: say("shown")}
    rows = [
        [
            one.name,
            one.team_on(today) or "–",
            ", ".join(one.aliases),
            one.email or "",
            translate(words[one.is_hidden], desk.language),
        ]
        for one in everybody
    ]
    desk.say(text_table([shown(title, desk.language) for title in COLUMNS], rows))


def _json(one: Person, today: date) -> dict[str, Any]:
    return {
        "engineer_id": one.id,
        "engineer": one.name,
        "email": one.email,
        "hidden": one.is_hidden,
        "erased": one.is_erased,
        "team": one.team_on(today),
        "aliases": list(one.aliases),
        "memberships": [
            {
                "team_id": stay.team_id,
                "team": stay.team,
                "since": stay.since.isoformat(),
                "until": stay.until and stay.until.isoformat(),
            }
            for stay in one.stays
        ],
    }
