"""Engines that know each other's statements: a test has a database of its own, not a compiler."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Engine, create_engine, event

#: The first engine of each kind that has met its database, by the name of its dialect.
_MET: dict[str, Engine] = {}


def open_warm(address: URL, **options: Any) -> Engine:
    """As `create_engine`, with the dialect and the compiled statements of the first of its kind.

    A process of the product has one engine, so that a statement is compiled once; in tests each
    engine would compile all of them again, which was two fifths of the time of a query's test.
    """
    engine = create_engine(address, query_cache_size=5000, **options)
    first = _MET.get(engine.dialect.name)
    if first is None:
        # A dialect learns its server's version from the first connection, before this is told.
        event.listen(engine, "connect", lambda *_: _MET.setdefault(engine.dialect.name, engine))
    else:
        engine.dialect = first.dialect
        engine._compiled_cache = first._compiled_cache
    return engine
