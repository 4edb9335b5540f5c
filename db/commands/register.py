"""Finds people, teams and kinds of work by name, and makes those that are new."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from sqlmodel import Session, col, select

from db.days import Ints
from db.models import Alias, Engineer, Source, Stratum, Team, WorkKind
from db.queries.strata import kept_fields
from gamify.handicap.kinds import Kind, stratum_label, stratum_of


@lru_cache(maxsize=10_000)
def name_key(name: str) -> str:
    """A name as it is compared: composed, spaces collapsed, case folded."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


#: What a register makes.
_Row = Engineer | Team | Source | Stratum | WorkKind
Key = TypeVar("Key")
Value = TypeVar("Value")


class Register:
    """The names of one transaction. `created` lists the ids that it had to make, by table."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.created: dict[str, list[int]] = defaultdict(list)
        self._engineers = dict(_named(session, Engineer)) | _aliases(session, "engineer")
        self._teams = dict(_named(session, Team)) | _aliases(session, "team")
        self._fields = kept_fields(session)
        strata = session.exec(select(Stratum.label, Stratum.id)).all()
        self._strata = {name_key(label): id_ for label, id_ in strata if id_ is not None}
        kinds = session.exec(select(WorkKind)).all()
        self._kinds = {
            _kind_key((kind.line, kind.category, kind.priority, kind.channel)): _id(kind)
            for kind in kinds
        }
        self._stratum_of = {_id(kind): kind.stratum_id for kind in kinds}

    @property
    def strata(self) -> Ints:
        """The stratum of each kind of work: its id at the index of the kind's id."""
        strata = np.zeros(max(self._stratum_of, default=0) + 1, dtype=np.int64)
        for kind, stratum in self._stratum_of.items():
            strata[kind] = stratum
        return strata

    def engineers(self, names: Sequence[str]) -> list[int]:
        """Ids of engineers."""
        return self._named_ids(self._engineers, Engineer, names)

    def teams(self, names: Sequence[str]) -> list[int]:
        """Ids of teams."""
        return self._named_ids(self._teams, Team, names)

    def kinds(self, kinds: Sequence[Kind]) -> list[int]:
        """Ids of kinds of work."""
        keys = [_kind_key(kind) for kind in kinds]
        fresh = _new_ones(keys, kinds, self._kinds)
        strata = self._stratum_ids([stratum_of(kind, self._fields) for kind in fresh.values()])
        rows = [
            WorkKind(**_fields_of(kind), stratum_id=stratum)
            for kind, stratum in zip(fresh.values(), strata, strict=True)
        ]
        made = self._added(rows)
        self._kinds.update(zip(fresh, made, strict=True))
        self._stratum_of.update(zip(made, strata, strict=True))
        return [self._kinds[key] for key in keys]

    def source(self, name: str) -> int:
        """The id of a source of ratings."""
        known = self._session.exec(select(Source.id).where(Source.name == name)).first()
        return known if known is not None else self._added([Source(name=name)])[0]

    def restratify(self) -> None:
        """Put every kind of work into the stratum that the chosen fields make of it."""
        kinds = self._session.exec(select(WorkKind).order_by(col(WorkKind.id))).all()
        fields = [(kind.line, kind.category, kind.priority, kind.channel) for kind in kinds]
        strata = self._stratum_ids([stratum_of(kind, self._fields) for kind in fields])
        for kind, stratum in zip(kinds, strata, strict=True):
            kind.stratum_id = self._stratum_of[_id(kind)] = stratum
        self._session.add_all(kinds)
        self._session.flush()

    def _named_ids(
        self, known: dict[str, int], table: type[Engineer] | type[Team], names: Sequence[str]
    ) -> list[int]:
        keys = [name_key(name) for name in names]
        fresh = _new_ones(keys, names, known)
        made = self._added([table(name=name, name_key=key) for key, name in fresh.items()])
        known.update(zip(fresh, made, strict=True))
        return [known[key] for key in keys]

    def _stratum_ids(self, strata: Sequence[Kind]) -> list[int]:
        labels = [stratum_label(stratum) for stratum in strata]
        keys = [name_key(label) for label in labels]
        fresh = _new_ones(keys, list(zip(labels, strata, strict=True)), self._strata)
        rows = [Stratum(label=label, **_fields_of(stratum)) for label, stratum in fresh.values()]
        self._strata.update(zip(fresh, self._added(rows), strict=True))
        return [self._strata[key] for key in keys]

    def _added(self, rows: Sequence[_Row]) -> list[int]:
        """The ids of new rows of one table, stored in one go: a flush for each takes 2 ms."""
        if not rows:
            return []
        self._session.add_all(rows)
        self._session.flush()
        made = [_id(row) for row in rows]
        self.created[str(rows[0].__tablename__)] += made
        return made


def _named(session: Session, table: type[Engineer] | type[Team]) -> list[tuple[str, int]]:
    rows: Sequence[Any] = session.exec(select(table)).all()
    return [(row.name_key, row.id) for row in rows]


def _aliases(session: Session, kind: str) -> dict[str, int]:
    """Other names that files may use."""
    aliases = session.exec(select(Alias).where(Alias.kind == kind)).all()
    return {alias.name_key: alias.engineer_id or alias.team_id or 0 for alias in aliases}


def _new_ones(
    keys: Sequence[Key], values: Sequence[Value], known: Mapping[Key, int]
) -> dict[Key, Value]:
    """The first value of each key that isn't known."""
    fresh: dict[Key, Value] = {}
    for key, value in zip(keys, values, strict=True):
        if key not in known:
            fresh.setdefault(key, value)
    return fresh


def _fields_of(kind: Kind) -> dict[str, Any]:
    return dict(zip(("line", "category", "priority", "channel"), kind, strict=True))


def _kind_key(kind: Kind) -> Kind:
    line, category, priority, channel = kind
    return name_key(line), name_key(category), name_key(priority), name_key(channel)


def _id(row: _Row) -> int:
    if row.id is None:
        raise ValueError(f"{row!r} has not been stored yet")
    return row.id
