"""A message passes from state to state, in one process's hands at a time."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.commands.deliveries import (
    Claimed,
    announce,
    claim,
    doubt_lost,
    drop_overdue,
    due_deliveries,
    finish,
    start_sending,
)
from db.commands.doubts import mark_sent, send_again
from db.commands.plans import PlanChange, change_plan
from db.engine import open_engine, writing
from db.models import AuditEntry, Delivery
from db.queries.deliveries import delivery_lines, is_anything_to_do
from gamify.access import console
from gamify.deliveries import DeliveryLine
from gamify.language import Message
from gamify.post import (
    MISHAPS,
    QUIET,
    SENT,
    DeliveryRefused,
    DeliveryState,
    Mishap,
    Receipt,
    UnknownDelivery,
)
from gamify.seasons import Calendar
from tests.post import NINE, plan_to, states

#: A Monday, two minutes after the plans' time.
NOW = datetime(2026, 11, 23, 9, 2, tzinfo=UTC)
UTC_CALENDAR = Calendar()
LEASE = timedelta(seconds=120)
RETRIES = (60, 300, 900, 3600)
AWAY = Receipt(DeliveryState.FAILED, Mishap.UNREACHABLE)
MINUTE = timedelta(minutes=1)


def due(session: Session, now: datetime = NOW, calendar: Calendar = UTC_CALENDAR) -> list[int]:
    return due_deliveries(session, now=now, calendar=calendar)


def take(session: Session, by: str = "one", now: datetime = NOW) -> Claimed | None:
    return claim(session, by=by, now=now, calendar=UTC_CALENDAR, lease=LEASE)


def taken(session: Session, by: str = "one", now: datetime = NOW) -> Claimed:
    claimed = take(session, by, now)
    assert claimed is not None
    return claimed


def end(session: Session, claimed: Claimed, receipt: Receipt, now: datetime = NOW) -> bool:
    return finish(session, claimed=claimed, receipt=receipt, now=now, retries=RETRIES)


def sending(session: Session, by: str = "one", now: datetime = NOW) -> Claimed:
    claimed = taken(session, by, now)
    assert start_sending(session, claimed=claimed, now=now, lease=LEASE)
    return claimed


def test_a_message_is_due_from_its_minute_on_and_once(session: Session) -> None:
    plan = plan_to(session)
    early = NOW.replace(hour=8, minute=59)

    assert not is_anything_to_do(session, now=early, calendar=UTC_CALENDAR)
    assert due(session, early) == []
    assert is_anything_to_do(session, now=NOW, calendar=UTC_CALENDAR)
    assert due(session, NOW.replace(minute=0)) == [plan]
    assert due(session, NOW) == []
    assert due(session, NOW.replace(hour=23)) == []
    assert states(session) == ["due"]


def test_a_message_is_due_late_the_same_day_and_never_a_day_late(session: Session) -> None:
    plan = plan_to(session)

    assert due(session, NOW.replace(hour=23, minute=59)) == [plan]
    # The server was down for three days: only today's is made.
    assert due(session, NOW + timedelta(days=4)) == [plan]
    assert [one.day for one in session.exec(select(Delivery))] == [
        date(2026, 11, 23),
        date(2026, 11, 27),
    ]


def test_a_plan_has_its_days_its_pause_and_its_beginning(session: Session) -> None:
    plan_to(session, name="On Tuesdays", weekdays=(1,))
    paused = plan_to(session, name="Paused")
    pause = PlanChange(paused=True)
    change_plan(session, plan_id=paused, change=pause, actor=console("a lead"), now=NOW)
    new = plan_to(session, name="Made at half past nine", now=NOW.replace(minute=30))

    assert due(session, NOW.replace(hour=10)) == []
    assert new in due(session, NOW + timedelta(days=1))


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Pacific/Kiritimati", datetime(2026, 11, 22, 19, 0, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 11, 23, 17, 0, tzinfo=UTC)),
        ("Europe/Moscow", datetime(2026, 11, 23, 6, 0, tzinfo=UTC)),
    ],
)
def test_the_minute_is_one_of_the_organisations_day(
    session: Session, zone: str, moment: datetime
) -> None:
    calendar = Calendar(zone=ZoneInfo(zone))
    plan = plan_to(session, weekdays=(0,))

    assert due(session, moment - timedelta(seconds=1), calendar) == []
    assert due(session, moment, calendar) == [plan]
    assert session.exec(select(col(Delivery.day))).one() == date(2026, 11, 23)


def test_a_minute_that_the_clocks_skip_or_repeat_comes_once(session: Session) -> None:
    berlin = Calendar(zone=ZoneInfo("Europe/Berlin"))
    plan = plan_to(session, minute=2 * 60 + 30)
    skipped, repeated = date(2026, 3, 29), date(2026, 10, 25)
    made = {skipped: 0, repeated: 0}
    for day in made:
        start = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=2)
        for step in range(24 * 4):
            now = start + timedelta(minutes=15 * step)
            made[day] += due(session, now, berlin) == [plan] and (
                now.astimezone(berlin.zone).date() == day
            )

    assert made == {skipped: 1, repeated: 1}


def test_a_claimed_message_is_nobody_elses(session: Session) -> None:
    plan = plan_to(session)
    due(session)

    claimed = taken(session)

    assert (claimed.plan_id, claimed.day, claimed.occasion) == (plan, date(2026, 11, 23), "daily")
    assert (claimed.attempts, claimed.challenge_id, claimed.language) == (1, None, "en")
    assert take(session, "two") is None
    assert states(session) == ["claimed"]


def test_a_process_that_dies_before_sending_is_succeeded_after_its_lease(session: Session) -> None:
    plan_to(session)
    due(session)
    first = taken(session, "one")

    assert take(session, "two", NOW + LEASE) is None
    second = taken(session, "two", NOW + LEASE + MINUTE)

    # The first wasn't dead, only slow: it sends nothing and changes nothing.
    later = NOW + LEASE + MINUTE
    assert not start_sending(session, claimed=first, now=later, lease=LEASE)
    assert not end(session, first, AWAY, later)
    assert start_sending(session, claimed=second, now=later, lease=LEASE)
    assert end(session, second, SENT, later)
    assert states(session) == ["sent"]


def test_a_process_that_overslept_its_lease_sends_nothing(session: Session) -> None:
    plan_to(session)
    due(session)
    claimed = taken(session)

    assert not start_sending(session, claimed=claimed, now=NOW + LEASE, lease=LEASE)


def test_a_process_that_dies_while_sending_leaves_a_doubt_that_only_a_person_ends(
    session: Session,
) -> None:
    plan_to(session)
    due(session)
    claimed = sending(session)

    assert doubt_lost(session, now=NOW + LEASE) == 0
    after = NOW + LEASE + MINUTE
    assert doubt_lost(session, now=after) == 1
    assert states(session) == ["unsure"]
    assert not is_anything_to_do(session, now=after, calendar=UTC_CALENDAR)
    assert take(session, "two", after + timedelta(hours=5)) is None

    send_again(
        session,
        delivery_id=claimed.id,
        calendar=UTC_CALENDAR,
        actor=console("Ann, a lead"),
        now=after,
    )
    again = sending(session, "two", after)
    # What the first process says now is too late: a person has decided.
    assert not end(session, claimed, SENT, after)
    assert end(session, again, SENT, after)
    assert states(session) == ["sent"]


def test_a_process_that_was_only_slow_ends_the_doubt_itself(session: Session) -> None:
    plan_to(session)
    due(session)
    claimed = sending(session)
    doubt_lost(session, now=NOW + 2 * LEASE)

    assert end(session, claimed, SENT, NOW + 3 * LEASE)
    assert states(session) == ["sent"]
    assert not end(session, claimed, AWAY, NOW + 3 * LEASE)


def test_a_failed_message_is_tried_again_ever_more_seldom_and_only_the_same_day(
    session: Session,
) -> None:
    plan_to(session)
    due(session)
    now, pauses = NOW, []
    while (claimed := take(session, str(now), now)) is not None:
        assert start_sending(session, claimed=claimed, now=now, lease=LEASE)
        end(session, claimed, AWAY, now)
        later = session.exec(select(col(Delivery.next_try_at))).one()
        assert take(session, "too early", later - timedelta(seconds=1)) is None
        pauses.append((later - now) / MINUTE)
        now = later

    assert pauses[:6] == [1, 5, 15, 60, 60, 60]
    # 09:02, :03, :08, :23, and from 10:23 on once an hour until 23:23.
    assert len(pauses) == 4 + 14
    assert now == datetime(2026, 11, 24, 0, 23, tzinfo=UTC)
    assert due(session, now) == []
    assert states(session) == ["failed"]


def test_nothing_goes_out_a_day_late(session: Session) -> None:
    plan_to(session, minute=24 * 60 - 1)
    night = datetime(2026, 11, 23, 23, 59, 30, tzinfo=UTC)
    due(session, night)
    claimed = taken(session, now=night)
    tomorrow = night + MINUTE * 10

    assert take(session, "two", tomorrow) is None
    assert drop_overdue(session, now=tomorrow, calendar=UTC_CALENDAR) == 1
    assert not start_sending(session, claimed=claimed, now=tomorrow, lease=LEASE)
    (line,) = delivery_lines(session, since=date(2026, 11, 23))
    assert (line.state, line.problem) == (
        DeliveryState.FAILED,
        Message(MISHAPS[Mishap.LATE]),
    )
    assert not is_anything_to_do(session, now=tomorrow, calendar=UTC_CALENDAR)


def test_a_plan_that_is_paused_holds_back_what_is_due(session: Session) -> None:
    plan = plan_to(session)
    due(session)
    for paused in (True, False):
        change = PlanChange(paused=paused)
        change_plan(session, plan_id=plan, change=change, actor=console("a lead"), now=NOW)
        assert (take(session) is None) is paused


def test_a_day_with_nothing_to_say_is_quiet(session: Session) -> None:
    plan_to(session)
    due(session)

    assert end(session, taken(session), QUIET)

    assert states(session) == ["quiet"]
    assert take(session, "two", NOW + timedelta(hours=5)) is None


def test_a_milestone_is_told_once_by_each_plan_that_tells_them(session: Session) -> None:
    plan_to(session, name="All")
    silent = plan_to(session, name="Silent")
    change = PlanChange(milestones=False)
    change_plan(session, plan_id=silent, change=change, actor=console("a lead"), now=NOW)

    told = [
        announce(session, challenge_id=7, milestone=milestone, day=NOW.date(), now=NOW)
        for milestone in ("half_way", "half_way", "met")
    ]

    assert told == [1, 0, 1]
    assert [taken(session, name).occasion for name in "ab"] == ["half_way:7", "met:7"]


def test_a_person_marks_what_has_arrived(session: Session) -> None:
    plan_to(session)
    due(session)
    claimed = sending(session)
    doubt_lost(session, now=NOW + 2 * LEASE)

    mark_sent(session, delivery_id=claimed.id, actor=console("Ann, a lead"), now=NOW + 3 * LEASE)

    assert delivery_lines(session, since=NOW.date()) == [
        DeliveryLine(
            id=claimed.id,
            plan_id=claimed.plan_id,
            destination_id=claimed.destination_id,
            destination="Leads",
            service="json",
            day=NOW.date(),
            occasion="daily",
            state=DeliveryState.SENT,
            attempts=1,
            next_try_at=NOW,
            sent_at=None,
            mishap=None,
        )
    ]
    decision = session.exec(
        select(AuditEntry).where(AuditEntry.action == "message marked as sent")
    ).one()
    assert (decision.actor, decision.subject) == ("Ann, a lead", f"delivery {claimed.id}")
    assert decision.before == {"state": "unsure", "problem": "lost"}


def test_a_person_decides_only_what_is_open(session: Session) -> None:
    plan_to(session)
    due(session)
    claimed = sending(session)

    def again(now: datetime) -> None:
        send_again(
            session, delivery_id=claimed.id, calendar=UTC_CALENDAR, actor=console("a lead"), now=now
        )

    with pytest.raises(DeliveryRefused):
        mark_sent(session, delivery_id=claimed.id, actor=console("a lead"), now=NOW)
    with pytest.raises(DeliveryRefused):
        again(NOW)
    with pytest.raises(UnknownDelivery):
        mark_sent(session, delivery_id=claimed.id + 1, actor=console("a lead"), now=NOW)
    end(session, claimed, AWAY)
    with pytest.raises(DeliveryRefused, match="its day is over"):
        again(NOW + timedelta(days=1))


def test_processes_that_claim_at_the_same_time_share_the_messages(engine: Engine) -> None:
    with writing(engine) as session:
        for number in range(24):
            plan_to(session, name=f"Chat {number}", minute=NINE)
        due(session)
    had: list[list[int]] = [[] for _ in range(6)]
    start = threading.Barrier(len(had))

    def carry(number: int) -> None:
        start.wait()
        while True:
            with writing(engine) as session:
                claimed = take(session, f"{number}-{len(had[number])}")
            if claimed is None:
                return
            had[number].append(claimed.id)

    threads = [threading.Thread(target=carry, args=(number,)) for number in range(len(had))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    everything = [one for mine in had for one in mine]
    assert len(everything) == len(set(everything)) == 24


@pytest.mark.postgres
def test_the_claim_holds_even_where_writers_do_not_wait_in_line(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with writing(engine) as session:
        plan_to(session)
        due(session)
    second: list[Claimed | None] = []

    def claim_as_well() -> None:
        with Session(engine) as rival:
            second.append(take(rival, "two"))

    with Session(engine) as first:
        taken(first, "one")
        thread = threading.Thread(target=claim_as_well)
        thread.start()
        # It waits for the row, and then sees that the row is gone.
        thread.join(0.5)
        assert thread.is_alive()
        first.commit()
        thread.join()

    assert second == [None]
    engine.dispose()
