"""What a wall says of a celebration: names literally, and nobody is shamed."""

from __future__ import annotations

import pytest

from gamify.language import translate
from gamify.wall.celebrations import Celebration, Kind
from gamify.wall.sentences import goal_sentence, praise_of


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "Alpha, five stars"),
        (["Ann"], "Ann, five stars"),
        (["Ann", "{n} <b>"], "Ann and {n} <b> share five stars on ticket T1"),
        (["Ann", "Bob", "Cy"], "Ann, Bob and Cy share five stars on ticket T1"),
    ],
)
def test_a_goal_names_everybody_who_is_credited(names: list[str], said: str) -> None:
    assert translate(goal_sentence(names, team="Alpha", ticket="T1"), "en") == said


def test_a_goal_of_nobody_known_is_five_stars() -> None:
    assert translate(goal_sentence([], team="", ticket="T1"), "en") == "Five stars"


@pytest.mark.parametrize(
    ("one", "teams", "texts"),
    [
        (
            Celebration("k", Kind.CROWN),
            ["Alpha"],
            ("New crown", "Alpha", "Alpha takes the first place of the team table"),
        ),
        (
            Celebration("k", Kind.CROWN),
            ["Alpha", "Beta"],
            (
                "The crown is shared",
                "Alpha and Beta",
                "The first place of the team table is shared",
            ),
        ),
        (
            Celebration("k", Kind.BULK, amount=500),
            [],
            ("New ratings", "", "500 ratings have come in"),
        ),
    ],
)
def test_everything_else_has_a_great_line_a_name_and_a_sentence(
    one: Celebration, teams: list[str], texts: tuple[str, str, str]
) -> None:
    praise = praise_of(one, teams=teams)

    said = tuple(translate(text, "en") for text in (praise.title, praise.name, praise.text))
    assert said == texts
