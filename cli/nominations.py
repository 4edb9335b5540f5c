"""`nominations`: prints the cards of a season, or changes what the organisation has set."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from sqlmodel import Session

from cli.cards import card_json, card_text
from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.seasons import season_meant
from db.commands.nominations import (
    NominationChange,
    add_own_nomination,
    change_nomination,
    remove_own_nomination,
    set_hard,
)
from db.engine import reading, writing
from db.nominations import season_nominations
from db.standings import hidden_engineer
from db.upkeep import keep_up
from gamify.errors import MissingFile, SettingRefused
from gamify.language import Message, say


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The newest quarter with ratings unless another is named; changes print no cards."""
    with desk.database() as engine:
        if _asks_changes(arguments):
            with writing(engine) as session:
                _change(session, arguments, desk)
            desk.say(say("The nominations are set."))
            return Outcome.FINE
        keep_up(engine, desk.settings, now=desk.now)
        with reading(engine) as session:
            found = season_nominations(
                session,
                season=season_meant(session, arguments, desk),
                rules=desk.settings.rules,
                calendar=desk.settings.calendar,
                hidden_name=hidden_engineer(desk.language),
            )
    if arguments.json:
        cards = card_json(found, language=desk.language)
        desk.say(json.dumps(cards, ensure_ascii=False, indent=2))
    else:
        desk.say(card_text(found, language=desk.language))
    return Outcome.FINE


def _asks_changes(arguments: Namespace) -> bool:
    return any(
        getattr(arguments, name) for name in ("set", "title", "gate", "add", "remove", "hard")
    )


def _change(session: Session, arguments: Namespace, desk: Desk) -> None:
    """All changes are one transaction: own nominations first, since the others may name them."""
    for file in arguments.add:
        for entry in _entries(Path(file)):
            add_own_nomination(session, entry, actor=ACTOR, now=desk.now)
    for key, word in arguments.set:
        change = NominationChange(is_on=_is_on(word, "--set"))
        change_nomination(session, key, change=change, actor=ACTOR, now=desk.now)
    for text in arguments.title:
        key, title = _parted(text, "--title", say("KEY=TITLE"))
        change = NominationChange(title=title)
        change_nomination(session, key, change=change, actor=ACTOR, now=desk.now)
    for text in arguments.gate:
        key, change = _gate(text)
        change_nomination(session, key, change=change, actor=ACTOR, now=desk.now)
    for label, word in arguments.hard:
        set_hard(session, label, is_hard=_is_on(word, "--hard"), actor=ACTOR, now=desk.now)
    for key in arguments.remove:
        remove_own_nomination(session, key, actor=ACTOR, now=desk.now)


def _entries(file: Path) -> list[dict[str, Any]]:
    """The own nominations of a file: one JSON object, or a list of them."""
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise MissingFile(file=str(file)) from error
    except ValueError as error:
        raise _no_object(file) from error
    entries = told if isinstance(told, list) else [told]
    if not entries or not all(isinstance(entry, dict) for entry in entries):
        raise _no_object(file)
    return entries


def _no_object(file: Path) -> SettingRefused:
    allowed = say("a file with a JSON object, or a list of them, in UTF-8")
    return SettingRefused(name="--add", value=str(file), allowed=allowed)


def _is_on(word: str, option: str) -> bool:
    if word not in ("on", "off"):
        raise SettingRefused(name=option, value=word, allowed=say("the word on or off"))
    return word == "on"


def _gate(text: str) -> tuple[str, NominationChange]:
    """KEY.NAME=NUMBER as a nomination and its gate."""
    allowed = say("KEY.GATE=NUMBER, like top_scorer.goals=3")
    place, number = _parted(text, "--gate", allowed)
    key, dot, gate = place.partition(".")
    if not (dot and number.isascii() and number.isdigit()) or len(number) > 9:
        raise SettingRefused(name="--gate", value=text, allowed=allowed)
    return key, NominationChange(gates={gate: int(number)})


def _parted(text: str, option: str, allowed: Message) -> tuple[str, str]:
    head, mark, tail = text.partition("=")
    if not (mark and head.strip()):
        raise SettingRefused(name=option, value=text, allowed=allowed)
    return head.strip(), tail.strip()
