"""Teams, names and duplicates: work goes along where it belongs, and every sum stays right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from db.commands.assists import confirm_assist
from db.commands.attribution import Moved
from db.commands.cells import cell_differences
from db.commands.credit import set_credit
from db.commands.memberships import join_team, leave_team, transfer_engineer
from db.commands.merged_rows import PLAIN, THOUGHTFUL
from db.commands.mergers import Merged, merge_engineers, merge_teams
from db.commands.people import add_alias, remove_alias, rename
from db.engine import reading, writing
from db.models import Assist, Award, Credit, Engineer, Flag, Membership, Rating, Team, Ticket
from db.previews import Standing, preview
from db.queries.people import Whom, people, teams_with_names
from db.queries.splits import credit_split
from gamify.access import NotAllowed, Visitor, console
from gamify.errors import DecisionRefused
from gamify.integrity.flag import Rule, flag_key
from gamify.integrity.merging import merged_key
from gamify.ratings import CREDIT
from gamify.rights import Role
from gamify.seasons import Calendar
from gamify.standings import Rules
from tests.factories import NOW, Row, store

LEAD = console("Lea")
ANN, BOB = 1, 2
ALPHA, BETA = 1, 2
CALENDAR = Calendar()
LATE = date(2026, 11, 10)


@pytest.fixture
def sums(session: Session) -> Iterator[Session]:
    """A session after whose test every cell must be what the ratings say."""
    yield session
    assert cell_differences(session, calendar=CALENDAR) == []


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def teams_of(session: Session, engineer: int) -> dict[str, int | None]:
    """The team of each rating of an engineer, by ticket."""
    session.expire_all()
    statement = (
        select(Ticket.external_id, Rating.team_id)
        .where(Rating.ticket_id == Ticket.id, Rating.owner_id == engineer)
        .order_by(col(Ticket.external_id))
    )
    return dict(session.exec(statement).all())


def spans(session: Session, engineer: int) -> list[tuple[int, date, date | None]]:
    statement = select(Membership).where(Membership.engineer_id == engineer)
    rows = session.exec(statement.order_by(col(Membership.since), col(Membership.team_id)))
    return [(row.team_id, row.since, row.until) for row in rows]


def test_a_transfer_in_the_past_takes_the_work_since_then_along(sums: Session) -> None:
    store(sums, Row("T1", day=date(2026, 11, 2)), Row("T2", owner="Bob", team="Beta"))
    # Rated late for work done early: it stays with the team of the day of the work.
    early = Row("T3", team=None, day=date(2026, 11, 12), solved=at(date(2026, 11, 3)))
    store(sums, early, Row("T4", team=None, day=date(2026, 11, 12)))

    moved = transfer_engineer(sums, engineer_id=ANN, team_id=BETA, since=LATE, actor=LEAD, now=NOW)

    assert moved == Moved(ratings=1, tickets=1)
    assert teams_of(sums, ANN) == {"T1": ALPHA, "T3": ALPHA, "T4": BETA}
    assert spans(sums, ANN) == [
        (ALPHA, date(2026, 11, 2), date(2026, 11, 9)),
        (BETA, LATE, None),
    ]


def test_work_that_a_file_or_a_lead_put_elsewhere_stays_there(sums: Session) -> None:
    store(sums, Row("T1"), Row("T2", owner="Bob", team="Beta"))
    store(sums, Row("T3", team="Gamma", day=date(2026, 11, 12)), Row("T4", day=LATE))

    transfer_engineer(sums, engineer_id=ANN, team_id=BETA, since=LATE, actor=LEAD, now=NOW)
    same = store(sums, Row("T3", team="Gamma", day=date(2026, 11, 12)), Row("T4", day=LATE))

    # T3 is Gamma's own; T4, of Alpha in the file, isn't moved back by the same file.
    assert same.unchanged == 2
    assert teams_of(sums, ANN) == {"T1": ALPHA, "T3": 3, "T4": BETA}


def test_importing_before_or_after_a_transfer_gives_the_same_teams(sums: Session) -> None:
    first = [Row("A1"), Row("B1", owner="Bob", team="Beta")]
    days = [date(2026, 11, 3), date(2026, 11, 9), LATE, date(2026, 11, 15)]
    before = [Row(f"X{n}", team=None, day=day) for n, day in enumerate(days)]
    after = [Row(f"Y{n}", team=None, day=day) for n, day in enumerate(days)]
    store(sums, *first)
    store(sums, *before)

    transfer_engineer(sums, engineer_id=ANN, team_id=BETA, since=LATE, actor=LEAD, now=NOW)
    store(sums, *after)

    teams = teams_of(sums, ANN)
    assert [teams[f"X{n}"] for n in range(4)] == [ALPHA, ALPHA, BETA, BETA]
    assert [teams[f"Y{n}"] for n in range(4)] == [teams[f"X{n}"] for n in range(4)]


def test_a_transfer_before_a_later_one_ends_where_that_begins(sums: Session) -> None:
    store(sums, Row("T1"), Row("T2", owner="Bob", team="Beta"), Row("T3", owner="Cy", team="C"))
    transfer_engineer(sums, engineer_id=ANN, team_id=BETA, since=LATE, actor=LEAD, now=NOW)

    transfer_engineer(
        sums, engineer_id=ANN, team_id=3, since=date(2026, 11, 5), actor=LEAD, now=NOW
    )

    assert spans(sums, ANN) == [
        (ALPHA, date(2026, 11, 2), date(2026, 11, 4)),
        (3, date(2026, 11, 5), date(2026, 11, 9)),
        (BETA, LATE, None),
    ]


def test_people_leave_and_join(sums: Session) -> None:
    store(sums, Row("T1"), Row("T3", owner="Bob", team="Beta"))
    store(sums, Row("T2", team=None, day=LATE))
    with pytest.raises(DecisionRefused, match="transfer"):
        join_team(sums, engineer_id=ANN, team_id=BETA, since=LATE, actor=LEAD, now=NOW)

    left = leave_team(sums, engineer_id=ANN, last=date(2026, 11, 5), actor=LEAD, now=NOW)
    alone = teams_of(sums, ANN)
    joined = join_team(sums, engineer_id=ANN, team_id=BETA, since=LATE, actor=LEAD, now=NOW)

    assert (left, joined) == (Moved(1, 1), Moved(1, 1))
    assert alone == {"T1": ALPHA, "T2": None}
    assert teams_of(sums, ANN) == {"T1": ALPHA, "T2": BETA}
    with pytest.raises(DecisionRefused, match="in no team"):
        leave_team(sums, engineer_id=ANN, last=date(2026, 11, 7), actor=LEAD, now=NOW)


def test_another_name_in_a_file_means_who_is_known(sums: Session) -> None:
    store(sums, Row("T1"))
    rename(sums, Whom("engineer", ANN), name=" Anna  Lee ", actor=LEAD, now=NOW)
    rename(sums, Whom("team", ALPHA), name="First line", actor=LEAD, now=NOW)
    add_alias(sums, Whom("engineer", ANN), name="a.lee@desk.example", actor=LEAD, now=NOW)

    store(sums, Row("T2", owner="ANN", team="alpha"), Row("T3", owner="A.Lee@desk.example"))

    (person,) = people(sums)
    assert (person.name, person.aliases) == ("Anna Lee", ("a.lee@desk.example", "Ann"))
    assert [(team.name, team.aliases) for team in teams_with_names(sums)] == [
        ("First line", ("Alpha",))
    ]
    assert sorted(teams_of(sums, ANN)) == ["T1", "T2", "T3"]


def test_a_name_is_nobody_elses(sums: Session) -> None:
    store(sums, Row("T1"), Row("T2", owner="Bob"))
    add_alias(sums, Whom("engineer", BOB), name="Robert", actor=LEAD, now=NOW)

    for name in ("bob", "ROBERT"):
        with pytest.raises(DecisionRefused, match="in use"):
            rename(sums, Whom("engineer", ANN), name=name, actor=LEAD, now=NOW)
        with pytest.raises(DecisionRefused, match="in use"):
            add_alias(sums, Whom("engineer", ANN), name=name, actor=LEAD, now=NOW)
    with pytest.raises(DecisionRefused, match="no such alias"):
        remove_alias(sums, Whom("engineer", ANN), name="Robert", actor=LEAD, now=NOW)
    rename(sums, Whom("engineer", BOB), name="Robert", actor=LEAD, now=NOW)
    assert [person.aliases for person in people(sums)] == [(), ("Bob",)]


def test_merged_duplicates_have_everything_once(sums: Session) -> None:
    store(
        sums,
        Row("T1"),
        Row("T2", owner="A. Lee", team="Alpha", day=date(2026, 11, 1)),
        Row("T3", owner="A. Lee", helpers=("Ann", "Bob")),
        Row("T4", owner="Bob", helpers=("A. Lee",)),
    )
    names = {one.name: one.id or 0 for one in sums.exec(select(Engineer))}
    confirm_assist(sums, ticket_id=4, engineer_id=names["Ann"], actor=LEAD, now=NOW)

    merged = merge_engineers(
        sums, duplicate_id=names["A. Lee"], into_id=names["Ann"], actor=LEAD, now=NOW
    )

    assert merged == Merged(ratings=3, tickets=2, memberships=1, flags=0)
    ann, bob = names["Ann"], names["Bob"]
    shares = sums.exec(select(Credit).order_by(col(Credit.rating_id), col(Credit.engineer_id)))
    assert [(one.rating_id, one.engineer_id, one.units) for one in shares] == [
        (3, ann, CREDIT // 2),
        (3, bob, CREDIT // 2),
        (4, ann, CREDIT // 2),
        (4, bob, CREDIT // 2),
    ]
    assert spans(sums, ann) == [(ALPHA, date(2026, 11, 1), None)]
    assert [(one.ticket_id, one.engineer_id) for one in sums.exec(select(Assist))] == [(4, ann)]
    again = store(sums, Row("T3", owner="A. Lee", helpers=("Ann", "Bob")))
    assert again.unchanged == 1


def test_a_split_by_hand_is_added_up_and_still_by_hand(sums: Session) -> None:
    store(sums, Row("T1"), Row("T2", owner="Bob"), Row("T3", owner="Cy"))
    units = {1: 7_720, 2: 10_000, 3: 10_000}
    set_credit(sums, rating_id=1, units=units, note="all three", actor=LEAD, now=NOW)

    merge_engineers(sums, duplicate_id=3, into_id=2, actor=LEAD, now=NOW)

    split = credit_split(sums, 1)
    assert [(one.engineer_id, one.units) for one in split.shares] == [(1, 7_720), (2, 20_000)]
    assert (split.is_by_hand, split.note) == (True, "all three")


def test_flags_awards_and_teams_follow_a_merger(sums: Session) -> None:
    store(sums, Row("T1"), Row("T2", owner="Bob", team="Beta"), Row("T3", owner="Cy", team="Gam"))
    for number, rule, key in ((1, Rule.PAIR, flag_key(2, 3)), (2, Rule.FAN, flag_key(3, "c", 3))):
        sums.add(
            Flag(
                season="2026-Q4", rule=rule.value, key=key, severity="normal",
                engineer_id=3, other_id=2 if number == 1 else None, ratings=[1],
                evidence={"template": "", "values": {}, "many": None}, found_at=NOW,
                state="fine",
            )
        )  # fmt: skip
    title = {"template": "", "values": {"unit": "engineer"}, "many": None}
    sums.add(
        Award(
            season="2026-Q3", nomination="assists", position=0, place=1, unit_id=3, name="Cy",
            score="1", title=title, value={}, sentence={}, formula_version=1, recorded_at=NOW,
        )
    )  # fmt: skip
    sums.flush()

    merge_engineers(sums, duplicate_id=3, into_id=1, actor=LEAD, now=NOW)
    merge_teams(sums, duplicate_id=3, into_id=1, actor=LEAD, now=NOW)

    flags = sums.exec(select(Flag).order_by(col(Flag.id))).all()
    assert [(one.engineer_id, one.key) for one in flags] == [(1, "1#2"), (1, "c#1/1")]
    (award,) = sums.exec(select(Award)).all()
    assert (award.unit_id, award.name) == (1, "Cy")
    assert sorted(team.name for team in sums.exec(select(Team))) == ["Alpha", "Beta"]


def test_of_two_findings_that_are_one_the_decided_one_stays(sums: Session) -> None:
    store(sums, Row("T1"), Row("T2", team="Beta", owner="Bob"))
    for team, state in ((1, "open"), (2, "fine")):
        sums.add(
            Flag(
                season="2026-Q4", rule="F1", key=flag_key(1, "c", team), severity="normal",
                engineer_id=1, ratings=[1], found_at=NOW, state=state,
                evidence={"template": "", "values": {}, "many": None},
            )
        )  # fmt: skip
    sums.flush()

    merge_teams(sums, duplicate_id=2, into_id=1, actor=LEAD, now=NOW)

    flags = sums.exec(select(Flag)).all()
    assert [(one.state, one.key) for one in flags] == [("fine", flag_key(1, "c", 1))]


def test_keys_of_flags_are_found_again_with_other_numbers() -> None:
    numbers = {3: 1}

    assert merged_key("F10", flag_key(2, 3), engineers=numbers) == flag_key(2, 1)
    assert merged_key("F1", flag_key(3, "3", 3), engineers=numbers) == flag_key(1, "3", 3)
    assert merged_key("F1", flag_key(3, "d#1", 3), teams=numbers) == flag_key(3, "d#1", 1)
    assert merged_key("F2", flag_key(3, occurrence=3), teams=numbers) == flag_key(3, occurrence=3)


def test_every_reference_to_people_is_thought_of() -> None:
    for kind in ("engineer", "team"):
        referring = {
            (table.name, key.parent.name)
            for table in SQLModel.metadata.tables.values()
            for key in table.foreign_keys
            if key.target_fullname == f"{kind}.id"
        }

        assert referring == {*PLAIN[kind], *THOUGHTFUL[kind]}


def test_a_preview_says_what_would_change_and_changes_nothing(engine: Engine) -> None:
    with writing(engine) as session:
        for n in range(25):
            store(session, Row(f"A{n}"), Row(f"B{n}", owner="Bob", team="Beta", stars=4))
        store(session, Row("late", team=None, day=LATE, stars=1))

    seen = preview(
        engine,
        lambda session: transfer_engineer(
            session, engineer_id=ANN, team_id=BETA, since=LATE, actor=LEAD, now=NOW
        ),
        rules=Rules(),
        calendar=CALENDAR,
    )

    assert seen.told == Moved(1, 1)
    assert [(one.season.code, one.team, one.before, one.after) for one in seen.changes] == [
        ("2026-Q4", "Alpha", Standing(1, 26, Fraction(126, 26)), Standing(1, 25, Fraction(5))),
        ("2026-Q4", "Beta", Standing(2, 25, Fraction(4)), Standing(2, 26, Fraction(101, 26))),
    ]
    with reading(engine) as session:
        assert teams_of(session, ANN)["late"] == ALPHA


def test_people_and_teams_are_an_administrators(sums: Session) -> None:
    store(sums, Row("T1"), Row("T2", owner="Bob", team="Beta"))
    lead = Visitor("Lea", Role.LEAD)

    with pytest.raises(NotAllowed):
        transfer_engineer(sums, engineer_id=ANN, team_id=BETA, since=LATE, actor=lead, now=NOW)
    with pytest.raises(NotAllowed):
        merge_engineers(sums, duplicate_id=BOB, into_id=ANN, actor=lead, now=NOW)
    with pytest.raises(NotAllowed):
        rename(sums, Whom("engineer", ANN), name="X", actor=lead, now=NOW)


@pytest.mark.parametrize(("one", "other"), [(1, 1), (1, 9), (9, 1)])
def test_only_two_that_exist_become_one(sums: Session, one: int, other: int) -> None:
    store(sums, Row("T1"))

    with pytest.raises(DecisionRefused):
        merge_engineers(sums, duplicate_id=one, into_id=other, actor=LEAD, now=NOW)
