"""`assist`: says who helped on a ticket, decides on it as a lead, lists what is undecided."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.named import engineer_named, ticket_named
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.assists import Assisted, claim_assist, confirm_assist, decline_assist
from db.engine import reading, writing
from db.queries.assists import Claim, claims
from db.standings import hidden_engineer
from gamify.averages import NOTHING
from gamify.credit import AssistState
from gamify.language import Message, count, say, shown, translate
from gamify.seasons import parse_season

STATES = {
    AssistState.CLAIMED: say("claimed"),
    AssistState.CONFIRMED: say("confirmed"),
    AssistState.DECLINED: say("not counted"),
}
COLUMNS = (
    say("Ticket"),
    say("Owner"),
    say("Helper"),
    say("Minutes"),
    say("Ratings"),
    say("State"),
    say("Claimed by"),
    say("Since"),
)


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """A lead speaks on the command line; whoever helped may be written by any known name."""
    with desk.database() as engine:
        if arguments.action == "list":
            with reading(engine) as session:
                _list(session, arguments, desk)
        else:
            with writing(engine) as session:
                done = _decide(session, arguments, desk)
            for sentence in _sentences(arguments.action, done):
                desk.say(sentence)
    return Outcome.FINE


def _decide(session: Session, arguments: Namespace, desk: Desk) -> Assisted:
    named: dict[str, Any] = {
        "ticket_id": ticket_named(session, arguments.ticket, source=arguments.source),
        "engineer_id": engineer_named(
            session, " ".join(arguments.engineer), language=desk.language
        ),
        "actor": ACTOR,
        "now": desk.now,
    }
    if arguments.action == "claim":
        return claim_assist(session, minutes=arguments.minutes, **named)
    return (confirm_assist if arguments.action == "confirm" else decline_assist)(session, **named)


def _sentences(action: str, done: Assisted) -> list[Message]:
    """What was done, and what of it a lead may want to look at."""
    said = [_outcome(action, done)]
    if done.ratings:
        said.append(
            count("{n} rating is shared anew.", "{n} ratings are shared anew.", n=done.ratings)
        )
    if done.by_hand:
        said.append(
            count(
                "{n} rating stays as it was shared by hand.",
                "{n} ratings stay as they were shared by hand.",
                n=done.by_hand,
            )
        )
    if done.is_many:
        said.append(
            count(
                "{n} helper counts on this ticket: more than usual, so a lead may look at it.",
                "{n} helpers count on this ticket: more than usual, so a lead may look at it.",
                n=done.helpers,
            )
        )
    return said


def _outcome(action: str, done: Assisted) -> Message:
    if action == "decline":
        return say("The help isn't counted; it can be confirmed at any time.")
    if done.is_credited:
        return say("The help counts.")
    return say("The help is claimed and waits for a word of the owner or a lead.")


def _list(session: Session, arguments: Namespace, desk: Desk) -> None:
    season = None
    if arguments.season:
        season = parse_season(arguments.season, calendar=desk.settings.calendar)
    found = claims(
        session,
        season=season,
        open_only=not arguments.all,
        hidden_name=hidden_engineer(desk.language),
    )
    if arguments.json:
        listed = {"assists": [_json(claim) for claim in found]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
    elif found:
        desk.say(_text(found, desk.language))
    else:
        desk.say(say("No help waits for a word.") if not arguments.all else say("Nobody helped."))


def _text(found: Sequence[Claim], language: str) -> str:
    rows = [
        [
            claim.ticket,
            claim.owner or NOTHING,
            claim.name,
            NOTHING if claim.minutes is None else shown(claim.minutes, language),
            shown(claim.ratings, language),
            translate(STATES[claim.state], language),
            claim.claimed_by,
            shown(claim.claimed_at.date(), language),
        ]
        for claim in found
    ]
    header = [translate(title, language) for title in COLUMNS]
    return text_table(header, rows, right=frozenset({3, 4}))


def _json(claim: Claim) -> dict[str, Any]:
    decided_at = claim.decided_at
    return {
        "ticket": claim.ticket,
        "source": claim.source,
        "owner": claim.owner,
        "helper": claim.name,
        "engineer_id": claim.engineer_id,
        "state": claim.state.value,
        "counts": claim.is_credited,
        "minutes": claim.minutes,
        "ratings": claim.ratings,
        "claimed_by": claim.claimed_by,
        "claimed_at": claim.claimed_at.isoformat(),
        "decided_by": claim.decided_by,
        "decided_at": decided_at and decided_at.isoformat(),
    }
