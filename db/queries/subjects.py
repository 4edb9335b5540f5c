"""Whom and what the log of decisions is about: its subjects by names, and names for its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from db.bulk import among
from db.models import Account, Alias, AuditEntry, Engineer, Rating, Team, Ticket
from db.queries.rating_cards import ratings_of_ticket


@dataclass(frozen=True, slots=True)
class LogNames:
    """What numbers in the log mean: engineers and teams by id, tickets by rating and by ticket."""

    engineers: dict[int, str]
    teams: dict[int, str]
    accounts: dict[int, str]
    ticket_of_rating: dict[int, str]
    tickets: dict[int, str]


def log_names(session: Session, subjects: list[str]) -> LogNames:
    """Names of everybody, and of the tickets that these subjects are about."""
    ratings, tickets = _numbers(subjects, "rating"), _numbers(subjects, "ticket")
    told = select(Rating.id, Ticket.external_id).where(
        Rating.ticket_id == Ticket.id, among(session, Rating.id, ratings)
    )
    named = select(Ticket.id, Ticket.external_id).where(among(session, Ticket.id, tickets))
    return LogNames(
        engineers={one.id or 0: one.name for one in session.exec(select(Engineer))},
        teams={one.id or 0: one.name for one in session.exec(select(Team))},
        accounts={one.id or 0: one.login for one in session.exec(select(Account))},
        ticket_of_rating=dict(session.exec(told).all()),
        tickets=dict(session.exec(named).all()),
    )


def subjects_about(session: Session, text: str) -> frozenset[str]:
    """Subjects of the log whose names have a text in them; a ticket stands for its ratings."""
    wanted = text.strip().casefold()
    found = {subject for subject, name in _named(session) if wanted in name.casefold()}
    found |= {f"rating {card.id}" for card in ratings_of_ticket(session, text)}
    tickets = select(Ticket.id).where(Ticket.external_id == text.strip())
    found |= {f"ticket {id_}" for id_ in session.exec(tickets)}
    plain = select(AuditEntry.subject).where(
        func.lower(col(AuditEntry.subject)).contains(wanted, autoescape=True)
    )
    return frozenset(found | set(session.exec(plain.distinct())))


def _named(session: Session) -> Iterator[tuple[str, str]]:
    """Everybody and every team by each of their names, and accounts by login and name."""
    for kind, table in (("engineer", Engineer), ("team", Team)):
        for id_, name in session.exec(select(table.id, table.name)):
            yield f"{kind} {id_}", name
    for alias in session.exec(select(Alias)):
        yield f"{alias.kind} {alias.engineer_id or alias.team_id}", alias.name
    for id_, login, name in session.exec(select(Account.id, Account.login, Account.name)):
        yield f"account {id_}", f"{login} {name}"


def _numbers(subjects: list[str], kind: str) -> list[int]:
    numbers = [one.partition(" ")[2] for one in subjects if one.startswith(f"{kind} ")]
    return sorted({int(number) for number in numbers if number.isdecimal()})
