"""The whole board: from facts to what is drawn."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

from gamify.history import Crown, season_history
from gamify.ranking import rank_teams
from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import rank_engineers
from gamify.seasons import Calendar, parse_season
from gamify.standings import RankMode, Rules, Strength, TeamDay, TeamTally
from gamify.yardstick import Borrowing
from pages.ui.board import (
    WORDS,
    Board,
    BoardFacts,
    Reader,
    board_words,
    fill_board,
    newest_season,
    race_fingerprint,
)
from pages.ui.empty_states import COMMANDS, EmptyState, empty_database
from pages.ui.season_picker import Choice
from pages.ui.tables import Tables, choose_table
from tests.factories import tally_of

CALENDAR = Calendar()
SEASON = parse_season("2026-Q4", calendar=CALENDAR)
READER = Reader("en", date(2026, 11, 22), CALENDAR, Rules())
BLANK = Board(
    version=7,
    day="2026-11-22",
    language="en",
    words={},
    organisation="Technical support",
    zone="UTC",
    team="",
    teams=("Alpha", "Beta"),
)
#: Names that would do harm in HTML, Markdown or a template.
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) {n} %s 🙂"


def facts(*days: TeamDay) -> BoardFacts:
    """A season of these days, and one engineer who scored."""
    totals: dict[int, StarCounts] = {}
    for day in days:
        totals[day.team_id] = totals.get(day.team_id, StarCounts()) + day.stars
    names = {1: "Alpha", 2: HOSTILE}
    strength = Strength(1.0, None, 100)
    teams = rank_teams(
        [TeamTally(team, names[team], stars) for team, stars in totals.items()],
        strength=strength,
        rules=Rules(),
    )
    history = season_history(
        days,
        season=SEASON,
        today=READER.today,
        borrowing=Borrowing(RankMode.STEADY, strength.k),
        min_ratings=20,
    )
    return BoardFacts(
        season=SEASON,
        span=(date(2026, 10, 1), date(2026, 11, 20)),
        tables=choose_table(teams, None, ""),
        days=days,
        history=history,
        crown=history.crown,
        year_before=None,
        year_before_season=parse_season("2025-Q4", calendar=CALENDAR),
        scorers=rank_engineers([tally_of(1, HOSTILE, StarCounts(five=3 * CREDIT))]),
    )


ALPHA = TeamDay(1, date(2026, 10, 2), StarCounts(39, 1), 90)
BETA = TeamDay(2, date(2026, 10, 9), StarCounts(30, 10), 90)


def test_a_board_has_the_leader_the_rows_and_the_scorers() -> None:
    board = fill_board(BLANK, facts(ALPHA, BETA), READER)

    assert board.crown is not None
    assert board.crown.team == "Alpha"
    assert [row.place for row in board.rows] == ["1", "2"]
    assert board.scorers is not None
    assert [line.figure for line in board.scorers.podium] == ["3"]
    assert (board.empty, board.picker and board.picker.code) == (None, "2026-Q4")


def test_the_crown_stays_with_its_own_table_while_the_other_is_shown() -> None:
    """Beta holds the crown by a table that is not shown, since the second of October."""
    shown = facts(ALPHA, BETA)
    crowned = replace(facts(BETA).teams, mode=RankMode.FAIR)
    tables = Tables(shown=shown.teams, other=crowned, crowned=crowned)
    held = Crown((2,), date(2026, 10, 2), 52)

    board = fill_board(BLANK, replace(shown, tables=tables, crown=held), READER)

    assert board.crown is not None
    assert (board.crown.team, board.crown.held, board.crown.by) == (
        HOSTILE,
        "Crown for 52 days, since 2 Oct 2026",
        "Crown by the handicapped table",
    )
    assert [(row.name, row.place, row.crowned) for row in board.rows] == [
        ("Alpha", "1", False),
        (HOSTILE, "2", True),
    ]


def test_names_reach_the_browser_as_they_were_written() -> None:
    board = json.loads(fill_board(BLANK, facts(ALPHA, BETA), READER).to_json())

    assert board["rows"][1]["name"] == HOSTILE
    assert board["scorers"]["podium"][0]["name"] == HOSTILE


def test_a_season_without_ratings_says_so_and_leads_to_the_newest() -> None:
    board = fill_board(BLANK, facts(), READER)

    assert board.empty == EmptyState(
        title="No ratings in 2026 Q4",
        text="Nobody has been rated in these days yet.",
        go=Choice("2026-Q4", "2026 Q4"),
    )
    assert (board.crown, board.rows, board.scorers, board.race) == (None, (), None, "")


def test_ratings_without_teams_have_scorers_and_a_word_on_the_missing_table() -> None:
    untold = replace(facts().teams, common=Fraction(4))

    board = fill_board(BLANK, replace(facts(), tables=choose_table(untold, None, "")), READER)

    assert board.empty is not None
    assert (board.empty.title, board.empty.go) == ("No teams in 2026 Q4", None)
    assert (board.crown, board.rows, board.race) == (None, (), "")
    assert board.scorers is not None
    assert [line.name for line in board.scorers.podium] == [HOSTILE]


def test_the_race_is_new_when_a_place_has_changed_and_only_then() -> None:
    before = facts(ALPHA, BETA)
    more = facts(ALPHA, BETA, TeamDay(1, date(2026, 11, 20), StarCounts(1)))
    turned = facts(ALPHA, BETA, TeamDay(1, date(2026, 11, 20), StarCounts(one=9)))

    prints = [race_fingerprint(one.history) for one in (before, more, turned)]

    assert prints[0] == prints[1] != prints[2]


def test_the_newest_season_is_the_quarter_of_the_newest_rating() -> None:
    assert newest_season((date(2023, 1, 9), date(2023, 8, 1)), READER) == Choice(
        "2023-Q3", "2023 Q3"
    )


def test_an_empty_database_shows_the_three_commands() -> None:
    empty = empty_database("en")

    assert empty.commands == COMMANDS
    assert len(empty.steps) == len(COMMANDS)


def test_every_fixed_word_is_there_in_every_language() -> None:
    assert board_words("en") == WORDS
    assert set(board_words("ru")) == set(WORDS)


def test_a_board_is_json_with_its_version() -> None:
    board = json.loads(replace(BLANK, empty=empty_database("en")).to_json())

    assert (board["version"], board["day"], board["picker"]) == (7, "2026-11-22", None)
    assert [language["code"] for language in board["languages"]] == ["en", "ru"]
