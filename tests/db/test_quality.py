"""What could be mended is found and counted by the database, and nothing else is."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sqlmodel import Session, col, update

from db.commands.decisions import exclude_rating
from db.commands.memberships import join_team
from db.commands.namesakes import tell_apart
from db.models import Source
from db.quality import LOOKS, look_through
from db.queries.people import ENGINEER, Whom
from gamify.access import console
from gamify.ingest.fields import Field
from gamify.quality.concerns import ConcernKind, concerns
from gamify.quality.findings import (
    AlikeNames,
    CoarseSource,
    Doubled,
    EmptyColumn,
    FromImport,
    LoneTeam,
    Named,
    Quality,
    TeamlessPerson,
)
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar
from gamify.similar import Likeness
from tests.factories import NOW, Row, store

LEAD = console("Lea")
DAY = date(2026, 11, 2)
FULL, EMPTY = Fraction(0), Fraction(1)


def look(session: Session) -> Quality:
    return look_through(session, calendar=Calendar(), now=NOW)


def well_kept(prefix: str, n: int = 20) -> list[Row]:
    return [Row(f"{prefix}{at}", comment="fine") for at in range(n)]


def test_where_all_is_well_nothing_is_found(session: Session) -> None:
    assert concerns(look(session)) == []
    store(session, *well_kept("A"))
    steps: list[int] = []

    found = look_through(session, calendar=Calendar(), now=NOW, looked=steps.append)

    assert found == Quality()
    assert steps == list(range(1, LOOKS + 1))


def test_each_fault_is_found_with_what_it_takes_to_mend_it(session: Session) -> None:
    store(session, *well_kept("A"))
    late = store(
        session,
        Row("1", owner="Anne", comment="x"),
        Row("2", owner="Dan", team=None),
        Row("3", owner="Dan", team=None, day=date(2026, 11, 5)),
        Row("4", owner=None, team="Queue"),
        Row("5", day=date(2027, 2, 1)),
        Row("#0123456789abcdef-1"),
        # No fingerprint, but a number as people write it.
        Row("#7"),
    ).batch
    twice = store(session, *well_kept("A", 3), Row("new", stars=1), source="copy").batch
    session.exec(update(Source).where(col(Source.name) == "copy").values(points=3))
    first, second, third = (
        FromImport(0, "ratings.csv", source, n)
        for source, n in (("desk", 1), ("desk", 3), ("copy", 3))
    )
    of_late = FromImport(late, first.file_name, first.source, 1)

    found = look(session)

    assert found == Quality(
        lone_teams=(LoneTeam(2, "Queue", 1, DAY),),
        teamless=(TeamlessPerson(3, "Dan", 2, DAY, date(2026, 11, 5)),),
        alike=(AlikeNames(ENGINEER, Named(1, "Ann", 27), Named(2, "Anne", 1), (Likeness.LETTER,)),),
        future=(of_late,),
        ticketless=(of_late,),
        ownerless=(of_late,),
        doubled=(
            Doubled(
                FromImport(1, second.file_name, second.source, 3),
                FromImport(twice, third.file_name, third.source, 3),
                (28, 29, 30),
                is_whole=False,
            ),
        ),
        coarse=(CoarseSource("copy", 3, 4),),
    )
    assert [(one.kind, one.n) for one in concerns(found)] == [
        (ConcernKind.ALIKE, 1),
        (ConcernKind.TEAMLESS, 1),
        (ConcernKind.LONE, 1),
        (ConcernKind.DOUBLED, 3),
        (ConcernKind.FUTURE, 1),
        (ConcernKind.OWNERLESS, 1),
        (ConcernKind.TICKETLESS, 1),
        (ConcernKind.COARSE, 1),
    ]


def test_what_was_mended_is_found_no_more(session: Session) -> None:
    store(session, *well_kept("A"), Row("1", owner="Anne"), Row("2", owner="Dan", team=None))
    store(session, Row("A0"), source="copy")
    assert len(concerns(look(session))) == 3

    tell_apart(session, Whom(ENGINEER, 1), other_id=2, actor=LEAD, now=NOW)
    join_team(session, engineer_id=3, team_id=1, since=DAY, actor=LEAD, now=NOW)
    (again,) = look(session).doubled
    for rating in again.some:
        exclude_rating(
            session, rating_id=rating, reason=ExclusionReason.DUPLICATE, actor=LEAD, now=NOW
        )

    assert again.is_whole
    assert concerns(look(session)) == []


def test_an_answer_that_came_with_and_without_its_own_id_is_there_twice(session: Session) -> None:
    store(session, Row("T1", key="sat-1"), Row("T2", key="sat-2"), Row("T3", key="a"))
    # Another customer of one ticket, other stars, and another day are answers of their own.
    later = [Row("T1"), Row("T2", stars=4), Row("T3", day=date(2026, 11, 3)), Row("T1", key="b")]
    store(session, *later)

    (doubled,) = look(session).doubled

    assert (doubled.n, doubled.some, doubled.is_whole) == (1, (4,), False)


def test_columns_are_compared_with_the_imports_before(session: Session) -> None:
    bare = ("", "", "", "")
    store(session, *well_kept("A"))
    store(session, *(Row(f"B{n}", kind=bare, comment="x") for n in range(10)), *well_kept("C", 10))
    store(session, *(Row(f"D{n}", kind=bare) for n in range(20)))
    # Too few to say something.
    store(session, Row("E", kind=bare, owner=None))

    found = look(session).columns

    half = (FULL, Fraction(1, 2), EMPTY)
    assert found == (
        EmptyColumn("desk", Field.CATEGORY, half, 20),
        EmptyColumn("desk", Field.PRIORITY, half, 20),
        EmptyColumn("desk", Field.COMMENT, (FULL, FULL, EMPTY), 20),
    )
    assert all(one.has_grown for one in found)
