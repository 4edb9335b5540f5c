"""Criteria from a form's texts or a stored plain dict, and back; targets never pass a float.

    {"average": "4,96", "over": "100", "fives": 80}

asks for 4.96 on average over 100 ratings and for 80 fives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from gamify.averages import DECIMALS, MOST_DECIMALS, cut
from gamify.challenges.criteria import AverageGoal, CountMode, Criteria, SolvingGoal
from gamify.errors import N_, ChallengeRefused
from gamify.language import say

#: No challenge needs more ratings than this; a time to solve is at most a year.
MOST_NEEDED, MOST_MINUTES = 1_000_000, 366 * 24 * 60

FIELDS = (
    "average",
    "over",
    "ratings",
    "fives",
    "fives_share",
    "response",
    "solved_within",
    "solved_average",
    "count_mode",
)

NOTHING_ASKED = N_(
    "A challenge needs at least one criterion: an average, a count, a share or a time."
)
NO_COUNT = N_("Say over how many ratings the average of {average} has to hold.")
NO_AVERAGE = N_("Say which average has to hold over {over} ratings.")
NO_GATE = N_(
    "A time to solve needs an average beside it, so that speed never pays at the cost of quality."
)
NO_TIME = N_("Say within how many minutes half of the tickets have to be solved.")
NO_FIRST = N_("Where the first ratings alone count, say how many with an average over them.")
TOO_MANY = N_("Of the first {over} ratings there can't be {value}. Ask for {over} at most.")

_DECIMAL = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")
_WHOLE = re.compile(r"[0-9]{1,9}")


def read_criteria(entry: Mapping[str, object]) -> Criteria:
    """The criteria of a form or of a stored dict; empty texts and None ask for nothing.

    Averages are texts such as "4.96" or "4,96", shares are per cents. Raises
    `ChallengeRefused`, which names the field or what is missing.
    """
    asked = {name: value for name, value in entry.items() if not _is_empty(value)}
    for unknown in (name for name in asked if name not in FIELDS):
        raise _refused(unknown, asked[unknown], ", ".join(FIELDS))
    criteria = Criteria(
        average=_average_goal(asked),
        ratings=_whole(asked, "ratings"),
        fives=_whole(asked, "fives"),
        fives_share=_share(asked, "fives_share"),
        response=_share(asked, "response"),
        solving=_solving_goal(asked),
        count_mode=_count_mode(asked),
    )
    if not criteria.asked:
        raise ChallengeRefused(NOTHING_ASKED)
    _check_first(criteria)
    return criteria


def write_criteria(criteria: Criteria) -> dict[str, str | int]:
    """Criteria as plain values that JSON keeps; `read_criteria` gives the same again."""
    written: dict[str, str | int | None] = {
        "ratings": criteria.ratings,
        "fives": criteria.fives,
        "fives_share": _percent("fives_share", criteria.fives_share),
        "response": _percent("response", criteria.response),
        "count_mode": criteria.count_mode.value,
    }
    if criteria.average is not None:
        average = str(plain_decimal("average", criteria.average.at_least))
        written |= {"average": average, "over": criteria.average.over}
    if criteria.solving is not None:
        gate = str(plain_decimal("solved_average", criteria.solving.average))
        written |= {"solved_within": criteria.solving.minutes, "solved_average": gate}
    return {name: written[name] for name in FIELDS if (written.get(name)) is not None}  # type: ignore[misc]


def plain_decimal(name: str, value: Fraction, *, least: int = DECIMALS) -> Decimal:
    """A target as the decimal that it is: 4.96, 4.90, 4.985.

    Raises `ChallengeRefused` for a value that four decimals can't write.
    """
    for decimals in range(least, MOST_DECIMALS + 1):
        if cut(value, decimals=decimals) == value:
            return cut(value, decimals=decimals)
    raise _refused(name, value, say("a number with at most {most} decimals", most=MOST_DECIMALS))


def _average_goal(asked: Mapping[str, object]) -> AverageGoal | None:
    at_least, over = _stars(asked, "average"), _whole(asked, "over")
    if at_least is None and over is None:
        return None
    if at_least is None:
        raise ChallengeRefused(NO_AVERAGE, over=over)
    if over is None:
        raise ChallengeRefused(NO_COUNT, average=plain_decimal("average", at_least))
    return AverageGoal(at_least=at_least, over=over)


def _solving_goal(asked: Mapping[str, object]) -> SolvingGoal | None:
    minutes = _whole(asked, "solved_within", most=MOST_MINUTES)
    average = _stars(asked, "solved_average")
    if minutes is None and average is None:
        return None
    if average is None:
        raise ChallengeRefused(NO_GATE)
    if minutes is None:
        raise ChallengeRefused(NO_TIME)
    return SolvingGoal(minutes=minutes, average=average)


def _count_mode(asked: Mapping[str, object]) -> CountMode:
    value = asked.get("count_mode", CountMode.AT_LEAST)
    if not isinstance(value, str) or value not in list(CountMode):
        raise _refused("count_mode", value, ", ".join(CountMode))
    return CountMode(value)


def _check_first(criteria: Criteria) -> None:
    """Of the first N ratings there are never more than N."""
    if criteria.count_mode is not CountMode.FIRST_N:
        return
    if criteria.average is None:
        raise ChallengeRefused(NO_FIRST)
    over = criteria.average.over
    for value in (criteria.ratings, criteria.fives):
        if value is not None and value > over:
            raise ChallengeRefused(TOO_MANY, over=over, value=value)


def _stars(asked: Mapping[str, object], name: str) -> Fraction | None:
    allowed = say("a number from 1 to 5 such as 4.96")
    value = _decimal(asked, name, allowed)
    if value is not None and not 1 <= value <= 5:
        raise _refused(name, asked[name], allowed)
    return value


def _share(asked: Mapping[str, object], name: str) -> Fraction | None:
    allowed = say("a per cent above 0, at most 100")
    value = _decimal(asked, name, allowed)
    if value is not None and not 0 < value <= 100:
        raise _refused(name, asked[name], allowed)
    return None if value is None else value / 100


def _decimal(asked: Mapping[str, object], name: str, allowed: object) -> Fraction | None:
    """The exact number that a text writes; a float is refused, since it isn't that number."""
    if name not in asked:
        return None
    value = asked[name]
    text = str(value).removesuffix("%").strip()
    if isinstance(value, bool | float) or not _DECIMAL.fullmatch(text):
        raise _refused(name, value, allowed)
    return Fraction(text.replace(",", "."))


def _whole(asked: Mapping[str, object], name: str, *, most: int = MOST_NEEDED) -> int | None:
    if name not in asked:
        return None
    value = asked[name]
    text = str(value).strip()
    fits = not isinstance(value, bool | float) and _WHOLE.fullmatch(text)
    if not fits or not 1 <= int(text) <= most:
        raise _refused(name, value, say("a number from 1 to {most}", most=most))
    return int(text)


def _percent(name: str, share: Fraction | None) -> str | None:
    return None if share is None else str(plain_decimal(name, share * 100, least=0))


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _refused(name: str, value: object, allowed: object) -> ChallengeRefused:
    return ChallengeRefused(field=name, value=str(value), allowed=allowed)
