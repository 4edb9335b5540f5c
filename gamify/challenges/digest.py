"""The daily message about a challenge, line by line: plain text for any chat.

It says what is there and what is left to do, and it names people with what they brought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gamify.challenges.challenge import Challenge, Edit, Result
from gamify.challenges.criteria import Criterion
from gamify.challenges.daily import DayScorers, brought_sentence, kind_word
from gamify.challenges.ending import one_after_another, record_line, result_lines, so_far
from gamify.challenges.forecast import FORECAST
from gamify.challenges.outlook import show_chance
from gamify.challenges.sentences import (
    chance_sentence,
    check_sentence,
    climb_sentence,
    days_sentence,
    needed_sentences,
    pace_sentence,
    working_days_sentence,
)
from gamify.challenges.standing import AverageStanding, ChallengeStanding
from gamify.challenges.states import is_settled
from gamify.challenges.wording import fours, listed, ones, threes, twos
from gamify.language import Message, count, say, translate
from gamify.ratings import StarCounts


@dataclass(frozen=True, slots=True)
class DigestDay:
    """Everything that the message of a day is made of.

    `result` is there on the day after the last one; `is_closed` says that it stays. `week_ago`
    is the probability of seven days before, `best_before` the most ratings of any season before.
    """

    challenge: Challenge
    day: date
    standing: ChallengeStanding
    brought: tuple[DayScorers, ...] = ()
    week_ago: float | None = None
    edits: tuple[Edit, ...] = ()
    comment: str | None = None
    year_ago: StarCounts = StarCounts()  # noqa: RUF009  (a tuple never changes)
    result: Result | None = None
    is_closed: bool = False
    best_before: int = 0


def digest_title(digest: DigestDay) -> Message:
    """The head of the message: what is asked for, and the days left."""
    name = digest.challenge.name
    if digest.result is not None:
        if digest.result.is_met:
            return say("{challenge}: met", challenge=name)
        return say("{challenge}: the result", challenge=name)
    left = days_sentence(digest.standing.countdown)
    return Message("{challenge}: {left}", {"challenge": name, "left": left})


def head_of(challenge: Challenge, head: Message, language: str) -> str:
    """A head in a language; what a lead has called the challenge stays as it is."""
    return translate(head, language) if challenge.title else line_of(head, language)


def digest_text(digest: DigestDay, *, language: str) -> str:
    """The message below its head: a line for each thing, each with a capital."""
    lines = _ending(digest, language) if digest.result else _running(digest, language)
    return "\n".join(line_of(message, language) for message in lines)


def _running(digest: DigestDay, language: str) -> Iterator[Message]:
    standing = digest.standing
    yield _days(standing)
    yield from _changed(digest)
    yield from _brought(digest, language)
    average = next((c.has for c in standing.checks if c.criterion is Criterion.AVERAGE), None)
    stars = standing.sums.stars
    yield so_far(stars, stars.average if average is None else Fraction(average), is_over=False)
    checks = [check_sentence(check) for check in standing.checks]
    yield say("Where it stands: {checks}", checks=one_after_another(checks))
    yield from _needed(standing)
    if standing.average is not None and stars.n:
        yield from _allowed(standing.average)
    yield from _chance(digest)
    yield from _word(digest)


def _ending(digest: DigestDay, language: str) -> Iterator[Message]:
    result = digest.result
    if result is None:
        return
    yield from _brought(digest, language)
    yield from result_lines(digest.challenge, result, year_ago=digest.year_ago)
    yield from record_line(result, best=digest.best_before)
    if not digest.is_closed:
        yield say("Ratings of the last day that still come in today count as well")
    yield from _word(digest)


def _days(standing: ChallengeStanding) -> Message:
    countdown = standing.countdown
    days = days_sentence(countdown)
    if not countdown.days:
        return days
    working = working_days_sentence(countdown)
    return Message("{days}, {working}", {"days": days, "working": working})


def _changed(digest: DigestDay) -> Iterator[Message]:
    """A change is told on its day and on the day after."""
    for edit in digest.edits:
        if 0 <= (digest.day - edit.day).days <= 1:
            yield edit.sentence


def _brought(digest: DigestDay, language: str) -> Iterator[Message]:
    for brought in digest.brought:
        said = brought_sentence(brought, language=language)
        if said is None:
            continue
        if brought.day == digest.day:
            yield say("Today: {brought}", brought=said)
        else:
            yield say("Yesterday: {brought}", brought=said)


def _needed(standing: ChallengeStanding) -> Iterator[Message]:
    needed = needed_sentences(standing)
    if needed:
        pace, said = pace_sentence(standing), listed(needed)
        if pace is not None:
            said = Message("{needed}, {pace}", {"needed": said, "pace": pace})
        yield say("Still needed: {needed}", needed=said)
    elif standing.is_met:
        yield say("Everything asked for is there")
    fives_over = _over(standing, Criterion.FIVES)
    if fives_over:
        yield count("{n} five more than asked for", "{n} fives more than asked for", n=fives_over)


def _over(standing: ChallengeStanding, criterion: Criterion) -> int:
    check = next((one for one in standing.checks if one.criterion is criterion), None)
    has = None if check is None else check.has
    return 0 if check is None or has is None else max(int(has - check.wants), 0)


def _allowed(average: AverageStanding) -> Iterator[Message]:
    """What the average still allows, one kind of rating at a time, and the way back to it."""
    climb = climb_sentence(average)
    if climb is not None:
        yield climb
    kinds = zip((fours, threes, twos, ones), average.afford, strict=True)
    some = [kind(n) for kind, n in kinds if n]
    if some:
        places = [f"{{kind{at}}}" for at in range(len(some))]
        values = {f"kind{at}": kind for at, kind in enumerate(some)}
        kinds_said = Message(" / ".join(places), values)
        yield say("We can still afford one of these: {kinds}", kinds=kinds_said)
    elif average.holds:
        yield say("From here on only fives keep the average")


def _chance(digest: DigestDay) -> Iterator[Message]:
    """Nothing where it is settled, and where nothing is asked for that could be forecast."""
    standing = digest.standing
    if is_settled(standing):
        if standing.is_met:
            yield say("The challenge is met: nothing can take it back")
        return
    if not set(standing.criteria.asked) & set(FORECAST):
        return
    said = chance_sentence(standing)
    if digest.week_ago is not None and standing.chance is not None:
        said = say(
            "{chance}; a week ago {before}", chance=said, before=show_chance(digest.week_ago)
        )
    yield say("Will it work out? {chance}", chance=said)


def _word(digest: DigestDay) -> Iterator[Message]:
    word = kind_word(digest.comment)
    if word is not None:
        yield word


def line_of(message: Message, language: str) -> str:
    """A message as a line of its own, with a capital."""
    text = translate(message, language)
    return text[:1].upper() + text[1:]
