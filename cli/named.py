"""Finds whom and what a command names: engineers by name, tickets by the id of their source."""

from __future__ import annotations

from sqlmodel import Session

from db.commands.register import name_key
from db.queries.assists import tickets_called
from db.queries.engineers import engineer_names
from db.queries.people import ENGINEER, Whom
from db.queries.teams import team_names
from db.standings import hidden_engineer
from gamify.errors import DecisionRefused, UnknownEngineer, UnknownTeam
from gamify.language import say


def engineer_named(session: Session, name: str, *, language: str) -> int:
    """The id of an engineer by the public or the real name, however it is cased and spaced.

    Raises UnknownEngineer.
    """
    hidden_name = hidden_engineer(language)
    for names in (engineer_names(session, hidden_name=hidden_name), engineer_names(session)):
        for id_, known in names.items():
            if name_key(known) == name_key(name):
                return id_
    raise UnknownEngineer(name=name)


def whom_named(session: Session, kind: str, name: str, *, language: str) -> Whom:
    """An engineer or a team by name. Raises UnknownEngineer or UnknownTeam."""
    if kind == ENGINEER:
        return Whom(kind, engineer_named(session, name, language=language))
    for id_, known in team_names(session).items():
        if name_key(known) == name_key(name):
            return Whom(kind, id_)
    raise UnknownTeam(name=name)


def ticket_named(session: Session, external_id: str, *, source: str | None) -> int:
    """The id of a ticket. Raises DecisionRefused where there is none, or several and no source."""
    found = tickets_called(session, external_id.strip(), source=source)
    if not found:
        raise DecisionRefused(problem=say("there is no ticket “{ticket}”", ticket=external_id))
    if len(found) > 1:
        raise DecisionRefused(
            problem=say(
                "several sources have a ticket “{ticket}”; say which with --source: {sources}",
                ticket=external_id,
                sources=", ".join(name for _, name in found),
            )
        )
    return found[0][0]
