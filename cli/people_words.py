"""What the command line says of decisions about people, taken or tried."""

from __future__ import annotations

from typing import Any

from cli.table import text_table
from db.commands.attribution import Moved
from db.commands.mergers import Merged
from db.previews import Preview, Standing
from gamify.averages import show_average
from gamify.language import Message, count, say, shown, translate

COLUMNS = (say("Season"), say("Team"), say("Before"), say("After"))


def done_words(told: object, language: str) -> str:
    """What was done."""
    words = _moved_words(told, language)
    return f"{translate(say('Done.'), language)} {words}".rstrip()


def preview_words(seen: Preview[Any], language: str) -> str:
    """What would be done, and whose lines of which tables would change."""
    lines = [translate(say("Nothing was changed. This would happen:"), language)]
    if words := _moved_words(seen.told, language):
        lines.append(words)
    if not seen.changes:
        lines.append(translate(say("No team's line in a table changes."), language))
        return "\n".join(lines)
    rows = [
        [
            shown(change.season.code, language) + ("*" if change.is_closed else ""),
            change.team,
            _line(change.before, language),
            _line(change.after, language),
        ]
        for change in seen.changes
    ]
    lines += ["", text_table([translate(title, language) for title in COLUMNS], rows)]
    if any(change.is_closed for change in seen.changes):
        closed = say("* This quarter is closed; its awards stay as they were recorded.")
        lines += ["", translate(closed, language)]
    return "\n".join(lines)


def _moved_words(told: object, language: str) -> str:
    """How much goes along, in a sentence; "" where nothing can."""
    parts: list[Message] = []
    match told:
        case Moved():
            parts = [
                count("{n} rating goes along.", "{n} ratings go along.", n=told.ratings),
                count("{n} ticket goes along.", "{n} tickets go along.", n=told.tickets),
            ]
        case Merged():
            parts = [
                count("{n} rating moves.", "{n} ratings move.", n=told.ratings),
                count("{n} ticket moves.", "{n} tickets move.", n=told.tickets),
                count("{n} membership moves.", "{n} memberships move.", n=told.memberships),
                say("Nobody's credit is doubled."),
            ]
        case int():
            parts = [count("{n} ticket is concerned.", "{n} tickets are concerned.", n=told)]
    return " ".join(translate(part, language) for part in parts)


def _line(standing: Standing | None, language: str) -> str:
    if standing is None:
        return "–"
    place = "–" if standing.place is None else str(standing.place)
    ratings = translate(count("{n} rating", "{n} ratings", n=standing.ratings), language)
    average = "–" if standing.average is None else show_average(standing.average, language=language)
    return f"{place} · {average} · {ratings}"
