"""What a screen may be set to."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from gamify.wall.screen import Hours, Scene, SceneKind, Screen, ScreenRefused, check_screen

GOOD = Screen(name="lobby", teams=(1, 2))


def test_a_usual_screen_passes() -> None:
    check_screen(Screen(), teams=())
    check_screen(GOOD, teams={1, 2, 3})


@pytest.mark.parametrize("name", ["a", "lobby", "floor-2", "tv_1", "x" * 40])
def test_names_are_what_an_address_holds(name: str) -> None:
    check_screen(replace(GOOD, name=name), teams={1, 2})


@pytest.mark.parametrize(
    "bad",
    [
        replace(GOOD, name=""),
        replace(GOOD, name="Lobby"),
        replace(GOOD, name="a b"),
        replace(GOOD, name="-a"),
        replace(GOOD, name="a/b"),
        replace(GOOD, name="лобби"),
        replace(GOOD, name="x" * 41),
        replace(GOOD, title="x" * 81),
        replace(GOOD, title="a\nb"),
        replace(GOOD, language="de"),
        replace(GOOD, density=10),
        replace(GOOD, teams=(1, 9)),
        replace(GOOD, scenes=()),
        replace(GOOD, scenes=(Scene(SceneKind.MOVES, 10),) * 21),
        replace(GOOD, scenes=(Scene(SceneKind.MOVES, 9),)),
        replace(GOOD, scenes=(Scene(SceneKind.MOVES, 61),)),
        replace(GOOD, hours=Hours((), time(8), time(20))),
        replace(GOOD, hours=Hours((7,), time(8), time(20))),
        replace(GOOD, hours=Hours((0,), time(8), time(8))),
    ],
)
def test_what_cannot_be_is_refused(bad: Screen) -> None:
    with pytest.raises(ScreenRefused):
        check_screen(bad, teams={1, 2})


def test_hours_may_go_over_midnight() -> None:
    check_screen(replace(GOOD, hours=Hours((0, 6), time(20), time(6))), teams={1, 2})
