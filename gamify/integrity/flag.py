"""A flag as a value: which rule found what, how heavy it is, and how it is recognised again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gamify.language import Message

#: Stands between the pair and the occurrence in a flag's key; never part of the occurrence.
_SEAM = "#"


class Rule(StrEnum):
    """The eleven rules of SCORING F."""

    FAN = "F1"
    BURST = "F2"
    INSTANT = "F3"
    OWN_RATING = "F4"
    TWIN_TICKETS = "F5"
    REASSIGNED = "F6"
    RELABELLED = "F7"
    SELECTIVE_ASKING = "F8"
    OUTLIER = "F9"
    PAIR = "F10"
    SAME_DEVICE = "F11"


class Severity(StrEnum):
    """An open flag of high severity puts the engineer's awards under review, never the score."""

    HIGH = "high"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True)
class Flag:
    """What a rule found, for a lead to decide.

    `ratings` are the ids it is about, in order; rules about shares have none. `key` is the same
    when the same is found again in a season, so that what is decided isn't opened anew;
    `flag_key` makes it and `other_of` reads the other side of the pair from it.
    """

    rule: Rule
    severity: Severity
    ratings: tuple[int, ...]
    engineer_id: int
    #: The other colleague, where the pair is one of colleagues.
    other_id: int | None
    evidence: Message
    key: str


@dataclass(frozen=True, slots=True)
class TrustedPair:
    """A pair that a rule no longer flags.

    `other` is the customer as the source writes it, a colleague's id as text, or "@domain" for
    all customers with addresses there.
    """

    rule: Rule
    engineer_id: int
    other: str


Whitelist = frozenset[TrustedPair]


def flag_key(engineer: int, other: str | int = "", occurrence: int | None = None) -> str:
    """The key of a finding: the pair, and which occurrence of it where there may be several."""
    told = "" if occurrence is None else f"/{occurrence}"
    return f"{other}{_SEAM}{engineer}{told}"


def other_of(key: str) -> str:
    """The other side of the pair a key is about: a customer or a colleague's id; "" for none."""
    return key.rpartition(_SEAM)[0]


def without_whitelisted(flags: Iterable[Flag], whitelist: Whitelist) -> list[Flag]:
    """The flags whose pair isn't trusted under their rule, in the same order."""
    return [flag for flag in flags if not _is_trusted(flag, whitelist)]


def _is_trusted(flag: Flag, whitelist: Whitelist) -> bool:
    other = other_of(flag.key)
    if not other:
        return False
    _, at, domain = other.rpartition("@")
    names = [other, f"@{domain.strip().lower()}"] if at else [other]
    return any(TrustedPair(flag.rule, flag.engineer_id, name) in whitelist for name in names)
