"""What a target means, in sentences, while a lead drags it."""

from __future__ import annotations

from collections.abc import Iterator

from gamify.challenges.criteria import Criterion
from gamify.challenges.forecast import FORECAST
from gamify.challenges.preview import TargetPreview
from gamify.challenges.sentences import climb_sentence, needed_sentences, pace_sentence
from gamify.challenges.wording import listed, stars_sentence
from gamify.language import Message, say, translate

_UNFORECAST = (Criterion.RESPONSE, Criterion.SOLVING)


def meaning(preview: TargetPreview, language: str) -> list[str]:
    """The sentences, the arithmetic first and the advice last; each with a capital."""
    return [capital(translate(one, language)) for one in _sentences(preview)]


def capital(text: str) -> str:
    """A sentence of our own with its first letter large; never for what somebody else wrote."""
    return text[:1].upper() + text[1:]


def _sentences(preview: TargetPreview) -> Iterator[Message]:
    standing = preview.standing
    asked = standing.criteria.asked
    if preview.just_meets is not None:
        yield say("Just enough: {stars}", stars=stars_sentence(preview.just_meets))
    yield from _needed(preview)
    yield from preview.advice
    if standing.chance is None and set(asked) & set(FORECAST):
        yield say("too early for a forecast")
    if set(asked) & set(_UNFORECAST):
        yield say("Tickets rated and the time to solve are followed without a forecast.")


def _needed(preview: TargetPreview) -> Iterator[Message]:
    standing = preview.standing
    needed, pace = needed_sentences(standing), pace_sentence(standing)
    if needed and standing.sums.stars.n:
        yield say("Still needed: {needed}", needed=listed(needed))
    if pace is not None:
        yield pace
    if standing.average is not None:
        if standing.average.climb is None:
            yield say("this average can’t be reached any more")
        climb = climb_sentence(standing.average)
        if climb is not None:
            yield climb
    if standing.is_met:
        yield say("Everything asked for is there")
