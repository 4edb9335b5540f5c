"""`digest`: prints the daily message about challenges, or sends today's at once."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import UTC, date, datetime

from sqlalchemy import Engine

from cli.challenge_wishes import day_told
from cli.desk import Desk
from cli.outcome import Outcome
from db.commands.orders import order_digests
from db.digest import DigestMessage, digest_message
from db.engine import reading, writing
from db.letters import write_letter
from db.post import Round, carry_one
from db.queries.deliveries import delivery_lines
from db.upkeep import keep_up
from gamify.deliveries import DeliveryLine
from gamify.errors import DecisionRefused
from gamify.language import Message, count, say
from gamify.post import DAILY, DeliveryState
from gamify.seasons import day_of


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Today's message, or that of the day that was named as of its end."""
    today = day_of(desk.now, desk.settings.calendar)
    day = today if arguments.date is None else day_told("--date", arguments.date)
    if day > today:
        raise DecisionRefused(problem=say("{day} is still to come", day=day))
    if arguments.send and day < today:
        raise DecisionRefused(problem=say("only today's message can be sent"))
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        message = _message(engine, arguments.challenge, day, desk)
        if arguments.send and message is not None:
            return _send(engine, arguments.challenge, day, desk)
    if arguments.json:
        told = None if message is None else {"title": message.title, "body": message.body}
        desk.say(json.dumps({"day": day.isoformat(), "digest": told}, ensure_ascii=False, indent=2))
    elif message is None:
        desk.say(say("No challenge was on its way on {day}.", day=day))
    else:
        desk.say(f"{message.title}\n\n{message.body}")
    return Outcome.FINE


def _message(engine: Engine, challenge: int | None, day: date, desk: Desk) -> DigestMessage | None:
    with reading(engine) as session:
        return digest_message(
            session,
            challenge_id=challenge,
            day=day,
            now=desk.now,
            calendar=desk.settings.calendar,
            language=desk.language,
        )


def _send(engine: Engine, challenge: int | None, day: date, desk: Desk) -> Outcome:
    """Send to every plan that hasn't sent today, and say how each of them ended."""
    with writing(engine) as session:
        new, served = order_digests(session, challenge_id=challenge, day=day, now=desk.now)
    if served:
        desk.say(
            count(
                "{n} plan has today's message already.",
                "{n} plans have today's message already.",
                n=len(served),
            )
        )
    elif not new:
        desk.say(say("There is no plan that would send it; `plan add` makes one."))
    going = Round(engine, desk.settings, write_letter, lambda: datetime.now(UTC))
    while new and carry_one(going):
        pass
    with reading(engine) as session:
        lines = [
            line
            for line in delivery_lines(session, since=day)
            if line.plan_id in new and line.occasion == DAILY
        ]
    for line in lines:
        desk.say(_outcome(line))
    is_fine = all(line.state in {DeliveryState.SENT, DeliveryState.QUIET} for line in lines)
    return Outcome.FINE if is_fine and (new or served) else Outcome.REFUSED


def _outcome(line: DeliveryLine) -> Message:
    if line.state is DeliveryState.SENT:
        return say("{destination}: sent", destination=line.destination)
    if line.problem is None:
        return say("{destination}: on its way", destination=line.destination)
    return say("{destination}: {problem}", destination=line.destination, problem=line.problem)
