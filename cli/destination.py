"""`destination`: lists, adds, tests, renames, readdresses and removes chats and mailboxes."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from getpass import getpass

from sqlalchemy import Engine

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.destinations import (
    add_destination,
    remove_destination,
    rename_destination,
    replace_address,
)
from db.engine import reading, writing
from db.post import send_test
from db.queries.destinations import DestinationCard, destination_named, destinations
from db.secrets import Secret
from gamify.errors import N_
from gamify.language import say, shown, translate

COLUMNS = (N_("Destination"), N_("Service"), N_("Language"), N_("Since"), N_("Added by"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Exit code 1 if a greeting didn't arrive."""
    with desk.database() as engine:
        match arguments.action:
            case "list":
                _list(engine, arguments, desk)
            case "add":
                _add(engine, arguments, desk)
            case "address":
                _replace(engine, arguments, desk)
            case "test":
                return _test(engine, arguments, desk)
            case "rename":
                _rename(engine, arguments, desk)
            case "remove":
                _remove(engine, arguments, desk)
    return Outcome.FINE


def _list(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with reading(engine) as session:
        found = destinations(session)
    if arguments.json:
        listed = {"destinations": [_listed(card) for card in found]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not found:
        desk.say(say("There are no destinations yet; `destination add` makes one."))
    else:
        rows = [
            [
                card.name,
                card.service,
                card.language,
                shown(card.created_at.date(), desk.language),
                card.created_by,
            ]
            for card in found
        ]
        desk.say(text_table([translate(title, desk.language) for title in COLUMNS], rows))


def _add(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    address = _asked_address(desk)
    with writing(engine) as session:
        card = add_destination(
            session,
            name=arguments.name,
            address=address,
            settings=desk.settings,
            language=arguments.messages_in,
            actor=ACTOR,
            now=desk.now,
        )
    desk.say(
        say(
            "“{name}” is kept ({service}); `destination test` sends a greeting to it.",
            name=card.name,
            service=card.service,
        )
    )


def _replace(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with reading(engine) as session:
        card = destination_named(session, arguments.name)
    address = _asked_address(desk)
    with writing(engine) as session:
        card = replace_address(
            session,
            destination_id=card.id,
            address=address,
            settings=desk.settings,
            actor=ACTOR,
            now=desk.now,
        )
    desk.say(
        say(
            "“{name}” has another address now ({service}); its plans stay.",
            name=card.name,
            service=card.service,
        )
    )


def _asked_address(desk: Desk) -> Secret:
    """Typed without being shown, or the first line that another program gives."""
    if not sys.stdin.isatty():
        return Secret(sys.stdin.readline().strip())
    question = say("Address (like tgram://… or mailto://…; it isn't shown): ")
    return Secret(getpass(translate(question, desk.language)).strip())


def _test(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    with reading(engine) as session:
        card = destination_named(session, arguments.name)
    receipt = send_test(engine, desk.settings, destination_id=card.id, actor=ACTOR, now=desk.now)
    if receipt.sentence is None:
        desk.say(say("The greeting is sent to “{name}”.", name=card.name))
        return Outcome.FINE
    failed = say("“{name}”: {problem}.", name=card.name, problem=receipt.sentence)
    desk.say(failed)
    return Outcome.DIFFERENT


def _rename(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with writing(engine) as session:
        card = destination_named(session, arguments.name)
        rename_destination(
            session, destination_id=card.id, name=arguments.to, actor=ACTOR, now=desk.now
        )
    desk.say(say("“{name}” is called “{new}” now.", name=card.name, new=arguments.to.strip()))


def _remove(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with writing(engine) as session:
        card = destination_named(session, arguments.name)
        remove_destination(session, destination_id=card.id, actor=ACTOR, now=desk.now)
    desk.say(say("“{name}” is forgotten, with its address and its plans.", name=card.name))


def _listed(card: DestinationCard) -> dict[str, object]:
    return {
        "destination": card.id,
        "name": card.name,
        "service": card.service,
        "language": card.language,
        "created_at": card.created_at.isoformat(),
        "created_by": card.created_by,
    }
