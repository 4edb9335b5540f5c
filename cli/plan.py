"""`plan`: when the daily message goes where, and what became of it."""

from __future__ import annotations

import json
from argparse import Namespace

from sqlalchemy import Engine

from cli.deliveries import mark_delivery_sent, send_delivery_again, show_deliveries
from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.plans import PlanChange, add_plan, change_plan, remove_plan
from db.engine import reading, writing
from db.queries.destinations import PlanCard, destination_named, digest_plans
from gamify.errors import N_
from gamify.language import say, short_weekday, translate
from gamify.post import read_minute, show_minute

COLUMNS = (N_("Plan"), N_("Destination"), N_("Time"), N_("Days"), N_("About"), N_("State"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Whatever changes a plan says so in one line."""
    with desk.database() as engine:
        match arguments.action:
            case "list":
                _list(engine, arguments, desk)
            case "add":
                _add(engine, arguments, desk)
            case "remove":
                with writing(engine) as session:
                    remove_plan(session, plan_id=arguments.plan, actor=ACTOR, now=desk.now)
                desk.say(say("Plan {plan} is forgotten.", plan=arguments.plan))
            case "deliveries":
                show_deliveries(engine, arguments, desk)
            case "send-again":
                send_delivery_again(engine, arguments, desk)
            case "mark-sent":
                mark_delivery_sent(engine, arguments, desk)
            case _:
                _pause(engine, arguments, desk)
    return Outcome.FINE


def _list(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with reading(engine) as session:
        found = digest_plans(session)
    if arguments.json:
        listed = {"plans": [_listed(card) for card in found]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not found:
        desk.say(say("There are no plans yet; `plan add` makes one."))
    else:
        header = [translate(title, desk.language) for title in COLUMNS]
        rows = [_row(card, desk.language) for card in found]
        desk.say(text_table(header, rows, right=frozenset({0})))


def _add(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    minute = read_minute(arguments.at)
    with writing(engine) as session:
        card = add_plan(
            session,
            destination_id=destination_named(session, arguments.name).id,
            minute=minute,
            weekdays=arguments.days,
            challenge_id=arguments.challenge,
            milestones=not arguments.without_milestones,
            actor=ACTOR,
            now=desk.now,
        )
    desk.say(
        say(
            "Plan {plan}: “{name}” gets the daily message at {time} ({zone}).",
            plan=card.id,
            name=card.destination,
            time=show_minute(card.minute),
            zone=desk.settings.time_zone,
        )
    )


def _pause(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    change = PlanChange(paused=arguments.action == "pause")
    with writing(engine) as session:
        change_plan(session, plan_id=arguments.plan, change=change, actor=ACTOR, now=desk.now)
    said = say("Plan {plan} rests.", plan=arguments.plan)
    if not change.paused:
        said = say("Plan {plan} sends again.", plan=arguments.plan)
    desk.say(said)


def _row(card: PlanCard, language: str) -> list[str]:
    about = card.challenge or translate(say("all that run"), language)
    state = say("rests") if card.paused else say("sends")
    return [
        str(card.id),
        card.destination,
        show_minute(card.minute),
        ", ".join(short_weekday(day, language) for day in card.weekdays),
        about,
        translate(state, language),
    ]


def _listed(card: PlanCard) -> dict[str, object]:
    return {
        "plan": card.id,
        "destination": card.destination,
        "challenge": card.challenge_id,
        "time": show_minute(card.minute),
        "weekdays": list(card.weekdays),
        "milestones": card.milestones,
        "paused": card.paused,
    }
