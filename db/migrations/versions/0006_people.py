"""Other names, those who were erased, requests to exclude a rating, and discreet customers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("engineer", sa.Column("erased_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "data_version",
        sa.Column("is_discreet", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    _create_alias()
    _create_erased()
    _create_exclusion_request()


def downgrade() -> None:
    for table in ("exclusion_request", "erased", "alias"):
        op.drop_table(table)
    # In place, because on SQLite a new table in its stead would lose what refers to it.
    op.drop_column("data_version", "is_discreet")
    op.drop_column("engineer", "erased_at")


def _create_alias() -> None:
    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_key", sa.String(), nullable=False),
        sa.Column("engineer_id", sa.Integer(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["engineer_id"], ["engineer.id"]),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("kind", "name_key"),
    )


def _create_erased() -> None:
    op.create_table(
        "erased",
        sa.Column("pseudonym", sa.String(), nullable=False),
        sa.Column("engineer_id", sa.Integer(), nullable=True),
        sa.Column("erased_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["engineer_id"], ["engineer.id"]),
        sa.PrimaryKeyConstraint("pseudonym"),
    )


def _create_exclusion_request() -> None:
    op.create_table(
        "exclusion_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rating_id", BIG_ID, nullable=False),
        sa.Column("engineer_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["engineer_id"], ["engineer.id"]),
        sa.ForeignKeyConstraint(["rating_id"], ["rating.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_exclusion_request_rating_id", "exclusion_request", ["rating_id"], unique=False
    )
    op.create_index("ix_exclusion_request_state", "exclusion_request", ["state"], unique=False)
