"""`credit`: shows who is credited with a rating, and shares it by hand."""

from __future__ import annotations

import json
from argparse import Namespace
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.named import engineer_named
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.credit import set_credit, share_by_rule
from db.engine import reading, writing
from db.queries.splits import credit_split
from db.standings import hidden_engineer
from gamify.credit import CreditSplit, Role, parse_share
from gamify.errors import SettingRefused
from gamify.language import Message, say, shown, translate
from gamify.ratings import CREDIT

ROLES = {Role.OWNER: say("owner"), Role.HELPER: say("helper")}
COLUMNS = (say("Engineer"), say("Role"), say("Share"), say("Units"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Changes first, where any is wanted; then the split as it is."""
    rating = arguments.rating
    with desk.database() as engine:
        if arguments.set is not None or arguments.by_rule:
            with writing(engine) as session:
                _change(session, arguments, desk)
        with reading(engine) as session:
            split = credit_split(
                session,
                rating,
                hidden_name=hidden_engineer(desk.language),
                language=desk.language,
            )
    if arguments.json:
        desk.say(json.dumps(_json(split), ensure_ascii=False, indent=2))
    else:
        desk.say(_text(split, desk.language))
    return Outcome.FINE


def _change(session: Session, arguments: Namespace, desk: Desk) -> None:
    rating, note = arguments.rating, arguments.note
    if arguments.by_rule:
        share_by_rule(session, rating_id=rating, note=note, actor=ACTOR, now=desk.now)
        return
    units: dict[int, int] = {}
    for part in arguments.set.split(","):
        name, mark, share = part.rpartition("=")
        engineer = engineer_named(session, name, language=desk.language) if mark else 0
        if not engineer or engineer in units:
            raise _refusal(arguments.set)
        units[engineer] = _units(share, arguments.set)
    set_credit(session, rating_id=rating, units=units, note=note, actor=ACTOR, now=desk.now)


def _units(share: str, told: str) -> int:
    """Credit units of a share that is written as a fraction, a decimal or per cent."""
    units = parse_share(share)
    if units is None:
        raise _refusal(told)
    return units


def _refusal(told: str) -> SettingRefused:
    allowed = say(
        "names with shares of {units} units, each name once, like Ann=1/2,Bob=1/2", units=CREDIT
    )
    return SettingRefused(name="--set", value=told, allowed=allowed)


def _text(split: CreditSplit, language: str) -> str:
    """The split in words, and as a table."""
    head = say(
        "Rating {rating}: {stars}★ for the ticket {ticket}.",
        rating=str(split.rating_id),
        stars=split.stars,
        ticket=split.ticket,
    )
    lines = [translate(head, language), translate(_told(split), language)]
    if split.shares:
        rows = [
            [
                one.name,
                translate(ROLES[one.role], language),
                one.text,
                f"{shown(one.units, language)}/{shown(CREDIT, language)}",
            ]
            for one in split.shares
        ]
        header = [translate(title, language) for title in COLUMNS]
        lines += ["", text_table(header, rows, right=frozenset({2, 3}))]
    return "\n".join(lines)


def _told(split: CreditSplit) -> Message:
    if not split.shares:
        return say("Nobody is known to have worked on it.")
    if split.set_by is not None and split.set_at is not None:
        return say(
            "Shared by hand by {actor} on {day}: {note}",
            actor=split.set_by,
            day=split.set_at.date(),
            note=split.note,
        )
    if len(split.shares) == 1:
        return say("{name} has it whole.", name=split.shares[0].name)
    return say("Shared by the rule.")


def _json(split: CreditSplit) -> dict[str, Any]:
    return {
        "rating": split.rating_id,
        "ticket": split.ticket,
        "stars": split.stars,
        "by_hand": split.is_by_hand,
        "set_by": split.set_by,
        "set_at": split.set_at and split.set_at.isoformat(),
        "note": split.note,
        "shares": [
            {
                "engineer_id": one.engineer_id,
                "engineer": one.name,
                "role": one.role.value,
                "units": one.units,
                "share": {"exact": str(Fraction(one.units, CREDIT)), "shown": one.text},
            }
            for one in split.shares
        ],
    }
