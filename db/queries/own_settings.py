"""An organisation's own values of settings, which win over the environment."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from db.models import Setting
from gamify.organisation import SETTINGS


def own_values(session: Session) -> dict[str, Any]:
    """Own values by name, as they are stored; what else is stored there isn't among them."""
    statement = (
        select(Setting).where(col(Setting.name).in_(list(SETTINGS))).order_by(col(Setting.name))
    )
    return {row.name: row.value for row in session.exec(statement)}
