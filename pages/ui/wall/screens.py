"""How a screen is set, as its page reads it."""

from __future__ import annotations

from dataclasses import dataclass

from gamify.wall.screen import Screen, hours_kept


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
        sleep=None if screen.hours is None else hours_kept(screen.hours),
        zone=zone,
        scenes=tuple(SceneTurn(scene.kind.value, scene.seconds) for scene in screen.scenes),
    )
