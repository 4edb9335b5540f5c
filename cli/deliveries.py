"""`plan deliveries`, `plan send-again`, `plan mark-sent`: what became of messages."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import timedelta

from sqlalchemy import Engine

from cli.desk import ACTOR, Desk
from cli.table import text_table
from db.commands.doubts import mark_sent, send_again
from db.engine import reading, writing
from db.queries.deliveries import delivery_lines
from gamify.deliveries import DeliveryLine, occasion_words, state_words, trouble_sentence
from gamify.errors import N_
from gamify.language import count, say, shown, translate
from gamify.seasons import day_of

COLUMNS = (N_("Message"), N_("Day"), N_("Destination"), N_("Occasion"), N_("State"))


def show_deliveries(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    """The messages of the last days, the newest first, and what needs a person."""
    today, days = day_of(desk.now, desk.settings.calendar), arguments.days
    with reading(engine) as session:
        found = delivery_lines(session, since=today - timedelta(days=days - 1))
    if arguments.json:
        listed = {"deliveries": [_listed(line) for line in found]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    if not found:
        desk.say(
            count(
                "No message was due in the last {n} day.",
                "No message was due in the last {n} days.",
                n=days,
            )
        )
        return
    header = [translate(title, desk.language) for title in COLUMNS]
    desk.say(text_table(header, [_row(line, desk) for line in found], right=frozenset({0})))
    trouble = trouble_sentence(found, today=today)
    if trouble is not None:
        desk.say(trouble)


def send_delivery_again(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    """Let the server send a failed or unsure message of today once more."""
    number, calendar = arguments.message, desk.settings.calendar
    with writing(engine) as session:
        send_again(session, delivery_id=number, calendar=calendar, actor=ACTOR, now=desk.now)
    said = say(
        "Message {message} goes out again within seconds, if the server runs.", message=number
    )
    desk.say(said)


def mark_delivery_sent(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    """Keep that an unsure message has arrived."""
    number = arguments.message
    with writing(engine) as session:
        mark_sent(session, delivery_id=number, actor=ACTOR, now=desk.now)
    desk.say(say("It is kept that message {message} has arrived.", message=number))


def _row(line: DeliveryLine, desk: Desk) -> list[str]:
    number = line.challenge_id
    challenge = None if number is None else say("challenge {n}", n=number)
    state = state_words(line, now=desk.now, calendar=desk.settings.calendar)
    return [
        str(line.id),
        shown(line.day, desk.language),
        line.destination,
        translate(occasion_words(line, challenge=challenge), desk.language),
        translate(state, desk.language),
    ]


def _listed(line: DeliveryLine) -> dict[str, object]:
    return {
        "message": line.id,
        "plan": line.plan_id,
        "destination": line.destination,
        "service": line.service,
        "day": line.day.isoformat(),
        "occasion": line.occasion,
        "state": line.state.value,
        "attempts": line.attempts,
        "next_try_at": line.next_try_at.isoformat(),
        "sent_at": None if line.sent_at is None else line.sent_at.isoformat(),
        "problem": None if line.mishap is None else line.mishap.value,
    }
