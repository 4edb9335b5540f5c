"""The search index: tables that hold nothing of their own and are made anew from the ratings.

No model describes them, because each database has its own kind, and no backup holds them. Their
triggers stand on the table of ratings: a migration that makes that table anew on SQLite (Alembic's
batch) has to make the triggers anew as well, as the one of version 0012 does.
"""

from __future__ import annotations

from sqlalchemy import Connection, text

#: The words of each comment, comments to be read anew, and up to which rating all are read.
#: SQLite keeps the parts of the first in tables of the same name with an ending.
WORDS, DUE, MARK = "comment_words", "comment_due", "comment_mark"


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a model describes a table (for Alembic, which compares the two)."""
    return kind != "table" or name is None or not name.startswith((WORDS, DUE, MARK))


def drop_derived(connection: Connection) -> None:
    """Take the index away, as before the migration that makes it."""
    if connection.dialect.name == "postgresql":
        for statement in (
            "DROP TRIGGER IF EXISTS comment_changed ON rating",
            "DROP TRIGGER IF EXISTS comment_gone ON rating",
        ):
            if connection.scalar(text("SELECT to_regclass('rating')")) is not None:
                connection.execute(text(statement))
        connection.execute(text("DROP FUNCTION IF EXISTS comment_changed()"))
        connection.execute(text("DROP FUNCTION IF EXISTS comment_gone()"))
    else:
        for name in ("comment_changed", "comment_gone"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
    for name in (WORDS, DUE, MARK):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
