"""What a challenge came to, as JSON that is written once and read ever after."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from gamify.challenges.challenge import Result
from gamify.challenges.criteria import Criterion
from gamify.ratings import StarCounts


def stored_result(result: Result) -> dict[str, Any]:
    """A result as JSON; fractions are texts."""
    return {
        "is_met": result.is_met,
        "stars": list(result.stars),
        "average": _text(result.average),
        "checks": {criterion.value: is_met for criterion, is_met in result.checks.items()},
        "tickets": result.tickets,
        "rated": result.rated,
        "median_minutes": _text(result.median_minutes),
    }


def read_result(stored: Mapping[str, Any]) -> Result:
    """The result that `stored_result` kept."""
    return Result(
        is_met=stored["is_met"],
        stars=StarCounts(*stored["stars"]),
        average=_fraction(stored["average"]),
        checks={Criterion(name): is_met for name, is_met in stored["checks"].items()},
        tickets=stored["tickets"],
        rated=stored["rated"],
        median_minutes=_fraction(stored["median_minutes"]),
    )


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
