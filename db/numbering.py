"""Numbers of rows that were stored with the numbers they had."""

from __future__ import annotations

from sqlalchemy import Connection, text

from db.backup import own_tables


def let_numbers_go_on(connection: Connection) -> None:
    """Let new rows get numbers of their own: PostgreSQL counts apart from the rows."""
    if connection.dialect.name != "postgresql":
        return
    for table in own_tables(connection):
        if "id" in table.columns:
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"  # noqa: S608
                    f" coalesce(max(id), 1), max(id) IS NOT NULL) FROM {table.name}"
                )
            )
