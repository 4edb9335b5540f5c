"""What a pause says, the same on boards, walls and in the daily message."""

from __future__ import annotations

from gamify.language import Message, say
from gamify.pauses import Pause


def pause_sentence(pause: Pause, *, team: str) -> Message:
    """Until when the game rests, and for whom; "" is everybody."""
    if team:
        return say("The game is paused for {team} until {day}", team=team, day=pause.last)
    return say("The game is paused until {day}", day=pause.last)
