"""A definition with what a person has entered filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from gamify.errors import N_
from gamify.ingest.options import ReadOptions, ScaleName
from gamify.ingest.scales import choose_scale, plain_score, points_of
from gamify.language import Message, say
from gamify.sources.definition import Definition, Wish
from gamify.sources.errors import SourceRefused

Whole = TypeVar("Whole")

#: What is asked for, as a person reads it.
WISH_TITLES: Final[Mapping[str, str]] = {
    "subdomain": N_("Subdomain"),
    "address": N_("Address"),
    "account": N_("Number of the account"),
    "email": N_("E-mail of the account"),
    "login": N_("Name of the account"),
    "password": N_("Password"),
    "token": N_("API token"),
    "client_id": N_("App ID"),
    "client_secret": N_("App secret"),
    "survey": N_("Number of the survey"),
    "date_field": N_("Number of the field “Satisfaction date”"),
    "rating_field": N_("Dynamic field with the rating"),
    "service": N_("Name of the web service"),
    "signing_secret": N_("Secret that signs webhooks"),
    "scale": N_("Scale, if it is another one"),
}

_PLACE = re.compile(r"\{([A-Za-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Bound:
    """A source that can be read: its definition, filled in, and the scale in force."""

    definition: Definition = field(repr=False)
    options: ReadOptions = field(repr=False)
    signing_secret: str = field(default="", repr=False)

    @property
    def points(self) -> int:
        """How many different ratings customers can give at all."""
        return points_of(self.options)

    def stars(self, score: str) -> int | None:
        """1 to 5 stars of a score as written, 0 for no answer, None where it isn't on the scale."""
        return choose_scale(self.options)(plain_score(score))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with what stands in braces replaced, as far as it is known."""
    return _PLACE.sub(lambda told: values.get(told[1], told[0]), text)


def check_wishes(definition: Definition, entered: Mapping[str, str]) -> dict[str, str]:
    """What was entered, trimmed and complete.

    Raises SourceRefused with the first that is missing, isn't asked for, or doesn't fit.
    """
    known = {wish.name: wish for wish in definition.wishes}
    if foreign := sorted(set(entered) - set(known)):
        problem = say("{title} has no setting “{name}”, only {known}", title=definition.title,
                      name=foreign[0], known=", ".join(known))  # fmt: skip
        raise SourceRefused(problem=problem)
    values = {name: entered.get(name, "").strip() for name in known}
    for name, wish in known.items():
        _check(wish, values[name])
    if values.get("scale"):
        choose_scale(_options(values["scale"]))
    return {name: value for name, value in values.items() if value}


def bind(definition: Definition, values: Mapping[str, str]) -> Bound:
    """Fill a definition in. Raises SettingRefused for a scale that can't be read."""
    options = _options(values.get("scale") or definition.scale)
    choose_scale(options)
    return Bound(
        definition=_filled(definition, values),
        options=options,
        signing_secret=values.get("signing_secret", ""),
    )


def wish_title(wish: Wish) -> Message:
    """What is asked for, as a person reads it."""
    return Message(WISH_TITLES[wish.name])


def _options(scale: str) -> ReadOptions:
    if not scale:
        return ReadOptions()
    return ReadOptions(scale=ScaleName.CUSTOM, scale_table=scale)


def _check(wish: Wish, value: str) -> None:
    title = wish_title(wish)
    if not value and wish.needed:
        raise SourceRefused(problem=say("“{title}” is missing", title=title))
    if value and not re.fullmatch(wish.pattern, value):
        # What was entered isn't repeated: it may be a secret in the wrong field.
        problem = say("“{title}” has to look like {example}", title=title, example=wish.example)
        raise SourceRefused(problem=problem)


def _filled(whole: Whole, values: Mapping[str, str]) -> Whole:
    """The same value with every text of it filled in, however deep it lies."""
    filled: Any = whole
    if isinstance(whole, str) and type(whole) is str:
        filled = fill(whole, values)
    elif isinstance(whole, Mapping):
        filled = {name: _filled(each, values) for name, each in whole.items()}
    elif is_dataclass(whole) and not isinstance(whole, type):
        changes = {each.name: _filled(getattr(whole, each.name), values) for each in fields(whole)}
        filled = replace(whole, **changes)
    return filled  # type: ignore[no-any-return]
