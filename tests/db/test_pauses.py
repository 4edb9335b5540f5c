"""Pauses: set with a reason, ended at once, and quiet where they should be; no figure changes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from db.commands.challenges import create_challenge
from db.commands.pauses import end_pause, pause_game
from db.digest import DigestMessage, digest_message
from db.milestones import new_milestones
from db.queries.pauses import pauses_from, rest_on
from gamify.access import console
from gamify.challenges.challenge import Owner
from gamify.challenges.reading import read_criteria
from gamify.errors import DecisionRefused, UnknownTeam
from gamify.seasons import Calendar, parse_season
from tests.factories import NOW, Row, store

LEA = console("Lea")
TODAY, DAY = NOW.date(), timedelta(days=1)
CALENDAR = Calendar()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)


def pause(session: Session, **told: Any) -> int:
    usual: dict[str, Any] = {
        "first": TODAY,
        "last": TODAY + 2 * DAY,
        "reason": " a move ",
        "today": TODAY,
    }
    return pause_game(session, **(usual | told), actor=LEA, now=NOW)


def challenge(session: Session, team: int | None = None) -> None:
    create_challenge(
        session,
        criteria=read_criteria({"fives": "3"}),
        season=QUARTER,
        owner=Owner(team_id=team),
        actor=LEA,
        now=NOW,
    )


def message(session: Session, day: date = TODAY) -> DigestMessage:
    found = digest_message(session, day=day, now=NOW, calendar=CALENDAR)
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def teams(session: Session) -> None:
    """Two teams with ratings of today."""
    store(
        session,
        *(Row(f"A{n}", day=TODAY) for n in range(3)),
        Row("B1", owner="Bob", team="Beta", day=TODAY),
    )


def test_a_pause_holds_on_its_days_until_somebody_ends_it(session: Session) -> None:
    number = pause(session, first=TODAY + DAY, team_id=1)

    rests = [rest_on(session, TODAY + n * DAY).teams for n in range(4)]
    assert rests == [frozenset(), {1}, {1}, frozenset()]
    assert [(one.reason, one.set_by) for one in pauses_from(session, TODAY)] == [("a move", "Lea")]
    end_pause(session, pause_id=number, actor=LEA, now=NOW)
    assert pauses_from(session, TODAY) == []
    with pytest.raises(DecisionRefused):
        end_pause(session, pause_id=number, actor=LEA, now=NOW)


@pytest.mark.parametrize(
    "told",
    [
        {"reason": " "},
        {"reason": "x" * 201},
        {"last": TODAY - DAY},
        {"first": TODAY + DAY, "last": TODAY},
        {"last": TODAY + 92 * DAY},
    ],
)
def test_a_pause_that_makes_no_sense_is_refused(session: Session, told: dict[str, Any]) -> None:
    with pytest.raises(DecisionRefused):
        pause(session, **told)


def test_a_team_rests_once_at_a_time_and_beside_everybody(session: Session) -> None:
    pause(session)
    pause(session, team_id=1)

    with pytest.raises(DecisionRefused, match="already"):
        pause(session, first=TODAY + DAY)
    with pytest.raises(UnknownTeam):
        pause(session, team_id=9)
    rest = rest_on(session, TODAY)
    assert rest.of_all is not None
    assert (rest.quiets((2,)), rest.quiets(())) == (True, True)


def test_a_team_that_rests_quiets_what_is_about_it_alone(session: Session) -> None:
    pause(session, team_id=1)

    rest = rest_on(session, TODAY)

    assert [rest.quiets(teams) for teams in ((1,), (1, 2), (2,), ())] == [True, True, False, False]


def test_the_daily_message_tells_no_race_while_everybody_rests(session: Session) -> None:
    challenge(session)
    before = message(session)
    number = pause(session)

    told = message(session)

    assert (told.title, told.body) == ("The game is paused until 24 Nov 2026", "a move")
    assert new_milestones(session, now=NOW, calendar=CALENDAR) == []
    end_pause(session, pause_id=number, actor=LEA, now=NOW)
    assert message(session) == before
    assert new_milestones(session, now=NOW, calendar=CALENDAR) != []


def test_the_challenge_of_a_team_that_rests_is_left_out(session: Session) -> None:
    challenge(session, team=1)
    challenge(session, team=2)
    pause(session, team_id=1)

    told = message(session)

    assert "Alpha" not in told.title + told.body
    assert {one.challenge_id for one in new_milestones(session, now=NOW, calendar=CALENDAR)} <= {2}
