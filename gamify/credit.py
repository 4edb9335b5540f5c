"""Credit for a rating, shared among the engineers who worked on its ticket (SCORING C)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from gamify.averages import cut
from gamify.language import shown
from gamify.ratings import CREDIT

#: More helpers than these are credited too, but it is said (SCORING 0, `max_helpers`).
MAX_HELPERS = 5

#: With so many minutes of logged work help counts without anybody's word (SCORING C).
ENOUGH_MINUTES = 10

#: Shares that have a sign of their own.
_SIGNS = {
    Fraction(1, 2): "½",
    Fraction(1, 3): "⅓",
    Fraction(2, 3): "⅔",
    Fraction(1, 4): "¼",
    Fraction(3, 4): "¾",
}

#: A share as people write it: 1/2, 0.25, 25% or 1. Longer numbers divide no rating.
_WRITTEN = re.compile(r"([0-9]{1,6})(?:/([0-9]{1,6})|\.([0-9]{1,6}))?(%?)")


class CreditRule(StrEnum):
    """How a rating is shared between the owner of its ticket and the helpers."""

    HALF = "half"
    EQUAL = "equal"
    OWNER = "owner"


class AssistState(StrEnum):
    """What has become of somebody's word that they helped on a ticket."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Role(StrEnum):
    """What somebody was in a rated ticket."""

    OWNER = "owner"
    HELPER = "helper"


@dataclass(frozen=True, slots=True)
class CreditShare:
    """Somebody's share in a rating, ready to be drawn: `text` is "½", "0.16" or "1"."""

    engineer_id: int
    name: str
    role: Role
    units: int
    text: str


@dataclass(frozen=True, slots=True)
class CreditSplit:
    """Who is credited with a rating: the owner first, then helpers by id.

    The units sum to `CREDIT`, or nobody is known. `set_by`, `set_at` and `note` say who has set
    it by hand; None where it is by the rule.
    """

    rating_id: int
    ticket: str
    stars: int
    shares: tuple[CreditShare, ...]
    set_by: str | None = None
    set_at: datetime | None = None
    note: str = ""

    @property
    def is_by_hand(self) -> bool:
        """Whether a lead has set it."""
        return self.set_by is not None


def is_credited(state: AssistState, minutes: int | None) -> bool:
    """Whether help counts: confirmed, or claimed with ten logged minutes and not declined."""
    if state is AssistState.CLAIMED:
        return minutes is not None and minutes >= ENOUGH_MINUTES
    return state is AssistState.CONFIRMED


def split_credit(
    owner: int | None, helpers: Sequence[int], *, rule: CreditRule = CreditRule.HALF
) -> dict[int, int]:
    """Credit units of each engineer, owner first; they sum to `CREDIT`, or nobody is known.

    `half` leaves the owner one half and shares the other among the helpers, `equal` gives
    everyone the same, `owner` all to the owner. Without an owner the helpers share all. Units
    that don't divide go one each to the first helpers in id order. Repeated names count once.
    """
    others = sorted(set(helpers) - {owner})
    if owner is None:
        return _shared(CREDIT, others) if others else {}
    if not others or rule is CreditRule.OWNER:
        return {owner: CREDIT}
    kept = CREDIT // (2 if rule is CreditRule.HALF else len(others) + 1)
    return {owner: kept} | _shared(CREDIT - kept, others)


def credited(units: int) -> int | Decimal:
    """Ratings or goals that units make up, as people read them: 16, or 16.5 cut to one decimal."""
    whole, rest = divmod(units, CREDIT)
    return cut(Fraction(units, CREDIT), decimals=1) if rest else whole


def show_credits(units: int, *, language: str = "en") -> str:
    """What `credited` gives as a text in a language."""
    return shown(credited(units), language)


def show_share(units: int, *, language: str = "en") -> str:
    """A share in one rating as people read it: "1", "½", or cut to two decimals, "0.16"."""
    share = Fraction(units, CREDIT)
    if share.denominator == 1:
        return shown(share.numerator, language)
    return _SIGNS.get(share) or shown(cut(share, decimals=2), language)


def parse_share(text: str) -> int | None:
    """Credit units of a share that is written as a fraction, a decimal or per cent.

    None for what isn't a share, or isn't whole units.
    """
    match = _WRITTEN.fullmatch(text.strip())
    if match is None or (match[2] is not None and not int(match[2])):
        return None
    units = Fraction(text.strip().removesuffix("%")) / (100 if match[4] else 1) * CREDIT
    return units.numerator if units.denominator == 1 else None


def _shared(units: int, engineers: list[int]) -> dict[int, int]:
    share, rest = divmod(units, len(engineers))
    shares = {engineer: share + (at < rest) for at, engineer in enumerate(engineers)}
    return {engineer: mine for engineer, mine in shares.items() if mine}
