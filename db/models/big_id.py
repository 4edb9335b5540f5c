"""A 64-bit id, the same on every database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator, TypeEngine


class BigId(TypeDecorator[int]):
    """A 64-bit id; on SQLite it is the row's own number and needs no index of its own."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())
