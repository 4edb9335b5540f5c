"""A challenge in words: what there is, what is still needed, what can still be afforded.

Sentences say what somebody has and what is left to do, never what is wrong.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from gamify.averages import DECIMALS, NOTHING, cut
from gamify.challenges.countdown import Countdown
from gamify.challenges.criteria import Criteria, Criterion
from gamify.challenges.outlook import WORDS, outlook_of, show_chance
from gamify.challenges.reading import plain_decimal
from gamify.challenges.standing import AverageStanding, ChallengeStanding, Check
from gamify.challenges.wording import fives, fours, listed, ones, ratings, threes, twos
from gamify.language import Message, count, say


def title_of(criteria: Criteria) -> Message:
    """What a challenge asks for: "4.96 on average over 100 ratings and 80 fives"."""
    return listed([goal_sentence(one, criteria) for one in criteria.asked])


def goal_sentence(one: Criterion, criteria: Criteria) -> Message:
    """One criterion as it is asked for."""
    match one:
        case Criterion.AVERAGE:
            return _average_goal(criteria)
        case Criterion.RATINGS:
            return ratings(criteria.ratings or 0)
        case Criterion.FIVES:
            return fives(criteria.fives or 0)
        case Criterion.FIVES_SHARE:
            return say("{share} % fives", share=_percent(criteria.fives_share))
        case Criterion.RESPONSE:
            return say("{share} % of tickets rated", share=_percent(criteria.response))
        case _:
            return _solving_goal(criteria)


def check_sentence(check: Check) -> Message:
    """What there is of a criterion beside what is asked for: "86 of 100 ratings"."""
    has, wants = check.has, check.wants
    if has is None:
        return say("nothing to tell from yet")
    match check.criterion:
        case Criterion.AVERAGE:
            return say("{has}, goal {wants}", has=_stars(has), wants=_stars(wants))
        case Criterion.RATINGS:
            return count("{has} of {n} rating", "{has} of {n} ratings", n=int(wants), has=has)
        case Criterion.FIVES:
            return count("{has} of {n} five", "{has} of {n} fives", n=int(wants), has=has)
        case Criterion.SOLVING:
            return say(
                "half solved within {has} min, goal {wants} min", has=-(-has // 1), wants=wants
            )
        case _:
            return say("{has} %, goal {wants} %", has=_percent(has), wants=_percent(wants))


def days_sentence(countdown: Countdown) -> Message:
    """The days after today, or that there are none: "39 days left"."""
    if countdown.is_over:
        return say("over")
    if not countdown.days:
        return say("last day")
    return count("{n} day left", "{n} days left", n=countdown.days)


def working_days_sentence(countdown: Countdown) -> Message:
    """The working days after today: "27 working days"."""
    return count("{n} working day", "{n} working days", n=countdown.working_days)


def needed_sentences(standing: ChallengeStanding) -> list[Message]:
    """What is still needed: "13 more ratings", "5 more fives"; nothing where all is there."""
    needed = []
    if n := standing.ratings_needed:
        needed.append(count("{n} more rating", "{n} more ratings", n=n))
    if n := standing.fives_needed:
        needed.append(count("{n} more five", "{n} more fives", n=n))
    return needed


def pace_sentence(standing: ChallengeStanding) -> Message | None:
    """The pace from here; None where nothing is needed, and on the last working day, whose need
    says it all.
    """
    if standing.countdown.left < 1:
        return None
    if standing.ratings_needed and standing.ratings_pace is not None:
        return say("{pace} ratings a working day", pace=standing.ratings_pace)
    if standing.fives_needed and standing.fives_pace is not None:
        return say("{pace} fives a working day", pace=standing.fives_pace)
    return None


def afford_sentences(average: AverageStanding) -> list[Message]:
    """What may still come, one kind at a time: "1 four we can still afford"."""
    kinds = (fours, threes, twos, ones)
    return [
        say("{ratings} we can still afford", ratings=kind(n))
        for kind, n in zip(kinds, average.afford, strict=True)
        if n
    ]


def climb_sentence(average: AverageStanding) -> Message | None:
    """The way back to the average; None while it holds, and where there is none."""
    if not average.climb:
        return None
    return count(
        "{n} five in a row brings the average back",
        "{n} fives in a row bring the average back",
        n=average.climb,
    )


def projection_sentence(standing: ChallengeStanding) -> Message | None:
    """Where the pace so far leads; None before any working time has passed."""
    if standing.projected is None:
        return None
    return count(
        "{n} rating at the end at today's pace",
        "{n} ratings at the end at today's pace",
        n=standing.projected,
    )


def chance_sentence(standing: ChallengeStanding) -> Message:
    """The probability with its word: "64 %: on track"."""
    chance = standing.chance
    if chance is None:
        return say("too early for a forecast")
    shown = show_chance(chance, is_over=standing.countdown.is_over)
    return say("{chance}: {outlook}", chance=shown, outlook=WORDS[outlook_of(chance)])


def _average_goal(criteria: Criteria) -> Message:
    goal = criteria.average
    if goal is None:
        return Message(NOTHING)
    average = plain_decimal(Criterion.AVERAGE, goal.at_least)
    if criteria.first is None:
        return count(
            "{average} on average over {n} rating",
            "{average} on average over {n} ratings",
            n=goal.over,
            average=average,
        )
    return count(
        "{average} on average over the first rating",
        "{average} on average over the first {n} ratings",
        n=goal.over,
        average=average,
    )


def _solving_goal(criteria: Criteria) -> Message:
    goal = criteria.solving
    if goal is None:
        return Message(NOTHING)
    return count(
        "half of the tickets solved within {n} minute while the average is {average}",
        "half of the tickets solved within {n} minutes while the average is {average}",
        n=goal.minutes,
        average=plain_decimal("solved_average", goal.average),
    )


def _stars(value: Fraction | int) -> Decimal:
    return cut(Fraction(value), decimals=DECIMALS)


def _percent(share: Fraction | int | None) -> Decimal | int:
    """Per cents cut to one decimal, whole ones without it."""
    percent = Fraction(share or 0) * 100
    return percent.numerator if percent.denominator == 1 else cut(percent, decimals=1)
