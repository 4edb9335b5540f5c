"""Crown (SCORING B2, D)."""

from __future__ import annotations

from gamify.nominations.crown import NOMINATION
from gamify.nominations.nomination import UnitKind
from tests.sheets import Given, places, sheet_of, verdict, waiting

ALPHA = [*[Given()] * 30, Given(stars=4)]
BETA = [*[Given(team=2, owner=2)] * 30, *[Given(team=2, owner=2, stars=1)] * 10]


def test_the_team_table_gives_the_places() -> None:
    found = verdict(sheet_of(*ALPHA, *BETA), NOMINATION)
    assert places(found) == [(1, "Alpha", "4.55"), (2, "Beta", "4.30")]
    assert NOMINATION.unit is UnitKind.TEAM


def test_the_sentence_of_the_first_says_how_sure_it_is() -> None:
    first, second = (
        one.candidate.sentence for one in verdict(sheet_of(*ALPHA, *BETA), NOMINATION).placed
    )
    assert str(first) == (
        "31 ratings plus 100 borrowed at the common average 4.42 make 4.55. A clear lead."
    )
    assert str(second) == "40 ratings plus 100 borrowed at the common average 4.42 make 4.30."


def test_teams_that_are_equal_in_all_share_the_crown() -> None:
    sheet = sheet_of(*[Given()] * 20, *[Given(team=2, owner=2)] * 20)
    assert [place for place, _, _ in places(verdict(sheet, NOMINATION))] == [1, 1]


def test_a_team_below_the_minimum_of_the_table_waits() -> None:
    found = verdict(sheet_of(*ALPHA, *BETA[:19]), NOMINATION)
    assert waiting(found) == [("Beta", "1 more rating to be ranked.")]


def test_without_a_known_team_it_is_unavailable() -> None:
    found = verdict(sheet_of(Given(team=0)), NOMINATION)
    assert str(found.unavailable) == "No rating of the season names a team."
