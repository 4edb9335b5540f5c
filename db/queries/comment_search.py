"""Comments in which certain words are, by the full-text search of the database.

Words are made by `gamify.feedback.searching`; nothing that somebody types reaches the search as
anything but a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, false, text
from sqlmodel import Session

from gamify.feedback.searching import Sought, sought_words

_SQLITE = text(
    "SELECT rowid AS rating_id FROM comment_words WHERE comment_words MATCH :question"
).columns(rating_id=Integer)
#: Materialized: the planner can't tell how many have a word that goes on, and would look at the
#: words of every rating.
_POSTGRESQL = text(
    "WITH found AS MATERIALIZED (SELECT rating_id FROM comment_words"
    " WHERE words @@ CAST(:question AS tsquery)) SELECT rating_id FROM found"
).columns(rating_id=BigInteger)


def has_words(
    session: Session, rating_id: ColumnElement[Any], question: str
) -> ColumnElement[bool]:
    """The condition that a rating's comment has every word of a question.

    Nothing has the words of a question without any: "***" finds nothing, and raises nothing.
    """
    sought = sought_words(question)
    if not sought:
        return false()
    if session.connection().dialect.name == "sqlite":
        found = _SQLITE.bindparams(question=_for_sqlite(sought))
    else:
        found = _POSTGRESQL.bindparams(question=_for_postgresql(sought))
    inside: ColumnElement[bool] = rating_id.in_(found)
    return inside


def _for_sqlite(sought: Sequence[Sought]) -> str:
    return " AND ".join(f'"{one.word}"{"*" if one.is_start else ""}' for one in sought)


def _for_postgresql(sought: Sequence[Sought]) -> str:
    return " & ".join(f"'{one.word}'{':*' if one.is_start else ''}" for one in sought)
