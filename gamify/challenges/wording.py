"""Ratings counted in words, for everything that speaks of a challenge."""

from __future__ import annotations

from collections.abc import Sequence

from gamify.language import Message, count, say
from gamify.ratings import StarCounts


def stars_sentence(stars: StarCounts) -> Message:
    """The ratings there are: "96 fives and 4 fours"."""
    words = (fives, fours, threes, twos, ones)
    some = [word(n) for word, n in zip(words, stars, strict=True) if n]
    return listed(some) if some else say("no ratings yet")


def listed(messages: Sequence[Message]) -> Message:
    """Several texts as one: "a, b and c". There is at least one."""
    if len(messages) == 1:
        return messages[0]
    some = messages[0]
    for message in messages[1:-1]:
        some = Message("{some}, {next}", {"some": some, "next": message})
    return say("{some} and {last}", some=some, last=messages[-1])


def ratings(n: int) -> Message:
    """So many ratings."""
    return count("{n} rating", "{n} ratings", n=n)


def fives(n: int) -> Message:
    """So many ratings of five stars."""
    return count("{n} five", "{n} fives", n=n)


def fours(n: int) -> Message:
    """So many ratings of four stars."""
    return count("{n} four", "{n} fours", n=n)


def threes(n: int) -> Message:
    """So many ratings of three stars."""
    return count("{n} three", "{n} threes", n=n)


def twos(n: int) -> Message:
    """So many ratings of two stars."""
    return count("{n} two", "{n} twos", n=n)


def ones(n: int) -> Message:
    """So many ratings of one star."""
    return count("{n} one", "{n} ones", n=n)
