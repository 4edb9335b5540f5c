"""What a challenge came to, from its last standing, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from gamify.averages import DECIMALS, cut, percent_over
from gamify.challenges.challenge import Challenge, Result
from gamify.challenges.countdown import Countdown
from gamify.challenges.criteria import Criterion
from gamify.challenges.sentences import check_sentence
from gamify.challenges.standing import ChallengeStanding, ChallengeSums, Check, judge_challenge
from gamify.challenges.wording import stars_sentence
from gamify.language import Message, count, say
from gamify.ratings import StarCounts

_OVER = Countdown(date.max, 0, 0, Fraction(0), Fraction(0), has_begun=True, is_over=True)


def result_of(standing: ChallengeStanding) -> Result:
    """The result that a standing after the last day is."""
    sums, checks = standing.sums, standing.checks
    average = next((one.has for one in checks if one.criterion is Criterion.AVERAGE), None)
    return Result(
        is_met=standing.is_met,
        stars=sums.stars,
        average=sums.stars.average if average is None else Fraction(average),
        checks={one.criterion: one.is_met for one in checks},
        tickets=sums.tickets,
        rated=sums.rated,
        median_minutes=sums.median_minutes,
    )


def checks_of(challenge: Challenge, result: Result) -> tuple[Check, ...]:
    """Each criterion with what there was in the end; whether it held is as it was kept."""
    sums = ChallengeSums(result.stars, result.tickets, result.rated, result.median_minutes)
    found = judge_challenge(challenge.criteria, sums, countdown=_OVER).checks
    return tuple(
        replace(
            check,
            has=result.average if check.criterion is Criterion.AVERAGE else check.has,
            is_met=result.checks[check.criterion],
        )
        for check in found
    )


def result_lines(challenge: Challenge, result: Result, *, year_ago: StarCounts) -> list[Message]:
    """How a challenge ended: thanks first, then what was brought in."""
    thanks = say("The challenge is over: thank you for every rating.")
    if result.is_met:
        thanks = say("The challenge is met. Thank you, everybody!")
    checks = [check_sentence(check) for check in checks_of(challenge, result)]
    ended = say("Where it ended: {checks}", checks=one_after_another(checks))
    lines = [thanks, so_far(result.stars, result.average, is_over=True), ended]
    if year_ago.n:
        lines.append(_beside(year_ago))
    return lines


def so_far(stars: StarCounts, average: Fraction | None, *, is_over: bool) -> Message:
    """The ratings with their average: "So far: 85 fives and 1 four, 4.98 on average"."""
    said = stars_sentence(stars)
    if average is not None and not stars.n:
        said = say("less than one whole rating")
    elif average is not None:
        average_said = cut(average, decimals=DECIMALS)
        said = say("{stars}, {average} on average", stars=said, average=average_said)
    return say("Result: {stars}", stars=said) if is_over else say("So far: {stars}", stars=said)


def one_after_another(checks: list[Message]) -> Message:
    """All criteria in a row: "4.98, goal 4.96; 86 of 100 ratings"."""
    places = "; ".join(f"{{check{at}}}" for at in range(len(checks)))
    return Message(places, {f"check{at}": check for at, check in enumerate(checks)})


def record_line(result: Result, *, best: int) -> Iterator[Message]:
    """That more ratings came in than in any season before; nothing where they didn't."""
    percent = percent_over(result.stars.n, best)
    if percent is not None and result.stars.n > best:
        yield say(
            "More ratings than ever: {percent} % over the best so far, {best}",
            percent=percent,
            best=best,
        )


def _beside(year_ago: StarCounts) -> Message:
    """The same season a year ago, so that everybody sees what has grown."""
    return count(
        "A year ago: {average} over {n} rating",
        "A year ago: {average} over {n} ratings",
        n=year_ago.n,
        average=cut(year_ago.average or Fraction(0), decimals=DECIMALS),
    )
