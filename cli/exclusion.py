"""`exclusion`: takes ratings out of the standings and back in, and decides on requests for it."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.named import engineer_named
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.decisions import exclude_rating, restore_rating
from db.commands.exclusion_requests import (
    accept_exclusion,
    ask_exclusion,
    decline_exclusion,
    withdraw_exclusion,
)
from db.engine import reading, writing
from db.queries.exclusion_requests import exclusion_requests
from gamify.exclusion import REASON_TITLES, REQUEST_STATES, Request
from gamify.language import Message, say, shown, translate

COLUMNS = (
    say("Request"), say("Rating"), say("Ticket"), say("Stars"), say("Engineer"), say("Reason"),
    say("Words"), say("State"), say("Answer"),
)  # fmt: skip


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """List requests, or decide one thing."""
    with desk.database() as engine:
        if arguments.action == "list":
            with reading(engine) as session:
                found = exclusion_requests(session, open_only=not arguments.all)
            _list(found, arguments, desk)
            return Outcome.FINE
        with writing(engine) as session:
            said = _decide(session, arguments, desk)
    desk.say(said)
    return Outcome.FINE


def _decide(session: Session, arguments: Namespace, desk: Desk) -> Message:
    by: dict[str, Any] = {"actor": ACTOR, "now": desk.now}
    match arguments.action:
        case "exclude":
            exclude_rating(
                session,
                rating_id=arguments.rating,
                reason=arguments.reason,
                note=arguments.note,
                **by,
            )
            return say("The rating is excluded; it stays visible.")
        case "restore":
            restore_rating(session, rating_id=arguments.rating, note=arguments.note, **by)
            return say("The rating counts again.")
        case "ask":
            number = ask_exclusion(
                session,
                rating_id=arguments.rating,
                engineer_id=engineer_named(session, arguments.engineer, language=desk.language),
                reason=arguments.reason,
                words=arguments.words,
                **by,
            )
            return say("Request {request} waits for a lead.", request=str(number))
    return _answer(session, arguments, by)


def _answer(session: Session, arguments: Namespace, by: dict[str, Any]) -> Message:
    number = arguments.request
    if arguments.action == "accept":
        accept_exclusion(session, request_id=number, answer=arguments.note, **by)
        return say("The rating is excluded; it stays visible.")
    if arguments.action == "decline":
        decline_exclusion(session, request_id=number, answer=arguments.note, **by)
        return say("The rating goes on counting.")
    withdraw_exclusion(session, request_id=number, **by)
    return say("The request is taken back.")


def _list(found: Sequence[Request], arguments: Namespace, desk: Desk) -> None:
    if arguments.json:
        listed = {"requests": [_json(one) for one in found]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    if not found:
        desk.say(say("No request waits for a lead."))
        return
    language = desk.language
    rows = [
        [
            str(one.id),
            str(one.rating_id),
            one.ticket,
            f"{one.stars}★",
            one.engineer,
            translate(REASON_TITLES[one.reason], language),
            one.words,
            translate(REQUEST_STATES[one.state], language),
            one.answer,
        ]
        for one in found
    ]
    desk.say(text_table([shown(title, language) for title in COLUMNS], rows))


def _json(one: Request) -> dict[str, Any]:
    return {
        "request": one.id,
        "rating": one.rating_id,
        "ticket": one.ticket,
        "stars": one.stars,
        "engineer_id": one.engineer_id,
        "engineer": one.engineer,
        "reason": one.reason.value,
        "words": one.words,
        "state": one.state.value,
        "asked_at": one.asked_at.isoformat(),
        "asked_by": one.asked_by,
        "decided_at": one.decided_at and one.decided_at.isoformat(),
        "decided_by": one.decided_by,
        "answer": one.answer,
    }
