"""Sets, changes and deletes screens, gives their links and takes them back. Each is logged.

A token comes out of here once; what is kept is its digest, and itself sealed. It is never part
of what is logged.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db.commands.ledger import bump_version, record
from db.models import WallScreen
from db.queries.teams import team_names
from db.queries.walls import ScreenCard, wall_screen
from db.secrets import Secret, seal, unseal
from db.settings import Settings
from gamify.access import Visitor, demand
from gamify.language import say
from gamify.rights import Right
from gamify.wall.links import TOKEN_BYTES, digest_of
from gamify.wall.screen import Screen, ScreenRefused, UnknownScreen, check_screen, hours_kept


def create_screen(
    session: Session, *, screen: Screen, settings: Settings, actor: Visitor, now: datetime
) -> ScreenCard:
    """Set a screen up, with a link of its own.

    Raises ScreenRefused for what can't be set so and for a name that is taken, KeyRefused
    without a key to seal the link with, NotAllowed.
    """
    demand(actor, Right.MANAGE_SCREENS)
    check_screen(screen, teams=team_names(session).keys())
    statement = select(WallScreen.id).where(col(WallScreen.name) == screen.name)
    if session.exec(statement).first() is not None:
        raise ScreenRefused(
            field=say("name"), value=screen.name, allowed=say("a name that isn’t taken")
        )
    found = WallScreen(name=screen.name, created_at=now, created_by=actor.name, **_columns(screen))
    _give_link(found, settings)
    session.add(found)
    _keep(session, "screen created", screen.name, actor, now, after=_columns(screen))
    return wall_screen(session, screen.name)


def change_screen(session: Session, *, screen: Screen, actor: Visitor, now: datetime) -> ScreenCard:
    """Set the screen of the same name otherwise; its link stays as it is.

    Raises UnknownScreen, ScreenRefused, NotAllowed.
    """
    demand(actor, Right.MANAGE_SCREENS)
    before = wall_screen(session, screen.name)
    check_screen(screen, teams=team_names(session).keys())
    if before.screen == screen:
        return before
    found = _row(session, screen.name)
    for name, value in _columns(screen).items():
        setattr(found, name, value)
    session.add(found)
    former, later = _columns(before.screen), _columns(screen)
    changed = [name for name in later if former[name] != later[name]]
    _keep(
        session,
        "screen changed",
        screen.name,
        actor,
        now,
        before={name: former[name] for name in changed},
        after={name: later[name] for name in changed},
    )
    return wall_screen(session, screen.name)


def renew_link(
    session: Session, *, name: str, settings: Settings, actor: Visitor, now: datetime
) -> ScreenCard:
    """Give a screen a new link; the former one ends. Raises UnknownScreen, KeyRefused."""
    demand(actor, Right.MANAGE_SCREENS)
    found = _row(session, name)
    _give_link(found, settings)
    session.add(found)
    _keep(session, "screen link renewed", name, actor, now)
    return wall_screen(session, name)


def revoke_link(session: Session, *, name: str, actor: Visitor, now: datetime) -> None:
    """Take the link of a screen back: every wall that has it goes calm. Raises UnknownScreen."""
    demand(actor, Right.MANAGE_SCREENS)
    found = _row(session, name)
    if found.digest is None:
        return
    found.digest = found.sealed = None
    session.add(found)
    _keep(session, "screen link revoked", name, actor, now)


def delete_screen(session: Session, *, name: str, actor: Visitor, now: datetime) -> None:
    """Forget a screen and its link. Raises UnknownScreen."""
    demand(actor, Right.MANAGE_SCREENS)
    before = wall_screen(session, name)
    session.delete(_row(session, name))
    _keep(session, "screen deleted", name, actor, now, before=_columns(before.screen))


def link_token(card: ScreenCard, settings: Settings) -> Secret | None:
    """The token of a screen's link, None without one. Raises KeyRefused."""
    return unseal(card.sealed, settings) if card.sealed else None


def _row(session: Session, name: str) -> WallScreen:
    found = session.exec(select(WallScreen).where(col(WallScreen.name) == name)).one_or_none()
    if found is None:
        raise UnknownScreen(screen=name)
    return found


def _give_link(found: WallScreen, settings: Settings) -> None:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    found.sealed = seal(Secret(token), settings)
    found.digest = digest_of(token)


def _columns(screen: Screen) -> dict[str, Any]:
    """A screen as it is kept, and as the audit log tells it."""
    return {
        "title": screen.title.strip(),
        "language": screen.language,
        "theme": screen.theme.value,
        "density": screen.density,
        "motion": screen.motion,
        "sound": screen.sound.value,
        "shift": screen.shift,
        "teams": sorted(screen.teams),
        "scenes": [{"kind": one.kind.value, "seconds": one.seconds} for one in screen.scenes],
        "sleep": None if screen.hours is None else hours_kept(screen.hours),
    }


def _keep(
    session: Session,
    action: str,
    name: str,
    actor: Visitor,
    now: datetime,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Log it, and let the walls find it."""
    record(
        session,
        action,
        subject=f"screen {name}",
        actor=actor,
        now=now,
        before=before,
        after=after,
    )
    bump_version(session)
