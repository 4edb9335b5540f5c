"""Alembic's entry: runs the migrations on the connection that `db.engine.migrate` hands over."""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import db.models  # noqa: F401  (declares the tables)
from db.derived import is_modelled

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_name=is_modelled,
    render_as_batch=True,
)
context.run_migrations()
