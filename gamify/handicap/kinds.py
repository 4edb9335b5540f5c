"""Which fields of a ticket make the kind of work that a handicap evens out."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from gamify.handicap.merging import OTHER

#: Support line, category, priority and channel of a ticket, as triaged; "" where unknown.
Kind = tuple[str, str, str, str]


class WorkField(StrEnum):
    """A field of a ticket that can make a kind of work; the broadest is first."""

    CATEGORY = "category"
    PRIORITY = "priority"
    CHANNEL = "channel"
    LINE = "line"


#: What makes a kind of work unless the settings choose otherwise: never the line (SCORING B1).
USUAL_FIELDS = (WorkField.CATEGORY, WorkField.PRIORITY, WorkField.CHANNEL)

_PLACES = {
    WorkField.LINE: 0,
    WorkField.CATEGORY: 1,
    WorkField.PRIORITY: 2,
    WorkField.CHANNEL: 3,
}


def stratum_of(kind: Kind, fields: Collection[WorkField]) -> Kind:
    """A ticket's kind with the fields that aren't chosen left blank."""
    line, category, priority, channel = (
        kind[place] if field in fields else "" for field, place in _PLACES.items()
    )
    return line, category, priority, channel


def broadest_first(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind of work in the order in which small kinds are joined."""
    return tuple(kind[_PLACES[field]] for field in WorkField)


def stratum_label(kind: Kind) -> str:
    """What a kind of work is called: "Billing × high × chat", whatever is known of it."""
    return " × ".join(filter(None, broadest_first(kind))) or OTHER
