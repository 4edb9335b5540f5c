"""The archive: challenges that have ended with what they came to, and the department's record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gamify.averages import DECIMALS, cut
from gamify.challenges.challenge import Challenge, Result
from gamify.challenges.ending import checks_of
from gamify.challenges.sentences import check_sentence
from gamify.challenges.states import Stage
from gamify.challenges.wording import stars_sentence
from gamify.language import Message, count, say, translate
from gamify.ratings import StarCounts
from gamify.seasons import Season
from pages.ui.challenges.running_card import CRITERIA, CheckLine, goal_of, name_of
from pages.ui.season_picker import season_title


@dataclass(frozen=True, slots=True)
class PastCard:
    """A challenge that has ended; `state` is met, missed or cancelled, `word` says it kindly."""

    id: str
    title: str
    goal: str
    season: str
    state: str
    word: str
    result: str
    checks: tuple[CheckLine, ...]


def past_card(challenge: Challenge, *, language: str) -> PastCard:
    """The card of a challenge that has ended."""
    result = challenge.result
    state, word = _ending(challenge)
    return PastCard(
        id=str(challenge.id),
        title=name_of(challenge, language),
        goal=goal_of(challenge, language),
        season=season_title(challenge.season, language),
        state=state,
        word=translate(word, language),
        result="" if result is None else translate(_result(result), language),
        checks=() if result is None else tuple(_checks(challenge, result, language)),
    )


def record_sentences(seasons: Sequence[tuple[Season, StarCounts]], language: str) -> list[str]:
    """The department's records: the most ratings, and the best average over enough of them.

    `seasons` have ended, oldest first; where two are equal the later one holds the record.
    """
    rated = [one for one in seasons if one[1].n]
    if not rated:
        return []
    season, stars = max(rated, key=lambda one: (one[1].n, one[0].first))
    most = count(
        "Most ratings: {n} in {season}",
        "Most ratings: {n} in {season}",
        n=stars.n,
        season=season_title(season, language),
    )
    enough = [one for one in rated if 2 * one[1].n >= stars.n]
    season, stars = max(enough, key=lambda one: (one[1].average or 0, one[0].first))
    best = count(
        "Best average: {average} in {season}, over {n} rating",
        "Best average: {average} in {season}, over {n} ratings",
        n=stars.n,
        average=cut(stars.average or Fraction(0), decimals=DECIMALS),
        season=season_title(season, language),
    )
    return [translate(most, language), translate(best, language)]


def _ending(challenge: Challenge) -> tuple[str, Message]:
    if challenge.stage is Stage.CANCELLED or challenge.result is None:
        return "cancelled", say("called off")
    if challenge.result.is_met:
        return "met", say("met")
    return "missed", say("played to the end")


def _result(result: Result) -> Message:
    if result.average is None:
        return stars_sentence(result.stars)
    return say(
        "{stars}, {average} on average",
        stars=stars_sentence(result.stars),
        average=cut(result.average, decimals=DECIMALS),
    )


def _checks(challenge: Challenge, result: Result, language: str) -> Iterator[CheckLine]:
    for check in checks_of(challenge, result):
        word = say("reached") if check.is_met else say("not reached")
        yield CheckLine(
            name=translate(CRITERIA[check.criterion], language),
            text=translate(check_sentence(check), language),
            reached=check.is_met,
            word=translate(word, language),
        )
