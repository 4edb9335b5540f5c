"""Finds people, teams and kinds of work by name, and makes those that are new."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlmodel import Session, col, select

from db.days import Ints
from db.models import Alias, Engineer, Source, Stratum, Team, WorkKind
from db.queries.strata import kept_fields
from gamify.handicap.kinds import Kind, stratum_label, stratum_of


def name_key(name: str) -> str:
    """A name as it is compared: composed, spaces collapsed, case folded."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()


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
        return [self._named_id(self._engineers, Engineer, name) for name in names]

    def teams(self, names: Sequence[str]) -> list[int]:
        """Ids of teams."""
        return [self._named_id(self._teams, Team, name) for name in names]

    def kinds(self, kinds: Sequence[Kind]) -> list[int]:
        """Ids of kinds of work."""
        return [self._kind_id(kind) for kind in kinds]

    def source(self, name: str) -> int:
        """The id of a source of ratings."""
        known = self._session.exec(select(Source.id).where(Source.name == name)).first()
        return known if known is not None else self._added(Source(name=name))

    def _named_id(
        self, known: dict[str, int], table: type[Engineer] | type[Team], name: str
    ) -> int:
        key = name_key(name)
        if key not in known:
            known[key] = self._added(table(name=name, name_key=key))
        return known[key]

    def _kind_id(self, kind: Kind) -> int:
        key = _kind_key(kind)
        if key not in self._kinds:
            stratum = self._stratum_id(stratum_of(kind, self._fields))
            line, category, priority, channel = kind
            made = self._added(
                WorkKind(
                    line=line,
                    category=category,
                    priority=priority,
                    channel=channel,
                    stratum_id=stratum,
                )
            )
            self._kinds[key], self._stratum_of[made] = made, stratum
        return self._kinds[key]

    def _stratum_id(self, stratum: Kind) -> int:
        label = stratum_label(stratum)
        key = name_key(label)
        if key not in self._strata:
            line, category, priority, channel = stratum
            self._strata[key] = self._added(
                Stratum(
                    label=label, line=line, category=category, priority=priority, channel=channel
                )
            )
        return self._strata[key]

    def restratify(self) -> None:
        """Put every kind of work into the stratum that the chosen fields make of it."""
        for kind in self._session.exec(select(WorkKind).order_by(col(WorkKind.id))).all():
            fields = (kind.line, kind.category, kind.priority, kind.channel)
            kind.stratum_id = self._stratum_id(stratum_of(fields, self._fields))
            self._stratum_of[_id(kind)] = kind.stratum_id
            self._session.add(kind)
        self._session.flush()

    def _added(self, row: Engineer | Team | Source | Stratum | WorkKind) -> int:
        self._session.add(row)
        self._session.flush()
        made = _id(row)
        self.created[str(row.__tablename__)].append(made)
        return made


def _named(session: Session, table: type[Engineer] | type[Team]) -> list[tuple[str, int]]:
    rows: Sequence[Any] = session.exec(select(table)).all()
    return [(row.name_key, row.id) for row in rows]


def _aliases(session: Session, kind: str) -> dict[str, int]:
    """Other names that files may use."""
    aliases = session.exec(select(Alias).where(Alias.kind == kind)).all()
    return {alias.name_key: alias.engineer_id or alias.team_id or 0 for alias in aliases}


def _kind_key(kind: Kind) -> Kind:
    line, category, priority, channel = kind
    return name_key(line), name_key(category), name_key(priority), name_key(channel)


def _id(row: Engineer | Team | Source | Stratum | WorkKind) -> int:
    if row.id is None:
        raise ValueError(f"{row!r} has not been stored yet")
    return row.id
