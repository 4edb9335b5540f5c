"""What a decision about people does, tried or taken, as texts; pages and commands say the same."""

from __future__ import annotations

from db.commands.attribution import Moved
from db.commands.mergers import Merged
from db.commands.undo import TakenBack
from db.previews import Standing
from gamify.averages import show_average
from gamify.language import Message, count, say, translate


def told_words(told: object, language: str) -> str:
    """How much goes along, in a sentence; "" where nothing can."""
    return " ".join(translate(part, language) for part in _parts(told))


def line_words(standing: Standing | None, language: str) -> str:
    """A team's line in a table: place, average and ratings."""
    if standing is None:
        return "–"
    place = "–" if standing.place is None else str(standing.place)
    ratings = translate(count("{n} rating", "{n} ratings", n=standing.ratings), language)
    average = "–" if standing.average is None else show_average(standing.average, language=language)
    return f"{place} · {average} · {ratings}"


def _parts(told: object) -> list[Message]:
    match told:
        case Moved():
            return [
                count("{n} rating goes along.", "{n} ratings go along.", n=told.ratings),
                count("{n} ticket goes along.", "{n} tickets go along.", n=told.tickets),
            ]
        case Merged():
            return [
                count("{n} rating moves.", "{n} ratings move.", n=told.ratings),
                count("{n} ticket moves.", "{n} tickets move.", n=told.tickets),
                count("{n} membership moves.", "{n} memberships move.", n=told.memberships),
                say("Nobody's credit is doubled."),
            ]
        case TakenBack():
            return [
                count("{n} rating goes.", "{n} ratings go.", n=told.ratings),
                count("{n} ticket goes.", "{n} tickets go.", n=told.tickets),
                count(
                    "{n} rating becomes what it was.",
                    "{n} ratings become what they were.",
                    n=told.changed,
                ),
            ]
        case int():
            return [count("{n} ticket is concerned.", "{n} tickets are concerned.", n=told)]
    return []
