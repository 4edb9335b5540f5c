"""What a setting may be, said by the kind of the complaint about one that can't be used."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from pydantic import ValidationError
from pydantic_settings import SettingsError

from gamify.errors import SettingRefused
from gamify.language import Message, say

_FIVE = say("five names with commas between them, each with 1 to 20 characters, or none")


def allowed_values(name: str, problem: str, context: Mapping[str, object]) -> Message:
    """What a setting may be, by its name and the kind of the complaint."""
    if name == "star_labels":
        return _FIVE
    allowed = {
        "greater_than_equal": say("a whole number from {least} up", least=context.get("ge")),
        "less_than_equal": say("a whole number up to {most}", most=context.get("le")),
        "greater_than": say("a number above {limit}", limit=str(context.get("gt"))),
        "float_parsing": say("a number"),
        "int_parsing": say("a whole number"),
        "bool_parsing": say("true or false"),
        "value_error": say("a zone like Europe/Berlin or UTC"),
        "ip_any_network": say('addresses or networks, like ["127.0.0.1", "10.0.0.0/8"]'),
        "enum": Message("{expected}", {"expected": context.get("expected")}),
    }
    usual = say('a JSON list like [0, 1, 2] or, for days, ["2026-12-24"]')
    return allowed.get(problem, usual)


def unusable(
    error: ValidationError | SettingsError, named: Callable[[str], object]
) -> SettingRefused:
    """What to say of the first setting that can't be used."""
    if isinstance(error, SettingsError):
        field = str(error).partition('"')[2].partition('"')[0]
        value = os.environ.get(f"CROWNBOARD_{field.upper()}", "…")
        allowed = allowed_values(field, "json", {})
        return SettingRefused(name=named(field), value=value, allowed=allowed)
    first = error.errors()[0]
    field = str(first["loc"][0])
    allowed = allowed_values(field, str(first["type"]), first.get("ctx", {}))
    return SettingRefused(name=named(field), value=str(first["input"]), allowed=allowed)
