"""How sources are pulled: patience, overlap, changes, what is kept and what is shown."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.commands.customers import erase_customer
from db.commands.feeds import pause_feed, read_again, remove_feed
from db.commands.undo import undo_import
from db.discretion import pseudonyms_of
from db.engine import reading, writing
from db.models import AuditEntry, Feed, ImportBatch, ReadAnswer, Source
from db.queries.feeds import due_feeds, feed_card, refused_answers
from db.source_try import try_source
from db.upkeep import forget_old_payloads
from gamify.sources.binding import check_wishes
from gamify.sources.definition import definitions
from gamify.sources.errors import PullFailed, SourceRefused
from gamify.sources.sweep import Reach, next_sweep
from gamify.sources.waiting import full_jitter, retry_after
from tests.sources.desk import Desk, Fault
from tests.sources.pulling import (
    CONSOLE,
    ENTERED,
    NOON,
    Waits,
    add,
    asked_of,
    later,
    pull,
    puller,
    ratings,
    settings_of,
)


def rated(ticket: int, score: str = "good", *, day: int = 2, comment: str = "") -> dict[str, Any]:
    """An answer as Zendesk tells it."""
    at = f"2026-11-{day:02d}T09:00:00Z"
    return {"id": 900 + ticket, "ticket_id": ticket, "assignee_id": 7, "group_id": 3,
            "requester_id": 50 + ticket, "score": score, "comment": comment,
            "created_at": "2026-11-01T08:00:00Z", "updated_at": at}  # fmt: skip


#: One answer of each ticket system that nobody's payload shows, and what it comes to.
OTHERS: dict[str, tuple[list[Any], dict[str, Any], list[tuple[Any, ...]]]] = {
    "jira": (
        [{"key": f"SD-{n}", "fields": {
            "assignee": {"displayName": "Ann"}, "reporter": {"accountId": "r1"},
            "issuetype": {"name": "Access"}, "priority": {"name": "High"},
            "created": "2026-11-02T10:00:00.000+0200", "resolutiondate": None,
            "customfield_10050": "2026-11-03T10:00:00.000+0200"}} for n in (1, 2)],
        {"SD-1": {"type": "csat", "rating": 4, "comment": {"body": "ok <b>"}}},
        [("SD-1", "", 4, "4", "ok <b>", "2026-11-03T08:00:00+00:00", "Ann", None, {}),
         ("SD-2", None)],
    ),
    "chatwoot": (
        [{"id": 1, "message_id": 11, "conversation_id": 5, "rating": 3, "feedback_message": "hm",
          "created_at": 1793880000, "contact": {"email": "c@d.example"},
          "assigned_agent": {"name": "Ann"}}],
        {},
        [("5", "11", 3, "3", "hm", "2026-11-05T12:00:00+00:00", "Ann", None, {})],
    ),
    "nicereply": (
        [{"id": "u-1", "ticket": "77", "score": 5, "comment": None, "from": "c@d.example",
          "user": {"username": "ann"}, "created_at": "2026-11-05T12:00:00+00:00"}],
        {},
        [("77", "u-1", 5, "5", None, "2026-11-05T12:00:00+00:00", "ann", None, {})],
    ),
    "omnidesk": (
        [{"case_id": 2000, "staff_id": 22, "rated_staff_id": 23, "group_id": 44, "user_id": 123,
          "rating": "middle", "rating_comment": "так себе", "priority": "normal", "channel": "web",
          "created_at": "Thu, 05 Nov 2026 00:15:17 +0300",
          "updated_at": "Thu, 05 Nov 2026 15:00:00 +0300"}],
        {},
        [("2000", "", 3, "middle", "так себе", "2026-11-05T12:00:00+00:00", "Agent 23", "Team 44",
          {})],
    ),
    "znuny": (
        ["31"],
        {"31": {"TicketNumber": "2026110500001", "Owner": "ann", "Queue": "Second line",
                "CustomerUserID": "c1", "Priority": "3 normal", "Created": "2026-11-05 10:00:00",
                "Changed": "2026-11-05 12:00:00",
                "DynamicField": [{"Name": "Rating", "Value": "2"}]}},
        [("2026110500001", "", 2, "2", None, "2026-11-05T12:00:00+00:00", "ann", "Second line",
          {})],
    ),
}  # fmt: skip


@pytest.mark.parametrize("system", OTHERS)
def test_a_ticket_system_is_read_by_its_definition(system: str, engine: Engine) -> None:
    items, details, expected = OTHERS[system]
    desk = Desk(system, items, page=1, details=details)
    with desk.open(), asked_of(desk.definition):
        add(engine, system)
        pull(engine, system)
        again = pull(engine, system)

    assert ratings(engine) == expected
    assert (again.added, again.changed, again.reasons) == (0, 0, ())


def test_retry_after_is_a_number_or_a_date() -> None:
    assert retry_after("7", now=NOON) == 7
    assert retry_after("Sun, 22 Nov 2026 12:00:30 GMT", now=NOON) == 30
    assert retry_after("Sun, 22 Nov 2026 11:00:00 GMT", now=NOON) == 0
    assert [retry_after(text, now=NOON) for text in (None, "", "soon", "-1")] == [None] * 4


def test_waits_are_drawn_from_a_bound_that_doubles() -> None:
    waits = [[full_jitter(attempt, Random(seed)) for seed in range(99)] for attempt in (1, 3, 20)]

    assert [max(some) <= bound for some, bound in zip(waits, (1, 4, 60), strict=True)] == [True] * 3
    assert min(waits[1]) < 1 < 3 < max(waits[1])


def test_a_long_wait_ends_the_pull_and_is_kept_to(sqlite_engine: Engine) -> None:
    desk = Desk("zendesk", [rated(1)], fault=lambda _: Fault(429, {"Retry-After": "3600"}))
    waits = Waits()
    with desk.open(), asked_of(desk.definition):
        add(sqlite_engine, "zendesk")
        with pytest.raises(PullFailed, match="it asks to wait"):
            pull(sqlite_engine, "zendesk", sleep=waits)

    assert (len(desk.asked), waits.seconds) == (1, [])
    with reading(sqlite_engine) as session:
        card = feed_card(session, "zendesk")
        assert card.next_pull_at == later(hours=1)
        assert due_feeds(session, now=later(minutes=59)) == []
        assert due_feeds(session, now=later(minutes=60)) == ["zendesk"]
    assert str(card.problem) == "it asks to wait: it was asked too often"


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(401), "doesn't accept the credentials"),
        (Fault(404), "nothing at the address"),
        (Fault(302, {"Location": "http://127.0.0.1:1/"}), "leads to another address"),
        (Fault(200, body=b"<html>"), "isn't JSON"),
        (Fault(200, body=b'{"error": "x"}'), "isn't the list"),
        (Fault(503), "out of order"),
        (Fault(0), "doesn't answer"),
    ],
)
def test_what_goes_wrong_is_one_sentence_without_a_secret(
    fault: Fault, sentence: str, sqlite_engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    desk = Desk("zendesk", [rated(1)], fault=lambda _: fault)
    with desk.open(), asked_of(desk.definition):
        add(sqlite_engine, "zendesk")
        with pytest.raises(PullFailed, match=sentence) as caught:
            pull(sqlite_engine, "zendesk")

    assert "t0ken-secret" not in str(caught.value) + caplog.text
    with reading(sqlite_engine) as session:
        assert sentence in str(feed_card(session, "zendesk").problem)


def test_a_page_at_another_site_is_not_asked_for(sqlite_engine: Engine) -> None:
    page = {"satisfaction_ratings": [rated(1)], "meta": {"has_more": True},
            "links": {"next": "http://elsewhere.example/x"}}  # fmt: skip
    desk = Desk("zendesk", [], fault=lambda n: Fault(200, body=json.dumps(page).encode()))
    with desk.open(), asked_of(desk.definition):
        add(sqlite_engine, "zendesk")
        with pytest.raises(PullFailed, match="at another site"):
            pull(sqlite_engine, "zendesk")


def test_a_changed_rating_is_changed_and_an_old_state_does_not_come_back(engine: Engine) -> None:
    desk = Desk("zendesk", [rated(1), rated(2)])
    with desk.open(), asked_of(desk.definition):
        add(engine, "zendesk")
        pull(engine, "zendesk")
        desk.items = [rated(1, "bad", day=5), rated(2)]
        changed = pull(engine, "zendesk", now=later(days=1))
        desk.items = [rated(1), rated(2)]
        stale = pull(engine, "zendesk", now=later(days=2))

    assert (changed.added, changed.changed, changed.known) == (0, 1, 1)
    assert (stale.added, stale.changed, stale.known) == (0, 0, 2)
    assert [row[2:4] for row in ratings(engine)] == [(1, "bad"), (5, "good")]


def test_a_sweep_overlaps_by_an_hour_and_once_a_day_by_two_weeks() -> None:
    pull_ = Desk("zendesk", []).definition.pull
    read = Reach(since=NOON)

    first = next_sweep(read, pull_, now=NOON)
    second = next_sweep(Reach(since=NOON, looked_back=NOON.date()), pull_, now=NOON)

    assert (first.begin, first.until) == (NOON - timedelta(days=14), NOON)
    assert (second.begin, second.until) == (NOON - timedelta(hours=1), NOON)


def test_two_processes_never_read_one_source_at_once(engine: Engine) -> None:
    desk = Desk("zendesk", [rated(1)])
    refused: list[str] = []

    def try_as_well(_: float) -> None:
        with pytest.raises(SourceRefused) as caught:
            pull(engine, "zendesk")
        refused.append(str(caught.value))

    desk.fault = lambda n: Fault(503) if n == 1 else None
    with desk.open(), asked_of(desk.definition):
        add(engine, "zendesk")
        pull(engine, "zendesk", sleep=try_as_well)
        again = pull(engine, "zendesk")

    assert len(refused) == 1
    assert again.known == 1


def test_who_lost_the_lease_writes_nothing(engine: Engine) -> None:
    desk = Desk("zendesk", [rated(1)], fault=lambda n: Fault(503) if n == 1 else None)

    def lose(_: float) -> None:
        with writing(engine) as session:
            feed = session.exec(select(Feed)).one()
            feed.leased_by, feed.leased_until = "another", later(hours=1)
            session.add(feed)

    with desk.open(), asked_of(desk.definition):
        add(engine, "zendesk")
        taken = pull(engine, "zendesk", sleep=lose)

    assert (taken.answers, ratings(engine)) == (0, [])


def test_a_dry_run_stores_nothing_and_says_what_would_come(sqlite_engine: Engine) -> None:
    desk = Desk("zendesk", [rated(1), rated(2, "offered"), rated(3, "great")])
    with desk.open(), asked_of(desk.definition):
        add(sqlite_engine, "zendesk")
        found = try_source(puller(sqlite_engine), "zendesk", actor=CONSOLE)

    assert (found.read, found.rated, found.points) == (3, 1, 2)
    assert [str(reason) for reason in found.reasons] == ["the score “great” isn't on the scale"]
    assert ratings(sqlite_engine) == []


def test_what_cannot_be_used_is_kept_with_its_reason(sqlite_engine: Engine) -> None:
    desk = Desk("zendesk", [rated(1), rated(3, "great")])
    with desk.open(), asked_of(desk.definition):
        add(sqlite_engine, "zendesk")
        pull(sqlite_engine, "zendesk")

    with reading(sqlite_engine) as session:
        card = feed_card(session, "zendesk")
        (refused,) = refused_answers(session, card.source_id, limit=9)
    assert (card.answers, card.refused, card.points) == (2, 1, 2)
    assert (refused.ticket, str(refused.reason)) == ("3", "the score “great” isn't on the scale")


def test_payloads_are_sealed_and_go_with_their_time_and_their_customer(engine: Engine) -> None:
    desk = Desk("zendesk", [rated(1, comment="for your eyes"), rated(2), rated(3)])
    with desk.open(), asked_of(desk.definition):
        add(engine, "zendesk")
        pull(engine, "zendesk")
        assert all(raw and "for your eyes" not in raw for raw in _raws(engine))
        with writing(engine) as session:
            erase_customer(
                session,
                identity="51",
                pseudonyms=pseudonyms_of(settings_of(engine)),
                actor=CONSOLE,
                now=NOON,
            )
        assert len(_raws(engine)) == 2

        # The ticket system still tells of the customer: the rating stays, nothing else comes.
        pull(engine, "zendesk", now=later(days=1))

    assert _raws(engine).count(None) == 1
    assert ratings(engine)[0][2:5] == (5, "good", None)
    forget_old_payloads(engine, settings_of(engine), now=later(days=30, minutes=1))
    assert _raws(engine) == [None, None, None]


def _raws(engine: Engine) -> list[str | None]:
    with reading(engine) as session:
        return list(session.exec(select(ReadAnswer.raw).order_by(col(ReadAnswer.ticket))))


@pytest.mark.parametrize("with_ratings", [True, False])
def test_a_removed_source_takes_its_ratings_along_if_asked_to(
    sqlite_engine: Engine, *, with_ratings: bool
) -> None:
    desk = Desk("zendesk", [rated(1)])
    with desk.open(), asked_of(desk.definition):
        add(sqlite_engine, "zendesk")
        pull(sqlite_engine, "zendesk")
        desk.items = [rated(1, "bad", day=6), rated(2)]
        pull(sqlite_engine, "zendesk", now=later(days=1))
    with writing(sqlite_engine) as session:
        undone = remove_feed(
            session, name="zendesk", with_ratings=with_ratings, actor=CONSOLE, now=NOON
        )

    assert undone == (2 if with_ratings else 0)
    assert [row[0] for row in ratings(sqlite_engine)] == ([] if with_ratings else ["1", "2"])
    with reading(sqlite_engine) as session:
        assert not list(session.exec(select(Feed))) + list(session.exec(select(ReadAnswer)))


def test_read_again_brings_back_what_was_undone(sqlite_engine: Engine) -> None:
    desk = Desk("zendesk", [rated(1)])
    with desk.open(), asked_of(desk.definition):
        add(sqlite_engine, "zendesk")
        pull(sqlite_engine, "zendesk")
        _undo(sqlite_engine)
        assert pull(sqlite_engine, "zendesk", now=later(days=1)).known == 1
        assert ratings(sqlite_engine) == []
        with writing(sqlite_engine) as session:
            since = datetime(2026, 11, 1, tzinfo=UTC)
            read_again(session, name="zendesk", since=since, actor=CONSOLE, now=NOON)
        pull(sqlite_engine, "zendesk", now=later(days=2))

    assert [row[0] for row in ratings(sqlite_engine)] == ["1"]


def _undo(engine: Engine) -> None:
    with writing(engine) as session:
        batch = session.exec(select(ImportBatch.id)).one()
        undo_import(session, batch=batch or 0, actor=CONSOLE, now=NOON)


def test_secrets_are_in_no_table_in_the_clear(sqlite_engine: Engine) -> None:
    for system in ENTERED:
        add(sqlite_engine, system)
    with writing(sqlite_engine) as session:
        pause_feed(session, name="zendesk", is_paused=True, actor=CONSOLE, now=NOON)

    with reading(sqlite_engine) as session:
        assert due_feeds(session, now=NOON) == sorted(set(ENTERED) - {"zendesk"})
        told = _texts(session)
    assert "secret" not in told
    assert "subdomain" in told


def _texts(session: Session) -> str:
    rows = [*session.exec(select(Feed)), *session.exec(select(AuditEntry)),
            *session.exec(select(Source))]  # fmt: skip
    return " ".join(row.model_dump_json() for row in rows)


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ({"subdomain": "demo.example/#"}, "“Subdomain” has to look like"),
        ({"subdomain": "demo"}, "“E-mail of the account” is missing"),
        ({"subdomain": "demo", "colour": "red"}, "no setting “colour”"),
    ],
)
def test_a_setting_that_would_bend_the_address_is_refused(
    entered: dict[str, str], sentence: str
) -> None:
    with pytest.raises(SourceRefused, match=sentence):
        check_wishes(definitions()["zendesk"], {"token": "t", **entered})
