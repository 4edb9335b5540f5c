"""The route of the challenges: what the page draws, once for each version."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import Engine

from db.commands.challenges import create_challenge, edit_challenge
from db.digest import digest_message
from db.engine import writing
from db.queries.memberships import team_on
from gamify.access import READER, Visitor, Way, console
from gamify.challenges.challenge import Owner, season_of_days
from gamify.challenges.reading import read_criteria
from gamify.rights import Role
from gamify.seasons import Calendar
from pages.ui import reads
from pages.ui.challenges import reading
from tests.api.conftest import Client
from tests.factories import Row, store

CHALLENGES = "/api/v1/challenges"
NOW = datetime.now(UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def fresh_followings() -> Iterator[None]:
    """Forget what another test has made."""
    reading.followings.clear()
    yield
    reading.followings.clear()


def set_one(engine: Engine) -> None:
    """Five fives yesterday, and a challenge of twenty fives in three weeks."""
    yesterday = NOW.date() - DAY
    season = season_of_days(yesterday, yesterday + 20 * DAY, calendar=Calendar())
    with writing(engine) as session:
        store(session, *(Row(f"T{at}", day=yesterday) for at in range(5)))
        create_challenge(
            session,
            criteria=read_criteria({"fives": 20}),
            season=season,
            actor=console("Lea"),
            now=NOW,
        )
    reads.clock.forget()


def test_the_answer_is_what_the_page_draws(client: Client, engine: Engine) -> None:
    set_one(engine)

    answer = client.get(CHALLENGES, params={"lang": "ru"})

    assert answer.status_code == 200
    assert answer.content == reading.following(reading.FollowingQuery("ru")).body
    (card,) = answer.json()["cards"]
    assert (card["title"], card["checks"][0]["text"]) == ("20 пятёрок", "5 из 20 пятёрок")


def test_a_person_s_challenge_is_for_the_person_and_the_leads(
    engine: Engine, client: Client
) -> None:
    """Where it stands says how many stars somebody has lost."""
    set_one(engine)
    season = season_of_days(NOW.date(), NOW.date() + 20 * DAY, calendar=Calendar())
    about: dict[str, Any] = {"season": season, "actor": console("Lea"), "now": NOW}
    with writing(engine) as session:
        create_challenge(
            session, criteria=read_criteria({"fives": 3}), owner=Owner(engineer_id=1), **about
        )
        team = team_on(session, 1, NOW.date())
        told = digest_message(session, day=NOW.date(), now=NOW, calendar=Calendar(), language="en")
    reads.clock.forget()

    def titles(visitor: Visitor) -> list[str]:
        query = reading.following_query(visitor, "en")
        return [card["title"] for card in json.loads(reading.following(query).body)["cards"]]

    mine, all_of_them = "Ann: 3 fives", {"Ann: 3 fives", "20 fives"}
    assert {card["title"] for card in client.get(CHALLENGES).json()["cards"]} == {"20 fives"}
    for who, sees in (
        (READER, False),
        (Visitor("Ann", Role.ENGINEER, 1, way=Way.PASSWORD), True),
        (Visitor("Bob", Role.ENGINEER, 2, way=Way.PASSWORD), False),
        (Visitor("Lea", Role.LEAD, team_ids=frozenset({team or 0}), way=Way.PASSWORD), True),
        (Visitor("Leo", Role.LEAD, team_ids=frozenset({99}), way=Way.PASSWORD), False),
        (Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD), True),
    ):
        assert set(titles(who)) == (all_of_them if sees else all_of_them - {mine}), who
    # With the other one the day's message would be called “Our challenges”.
    assert told is not None
    assert told.title.startswith("20 fives")


def test_the_answer_is_packed_for_who_takes_it_so(client: Client, engine: Engine) -> None:
    set_one(engine)

    packed = client.get(CHALLENGES, headers={"Accept-Encoding": "gzip"})
    plain = client.get(CHALLENGES, headers={"Accept-Encoding": "identity"})

    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(reading.following(reading.FollowingQuery()).packed) == plain.content


def test_what_has_not_changed_is_304_and_anew_after_a_change(
    client: Client, engine: Engine
) -> None:
    set_one(engine)
    first = client.get(CHALLENGES)
    asked = {"If-None-Match": first.headers["etag"]}

    same = client.get(CHALLENGES, headers=asked)
    with writing(engine) as session:
        edit_challenge(
            session, 1, criteria=read_criteria({"fives": 25}), actor=console("Lea"), now=NOW
        )
    reads.clock.forget()
    after = client.get(CHALLENGES, headers=asked)

    assert (first.status_code, same.status_code, same.content) == (200, 304, b"")
    assert after.json()["version"] > first.json()["version"]
    assert after.json()["cards"][0]["title"] == "25 fives"


def test_without_a_challenge_the_answer_says_so(client: Client) -> None:
    answer = client.get(CHALLENGES)

    assert answer.status_code == 200
    assert (answer.json()["cards"], answer.json()["past"]) == ([], [])
    assert answer.json()["empty"]["title"] == "The season begins with a file of ratings"


def test_the_course_of_a_challenge_is_a_picture(client: Client, engine: Engine) -> None:
    set_one(engine)

    answer = client.get("/export/burn-up.svg", params={"challenge": "1", "lang": "ru"})

    assert answer.status_code == 200
    assert "20 пятёрок" in " ".join(ElementTree.fromstring(answer.text).itertext())
