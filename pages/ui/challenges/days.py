"""The countdown on a card: the great figure, what it counts, and the line below."""

from __future__ import annotations

from gamify.challenges.countdown import Countdown
from gamify.challenges.sentences import working_days_sentence
from gamify.language import Message, count, say
from gamify.seasons import Season, SeasonKind


def great_figure(countdown: Countdown, season: Season) -> tuple[int | None, Message]:
    """The figure that is read from afar, None where words say it better, and what it counts."""
    if not countdown.has_begun:
        n = (season.first - countdown.today).days
        return n, count("day until it begins", "days until it begins", n=n)
    if countdown.is_over:
        return None, say("over")
    if not countdown.days:
        return None, say("last day")
    return countdown.days, _left(season.kind, countdown.days)


def until_sentence(countdown: Countdown, season: Season) -> Message:
    """When it ends: "27 working days, ends 31 Dec 2026"."""
    if not countdown.has_begun:
        return say("{first} – {last}", first=season.first, last=season.last)
    if countdown.is_over:
        return say("ended {day}", day=season.last)
    if not countdown.days:
        return say("ends today, {day}", day=season.last)
    return say("{days}, ends {day}", days=working_days_sentence(countdown), day=season.last)


def _left(kind: SeasonKind, n: int) -> Message:
    match kind:
        case SeasonKind.QUARTER:
            return count("day left in the quarter", "days left in the quarter", n=n)
        case SeasonKind.MONTH:
            return count("day left in the month", "days left in the month", n=n)
        case SeasonKind.YEAR:
            return count("day left in the year", "days left in the year", n=n)
        case SeasonKind.RANGE:
            return count("day left", "days left", n=n)
