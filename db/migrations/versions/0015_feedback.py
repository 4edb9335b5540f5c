"""Customers' words: a search index that the database itself keeps true, lessons, good practice.

Nothing happens to the index when a rating is added, because imports bring a million at once:
what lies above the mark is read later. Words that change or go leave the index at once.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from db.derived import drop_derived

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_SQLITE = (
    # The words are made before they come here: any letter that isn't ASCII belongs to a word.
    (
        "CREATE VIRTUAL TABLE comment_words"
        " USING fts5(words, tokenize='ascii', detail=none, columnsize=0)"
    ),
    (
        "CREATE TRIGGER comment_changed AFTER UPDATE OF comment ON rating"
        " WHEN OLD.comment IS NOT NEW.comment BEGIN"
        " DELETE FROM comment_words WHERE rowid = OLD.id;"
        " INSERT OR IGNORE INTO comment_due VALUES (NEW.id); END"
    ),
    # The next rating may get the number of one that is gone.
    (
        "CREATE TRIGGER comment_gone AFTER DELETE ON rating BEGIN"
        " DELETE FROM comment_words WHERE OLD.comment IS NOT NULL AND rowid = OLD.id;"
        " DELETE FROM comment_due WHERE rating_id = OLD.id;"
        " UPDATE comment_mark SET rating_id = OLD.id - 1 WHERE rating_id >= OLD.id"
        " AND NOT EXISTS (SELECT 1 FROM rating WHERE id > OLD.id); END"
    ),
)
_POSTGRESQL = (
    "CREATE TABLE comment_words (rating_id bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX ix_comment_words ON comment_words USING gin (words)",
    (
        "CREATE FUNCTION comment_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " DELETE FROM comment_words WHERE rating_id = OLD.id;"
        " INSERT INTO comment_due VALUES (NEW.id) ON CONFLICT DO NOTHING;"
        " RETURN NULL; END $$"
    ),
    (
        "CREATE TRIGGER comment_changed AFTER UPDATE ON rating FOR EACH ROW"
        " WHEN (OLD.comment IS DISTINCT FROM NEW.comment) EXECUTE FUNCTION comment_changed()"
    ),
    (
        "CREATE FUNCTION comment_gone() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " DELETE FROM comment_words USING gone WHERE rating_id = gone.id;"
        " DELETE FROM comment_due USING gone WHERE rating_id = gone.id;"
        " UPDATE comment_mark SET rating_id ="
        " least(rating_id, (SELECT coalesce(max(id), 0) FROM rating));"
        " RETURN NULL; END $$"
    ),
    (
        "CREATE TRIGGER comment_gone AFTER DELETE ON rating REFERENCING OLD TABLE AS gone"
        " FOR EACH STATEMENT EXECUTE FUNCTION comment_gone()"
    ),
)


def upgrade() -> None:
    _create_tables()
    connection = op.get_bind()
    drop_derived(connection)
    op.create_table(
        "comment_due", sa.Column("rating_id", BIG_ID, autoincrement=False, primary_key=True)
    )
    op.create_table("comment_mark", sa.Column("rating_id", sa.BigInteger(), nullable=False))
    op.execute("INSERT INTO comment_mark VALUES (0)")
    for statement in _POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE:
        connection.exec_driver_sql(statement)


def _create_tables() -> None:
    op.create_table(
        "lesson",
        sa.Column("rating_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("nature", sa.String(), nullable=True),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"]),
        sa.PrimaryKeyConstraint("rating_id"),
    )
    op.create_table(
        "shared_practice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rating_id", BIG_ID, nullable=False),
        sa.Column("quotes", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("shared_at", sa.BigInteger(), nullable=False),
        sa.Column("shared_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_shared_practice_rating_id", "shared_practice", ["rating_id"])


def downgrade() -> None:
    drop_derived(op.get_bind())
    for table in ("shared_practice", "lesson"):
        op.drop_table(table)
