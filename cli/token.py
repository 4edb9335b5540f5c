"""`token`: makes, lists and revokes tokens of programs that use the API."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import datetime, time, timedelta

from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.tokens import create_token, revoke_token
from db.engine import reading, writing
from db.queries.tokens import TokenCard, token_cards
from gamify.errors import N_
from gamify.language import say, shown, translate
from gamify.tokens import UnknownToken

COLUMNS = (N_("Name"), N_("Scopes"), N_("Source"), N_("Last used"), N_("Until"), N_("Is taken"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Whoever sits at the machine is an administrator."""
    with desk.database() as engine:
        if arguments.action == "list":
            with reading(engine) as session:
                _list(session, arguments, desk)
            return Outcome.FINE
        with writing(engine) as session:
            change = _create if arguments.action == "create" else _revoke
            change(session, arguments, desk)
    return Outcome.FINE


def _create(session: Session, arguments: Namespace, desk: Desk) -> None:
    until = arguments.until
    after = until and datetime.combine(
        until + timedelta(days=1), time(), desk.settings.calendar.zone
    )
    card, token = create_token(
        session,
        name=arguments.name,
        scopes=set(arguments.scope),
        source=arguments.source,
        scale=arguments.scale,
        scale_table=arguments.scale_table,
        expires_at=after,
        actor=ACTOR,
        now=desk.now,
    )
    desk.say(say("The token “{name}”, shown this once:", name=card.name))
    desk.say(token.get_secret_value())


def _revoke(session: Session, arguments: Namespace, desk: Desk) -> None:
    for card in token_cards(session):
        if card.name == arguments.name and card.revoked_at is None:
            revoke_token(session, token_id=card.id, actor=ACTOR, now=desk.now)
            desk.say(say("“{name}” opens nothing any more.", name=card.name))
            return
    raise UnknownToken(name=arguments.name)


def _list(session: Session, arguments: Namespace, desk: Desk) -> None:
    cards = token_cards(session)
    if arguments.json:
        listed = {"tokens": [_listed(card) for card in cards]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not cards:
        desk.say(say("There are no tokens yet."))
    else:
        header = [translate(title, desk.language) for title in COLUMNS]
        desk.say(text_table(header, [_row(card, desk) for card in cards]))


def _row(card: TokenCard, desk: Desk) -> list[str]:
    zone = desk.settings.calendar.zone

    def day(at: datetime | None) -> str:
        return "" if at is None else shown(at.astimezone(zone).date(), desk.language)

    is_taken = say("yes") if card.is_taken(desk.now) else say("no")
    last = None if card.expires_at is None else card.expires_at - timedelta(microseconds=1)
    return [
        card.name,
        ", ".join(sorted(card.scopes)),
        card.source,
        day(card.used_at),
        day(last),
        translate(is_taken, desk.language),
    ]


def _listed(card: TokenCard) -> dict[str, object]:
    return {
        "name": card.name,
        "scopes": sorted(card.scopes),
        "source": card.source,
        "scale": card.scale.value,
        "created_at": card.created_at.isoformat(),
        "created_by": card.created_by,
        "expires_at": card.expires_at and card.expires_at.isoformat(),
        "revoked_at": card.revoked_at and card.revoked_at.isoformat(),
        "used_at": card.used_at and card.used_at.isoformat(),
    }
