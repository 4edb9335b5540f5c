"""An own nomination in words: what is counted, which conditions hold, the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gamify.language import Message, say
from gamify.nominations.own import Field, Measure, OwnNomination, Thing, Wanted
from gamify.nominations.wording import plainly

_THINGS: Mapping[Thing, Message] = {
    Thing.RATINGS: say("ratings"),
    Thing.FIVES: say("fives"),
    Thing.CREDITS: say("ratings by shares"),
    Thing.GOALS: say("goals by shares"),
    Thing.TICKETS: say("tickets"),
}

_FIELDS: Mapping[Field, Message] = {
    Field.STARS: say("stars"),
    Field.LINE: say("support line"),
    Field.CATEGORY: say("category"),
    Field.PRIORITY: say("priority"),
    Field.CHANNEL: say("channel"),
    Field.TEAM: say("team"),
    Field.COMMENT: say("comment"),
    Field.WEEKDAY: say("weekday"),
}

_WEEKDAYS = (
    say("Monday"),
    say("Tuesday"),
    say("Wednesday"),
    say("Thursday"),
    say("Friday"),
    say("Saturday"),
    say("Sunday"),
)

_COMMENT: Mapping[bool, Message] = {True: say("yes"), False: say("no")}


def formula_of(own: OwnNomination) -> Message:
    """What is ranked, in a sentence."""
    if own.measure is Measure.COUNT:
        return say("Counted: {what}.", what=what_of(own))
    return say(
        "Per cent of {things} with {what}.",
        what=_conditions(own),
        things=_THINGS[own.of],
    )


def gate_of(own: OwnNomination) -> Message:
    """What it takes to be ranked, in a sentence."""
    return say("Needed of {things}: at least {least}.", things=_THINGS[own.of])


def what_of(own: OwnNomination) -> Message:
    """What is counted, with its conditions: "ratings (stars: 4, 5)"."""
    things = _THINGS[own.of]
    if not own.where:
        return things
    return Message("{things} ({where})", {"things": things, "where": _conditions(own)})


def sentence_of(own: OwnNomination, what: Message, *, part: object, whole: object) -> Message:
    """The arithmetic of a candidate."""
    if own.measure is Measure.COUNT:
        return say("Counted {what}: {part}.", what=what, part=part)
    return say("Counted {what}: {part} of {whole}.", what=what, part=part, whole=whole)


def _conditions(own: OwnNomination) -> Message:
    return _listed(
        [
            Message("{field}: {values}", {"field": _FIELDS[one], "values": _values(one, values)})
            for one, values in own.where.items()
        ],
        "; ",
    )


def _values(asked: Field, values: tuple[Wanted, ...]) -> Message:
    return _listed([_value(asked, value) for value in values], ", ")


def _value(asked: Field, value: Wanted) -> Message:
    if asked is Field.WEEKDAY:
        return _WEEKDAYS[int(value) - 1]
    return _COMMENT[value] if isinstance(value, bool) else plainly(value)


def _listed(parts: Sequence[Message], separator: str) -> Message:
    names = [f"part{at}" for at in range(len(parts))]
    template = separator.join("{" + name + "}" for name in names)
    return Message(template, dict(zip(names, parts, strict=True)))
