"""The screen that the words of the command line mean."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from gamify.errors import UnknownTeam
from gamify.language import say
from gamify.wall.screen import Hours, Scene, SceneKind, Screen, ScreenRefused, listed

#: When a screen is awake on the days that nobody has named.
_WEEK = (0, 1, 2, 3, 4)


def screen_meant(arguments: Namespace, former: Screen, *, teams: Mapping[int, str]) -> Screen:
    """The former screen with everything that was told. Raises ScreenRefused, UnknownTeam."""
    told = {
        "title": arguments.title,
        "language": arguments.texts_in,
        "theme": arguments.theme,
        "density": arguments.density,
        "motion": arguments.motion,
        "sound": arguments.sound,
        "shift": arguments.shift,
        "teams": None if arguments.teams is None else _teams(arguments.teams, teams),
        "scenes": None if arguments.scenes is None else tuple(map(_scene, arguments.scenes)),
    }
    screen = replace(former, **{name: value for name, value in told.items() if value is not None})
    if arguments.all_teams:
        screen = replace(screen, teams=())
    return replace(screen, hours=_hours(arguments, former))


def _teams(names: list[str], teams: Mapping[int, str]) -> tuple[int, ...]:
    by_name = {name.casefold(): team for team, name in teams.items()}
    for name in names:
        if name.casefold() not in by_name:
            raise UnknownTeam(name=name)
    return tuple(sorted({by_name[name.casefold()] for name in names}))


def _scene(text: str) -> Scene:
    kind, _, seconds = text.partition(":")
    if kind not in set(SceneKind) or not (seconds or "20").isdecimal():
        allowed = say("{kinds}, each like standings:30", kinds=listed(list(SceneKind)))
        raise ScreenRefused(field=say("scenes"), value=text, allowed=allowed)
    return Scene(SceneKind(kind), int(seconds or "20"))


def _hours(arguments: Namespace, former: Screen) -> Hours | None:
    """Days alone change those of the hours that there are."""
    if arguments.always_awake:
        return None
    if arguments.awake is None:
        if former.hours is None or arguments.days is None:
            return former.hours
        return replace(former.hours, weekdays=tuple(arguments.days))
    begin, _, until = arguments.awake.partition("-")
    days = arguments.days or (former.hours.weekdays if former.hours else _WEEK)
    try:
        return Hours(tuple(days), time.fromisoformat(begin), time.fromisoformat(until))
    except ValueError as error:
        allowed = say("hours like 07:30-20:00")
        raise ScreenRefused(field=say("hours"), value=arguments.awake, allowed=allowed) from error
