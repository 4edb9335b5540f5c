"""Shift notes; announcements for a team, and as they are searched for."""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shift_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("written_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"]),
        sa.ForeignKeyConstraint(["author_id"], ["engineer.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_shift_note_written_at", "shift_note", ["written_at"])
    op.create_table(
        "note_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("text_key", sa.String(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["shift_note.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_note_item_note_id", "note_item", ["note_id"])
    op.create_index("ix_note_item_done_at", "note_item", ["done_at"])
    with op.batch_alter_table("announcement") as table:
        table.add_column(sa.Column("text_key", sa.String(), server_default="", nullable=False))
        table.add_column(sa.Column("team_id", sa.Integer(), nullable=True))
        table.create_foreign_key("fk_announcement_team_id", "team", ["team_id"], ["id"])
    _fill_keys()


def downgrade() -> None:
    with op.batch_alter_table("announcement") as table:
        table.drop_constraint("fk_announcement_team_id", type_="foreignkey")
        table.drop_column("team_id")
        table.drop_column("text_key")
    for table_name in ("note_item", "shift_note"):
        op.drop_table(table_name)


def _fill_keys() -> None:
    """No database folds the case of every script alike."""
    announced = sa.table("announcement", sa.column("id"), sa.column("text"), sa.column("text_key"))
    connection = op.get_bind()
    for id_, text in connection.execute(sa.select(announced.c.id, announced.c.text)).all():
        key = unicodedata.normalize("NFKC", text).casefold()
        connection.execute(announced.update().where(announced.c.id == id_).values(text_key=key))
