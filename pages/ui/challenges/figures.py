"""The three figures below a challenge's chart: the average, what it allows, the pace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gamify.averages import DECIMALS, show_average
from gamify.challenges.criteria import Criterion
from gamify.challenges.reading import plain_decimal
from gamify.challenges.standing import AverageStanding, ChallengeStanding
from gamify.language import count, say, shown, translate


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure and what it is; `also` are further kinds of the same."""

    value: str
    name: str
    also: str = ""


def figures(standing: ChallengeStanding, *, language: str) -> tuple[Figure, ...]:
    """The figures that a challenge has; once no rating can come, the average alone."""
    found = [_average(standing, language)]
    if standing.countdown.is_over or standing.is_complete:
        return tuple(found)
    if standing.average is not None and standing.sums.stars.n:
        found.append(_allowed(standing.average, language))
    return (*found, *_paces(standing, language))


def _average(standing: ChallengeStanding, language: str) -> Figure:
    """The exact average, cut; beside its goal where it has one."""
    check = next((one for one in standing.checks if one.criterion is Criterion.AVERAGE), None)
    if check is None:
        return Figure(
            standing.show_average(language=language), translate(say("average so far"), language)
        )
    has = None if check.has is None else Fraction(check.has)
    goal = plain_decimal(Criterion.AVERAGE, Fraction(check.wants), least=DECIMALS)
    return Figure(
        show_average(has, language=language),
        translate(say("average so far, goal {goal}", goal=goal), language),
    )


def _allowed(average: AverageStanding, language: str) -> Figure:
    """Fours that can be afforded, or fives that lead back."""
    if average.climb is None:
        return Figure("–", translate(say("this average can’t be reached any more"), language))
    if average.climb:
        name = count(
            "five in a row brings the average back",
            "fives in a row bring the average back",
            n=average.climb,
        )
        return Figure(shown(average.climb, language), translate(name, language))
    fours = average.afford.fours
    if not fours:
        return Figure("0", translate(say("From here on only fives keep the average"), language))
    return Figure(
        shown(fours, language),
        translate(
            count("four we can still afford", "fours we can still afford", n=fours), language
        ),
        _others(average, language),
    )


def _others(average: AverageStanding, language: str) -> str:
    """The other kinds, one kind at a time: "or 2 threes, or 1 two"."""
    afford = average.afford
    kinds = (
        (count("{n} three", "{n} threes", n=afford.threes), afford.threes),
        (count("{n} two", "{n} twos", n=afford.twos), afford.twos),
        (count("{n} one", "{n} ones", n=afford.ones), afford.ones),
    )
    some = [translate(say("or {ratings}", ratings=kind), language) for kind, n in kinds if n]
    return ", ".join(some)


def _paces(standing: ChallengeStanding, language: str) -> Iterator[Figure]:
    """What is needed a working day, of ratings and of fives."""
    if standing.ratings_needed and standing.ratings_pace is not None:
        name = say("ratings a working day from here")
        yield Figure(shown(standing.ratings_pace, language), translate(name, language))
    if standing.fives_needed and standing.fives_pace is not None:
        name = say("fives a working day from here")
        yield Figure(shown(standing.fives_pace, language), translate(name, language))
