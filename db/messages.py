"""Messages in a JSON column: kept as templates, so that they can be read in any language."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gamify.language import Message, count, say

#: How a value that JSON doesn't know is kept: its kind, and its text.
_KINDS: Mapping[str, Callable[[str], object]] = {"decimal": Decimal, "day": date.fromisoformat}

#: How recorded awards of a top scorer once began: it went on with how many ratings there were.
_OF_ALL_RATINGS = "Five stars in {goals} of "


def stored_message(message: Message) -> dict[str, Any]:
    """A message as JSON. Its values are texts, whole numbers, decimals, days and messages.

    Raises TypeError for a value of another kind.
    """
    values = {name: _stored(value) for name, value in message.values.items()}
    return {"template": message.template, "values": values, "many": message.many}


def read_message(stored: Mapping[str, Any]) -> Message:
    """The message that `stored_message` kept; what is said with less by now, so."""
    values = {name: _read(value) for name, value in stored["values"].items()}
    if stored["template"].startswith(_OF_ALL_RATINGS):
        return _goals_alone(values["goals"])
    return Message(stored["template"], values, stored["many"])


def read_stored_message(stored: str) -> Message:
    """The same from the column as text."""
    return read_message(json.loads(stored))


def _goals_alone(goals: Any) -> Message:
    if goals == int(goals):
        return count("{n} rating of five stars.", "{n} ratings of five stars.", n=int(goals))
    return say(
        "Ratings of five stars, {goals} in all: one on which several worked counts by shares.",
        goals=goals,
    )


def _stored(value: object) -> Any:
    match value:
        case str() | int():
            return value
        case Message():
            return {"message": stored_message(value)}
        case Decimal():
            return {"decimal": str(value)}
        case date():
            return {"day": value.isoformat()}
    raise TypeError(f"a message with a {type(value).__name__} can't be stored")


def _read(value: Any) -> object:
    if not isinstance(value, dict):
        return value
    ((kind, kept),) = value.items()
    return read_message(kept) if kind == "message" else _KINDS[kind](kept)
