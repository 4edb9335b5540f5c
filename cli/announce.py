"""`announce`: says something on every wall, lists what is announced, takes it back."""

from __future__ import annotations

import json
from argparse import Namespace

from sqlalchemy import Engine

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.announcements import announce_on_walls, withdraw_announcement
from db.engine import reading, writing
from db.queries.walls import announcements
from gamify.errors import N_
from gamify.language import say, shown, translate
from gamify.seasons import day_of

COLUMNS = (N_("Number"), N_("Last day"), N_("Announced by"), N_("Text"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Without a text it lists."""
    with desk.database() as engine:
        if arguments.withdraw is not None:
            _withdraw(engine, arguments, desk)
        elif arguments.text and not arguments.list:
            _announce(engine, arguments, desk)
        else:
            _list(engine, arguments, desk)
    return Outcome.FINE


def _announce(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    today = day_of(desk.now, desk.settings.calendar)
    last = arguments.until or today
    with writing(engine) as session:
        number = announce_on_walls(
            session, text=arguments.text, last=last, today=today, actor=ACTOR, now=desk.now
        )
    if arguments.json:
        desk.say(json.dumps({"announcement": number, "last": last.isoformat()}))
    else:
        desk.say(say("Announcement {number} is on the walls until {day}.", number=number, day=last))


def _withdraw(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    number: int = arguments.withdraw
    with writing(engine) as session:
        withdraw_announcement(session, announcement_id=number, actor=ACTOR, now=desk.now)
    if arguments.json:
        desk.say(json.dumps({"announcement": number, "last": None}))
    else:
        desk.say(say("Announcement {number} is off the walls.", number=number))


def _list(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    today = day_of(desk.now, desk.settings.calendar)
    with reading(engine) as session:
        found = announcements(session, today=today)
    if arguments.json:
        listed = [
            {
                "announcement": one.id,
                "text": one.text,
                "last": one.last.isoformat(),
                "by": one.announced_by,
            }
            for one in found
        ]
        desk.say(json.dumps({"announcements": listed}, ensure_ascii=False, indent=2))
    elif not found:
        desk.say(say("Nothing is announced."))
    else:
        header = [translate(title, desk.language) for title in COLUMNS]
        rows = [
            [str(one.id), shown(one.last, desk.language), one.announced_by, one.text]
            for one in found
        ]
        desk.say(text_table(header, rows, right=frozenset({0})))
