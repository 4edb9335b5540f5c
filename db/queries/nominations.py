"""What the organisation has set about nominations: on or off, titles, gates, its own ones."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.models import Stratum
from gamify.nominations.own import OwnNomination
from gamify.nominations.registry import NominationChoice, own_nominations

#: The settings: choices by key, own nominations as they were declared, labels of hard work.
CHOICES, OWN, HARD = "nominations", "own_nominations", "hard_strata"

_SETTING = SQLModel.metadata.tables["setting"]
_KEPT = select_rows(_SETTING.c.value).where(_SETTING.c.name == bindparam("name"))


def nomination_choices(session: Session) -> dict[str, NominationChoice]:
    """What is set about each nomination that isn't left as it stands, by key."""
    kept: dict[str, Any] = kept_setting(session, CHOICES) or {}
    return {
        key: NominationChoice(
            key, is_on=choice["on"], title=choice["title"], gates=dict(choice["gates"])
        )
        for key, choice in kept.items()
    }


def own_entries(session: Session) -> list[dict[str, Any]]:
    """The organisation's own nominations as they were declared, in their order."""
    return list(kept_setting(session, OWN) or [])


def declared_nominations(session: Session) -> list[OwnNomination]:
    """The organisation's own nominations, in their order.

    Raises NominationRefused for one that can't be used; such ones aren't taken in.
    """
    return own_nominations(own_entries(session))


def hard_labels(session: Session) -> tuple[str, ...]:
    """The kinds of work that a lead has set as hard, by their labels."""
    return tuple(kept_setting(session, HARD) or ())


def hard_strata(session: Session) -> frozenset[int]:
    """The ids of the kinds of work that a lead has set as hard.

    A label that no kind of work has any longer, since they are made of other fields, is left out.
    """
    statement = select(Stratum.id).where(col(Stratum.label).in_(hard_labels(session)))
    return frozenset(id_ for id_ in session.exec(statement) if id_ is not None)


def stratum_labels(session: Session) -> list[str]:
    """What the kinds of work are called, in order."""
    return list(session.exec(select(Stratum.label).order_by(col(Stratum.label))))


def kept_setting(session: Session, name: str) -> Any:
    """The value that the organisation has set; None where it hasn't."""
    return session.scalars(_KEPT, {"name": name}).first()
