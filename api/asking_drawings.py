"""What the page for rating shows: the question, the thanks, a change, and what can't be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from api.asking_page import Drawing
from db.queries.asking import KeptAnswer
from gamify.asking.answers import Step, is_late
from gamify.asking.links import AskLink, LinkExpired
from gamify.asking.words import ChangesOver, CommentTooLong, TooManyComments
from gamify.errors import CrownboardError, DatabaseRefused
from gamify.language import Message, count, say
from gamify.post import KeyRefused

#: What a refusal is for programs; all others are addresses that lead nowhere.
_STATUS: Mapping[type[CrownboardError], int] = {
    LinkExpired: 410,
    ChangesOver: 409,
    CommentTooLong: 422,
    TooManyComments: 429,
    DatabaseRefused: 503,
    KeyRefused: 503,
}


def asking(link: AskLink, stars: int, *, engineer: str = "", itself: bool = False) -> Drawing:
    """The question, with the star that was clicked in the mail; 0 without one."""
    about = (
        say(
            "Your request {ticket}, which {engineer} took care of",
            ticket=link.ticket,
            engineer=engineer,
        )
        if engineer
        else say("Your request {ticket}", ticket=link.ticket)
    )
    return Drawing(
        say("How did we do?"),
        about=about,
        gave=stars,
        chosen=stars,
        step=Step.FIRST,
        itself=itself,
    )


def answered(kept: KeptAnswer, stars: int, *, days: int, now: datetime) -> Drawing:
    """What is kept already; another star that was clicked is a question first."""
    if kept.is_held:
        return held()
    is_other = bool(stars) and stars != kept.stars
    if is_other and not is_late(kept.kept, now, days=days):
        return changing(stars, kept)
    return thanks(kept, days=days, now=now, comment=kept.comment or "")


def thanks(
    kept: KeptAnswer, *, days: int, now: datetime, done: Message | None = None, comment: str = ""
) -> Drawing:
    """The rating that is kept, a place for words, and how to change it."""
    last = kept.given_at + timedelta(days=days)
    is_open = not is_late(kept.kept, now, days=days)
    late = say("It could be changed up to {day}; now it stays as it is.", day=last.date())
    return Drawing(
        say("Thank you!"),
        note=None if is_open else late,
        done=done,
        gave=kept.stars,
        comments=is_open,
        comment=comment,
        until=last.date() if is_open else None,
    )


def changing(stars: int, kept: KeptAnswer | None = None) -> Drawing:
    """Another star than before was clicked: a person presses. `kept` is told where it may be."""
    note = (
        say("You have rated this request before.")
        if kept is None
        else count(
            "On {day} you gave {n} star.",
            "On {day} you gave {n} stars.",
            n=kept.stars,
            day=kept.given_at.date(),
        )
    )
    return Drawing(
        say("Change your rating?"), note=note, gave=stars, chosen=stars, step=Step.CHANGE
    )


def held() -> Drawing:
    """Several stars came within seconds: somebody says which one it is."""
    note = say(
        "Several ratings came by your link within seconds, as programs send them that check "
        "e-mails. Please choose yours; then it counts."
    )
    return Drawing(say("Which one is yours?"), note=note, step=Step.CONFIRM)


def resend(link: AskLink, stars: int) -> Drawing:
    """The question once more, for what a program seems to have sent."""
    return asking(link, stars)._replace(note=say("Please press the button, then it counts."))


def refused(error: CrownboardError, asked: Mapping[str, str]) -> tuple[Drawing, int]:
    """A refusal in a sentence, and its status; what was sent is kept in the form to be sent again.

    While the database is away nothing was kept, and the page says so.
    """
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 404)
    if not isinstance(error, DatabaseRefused | KeyRefused):
        return _kindly(error, asked), status
    problem = say("We can’t keep your rating right now, sorry. Please try again in a moment.")
    stars = asked.get("stars", "")
    if stars in _STARS:
        step = Step(asked["step"]) if asked.get("step") in _STEPS else Step.FIRST
        given = int(stars)
        return Drawing(
            say("Not kept yet"), problem=problem, gave=given, chosen=given, step=step
        ), status
    return Drawing(
        say("Not kept yet"),
        problem=problem,
        comments="comment" in asked,
        comment=asked.get("comment", ""),
    ), status


def _kindly(error: CrownboardError, asked: Mapping[str, str]) -> Drawing:
    sentence = Message(error.template, error.values)
    if isinstance(error, CommentTooLong | TooManyComments):
        words = asked.get("comment", "")
        return Drawing(say("Almost"), problem=sentence, comments=True, comment=words)
    return Drawing(say("Hello!"), note=sentence)


_STARS = frozenset("12345")
_STEPS = frozenset(Step)
