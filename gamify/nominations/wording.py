"""Texts that several nominations share: amounts, and what a gate still asks for."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from gamify.averages import cut
from gamify.credit import credited
from gamify.language import Message, count, say
from gamify.ratings import CREDIT

NO_PAR = say("There is no par yet.")


def plainly(value: object) -> Message:
    """A value alone, without a word around it."""
    return Message("{value}", {"value": value})


def signed(value: Fraction) -> Message:
    """A difference with its sign, cut to one decimal."""
    amount = cut(value, decimals=1)
    return Message("+{value}", {"value": amount}) if amount > 0 else plainly(amount)


def tenths(value: Fraction) -> Decimal:
    """A value cut to one decimal."""
    return cut(value, decimals=1)


def goals(units: int) -> Message:
    """Goals that credit units make up: "16 goals", "16.5 goals"."""
    amount = credited(units)
    if isinstance(amount, int):
        return count("{n} goal", "{n} goals", n=amount)
    return say("{goals} goals", goals=amount)


def still_needed(units: int, least: int) -> int:
    """Whole ratings that credit units are short of `least`, rounded up."""
    return max(least - units // CREDIT, 0)


def more_ratings(n: int) -> Message | None:
    """Asks for that many more ratings; None where none are needed."""
    if n <= 0:
        return None
    return count("{n} more rating to be ranked.", "{n} more ratings to be ranked.", n=n)


def more_fives(n: int) -> Message | None:
    """Asks for that many more fives; None where none are needed."""
    if n <= 0:
        return None
    return count("{n} more five to be ranked.", "{n} more fives to be ranked.", n=n)


def more_customers(n: int) -> Message | None:
    """Asks for ratings of that many more customers; None where none are needed."""
    if n <= 0:
        return None
    return count("{n} more customer to be ranked.", "{n} more customers to be ranked.", n=n)


def first_of(*asked: Message | None) -> Message | None:
    """What the first gate that isn't passed asks for; None where all are passed."""
    return next((message for message in asked if message is not None), None)
