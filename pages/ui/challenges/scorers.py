"""Who brought ratings on a day, with their shares, as texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gamify.challenges.daily import DayScorers
from gamify.credit import show_credits, show_share
from gamify.language import count, shown, translate
from gamify.ratings import CREDIT

#: How many stand on a card at once; more are told as a number.
MOST = 12


@dataclass(frozen=True, slots=True)
class Scorer:
    """Somebody and the share in the day's ratings, like "+2" or "+½"."""

    name: str
    share: str


@dataclass(frozen=True, slots=True)
class ScorersDay:
    """A day of the log; `note` is there where nobody is."""

    title: str
    scorers: tuple[Scorer, ...]
    more: str = ""
    note: str = ""


def scorers_days(
    days: Sequence[DayScorers], *, today: date, language: str
) -> tuple[ScorersDay, ...]:
    """The log of some days, in their order."""
    return tuple(scorers_day(day, today=today, language=language) for day in days)


def scorers_day(brought: DayScorers, *, today: date, language: str) -> ScorersDay:
    """A day of the log."""
    left = len(brought.scorers) - MOST
    return ScorersDay(
        title=_title(brought.day, today, language),
        scorers=tuple(
            Scorer(one.name, f"+{_share(one.units, language)}") for one in brought.scorers[:MOST]
        ),
        more=translate(count("and {n} more", "and {n} more", n=left), language) if left > 0 else "",
        note="" if brought.scorers else _nobody(brought.day, today, language),
    )


def _title(day: date, today: date, language: str) -> str:
    match (today - day).days:
        case 0:
            return translate("Today’s scorers", language)
        case 1:
            return translate("Yesterday’s scorers", language)
        case _:
            return shown(day, language)


def _nobody(day: date, today: date, language: str) -> str:
    if day == today:
        return translate("No ratings yet today", language)
    return translate("No ratings", language)


def _share(units: int, language: str) -> str:
    """Up to one rating as a part of it; more as ratings."""
    show = show_share if units <= CREDIT else show_credits
    return show(units, language=language)
