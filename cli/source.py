"""`source`: adds, tries, reads, pauses and removes sources that are read by themselves."""

from __future__ import annotations

import json
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from getpass import getpass
from random import SystemRandom

from sqlalchemy import Engine

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.source_reports import (
    preview_lines,
    source_json,
    source_lines,
    source_list,
    system_lines,
    taken_lines,
)
from db.commands.feeds import (
    add_feed,
    change_feed,
    known_system,
    pause_feed,
    read_again,
    remove_feed,
)
from db.engine import reading, writing
from db.feed_secrets import hook_path
from db.pull import Puller, pull_now
from db.queries.feeds import feed_card, feed_cards, feed_key, refused_answers
from db.source_try import Preview, try_source, try_system
from gamify.language import Message, count, say, translate
from gamify.sources.binding import wish_title
from gamify.sources.definition import Definition, definitions

#: Days that are read of a source that is new, unless told.
YEAR = 365
#: Answers that can't be used that are shown.
SHOWN = 20


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Exit code 1 if a test finds answers that can't be used."""
    with desk.database() as engine:
        return _ACTIONS[arguments.action](engine, arguments, desk)


def _list(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    with reading(engine) as session:
        cards = feed_cards(session)
    if arguments.json:
        listed = {"sources": [source_json(card, desk.now) for card in cards]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
    elif cards:
        desk.say(source_list(cards, desk))
    else:
        desk.say(say("There are no sources yet; `source add` makes one."))
    return Outcome.FINE


def _systems(_engine: Engine, _arguments: Namespace, desk: Desk) -> Outcome:
    for definition in definitions().values():
        _say_all(desk, system_lines(definition))
    return Outcome.FINE


def _add(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    definition = known_system(arguments.system)
    entered = dict(arguments.set) | _asked_secrets(definition, desk)
    since = _first_instant(arguments.since, desk)
    if arguments.dry_run:
        puller = _puller(engine, desk)
        found = try_system(puller, definition, entered, since=since, actor=ACTOR)
        return _say_preview(found, desk)
    with writing(engine) as session:
        add_feed(
            session,
            name=arguments.name,
            system=arguments.system,
            entered=entered,
            since=since,
            settings=desk.settings,
            actor=ACTOR,
            now=desk.now,
        )
        path = hook_path(feed_key(session, arguments.name), desk.settings)
    desk.say(say("“{name}” is kept; the server reads it, or `source pull`.", name=arguments.name))
    desk.say(say("Webhook: POST {path}", path=path))
    return Outcome.FINE


def _show(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    with reading(engine) as session:
        card = feed_card(session, arguments.name)
        refused = refused_answers(session, card.source_id, limit=SHOWN)
        hook = hook_path(feed_key(session, arguments.name), desk.settings)
    if arguments.json:
        told = {**source_json(card, desk.now), "webhook": hook}
        desk.say(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _say_all(desk, source_lines(card, refused, hook, desk))
    return Outcome.FINE


def _pull(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    if arguments.dry_run:
        return _test(engine, arguments, desk)
    _say_all(desk, taken_lines(pull_now(_puller(engine, desk), arguments.name, actor=ACTOR)))
    return Outcome.FINE


def _test(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    return _say_preview(try_source(_puller(engine, desk), arguments.name, actor=ACTOR), desk)


def _change(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    with reading(engine) as session:
        definition = feed_card(session, arguments.name).definition
    secrets = _asked_secrets(definition, desk) if arguments.secrets else {}
    with writing(engine) as session:
        change_feed(
            session,
            name=arguments.name,
            entered=dict(arguments.set) | secrets,
            settings=desk.settings,
            actor=ACTOR,
            now=desk.now,
        )
    desk.say(say("“{name}” is changed.", name=arguments.name))
    return Outcome.FINE


def _pause(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    is_paused = arguments.action == "pause"
    with writing(engine) as session:
        pause_feed(session, name=arguments.name, is_paused=is_paused, actor=ACTOR, now=desk.now)
    sentence = say("“{name}” is paused.", name=arguments.name)
    desk.say(sentence if is_paused else say("“{name}” goes on.", name=arguments.name))
    return Outcome.FINE


def _again(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    since = _first_instant(arguments.since, desk)
    with writing(engine) as session:
        read_again(session, name=arguments.name, since=since, actor=ACTOR, now=desk.now)
    desk.say(say("“{name}” is read once more at the next pull.", name=arguments.name))
    return Outcome.FINE


def _remove(engine: Engine, arguments: Namespace, desk: Desk) -> Outcome:
    with writing(engine) as session:
        undone = remove_feed(
            session,
            name=arguments.name,
            with_ratings=arguments.ratings == "undo",
            actor=ACTOR,
            now=desk.now,
        )
    desk.say(say("“{name}” is forgotten.", name=arguments.name))
    if arguments.ratings == "undo":
        desk.say(count("{n} import was taken back", "{n} imports were taken back", n=undone))
    return Outcome.FINE


_ACTIONS: Mapping[str, Callable[[Engine, Namespace, Desk], Outcome]] = {
    "list": _list,
    "systems": _systems,
    "add": _add,
    "show": _show,
    "pull": _pull,
    "test": _test,
    "change": _change,
    "pause": _pause,
    "resume": _pause,
    "again": _again,
    "remove": _remove,
}


def _asked_secrets(definition: Definition, desk: Desk) -> dict[str, str]:
    """Typed without being shown, or a line for each that another program gives."""
    found = {}
    for wish in definition.wishes:
        if wish.secret:
            question = say("{title} (it isn't shown): ", title=wish_title(wish))
            typed = (
                getpass(translate(question, desk.language))
                if sys.stdin.isatty()
                else sys.stdin.readline()
            )
            found[wish.name] = typed.strip()
    return {name: value for name, value in found.items() if value}


def _first_instant(day: date | None, desk: Desk) -> datetime:
    if day is None:
        return desk.now - timedelta(days=YEAR)
    zone = desk.settings.calendar.zone
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def _puller(engine: Engine, desk: Desk) -> Puller:
    return Puller(engine, desk.settings, lambda: datetime.now(UTC), SystemRandom(), time.sleep)


def _say_preview(preview: Preview, desk: Desk) -> Outcome:
    _say_all(desk, preview_lines(preview, desk))
    return Outcome.DIFFERENT if preview.reasons else Outcome.FINE


def _say_all(desk: Desk, lines: Iterable[Message | str]) -> None:
    for line in lines:
        desk.say(line)
