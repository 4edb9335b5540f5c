"""Credit for a rating, shared among the engineers who worked on its ticket (SCORING C)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from gamify.averages import cut
from gamify.language import shown
from gamify.ratings import CREDIT


class CreditRule(StrEnum):
    """How a rating is shared between the owner of its ticket and the helpers."""

    HALF = "half"
    EQUAL = "equal"
    OWNER = "owner"


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


def _shared(units: int, engineers: list[int]) -> dict[int, int]:
    share, rest = divmod(units, len(engineers))
    shares = {engineer: share + (at < rest) for at, engineer in enumerate(engineers)}
    return {engineer: mine for engineer, mine in shares.items() if mine}
