"""Where the ids of an import end: between the rows that programs post others may come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("ticket", "rating"):
        column = sa.Column(f"{name}_until", sa.BigInteger(), server_default="0", nullable=False)
        op.add_column("import_batch", column)
    op.execute(
        "UPDATE import_batch SET ticket_until = ticket_from + tickets_added,"
        " rating_until = rating_from + ratings_added"
    )


def downgrade() -> None:
    op.drop_column("import_batch", "rating_until")
    op.drop_column("import_batch", "ticket_until")
