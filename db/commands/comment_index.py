"""Keeps the words of comments findable: reads what is new or changed, and leaves nothing behind.

Triggers take words that change or go out of the index within the same transaction. What an
import adds is read afterwards, some thousand comments a transaction.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ARRAY, BigInteger, Engine, Text, bindparam, text
from sqlmodel import Session

from db.engine import reading, writing
from gamify.feedback.searching import words_of

#: So many comments are read at once, while other writers wait.
_AT_ONCE = 5_000

_ABOVE = text(
    "SELECT id, comment FROM rating WHERE comment IS NOT NULL"
    " AND id > (SELECT rating_id FROM comment_mark) ORDER BY id LIMIT :most"
)
_DUE = text(
    "SELECT comment_due.rating_id, rating.comment FROM comment_due"
    " LEFT JOIN rating ON rating.id = comment_due.rating_id"
    " ORDER BY comment_due.rating_id LIMIT :most"
)
_MARK = text("SELECT rating_id FROM comment_mark")
_TO_ID = text("UPDATE comment_mark SET rating_id = :id")
_TO_END = text("UPDATE comment_mark SET rating_id = (SELECT coalesce(max(id), 0) FROM rating)")
_IS_BEHIND = text(
    "SELECT EXISTS (SELECT 1 FROM comment_due) OR"
    " (SELECT coalesce(max(id), 0) FROM rating) > (SELECT rating_id FROM comment_mark)"
)
_INTO_SQLITE = "INSERT INTO comment_words (rowid, words) VALUES (?, ?)"
_INTO_POSTGRESQL = text(
    "INSERT INTO comment_words"
    " SELECT id, array_to_tsvector(string_to_array(words, ' '))"
    " FROM unnest(:ids, :words) AS given (id, words)"
).bindparams(bindparam("ids", type_=ARRAY(BigInteger)), bindparam("words", type_=ARRAY(Text)))


def catch_up(engine: Engine) -> None:
    """Read every comment that isn't findable yet; nothing is written where all are."""
    while True:
        with reading(engine) as session:
            if not session.connection().scalar(_IS_BEHIND):
                return
        with writing(engine) as session:
            index_some(session)


def index_some(session: Session, *, most: int = _AT_ONCE) -> None:
    """Read changed comments and the next new ones."""
    session.flush()
    connection = session.connection()
    due = connection.execute(_DUE, {"most": most}).all()
    _forget(session, [id_ for id_, _ in due])
    ids = [id_ for id_, _ in due]
    if ids:
        connection.execute(
            text("DELETE FROM comment_due WHERE rating_id <= :last"), {"last": ids[-1]}
        )
    mark = connection.scalar(_MARK) or 0
    new = connection.execute(_ABOVE, {"most": most}).all()
    # What lies above the mark is read there, also where it has been changed meanwhile.
    changed = [row for row in due if row[0] <= mark]
    if len(new) == most:
        connection.execute(_TO_ID, {"id": new[-1][0]})
    else:
        connection.execute(_TO_END)
    found = ((id_, " ".join(words_of(comment or ""))) for id_, comment in (*changed, *new))
    _insert(session, [row for row in found if row[1]])


def scrub_index(session: Session) -> None:
    """Overwrite what deleted words have left in the index of SQLite.

    PostgreSQL takes it away by itself (autovacuum), as it does with the rows.
    """
    if session.connection().dialect.name == "sqlite":
        session.execute(text("INSERT INTO comment_words(comment_words) VALUES ('optimize')"))


def _forget(session: Session, ids: Sequence[int]) -> None:
    """Whoever changes a comment twice has it read once."""
    key = "rowid" if session.connection().dialect.name == "sqlite" else "rating_id"
    statement = text(f"DELETE FROM comment_words WHERE {key} = :id")  # noqa: S608
    if ids:
        session.connection().execute(statement, [{"id": id_} for id_ in ids])


def _insert(session: Session, rows: Sequence[tuple[int, str]]) -> None:
    if not rows:
        return
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_INTO_SQLITE, list(rows))
    else:
        ids, words = zip(*rows, strict=True)
        connection.execute(_INTO_POSTGRESQL, {"ids": list(ids), "words": list(words)})
