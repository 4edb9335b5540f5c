"""What a screen shows and how, and the checks that its settings pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from gamify.errors import N_, CrownboardError
from gamify.language import LANGUAGES, Message, say

#: The screen that is there without being set up.
MAIN = "main"

#: Seconds that a scene may stay.
SHORTEST, LONGEST = 10, 60

#: How many teams fit without scrolling.
DENSITIES = (9, 15)

LONGEST_NAME = 40
LONGEST_TITLE = 80
MOST_SCENES = 20

_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class UnknownScreen(CrownboardError):
    """A screen that doesn't exist. Raised with `screen`."""

    sentence = N_("There is no screen “{screen}”. `wall list` shows them.")


class ScreenRefused(CrownboardError):
    """A screen that can't be set so. Raised with `field`, `value` and `allowed`."""

    sentence = N_("On the screen the field “{field}” can't be “{value}”. Use {allowed}.")


class SceneKind(StrEnum):
    """What a screen can show."""

    STANDINGS = "standings"
    SCORERS = "scorers"
    CHALLENGE = "challenge"
    NOMINATIONS = "nominations"
    QUOTES = "quotes"
    MOVES = "moves"
    ANNOUNCEMENT = "announcement"


class Theme(StrEnum):
    """Light on dark, or dark on light."""

    DARK = "dark"
    LIGHT = "light"


class Sound(StrEnum):
    """What is heard with a celebration."""

    NONE = "none"
    CHIME = "chime"
    BELL = "bell"
    DRUM = "drum"


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown, and for how many seconds."""

    kind: SceneKind
    seconds: int


@dataclass(frozen=True, slots=True)
class Hours:
    """When a screen is awake, by the organisation's clock; Monday is weekday 0.

    An end that isn't after the beginning lies in the night that follows.
    """

    weekdays: tuple[int, ...]
    begin: time
    until: time


#: What a screen shows until somebody chooses: what changes most stays longest.
USUAL_SCENES = (
    Scene(SceneKind.STANDINGS, 30),
    Scene(SceneKind.CHALLENGE, 30),
    Scene(SceneKind.SCORERS, 20),
    Scene(SceneKind.QUOTES, 20),
    Scene(SceneKind.NOMINATIONS, 25),
    Scene(SceneKind.MOVES, 15),
    Scene(SceneKind.ANNOUNCEMENT, 15),
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as a lead has set it; `teams` are ids, all teams where there are none.

    Without `hours` it is always awake. `shift` lets the picture wander by some pixels.
    """

    name: str = MAIN
    title: str = ""
    language: str = LANGUAGES[0]
    theme: Theme = Theme.DARK
    density: int = DENSITIES[0]
    motion: bool = True
    sound: Sound = Sound.NONE
    shift: bool = True
    teams: tuple[int, ...] = ()
    scenes: tuple[Scene, ...] = USUAL_SCENES
    hours: Hours | None = None


def check_screen(screen: Screen, *, teams: Collection[int]) -> None:
    """Raises ScreenRefused for the first field that can't be so; `teams` are those there are."""
    _check_name(screen.name)
    plain = screen.title.strip()
    if len(plain) > LONGEST_TITLE or not plain.isprintable():
        allowed = say("up to {most} characters in one line", most=LONGEST_TITLE)
        raise _refused(say("title"), screen.title, allowed)
    if screen.language not in LANGUAGES:
        raise _refused(say("language"), screen.language, listed(LANGUAGES))
    if screen.density not in DENSITIES:
        raise _refused(say("density"), screen.density, listed(DENSITIES))
    foreign = [team for team in screen.teams if team not in teams]
    if foreign:
        raise _refused(say("teams"), foreign[0], say("teams of the team table"))
    _check_scenes(screen.scenes)
    if screen.hours is not None:
        _check_hours(screen.hours)


def hours_kept(hours: Hours) -> dict[str, object]:
    """Hours as they are kept and sent: weekdays from Monday as 0, and times like "07:30"."""
    return {
        "weekdays": sorted(hours.weekdays),
        "from": f"{hours.begin:%H:%M}",
        "until": f"{hours.until:%H:%M}",
    }


def listed(values: Sequence[object]) -> Message:
    """Choices in a row, as they are written."""
    return Message(", ".join(map(str, values)))


def _check_name(name: str) -> None:
    if len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        allowed = say("up to {most} small letters, digits and hyphens", most=LONGEST_NAME)
        raise _refused(say("name"), name, allowed)


def _check_scenes(scenes: tuple[Scene, ...]) -> None:
    if not 1 <= len(scenes) <= MOST_SCENES:
        allowed = say("1 to {most} scenes", most=MOST_SCENES)
        raise _refused(say("scenes"), len(scenes), allowed)
    for scene in scenes:
        if not SHORTEST <= scene.seconds <= LONGEST:
            allowed = say("{least} to {most} seconds", least=SHORTEST, most=LONGEST)
            raise _refused(say("seconds"), scene.seconds, allowed)


def _check_hours(hours: Hours) -> None:
    if not hours.weekdays or not set(hours.weekdays) <= set(range(7)):
        allowed = say("days of the week from 0 (Monday) to 6")
        raise _refused(say("days"), ", ".join(map(str, hours.weekdays)), allowed)
    if hours.begin == hours.until:
        allowed = say("two different times")
        raise _refused(say("hours"), f"{hours.until:%H:%M}", allowed)


def _refused(field: Message, value: object, allowed: Message) -> ScreenRefused:
    return ScreenRefused(field=field, value=str(value), allowed=allowed)
