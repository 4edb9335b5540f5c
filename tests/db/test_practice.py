"""The quarter of the practice, day by day: the digest says the right thing on each of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.challenges import close_due_challenges, create_challenge
from db.digest import DigestMessage, digest_message
from db.engine import open_engine, reading, writing
from db.queries.challenges import challenge_by_id
from gamify.access import console
from gamify.challenges.challenge import Owner
from gamify.challenges.reading import read_criteria
from tests.factories import NOW
from tests.practice import CALENDAR, QUARTER, THE_FOUR, practice_rows, store_practice

TEAM, OWN = 1, 2
EVERY_DAY = [
    QUARTER.first + timedelta(days=past) for past in range((QUARTER.last - QUARTER.first).days + 1)
]
THE_DAY_AFTER = QUARTER.last + timedelta(days=1)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory, sqlite_pattern: Path) -> Iterator[Engine]:
    """The practice in a database that is only read."""
    path = tmp_path_factory.mktemp("practice") / "practice.db"
    shutil.copy(sqlite_pattern, path)
    engine = open_engine(f"sqlite:///{path}")
    with writing(engine) as session:
        assert store_practice(session) == (TEAM, OWN)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def told(practice: Engine) -> dict[date, DigestMessage]:
    """The message about the department's challenge on every day of the quarter."""
    with reading(practice) as session:
        messages = {day: digest(session, day) for day in EVERY_DAY}
    return {day: message for day, message in messages.items() if message is not None}


def digest(
    session: Session, day: date, *, challenge: int | None = TEAM, language: str = "en"
) -> DigestMessage | None:
    return digest_message(
        session, challenge_id=challenge, day=day, now=NOW, calendar=CALENDAR, language=language
    )


def ratings_until(day: date) -> int:
    return sum(row.day <= day for row in practice_rows())


def chance_of(message: DigestMessage) -> str:
    found = re.search(r"Will it work out\? ([<>]?\d+ %)", message.body)
    assert found, message.body
    return found[1]


def test_the_practice_is_85_fives_and_a_four_on_65_working_days() -> None:
    rows = practice_rows()

    assert [row.stars for row in rows].count(5) == 85
    assert [row.day for row in rows if row.stars != 5] == [THE_FOUR]
    assert len({row.day for row in rows}) == 65


def test_on_the_first_working_day_two_ratings_have_come(told: dict[date, DigestMessage]) -> None:
    message = told[date(2023, 10, 2)]

    assert message == DigestMessage(
        "4.96 on average over 100 ratings: 90 days left",
        "90 days left, 64 working days\n"
        "Today: 2 ratings: Ann\n"
        "So far: 2 fives, 5.00 on average\n"
        "Where it stands: 5.00, goal 4.96; 2 of 100 ratings\n"
        "Still needed: 98 more ratings, 1.6 ratings a working day\n"
        "We can still afford one of these: 4 fours / 2 threes / 1 two / 1 one\n"
        f"Will it work out? {chance_of(message)}: at risk",
    )


def test_the_day_after_the_four_three_more_can_be_afforded(
    told: dict[date, DigestMessage],
) -> None:
    message = told[date(2023, 11, 8)]

    assert message == DigestMessage(
        "4.96 on average over 100 ratings: 53 days left",
        "53 days left, 37 working days\n"
        "Yesterday: 1 rating: Ann\n"
        "Today: 2 ratings: Ann\n"
        "So far: 37 fives and 1 four, 4.97 on average\n"
        "Where it stands: 4.97, goal 4.96; 38 of 100 ratings\n"
        "Still needed: 62 more ratings, 1.7 ratings a working day\n"
        "We can still afford one of these: 3 fours / 1 three / 1 two\n"
        f"Will it work out? {chance_of(message)}: at risk;"
        f" a week ago {chance_of(told[date(2023, 11, 1)])}",
    )


def test_the_last_day_is_called_so(told: dict[date, DigestMessage]) -> None:
    assert told[QUARTER.last] == DigestMessage(
        "4.96 on average over 100 ratings: last day",
        "Last day\n"
        "So far: 85 fives and 1 four, 4.98 on average\n"
        "Where it stands: 4.98, goal 4.96; 86 of 100 ratings\n"
        "Still needed: 14 more ratings\n"
        "We can still afford one of these: 3 fours / 1 three / 1 two\n"
        "Will it work out? <1 %: out of reach; a week ago <1 %",
    )


def test_the_day_after_tells_the_result_with_what_has_grown(practice: Engine) -> None:
    with reading(practice) as session:
        message = digest(session, THE_DAY_AFTER)
        own = digest(session, THE_DAY_AFTER, challenge=OWN)

    grown = (
        "A year ago: 4.89 over 46 ratings\n"
        "More ratings than ever: 62 % over the best so far, 53\n"
        "Ratings of the last day that still come in today count as well"
    )
    assert message == DigestMessage(
        "4.96 on average over 100 ratings: the result",
        "The challenge is over: thank you for every rating.\n"
        "Result: 85 fives and 1 four, 4.98 on average\n"
        f"Where it ended: 4.98, goal 4.96; 86 of 100 ratings\n{grown}",
    )
    assert own == DigestMessage(
        "Ann: 80 fives: met",
        "The challenge is met. Thank you, everybody!\n"
        "Result: 85 fives and 1 four, 4.98 on average\n"
        f"Where it ended: 85 of 80 fives\n{grown}",
    )


def test_anns_own_target_is_met_by_five(practice: Engine) -> None:
    with reading(practice) as session:
        message = digest(session, date(2023, 12, 29), challenge=OWN)

    assert message == DigestMessage(
        "Ann: 80 fives: 2 days left",
        "2 days left, 0 working days\n"
        "Yesterday: 1 rating: Ann\n"
        "Today: 1 rating: Ann\n"
        "So far: 85 fives and 1 four, 4.98 on average\n"
        "Where it stands: 85 of 80 fives\n"
        "Everything asked for is there\n"
        "5 fives more than asked for\n"
        "The challenge is met: nothing can take it back\n"
        "A customer: “Спасибо <b>*всем*</b>!”",
    )


def test_a_russian_team_reads_it_in_russian(practice: Engine) -> None:
    with reading(practice) as session:
        message = digest(session, date(2023, 10, 5), language="ru")

    assert message is not None
    assert message.title == "В среднем 4,96 по 100 оценкам: осталось 87 дней"
    assert message.body.splitlines()[0] == "Осталось 87 дней, 61 рабочий день"
    assert "Вчера: 1 оценка: Ann" in message.body.splitlines()
    assert message.body.splitlines()[-1] == "Слова клиента: «So fast :)))»"


@pytest.mark.parametrize("day", [QUARTER.first - timedelta(days=1), date(2024, 1, 2)])
def test_before_and_long_after_there_is_nothing_to_say(practice: Engine, day: date) -> None:
    with reading(practice) as session:
        assert digest(session, day) is None
        assert digest(session, day, challenge=None) is None


def test_every_day_counts_the_days_left(told: dict[date, DigestMessage]) -> None:
    left = {day: (QUARTER.last - day).days for day in EVERY_DAY}

    expected = {
        day: {0: "last day", 1: "1 day left"}.get(days, f"{days} days left")
        for day, days in left.items()
    }

    assert {day: message.title.rpartition(": ")[2] for day, message in told.items()} == expected


def test_every_day_says_what_came_and_what_is_needed(told: dict[date, DigestMessage]) -> None:
    for day, message in told.items():
        n, lines = ratings_until(day), message.body.splitlines()
        today = n - ratings_until(day - timedelta(days=1))
        fours = int(day >= THE_FOUR)

        assert [line for line in lines if line.startswith("Today: ")] == (
            [f"Today: {today} rating{'s' * (today > 1)}: Ann"] if today else []
        ), day
        assert any(line.startswith(f"Still needed: {100 - n} more ratings") for line in lines), day
        afford = "3 fours / 1 three / 1 two" if fours else "4 fours / 2 threes / 1 two / 1 one"
        said = f"We can still afford one of these: {afford}"
        assert (said in lines) == (n > 0), day
        if n:
            average = f"{(5 * n - fours) * 100 // n / 100:.2f}"
            assert f"Where it stands: {average}, goal 4.96; {n} of 100 ratings" in lines, day


def test_every_day_tells_of_the_day_before_what_that_day_told_of_itself(
    told: dict[date, DigestMessage],
) -> None:
    for day, message in list(told.items())[1:]:
        before = told[day - timedelta(days=1)].body.splitlines()
        today = [line.partition(": ")[2] for line in before if line.startswith("Today: ")]

        yesterday = [
            line.partition(": ")[2]
            for line in message.body.splitlines()
            if line.startswith("Yesterday: ")
        ]

        assert yesterday == today, day


def test_a_week_ago_is_what_was_said_a_week_ago(told: dict[date, DigestMessage]) -> None:
    for day, message in list(told.items())[7:]:
        before = chance_of(told[day - timedelta(days=7)])

        assert message.body.splitlines()[-1 - ("A customer" in message.body)].endswith(
            f"; a week ago {before}"
        ), day


def test_public_challenges_share_a_message_and_name_everybody_once(session: Session) -> None:
    store_practice(session)
    create_challenge(
        session,
        criteria=read_criteria({"fives": "70"}),
        season=QUARTER,
        owner=Owner(team_id=1),
        actor=console("Lea"),
        now=NOW,
    )

    message = digest(session, date(2023, 10, 5), challenge=None)

    assert message is not None
    assert message.title == "Our challenges, 5 Oct 2023"
    parts = message.body.split("\n\n")
    assert [part.splitlines()[0] for part in parts] == [
        "4.96 on average over 100 ratings: 87 days left",
        "Alpha: 70 fives: 87 days left",
        "A customer: “So fast :)))”",
    ]
    assert message.body.count("Today: 2 ratings: Ann") == 1
    # Ann's own one is nobody else's.
    assert "80 fives" not in message.body


def test_what_is_told_on_the_day_after_is_kept_once_it_is_closed(session: Session) -> None:
    store_practice(session)
    close_due_challenges(session, calendar=CALENDAR, now=NOW)

    message = digest(session, THE_DAY_AFTER)

    result = challenge_by_id(session, TEAM, calendar=CALENDAR).result
    assert result is not None
    assert (result.is_met, result.stars.as_tuple()) == (False, (85, 1, 0, 0, 0))
    assert message is not None
    assert message.body.endswith("More ratings than ever: 62 % over the best so far, 53")
