"""Challenges in the database: what they count, how they live, and that a result stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.challenge_proposals import draft_challenge
from db.challenges import (
    challenge_ground,
    challenge_standing,
    day_end,
    day_scorers,
    ground_of,
    probability_history,
)
from db.commands.challenges import (
    cancel_challenge,
    close_challenge,
    close_due_challenges,
    create_challenge,
    edit_challenge,
    start_challenge,
)
from db.commands.decisions import exclude_rating
from db.digest import digest_message
from db.engine import reading, writing
from db.models import AuditEntry, ChallengeRecord, Engineer
from db.queries.challenge_ratings import median_minutes, praise, ratings_in_order
from db.queries.challenge_sums import challenge_days, challenge_quarters
from db.queries.challenges import (
    challenge_by_id,
    challenge_edits,
    draft_challenges,
    past_challenges,
    running_challenges,
)
from db.queries.version import data_version
from db.settings import Settings
from db.upkeep import keep_up
from gamify.access import console
from gamify.challenges.challenge import DEPARTMENT, Owner, UnknownChallenge
from gamify.challenges.criteria import AverageGoal, Criteria
from gamify.challenges.daily import DayScorer, DayScorers
from gamify.challenges.ground import SumsDay
from gamify.challenges.reading import read_criteria
from gamify.challenges.states import Stage
from gamify.challenges.stretch import ProposalKind
from gamify.errors import DecisionRefused, UnknownEngineer, UnknownTeam
from gamify.ratings import CREDIT, ExclusionReason, StarCounts
from gamify.seasons import Calendar, Season, parse_season
from tests.factories import NOW, Row, store

CALENDAR = Calendar()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
GOAL = read_criteria({"average": "4.96", "over": "100"})
MONDAY, TUESDAY = date(2026, 11, 2), date(2026, 11, 3)
HALF = CREDIT // 2
ANN, BOB = Owner(engineer_id=1), Owner(engineer_id=2)
ALPHA = Owner(team_id=1)

#: A five that Ann shares with Bob, a four of Bob's, one without a team, and a ticket unrated.
ROWS = (
    Row("T1", owner="Ann", helpers=("Bob",), day=MONDAY, at=datetime(2026, 11, 2, 9, tzinfo=UTC)),
    Row("T2", owner="Bob", stars=4, day=MONDAY, comment="meh"),
    Row("T3", owner="Ann", team=None, day=TUESDAY, comment="Thanks :)))"),
    Row("T4", owner="Ann", stars=0, day=TUESDAY),
)


def set_one(
    session: Session, criteria: Criteria = GOAL, *, season: Season = QUARTER, **told: Any
) -> int:
    return create_challenge(
        session, criteria=criteria, season=season, actor=console("Lea"), now=NOW, **told
    )


def counted(session: Session, owner: Owner) -> tuple[SumsDay, ...]:
    return challenge_days(session, owner=owner, first=QUARTER.first, last=QUARTER.last)


def test_the_department_counts_everybody_a_team_its_own_and_a_person_credits(
    session: Session,
) -> None:
    store(session, *ROWS)

    assert counted(session, DEPARTMENT) == (
        SumsDay(MONDAY, StarCounts(1, 1), tickets=2, rated=2),
        SumsDay(TUESDAY, StarCounts(1), tickets=2, rated=1),
    )
    assert counted(session, ALPHA) == (
        SumsDay(MONDAY, StarCounts(1, 1), tickets=2, rated=2),
        SumsDay(TUESDAY, StarCounts(), tickets=1, rated=0),
    )
    assert counted(session, BOB) == (SumsDay(MONDAY, StarCounts(HALF, CREDIT), tickets=1, rated=1),)
    (quarter,) = challenge_quarters(session, owner=ANN, first=QUARTER.first, last=QUARTER.last)
    assert quarter == SumsDay(QUARTER.first, StarCounts(HALF + CREDIT), tickets=3, rated=2)


def test_ratings_come_in_the_order_of_their_arrival(session: Session) -> None:
    store(session, *ROWS)
    days = {"first": QUARTER.first, "last": QUARTER.last}

    assert ratings_in_order(session, owner=DEPARTMENT, **days) == (
        (MONDAY, StarCounts(1)),
        (MONDAY, StarCounts(0, 1)),
        (TUESDAY, StarCounts(1)),
    )
    assert ratings_in_order(session, owner=BOB, **days) == (
        (MONDAY, StarCounts(HALF)),
        (MONDAY, StarCounts(0, CREDIT)),
    )


def test_a_day_names_who_brought_its_ratings_with_shares(session: Session) -> None:
    store(session, *ROWS)
    session.exec(select(Engineer).where(Engineer.name == "Bob")).one().hidden = True
    session.flush()

    found = day_scorers(session, owner=ALPHA, day=MONDAY, hidden_name="Engineer {id}")

    assert found == DayScorers(
        MONDAY,
        StarCounts(1, 1),
        (DayScorer(2, "Engineer 2", CREDIT + HALF, HALF), DayScorer(1, "Ann", HALF, HALF)),
    )


def test_only_praise_is_quoted_and_an_excluded_one_never(session: Session) -> None:
    store(session, *ROWS)
    days = {"first": MONDAY, "last": TUESDAY}

    assert praise(session, owner=DEPARTMENT, **days) == "Thanks :)))"
    assert praise(session, owner=ALPHA, **days) is None

    exclude_rating(
        session, rating_id=3, reason=ExclusionReason.ABUSE, actor=console("Lea"), now=NOW
    )
    assert praise(session, owner=DEPARTMENT, **days) is None
    assert counted(session, DEPARTMENT)[1].stars == StarCounts()


def test_whoever_has_hidden_the_name_stays_hidden_in_the_message(session: Session) -> None:
    store(session, *ROWS)
    session.exec(select(Engineer).where(Engineer.name == "Ann")).one().hidden = True
    number = set_one(session, owner=ANN)

    message = digest_message(
        session, challenge_id=number, day=MONDAY, now=NOW, calendar=CALENDAR, language="ru"
    )

    assert message is not None
    assert message.title.startswith("Инженер 1: ")
    assert message.body.splitlines()[1:3] == [
        "Сегодня: 1 оценка: Инженер 1 ½, Bob ½",
        "Уже есть: меньше одной целой оценки",
    ]
    assert "Ann" not in message.title + message.body


def test_the_median_time_is_that_of_the_tickets(session: Session) -> None:
    opened = datetime(2026, 11, 2, 9, tzinfo=UTC)
    store(
        session,
        *[
            Row(f"M{at}", opened=opened, solved=opened + timedelta(minutes=minutes))
            for at, minutes in enumerate((10, 20, 35, 90))
        ],
    )

    found = median_minutes(session, owner=ALPHA, first=QUARTER.first, last=QUARTER.last)

    assert found == Fraction(55, 2)
    assert median_minutes(session, owner=BOB, first=QUARTER.first, last=QUARTER.last) is None


def test_where_the_first_ratings_count_later_ones_change_nothing(session: Session) -> None:
    criteria = read_criteria({"average": "5", "over": "1", "count_mode": "first_n"})
    store(session, *ROWS)
    number = set_one(session, criteria)

    challenge = challenge_by_id(session, number, calendar=CALENDAR)
    standing = challenge_standing(session, challenge=challenge, now=NOW, calendar=CALENDAR)

    assert (standing.sums.stars, standing.is_met) == (StarCounts(1), True)


def test_a_persons_halves_are_counted_exactly(session: Session) -> None:
    store(session, *[Row(f"H{at}", helpers=("Bob",)) for at in range(3)])
    number = set_one(session, read_criteria({"fives": "2"}), owner=BOB)
    challenge = challenge_by_id(session, number, calendar=CALENDAR)

    standing = challenge_standing(session, challenge=challenge, now=NOW, calendar=CALENDAR)
    store(session, Row("H9", helpers=("Bob",)))
    after = challenge_standing(session, challenge=challenge, now=NOW, calendar=CALENDAR)

    assert (standing.is_met, standing.fives_needed, standing.checks[0].has) == (False, 1, 1)
    assert (after.is_met, after.fives_needed, after.checks[0].has) == (True, 0, 2)


def test_a_past_day_is_told_as_it_was(session: Session) -> None:
    store(session, *ROWS)
    challenge = challenge_by_id(session, set_one(session), calendar=CALENDAR)

    standing = challenge_standing(
        session, challenge=challenge, now=day_end(MONDAY, CALENDAR), calendar=CALENDAR
    )

    assert standing.sums.stars == StarCounts(1, 1)
    assert standing.countdown.today == MONDAY


def test_the_probability_of_a_day_before_is_what_was_told_then(session: Session) -> None:
    rows = [Row(f"L{at}", day=date(2026, 7, 1) + timedelta(days=at)) for at in range(80)]
    rows += [Row(f"N{at}", day=date(2026, 10, 1) + timedelta(days=at)) for at in range(50)]
    store(session, *rows)
    challenge = challenge_by_id(
        session, set_one(session, read_criteria({"ratings": "90"})), calendar=CALENDAR
    )
    ground = ground_of(session, challenge=challenge, calendar=CALENDAR)
    week_ago = NOW.date() - timedelta(days=7)

    (found,) = probability_history(
        ground, challenge=challenge, today=NOW.date(), calendar=CALENDAR, days_back=(7,)
    )
    then = challenge_standing(
        session, challenge=challenge, now=day_end(week_ago, CALENDAR), calendar=CALENDAR
    )

    assert found == (week_ago, then.chance)
    assert 0 < (then.chance or 0) < 1


def test_a_challenge_is_read_as_it_was_set(session: Session) -> None:
    store(session, *ROWS)

    team = set_one(session, owner=ALPHA, title="  Autumn   run ")
    person = set_one(session, read_criteria({"fives": 3}), owner=ANN, is_draft=True)

    (running,) = running_challenges(session, calendar=CALENDAR)
    (draft,) = draft_challenges(session, calendar=CALENDAR)
    assert (running.id, running.owner_name, running.season) == (team, "Alpha", QUARTER)
    assert (running.criteria, running.stage) == (GOAL, Stage.STARTED)
    assert (str(running.name), str(draft.name)) == ("Alpha: Autumn run", "Ann: 3 fives")
    assert (draft.id, draft.stage) == (person, Stage.DRAFT)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"owner": Owner(team_id=9)}, UnknownTeam),
        ({"owner": Owner(engineer_id=9)}, UnknownEngineer),
        ({"owner": Owner(1, 1)}, DecisionRefused),
        ({"title": "x" * 121}, DecisionRefused),
    ],
)
def test_what_cannot_be_set_is_refused(
    session: Session, told: dict[str, Any], refusal: type[Exception]
) -> None:
    store(session, *ROWS)

    with pytest.raises(refusal):
        set_one(session, **told)

    assert session.exec(select(ChallengeRecord)).all() == []


def test_changing_a_running_challenge_is_told_and_a_draft_is_not(session: Session) -> None:
    number, draft = set_one(session), set_one(session, is_draft=True)
    other = read_criteria({"average": "4.9", "over": "80"})
    third_of_november = datetime(2026, 11, 3, 12, tzinfo=UTC)

    for one in (number, draft):
        edit_challenge(session, one, criteria=other, actor=console("Lea"), now=third_of_november)
    edit_challenge(session, number, title="Autumn", actor=console("Lea"), now=NOW)

    (edit,) = challenge_edits(session, number, calendar=CALENDAR)
    assert challenge_edits(session, draft, calendar=CALENDAR) == []
    assert (edit.before, edit.after, edit.actor) == (GOAL, other, "Lea")
    assert str(edit.sentence) == (
        "target changed on 3 Nov 2026: 4.96 on average over 100 ratings"
        " became 4.90 on average over 80 ratings"
    )
    assert challenge_by_id(session, number, calendar=CALENDAR).criteria == other


def test_the_digest_of_a_day_asks_for_what_was_asked_for_then(session: Session) -> None:
    store(session, *ROWS)
    number = set_one(session)
    other = read_criteria({"ratings": "80"})
    edit_challenge(
        session,
        number,
        criteria=other,
        actor=console("Lea"),
        now=datetime(2026, 11, 3, 12, tzinfo=UTC),
    )

    def message(day: date) -> list[str]:
        told = digest_message(session, challenge_id=number, day=day, now=NOW, calendar=CALENDAR)
        assert told is not None
        return [told.title, *told.body.splitlines()]

    changed = "Target changed on 3 Nov 2026: 4.96 on average over 100 ratings became 80 ratings"
    assert message(MONDAY)[0] == "4.96 on average over 100 ratings: 59 days left"
    assert message(TUESDAY)[0] == "80 ratings: 58 days left"
    assert [changed in message(MONDAY + timedelta(days=at)) for at in range(4)] == [
        False,
        True,
        True,
        False,
    ]


def test_drafts_start_and_only_they(session: Session) -> None:
    number = set_one(session, is_draft=True)

    start_challenge(session, number, actor=console("Lea"), now=NOW)

    assert [one.id for one in running_challenges(session, calendar=CALENDAR)] == [number]
    with pytest.raises(DecisionRefused):
        start_challenge(session, number, actor=console("Lea"), now=NOW)
    with pytest.raises(UnknownChallenge):
        start_challenge(session, 99, actor=console("Lea"), now=NOW)


def test_a_challenge_is_cancelled_with_a_reason_and_for_good(session: Session) -> None:
    number = set_one(session)

    with pytest.raises(DecisionRefused):
        cancel_challenge(session, number, reason=" ", actor=console("Lea"), now=NOW)
    cancel_challenge(session, number, reason="a new goal", actor=console("Lea"), now=NOW)

    (past,) = past_challenges(session, calendar=CALENDAR)
    assert (past.stage, past.result) == (Stage.CANCELLED, None)
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "challenge cancelled")).one()
    assert (entry.subject, entry.after) == (f"challenge {number}", {"reason": "a new goal"})
    for refused in (
        lambda: cancel_challenge(session, number, reason="x", actor=console("Lea"), now=NOW),
        lambda: edit_challenge(session, number, title="x", actor=console("Lea"), now=NOW),
        lambda: close_challenge(session, number, calendar=CALENDAR, now=NOW),
    ):
        with pytest.raises(DecisionRefused):
            refused()


def test_an_edit_that_changes_nothing_is_refused(session: Session) -> None:
    with pytest.raises(DecisionRefused):
        edit_challenge(session, set_one(session), criteria=GOAL, actor=console("Lea"), now=NOW)


def test_a_result_is_computed_once_and_stays_whatever_happens(session: Session) -> None:
    store(session, *ROWS)
    number = set_one(session, read_criteria({"ratings": "3"}))
    after = datetime(2027, 1, 1, 8, tzinfo=UTC)

    result = close_challenge(session, number, calendar=CALENDAR, now=after)
    exclude_rating(
        session, rating_id=1, reason=ExclusionReason.ABUSE, actor=console("Lea"), now=after
    )
    store(session, *[Row(f"X{at}", stars=1) for at in range(9)])

    challenge = challenge_by_id(session, number, calendar=CALENDAR)
    assert (result.is_met, result.stars, result.average) == (
        True,
        StarCounts(2, 1),
        Fraction(14, 3),
    )
    assert (challenge.result, challenge.closed_at) == (result, after)
    with pytest.raises(DecisionRefused):
        close_challenge(session, number, calendar=CALENDAR, now=after)
    message = digest_message(
        session, challenge_id=number, day=date(2027, 1, 1), now=after, calendar=CALENDAR
    )
    assert message is not None
    assert (message.title, message.body.splitlines()[1]) == (
        "3 ratings: met",
        "Result: 2 fives and 1 four, 4.66 on average",
    )


@pytest.mark.parametrize(("day", "closes"), [(date(2027, 1, 1), 0), (date(2027, 1, 2), 1)])
def test_it_closes_by_itself_when_the_day_after_is_over(
    session: Session, day: date, closes: int
) -> None:
    set_one(session)
    set_one(session, is_draft=True)
    midnight = datetime(day.year, day.month, day.day, 0, 5, tzinfo=UTC)

    assert close_due_challenges(session, calendar=CALENDAR, now=midnight) == closes
    assert len(past_challenges(session, calendar=CALENDAR)) == closes


def test_it_cannot_be_closed_on_its_last_day(session: Session) -> None:
    number = set_one(session)

    with pytest.raises(DecisionRefused, match="31 Dec 2026"):
        close_challenge(
            session, number, calendar=CALENDAR, now=datetime(2026, 12, 31, 23, tzinfo=UTC)
        )


def test_upkeep_closes_what_is_due_and_then_writes_nothing(
    engine: Engine, database_url: str
) -> None:
    settings = Settings(database_url=database_url, _env_file=None)
    keep_up(engine, settings, now=NOW)
    with writing(engine) as session:
        store(session, *ROWS)
        set_one(session)
    later = datetime(2027, 1, 2, 4, tzinfo=UTC)

    keep_up(engine, settings, now=later)
    with reading(engine) as session:
        (past,), version = past_challenges(session, calendar=CALENDAR), data_version(session)
    keep_up(engine, settings, now=later + timedelta(hours=1))

    with reading(engine) as session:
        assert (past.result is not None, data_version(session)) == (True, version)


def test_proposals_come_from_history_and_a_target_is_tried_without_writing(
    session: Session,
) -> None:
    rows = [Row(f"L{at}", day=date(2026, 7, 1) + timedelta(days=at % 90)) for at in range(64)]
    rows += [Row(f"F{at}", stars=4, day=date(2026, 8, 3)) for at in range(4)]
    rows += [Row(f"N{at}", day=date(2026, 10, 1) + timedelta(days=at)) for at in range(50)]
    store(session, *rows)
    version = data_version(session)

    drafting = draft_challenge(
        session, owner=DEPARTMENT, season=QUARTER, now=NOW, calendar=CALENDAR
    )
    tried = drafting.preview(GOAL)

    assert [one.kind for one in drafting.proposals] == [
        ProposalKind.AVERAGE,
        ProposalKind.RATINGS,
        ProposalKind.FIVES,
    ]
    counts = {one.kind: one for one in drafting.proposals}
    assert counts[ProposalKind.RATINGS].criteria == Criteria(ratings=85)
    assert counts[ProposalKind.FIVES].criteria == Criteria(fives=80)
    assert all(0 < (one.chance or 0) < 1 for one in drafting.proposals)
    assert tried.just_meets == StarCounts(96, 4)
    assert tried.standing.criteria.average == AverageGoal(Fraction("4.96"), 100)
    assert data_version(session) == version


def test_a_ground_without_any_rating_says_nothing(session: Session) -> None:
    ground = challenge_ground(session, owner=DEPARTMENT, season=QUARTER, calendar=CALENDAR)

    assert (ground.days, ground.before, ground.company, ground.known_from) == (
        (),
        (),
        (0,) * 5,
        None,
    )


ZONES = ("Pacific/Kiritimati", "America/Los_Angeles", "Europe/Moscow")


@pytest.mark.parametrize("zone", ZONES)
def test_the_last_second_of_a_quarter_counts_and_the_next_one_is_the_day_after(
    session: Session, zone: str
) -> None:
    calendar = Calendar(zone=ZoneInfo(zone))
    last = datetime(2026, 12, 31, 23, 59, 59, tzinfo=calendar.zone)
    store(
        session,
        Row("A", at=datetime(2026, 10, 1, tzinfo=calendar.zone)),
        Row("B", at=last),
        Row("C", at=last + timedelta(seconds=1)),
        Row("D", at=datetime(2026, 9, 30, 23, 59, 59, tzinfo=calendar.zone)),
        calendar=calendar,
    )
    number = set_one(session, read_criteria({"ratings": "3"}))

    def told(now: datetime, day: date) -> tuple[str, str]:
        message = digest_message(
            session, challenge_id=number, day=day, now=now.astimezone(UTC), calendar=calendar
        )
        assert message is not None
        (stands,) = [line for line in message.body.splitlines() if " of 3 ratings" in line]
        return message.title, stands

    assert told(last, date(2026, 12, 31)) == (
        "3 ratings: last day",
        "Where it stands: 2 of 3 ratings",
    )
    assert told(last + timedelta(seconds=1), date(2027, 1, 1)) == (
        "3 ratings: the result",
        "Where it ended: 2 of 3 ratings",
    )


def test_a_fiscal_year_from_april_ends_its_last_quarter_in_march(session: Session) -> None:
    calendar = Calendar(fiscal_start=4)
    season = parse_season("2026-Q4", calendar=calendar)
    store(
        session, Row("A", day=date(2027, 3, 31)), Row("B", day=date(2027, 4, 1)), calendar=calendar
    )
    number = set_one(session, season=season)

    challenge = challenge_by_id(session, number, calendar=calendar)
    standing = challenge_standing(
        session, challenge=challenge, now=day_end(date(2027, 3, 31), calendar), calendar=calendar
    )

    assert challenge.season == season
    assert (season.first, season.last) == (date(2027, 1, 1), date(2027, 3, 31))
    assert (standing.sums.stars, standing.countdown.days) == (StarCounts(1), 0)


def test_the_29th_of_february_can_be_a_challenge_of_its_own(session: Session) -> None:
    leap = date(2028, 2, 29)
    store(session, Row("A", day=leap), Row("B", day=date(2027, 2, 28)))
    season = parse_season("2028-02-29..2028-02-29", calendar=CALENDAR)
    number = set_one(session, read_criteria({"ratings": "1"}), season=season)
    now = datetime(2028, 3, 1, 9, tzinfo=UTC)

    day = digest_message(session, challenge_id=number, day=leap, now=now, calendar=CALENDAR)
    after = digest_message(session, challenge_id=number, day=now.date(), now=now, calendar=CALENDAR)

    assert day is not None
    assert after is not None
    assert (day.title, after.title) == ("1 rating: last day", "1 rating: met")
    assert "A year ago: 5.00 over 1 rating" in after.body.splitlines()


@pytest.mark.parametrize(
    ("country", "working"),
    [("DE", "25 working days"), ("RU", "20 working days"), (None, "27 working days")],
)
def test_holidays_of_a_country_are_days_off(
    session: Session, country: str | None, working: str
) -> None:
    calendar = Settings(holiday_country=country, _env_file=None).calendar
    season = parse_season("2026-12-01..2027-01-08", calendar=calendar)
    number = set_one(session, season=season)

    message = digest_message(
        session,
        challenge_id=number,
        day=date(2026, 12, 2),
        now=datetime(2026, 12, 2, 9, tzinfo=UTC),
        calendar=calendar,
    )

    assert message is not None
    assert message.body.splitlines()[0] == f"37 days left, {working}"


def test_a_changed_record_keeps_its_columns(session: Session) -> None:
    number = set_one(session)

    edit_challenge(
        session,
        number,
        season=parse_season("2026-12", calendar=CALENDAR),
        actor=console("Lea"),
        now=NOW,
    )

    row = session.exec(select(ChallengeRecord).where(col(ChallengeRecord.id) == number)).one()
    challenge = challenge_by_id(session, number, calendar=CALENDAR)
    assert (row.first, row.last, challenge.season.code) == (
        date(2026, 12, 1),
        date(2026, 12, 31),
        "2026-12",
    )
    (edit,) = challenge_edits(session, number, calendar=CALENDAR)
    assert str(edit.sentence) == (
        "days changed on 22 Nov 2026: 1 Oct 2026 to 31 Dec 2026 became 1 Dec 2026 to 31 Dec 2026"
    )
    assert replace(edit, last=date(2027, 1, 1)).sentence != edit.sentence


def test_the_same_challenge_is_set_once(session: Session) -> None:
    set_one(session)

    with pytest.raises(DecisionRefused, match="the same challenge is there already"):
        set_one(session, title="Called otherwise")

    assert set_one(session, is_draft=True)
    assert set_one(session, owner=DEPARTMENT, season=parse_season("2027-Q1", calendar=CALENDAR))
