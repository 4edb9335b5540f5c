"""What the command line says of decisions about people, taken or tried."""

from __future__ import annotations

from typing import Any

from cli.table import text_table
from db.preview_words import line_words, told_words
from db.previews import Preview
from gamify.language import say, shown, translate

COLUMNS = (say("Season"), say("Team"), say("Before"), say("After"))


def done_words(told: object, language: str) -> str:
    """What was done."""
    words = told_words(told, language)
    return f"{translate(say('Done.'), language)} {words}".rstrip()


def preview_words(seen: Preview[Any], language: str) -> str:
    """What would be done, and whose lines of which tables would change."""
    lines = [translate(say("Nothing was changed. This would happen:"), language)]
    if words := told_words(seen.told, language):
        lines.append(words)
    if not seen.changes:
        lines.append(translate(say("No team's line in a table changes."), language))
        return "\n".join(lines)
    rows = [
        [
            shown(change.season.code, language) + ("*" if change.is_closed else ""),
            change.team,
            line_words(change.before, language),
            line_words(change.after, language),
        ]
        for change in seen.changes
    ]
    lines += ["", text_table([translate(title, language) for title in COLUMNS], rows)]
    if any(change.is_closed for change in seen.changes):
        closed = say("* This quarter is closed; its awards stay as they were recorded.")
        lines += ["", translate(closed, language)]
    return "\n".join(lines)
