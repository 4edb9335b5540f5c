"""An organisation's own nomination: declared in a setting, without code.

    {"key": "calm_nights", "title": "Calm nights", "measure": "share", "of": "ratings",
     "where": {"stars": [5], "weekday": [6, 7], "channel": ["Phone"]}, "least": 10}

ranks engineers by what part of their ratings are fives by phone at weekends; it takes ten.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from gamify.errors import NominationRefused
from gamify.language import Message, say
from gamify.nominations.nomination import UnitKind
from gamify.steering import calm_label

#: A value that a condition accepts: stars, a weekday, a label, or whether there is a comment.
Wanted = int | str | bool


class Measure(StrEnum):
    """What is ranked: how many there are, or what share of them fits."""

    COUNT = "count"
    SHARE = "share"


class Thing(StrEnum):
    """What is counted; credits and goals by shares, the others whole and for the owner."""

    RATINGS = "ratings"
    FIVES = "fives"
    CREDITS = "credits"
    GOALS = "goals"
    TICKETS = "tickets"


class Field(StrEnum):
    """What a condition may ask of a rating or ticket. Weekdays are 1 (Monday) to 7."""

    STARS = "stars"
    LINE = "line"
    CATEGORY = "category"
    PRIORITY = "priority"
    CHANNEL = "channel"
    TEAM = "team"
    COMMENT = "comment"
    WEEKDAY = "weekday"


#: The labels of a kind of work.
LABELS = (Field.LINE, Field.CATEGORY, Field.PRIORITY, Field.CHANNEL)

#: What may be asked of each thing: fives have their stars, tickets have none.
ASKED: Mapping[Thing, Sequence[Field]] = {
    Thing.RATINGS: tuple(Field),
    Thing.CREDITS: tuple(Field),
    Thing.FIVES: tuple(one for one in Field if one is not Field.STARS),
    Thing.GOALS: tuple(one for one in Field if one is not Field.STARS),
    Thing.TICKETS: (*LABELS, Field.TEAM),
}

#: Shared credit belongs to engineers; a team counts whole ratings.
SHARED = (Thing.CREDITS, Thing.GOALS)

LONGEST_TITLE, MOST_VALUES, MOST_NEEDED = 60, 50, 1_000_000

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ENTRY = ("key", "title", "measure", "of", "where", "least", "unit")
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class OwnNomination:
    """How many (or what share) of something fits all conditions.

    Each condition of `where` names the values that fit it; labels and teams fit whatever their
    capitals. `least` is how many a candidate needs; of a share, how many in all.
    """

    key: str
    title: str
    measure: Measure
    of: Thing
    where: Mapping[Field, tuple[Wanted, ...]] = field(default_factory=dict)
    least: int = 1
    unit: UnitKind = UnitKind.ENGINEER


def read_own(entry: object, *, taken: Collection[str] = ()) -> OwnNomination:
    """An own nomination from a plain dict, as it stands in a setting; `taken` keys are in use.

    Raises `NominationRefused`, which names the field.
    """
    if not isinstance(entry, Mapping):
        raise _refused("?", "nomination", entry, ", ".join(_ENTRY))
    name = str(entry.get("title") or entry.get("key") or "?")
    for unknown in (one for one in entry if one not in _ENTRY):
        raise _refused(name, str(unknown), entry[unknown], ", ".join(_ENTRY))
    own = OwnNomination(
        key=_key(name, entry.get("key"), taken),
        title=_title(name, entry.get("title")),
        measure=_choice(name, "measure", entry.get("measure"), Measure),
        of=(of := _choice(name, "of", entry.get("of"), Thing)),
        where=_where(name, entry.get("where", {}), of),
        least=_least(name, entry.get("least", 1)),
        unit=_choice(name, "unit", entry.get("unit", UnitKind.ENGINEER), UnitKind),
    )
    if own.measure is Measure.SHARE and not own.where:
        raise _refused(name, "where", "", say("at least one condition for a share"))
    if own.unit is UnitKind.TEAM and own.of in SHARED:
        whole = ", ".join(one for one in Thing if one not in SHARED)
        raise _refused(name, "of", own.of, whole)
    return own


def _key(name: str, value: object, taken: Collection[str]) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise _refused(name, "key", value, say("small Latin letters, digits and “_”"))
    if value in taken:
        raise _refused(name, "key", value, say("a key that no other nomination has"))
    return value


def _title(name: str, value: object) -> str:
    if not isinstance(value, str) or not 0 < len(calm_label(value)) <= LONGEST_TITLE:
        raise _refused(name, "title", value, say("1 to {most} characters", most=LONGEST_TITLE))
    return calm_label(value)


def _choice(name: str, where: str, value: object, choices: type[_Choice]) -> _Choice:
    if not isinstance(value, str) or value not in list(choices):
        raise _refused(name, where, value, ", ".join(choices))
    return choices(value)


def _least(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST_NEEDED:
        raise _refused(name, "least", value, say("a number from 1 to {most}", most=MOST_NEEDED))
    return value


def _where(name: str, value: object, of: Thing) -> Mapping[Field, tuple[Wanted, ...]]:
    asked = ASKED[of]
    if not isinstance(value, Mapping):
        raise _refused(name, "where", value, ", ".join(asked))
    for unknown in (one for one in value if one not in list(asked)):
        raise _refused(name, f"where.{unknown}", value[unknown], ", ".join(asked))
    return {Field(one): _wanted(name, Field(one), values) for one, values in value.items()}


def _wanted(name: str, asked: Field, values: object) -> tuple[Wanted, ...]:
    fits = (
        isinstance(values, list | tuple)
        and 0 < len(values) <= MOST_VALUES
        and all(_is_wanted(asked, value) for value in values)
    )
    if not fits or not isinstance(values, list | tuple):
        raise _refused(name, f"where.{asked}", values, _WANTED[asked])
    return tuple(values)


_LIST_OF_LABELS = say("a list of labels")
_WANTED: Mapping[Field, Message] = {
    **dict.fromkeys(Field, _LIST_OF_LABELS),
    Field.STARS: say("a list of stars from 1 to 5"),
    Field.WEEKDAY: say("a list of weekdays from 1 (Monday) to 7"),
    Field.COMMENT: say("[true] or [false]"),
}


def _is_wanted(asked: Field, value: object) -> bool:
    if asked is Field.COMMENT:
        return isinstance(value, bool)
    if asked in (Field.STARS, Field.WEEKDAY):
        most = 5 if asked is Field.STARS else 7
        return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most
    return isinstance(value, str) and bool(value.strip())


def _refused(name: str, where: str, value: object, allowed: object) -> NominationRefused:
    shown = "–" if value is None else str(value)
    return NominationRefused(nomination=name, field=where, value=shown, allowed=allowed)
