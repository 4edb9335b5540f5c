"""What a day brought to a challenge, and who brought it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gamify.challenges.wording import ratings
from gamify.credit import show_credits, show_share
from gamify.language import Message, count, say
from gamify.ratings import CREDIT, StarCounts

#: A message names so many people; of the others it says how many they are.
MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class DayScorer:
    """Who brought ratings on a day: the shares in them in credit units, and in fives alone."""

    engineer_id: int
    name: str
    units: int
    fives: int


@dataclass(frozen=True, slots=True)
class DayScorers:
    """A day's ratings and who brought them, the largest share first."""

    day: date
    stars: StarCounts
    scorers: tuple[DayScorer, ...] = ()


def brought_sentence(brought: DayScorers, *, language: str = "en") -> Message | None:
    """The day in words: "3 ratings: Ann 2, Bob ½, Cid ½"; None without a rating.

    Stars aren't told, so that nobody stands there with a low one.
    """
    stars, scorers = brought.stars, brought.scorers
    if not stars.n:
        return None
    said = ratings(stars.n)
    if not scorers:
        return said
    named = [_named(one, stars.n, language) for one in scorers[:MOST_NAMED]]
    if len(scorers) > MOST_NAMED:
        rest = len(scorers) - MOST_NAMED
        named.append(count("{n} more colleague", "{n} more colleagues", n=rest))
    names = Message(
        ", ".join(f"{{name{at}}}" for at in range(len(named))),
        {f"name{at}": name for at, name in enumerate(named)},
    )
    return Message("{ratings}: {names}", {"ratings": said, "names": names})


def kind_word(comment: str | None, *, longest: int = 280) -> Message | None:
    """A customer's words as they stand; very long ones are cut behind a word."""
    if comment is None or not comment.strip():
        return None
    words = comment if len(comment) <= longest else _shortened(comment, longest)
    return say("A customer: “{words}”", words=words)


def _shortened(text: str, longest: int) -> str:
    """The words that fit; where there is no space between any, the characters that do."""
    head = text[:longest]
    if not text[longest].isspace() and len(parts := head.rsplit(maxsplit=1)) > 1:
        head = parts[0]
    return head.rstrip() + "…"


def _named(one: DayScorer, brought: int, language: str) -> Message:
    """A name with the share in the day's ratings; whoever brought all of them needs none."""
    if one.units == brought * CREDIT:
        return Message("{name}", {"name": one.name})
    show = show_share if one.units < CREDIT else show_credits
    return Message(
        "{name} {share}", {"name": one.name, "share": show(one.units, language=language)}
    )
