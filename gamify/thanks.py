"""What thanks say, the same on the page, on a wall and in the daily message."""

from __future__ import annotations

from gamify.language import Message, say


def thanks_sentence(*, sayer: str, helper: str, ticket: str) -> Message:
    """Who thanks whom for which help; names stand literally."""
    return say(
        "{sayer} thanks {helper} for help on ticket {ticket}",
        sayer=sayer,
        helper=helper,
        ticket=ticket,
    )
