"""Engineers and what they are called."""

from __future__ import annotations

from sqlmodel import Session, col, select

from db.models import Engineer


def engineer_names(session: Session, *, hidden_name: str | None = None) -> dict[int, str]:
    """Names of all engineers by id.

    Hidden ones are called `hidden_name`, in which "{id}" stands for the number; without it they
    have their real names, which is for those alone who may see them.
    """
    statement = select(Engineer.id, Engineer.name, Engineer.hidden).order_by(col(Engineer.id))
    return {
        id_: hidden_name.replace("{id}", str(id_)) if hidden and hidden_name else name
        for id_, name, hidden in session.exec(statement)
        if id_ is not None
    }


def is_hidden(session: Session, engineer_id: int) -> bool:
    """Whether somebody appears on public boards under a number."""
    return bool(session.exec(select(Engineer.hidden).where(Engineer.id == engineer_id)).first())
