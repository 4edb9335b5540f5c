"""Engineers and teams as an administrator sees them: memberships, other names, who is hidden."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from db.models import Alias, Engineer, Membership, Team

EngineerOrTeam = Engineer | Team

ENGINEER, TEAM = "engineer", "team"


@dataclass(frozen=True, slots=True)
class Whom:
    """An engineer or a team, by number; `kind` says which of the two."""

    kind: str
    id: int

    @property
    def table(self) -> type[Engineer] | type[Team]:
        """Where it is stored."""
        return Engineer if self.kind == ENGINEER else Team

    @property
    def subject(self) -> str:
        """What the log of decisions calls it: "engineer 7"."""
        return f"{self.kind} {self.id}"

    def alias(self, name: str, key: str) -> Alias:
        """Another name for it, not stored yet."""
        engineer = self.id if self.kind == ENGINEER else None
        team = self.id if self.kind == TEAM else None
        return Alias(kind=self.kind, name=name, name_key=key, engineer_id=engineer, team_id=team)

    def has(self, alias: Alias) -> bool:
        """Whether a name is one of its own."""
        return self.kind == alias.kind and self.id in (alias.engineer_id, alias.team_id)


@dataclass(frozen=True, slots=True)
class Stay:
    """A time in a team; `until` is the last day, None while it lasts."""

    team_id: int
    team: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """An engineer as an administrator sees them; stays are in order of their first days."""

    id: int
    name: str
    email: str | None
    is_hidden: bool
    is_erased: bool
    aliases: tuple[str, ...]
    stays: tuple[Stay, ...]

    def team_on(self, day: date) -> str | None:
        """The team of a day; of several the one that began last."""
        on = [one for one in self.stays if one.since <= day and (one.until or day) >= day]
        return on[-1].team if on else None


@dataclass(frozen=True, slots=True)
class TeamNames:
    """A team with its other names."""

    id: int
    name: str
    aliases: tuple[str, ...]


def people(session: Session) -> list[Person]:
    """All engineers in order of their names."""
    teams = dict(session.exec(select(Team.id, Team.name)).all())
    stays: dict[int, list[Stay]] = defaultdict(list)
    for one in session.exec(select(Membership).order_by(col(Membership.since), col(Membership.id))):
        stay = Stay(one.team_id, teams[one.team_id], one.since, one.until)
        stays[one.engineer_id].append(stay)
    aliases = _aliases(session, ENGINEER)
    statement = select(Engineer).order_by(col(Engineer.name_key), col(Engineer.id))
    return [
        Person(
            id=one.id,
            name=one.name,
            email=one.email,
            is_hidden=one.hidden,
            is_erased=one.erased_at is not None,
            aliases=tuple(aliases[one.id]),
            stays=tuple(stays[one.id]),
        )
        for one in session.exec(statement)
        if one.id is not None
    ]


def teams_with_names(session: Session) -> list[TeamNames]:
    """All teams in order of their names."""
    aliases = _aliases(session, TEAM)
    statement = select(Team.id, Team.name).order_by(col(Team.name_key))
    return [
        TeamNames(id_, name, tuple(aliases[id_]))
        for id_, name in session.exec(statement)
        if id_ is not None
    ]


def _aliases(session: Session, kind: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(Alias).where(Alias.kind == kind).order_by(col(Alias.name_key))
    for alias in session.exec(statement):
        found[alias.engineer_id or alias.team_id or 0].append(alias.name)
    return found
