"""The hall of fame: what is kept of closed seasons, with the rules that ruled them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "closed_season",
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("first"),
    )
    op.create_table(
        "hall_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("season_first", sa.Integer(), nullable=False),
        sa.Column("ranking", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("score", sa.String(), nullable=False),
        sa.Column("ratings", sa.String(), nullable=False),
        sa.Column("plain", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["season_first"], ["closed_season.first"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_hall_place_season", "hall_place", ["season_first", "ranking", "position"])
    op.create_index("ix_hall_place_unit_id", "hall_place", ["unit_id"])


def downgrade() -> None:
    for table in ("hall_place", "closed_season"):
        op.drop_table(table)
