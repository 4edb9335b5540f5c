"""Single ratings as the wall tells them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from db.commands.decisions import exclude_rating
from db.queries.engineers import engineer_names
from db.queries.teams import team_names
from db.queries.wall_ratings import (
    WallRating,
    fives_in_a_row,
    latest_fives,
    latest_praise,
    newest_rating,
    newest_rating_before,
    ratings_above,
    ratings_count_above,
)
from gamify.access import console
from gamify.ratings import ExclusionReason
from tests.factories import NOW, Row, store

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def at(hours: int) -> datetime:
    return NOON + timedelta(hours=hours)


def exclude(session: Session, rating: int) -> None:
    exclude_rating(
        session,
        rating_id=rating,
        reason=ExclusionReason.ABUSE,
        actor=console("Lea"),
        now=NOW,
    )


def tickets(found: list[WallRating]) -> list[str]:
    return [one.ticket for one in found]


def test_a_rating_comes_with_everybody_who_is_credited_the_owner_first(session: Session) -> None:
    store(session, Row("T1", owner="Zed", helpers=("Ann",), comment="Wow", requester="Maria"))
    people = {name: number for number, name in engineer_names(session).items()}
    (team,) = team_names(session)

    assert ratings_above(session, 0, most=9) == [
        WallRating(
            id=1,
            stars=5,
            rated_at=NOON,
            comment="Wow",
            engineers=(people["Zed"], people["Ann"]),
            team=team,
            ticket="T1",
            requester="Maria",
        )
    ]


def test_arrivals_come_in_their_order_and_at_most_so_many(session: Session) -> None:
    store(session, *[Row(f"T{n}", at=at(-n), stars=5 - n % 2) for n in range(5)])

    assert tickets(ratings_above(session, 2, most=2)) == ["T2", "T3"]
    assert ratings_count_above(session, 2) == 3
    assert newest_rating(session) == 5


def test_a_database_without_ratings_has_none(session: Session) -> None:
    assert (newest_rating(session), newest_rating_before(session, NOW)) == (0, 0)
    assert ratings_above(session, 0, most=9) == []


def test_what_was_stored_before_an_instant_is_known_by_its_import(session: Session) -> None:
    store(session, Row("T1"), Row("T2"))

    assert newest_rating_before(session, NOW) == 0
    assert newest_rating_before(session, NOW + timedelta(seconds=1)) == 2


def test_the_latest_fives_and_praise_are_those_that_count(session: Session) -> None:
    store(
        session,
        Row("T1", at=at(1), comment="first"),
        Row("T2", at=at(2), comment="  "),
        Row("T3", at=at(3), comment="low", stars=4),
        Row("T4", at=at(4), comment="excluded"),
        Row("T5", at=at(5), comment="other", team="Beta"),
        Row("T6", day=date(2026, 10, 31), comment="before"),
    )
    exclude(session, 4)
    alpha = next(number for number, name in team_names(session).items() if name == "Alpha")
    days = {"first": FIRST, "last": LAST}

    assert tickets(latest_fives(session, **days, teams=(), most=2)) == ["T5", "T2"]
    assert tickets(latest_fives(session, **days, teams={alpha}, most=9)) == ["T2", "T1"]
    assert tickets(latest_praise(session, **days, teams=(), most=9)) == ["T5", "T1"]
    assert tickets(ratings_above(session, 3, most=9)) == ["T5", "T6"]


def test_fives_in_a_row_are_counted_for_each_since_the_last_other_rating(
    session: Session,
) -> None:
    stars = {"Ann": [5, 4, 5, 5], "Bob": [5, 5, 5], "Cy": [5, 5, 1], "Dee": [5]}
    store(
        session,
        *[
            Row(f"{name}{n}", star, name, at=at(n))
            for name, given in stars.items()
            for n, star in enumerate(given)
        ],
    )
    people = {name: number for number, name in engineer_names(session).items()}
    asked = [people[name] for name in ("Ann", "Bob", "Cy")]

    found = fives_in_a_row(session, asked, first=FIRST, last=LAST)

    assert found == {people["Ann"]: 2, people["Bob"]: 3}
    assert fives_in_a_row(session, [], first=FIRST, last=LAST) == {}
