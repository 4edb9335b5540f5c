"""Sources that are read by themselves, what was read of them, and how many points a source has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source", sa.Column("points", sa.Integer(), server_default="5", nullable=False))
    _create_feed()
    _create_read_answer()


def downgrade() -> None:
    op.drop_table("read_answer")
    op.drop_table("feed")
    # In place, because on SQLite a new table in its stead would lose what refers to it.
    op.drop_column("source", "points")


def _create_feed() -> None:
    op.create_table(
        "feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(), nullable=False),
        sa.Column("entered", sa.JSON(), nullable=False),
        sa.Column("sealed", sa.String(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("paused_at", sa.BigInteger(), nullable=True),
        sa.Column("reach", sa.JSON(), nullable=False),
        sa.Column("next_pull_at", sa.BigInteger(), nullable=False),
        sa.Column("pulled_at", sa.BigInteger(), nullable=True),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("leased_by", sa.String(), nullable=True),
        sa.Column("leased_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id"),
    )
    op.create_index("ix_feed_next_pull_at", "feed", ["next_pull_at"], unique=False)


def _create_read_answer() -> None:
    op.create_table(
        "read_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("ticket", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.Column("customer", sa.String(), nullable=True),
        sa.Column("raw", sa.String(), nullable=True),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id", "ticket", "key"),
    )
    op.create_index("ix_read_answer_read_at", "read_answer", ["read_at"], unique=False)
    op.create_index(
        "ix_read_answer_source_id_digest", "read_answer", ["source_id", "digest"], unique=False
    )
