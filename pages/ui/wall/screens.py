"""How a screen is set, as its page reads it."""

from __future__ import annotations

from dataclasses import dataclass

from gamify.wall.screen import Hours, Screen


@dataclass(frozen=True, slots=True)
class SceneTurn:
    """A scene and its seconds."""

    kind: str
    seconds: int


@dataclass(frozen=True, slots=True)
class ScreenPart:
    """The screen; `sleep` holds when it is awake, None is always."""

    name: str
    title: str
    language: str
    theme: str
    density: int
    motion: bool
    sound: str
    shift: bool
    sleep: dict[str, object] | None
    zone: str
    scenes: tuple[SceneTurn, ...]
    clock: str = "h23"


def screen_part(screen: Screen, *, zone: str) -> ScreenPart:
    """A screen with the organisation's time zone."""
    return ScreenPart(
        name=screen.name,
        title=screen.title,
        language=screen.language,
        theme=screen.theme.value,
        density=screen.density,
        motion=screen.motion,
        sound=screen.sound.value,
        shift=screen.shift,
        sleep=None if screen.hours is None else shown_hours(screen.hours),
        zone=zone,
        scenes=tuple(SceneTurn(scene.kind.value, scene.seconds) for scene in screen.scenes),
    )


def shown_hours(hours: Hours) -> dict[str, object]:
    """Hours as they are kept and sent: weekdays from Monday as 0, and times like "07:30"."""
    return {
        "weekdays": list(hours.weekdays),
        "from": f"{hours.begin:%H:%M}",
        "until": f"{hours.until:%H:%M}",
    }
