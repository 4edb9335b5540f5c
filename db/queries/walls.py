"""Screens as they are set, how their links are known, and announcements that still hold."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from db.models import Announcement, WallScreen
from gamify.wall.screen import Hours, Scene, SceneKind, Screen, Sound, Theme, UnknownScreen


@dataclass(frozen=True, slots=True)
class ScreenCard:
    """A screen with what is known of its link: `digest` and `sealed` are "" where it has none."""

    id: int
    screen: Screen
    digest: str
    sealed: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class AnnouncementCard:
    """What a lead says to a team or to all, up to and including its last day."""

    id: int
    text: str
    team_id: int | None
    last: date
    announced_at: datetime
    announced_by: str


def wall_screens(session: Session) -> list[ScreenCard]:
    """All screens that have been set, by name."""
    statement = select(WallScreen).order_by(col(WallScreen.name), col(WallScreen.id))
    return [_card(found) for found in session.exec(statement)]


def wall_screen(session: Session, name: str) -> ScreenCard:
    """The screen of a name. Raises UnknownScreen."""
    statement = select(WallScreen).where(col(WallScreen.name) == name)
    found = session.exec(statement).one_or_none()
    if found is None:
        raise UnknownScreen(screen=name)
    return _card(found)


def announcements(session: Session, *, today: date) -> list[AnnouncementCard]:
    """What is announced on a day, the latest first."""
    statement = (
        select(Announcement)
        .where(col(Announcement.last) >= today, col(Announcement.withdrawn_at).is_(None))
        .order_by(col(Announcement.announced_at).desc(), col(Announcement.id).desc())
    )
    return [_announced(found) for found in session.exec(statement)]


def announcements_of(session: Session, numbers: Collection[int]) -> dict[int, AnnouncementCard]:
    """Announcements by number, whether they hold or not."""
    statement = select(Announcement).where(col(Announcement.id).in_(sorted(numbers)))
    return {found.id or 0: _announced(found) for found in session.exec(statement)}


def _announced(found: Announcement) -> AnnouncementCard:
    return AnnouncementCard(
        id=found.id or 0,
        text=found.text,
        team_id=found.team_id,
        last=found.last,
        announced_at=found.announced_at,
        announced_by=found.announced_by,
    )


def _card(found: WallScreen) -> ScreenCard:
    return ScreenCard(
        id=found.id or 0,
        screen=Screen(
            name=found.name,
            title=found.title,
            language=found.language,
            theme=Theme(found.theme),
            density=found.density,
            motion=found.motion,
            sound=Sound(found.sound),
            shift=found.shift,
            teams=tuple(found.teams),
            scenes=tuple(Scene(SceneKind(one["kind"]), one["seconds"]) for one in found.scenes),
            hours=None if found.sleep is None else _hours(found.sleep),
        ),
        digest=found.digest or "",
        sealed=found.sealed or "",
        created_at=found.created_at,
        created_by=found.created_by,
    )


def _hours(sleep: dict[str, object]) -> Hours:
    weekdays = sleep["weekdays"]
    assert isinstance(weekdays, list)  # noqa: S101 (our own command wrote it)
    return Hours(
        weekdays=tuple(weekdays),
        begin=time.fromisoformat(str(sleep["from"])),
        until=time.fromisoformat(str(sleep["until"])),
    )
