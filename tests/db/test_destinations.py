"""Destinations and plans are kept, changed and logged; an address is nowhere to be seen."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from db.commands.deliveries import due_deliveries
from db.commands.destinations import (
    add_destination,
    remove_destination,
    rename_destination,
    replace_address,
)
from db.commands.plans import PlanChange, add_plan, change_plan, remove_plan
from db.engine import writing
from db.models import AuditEntry, Delivery, Destination, DigestPlan
from db.queries.destinations import (
    DestinationCard,
    PlanCard,
    destination_named,
    destinations,
    digest_plans,
    sealed_address,
)
from db.queries.version import data_version
from db.secrets import Secret, unseal
from gamify.access import console
from gamify.post import (
    DestinationRefused,
    PlanRefused,
    UnknownDestination,
    UnknownPlan,
)
from gamify.seasons import Calendar
from tests.post import NINE, plan_to, settings_on
from tests.receiver import TOKEN

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ADDRESS = Secret(f"jsons://leads:{TOKEN}@chat.example.com/{TOKEN}")
SETTINGS = settings_on("postgresql://")


def add(session: Session, name: str = "Leads", address: Secret = ADDRESS) -> DestinationCard:
    return add_destination(
        session, name=name, address=address, settings=SETTINGS, actor=console("Ann"), now=NOW
    )


def log(session: Session) -> list[tuple[str, str, object, object]]:
    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))
    return [(entry.action, entry.subject, entry.before, entry.after) for entry in entries]


def test_a_destination_is_kept_renamed_and_forgotten(session: Session) -> None:
    card = add(session, "  Leads ")
    before = data_version(session)

    assert card == DestinationCard(card.id, "Leads", "jsons", "en", NOW, "Ann")
    assert unseal(sealed_address(session, card.id), SETTINGS) == ADDRESS
    rename_destination(
        session, destination_id=card.id, name="All leads", actor=console("Bo"), now=NOW
    )
    assert destination_named(session, "All leads").id == card.id
    remove_destination(session, destination_id=card.id, actor=console("Bo"), now=NOW)

    assert destinations(session) == []
    subject, shown = f"destination {card.id}", {"service": "jsons", "language": "en"}
    assert log(session) == [
        ("destination added", subject, None, {"name": "Leads", **shown}),
        ("destination renamed", subject, {"name": "Leads"}, {"name": "All leads"}),
        ("destination removed", subject, {"name": "All leads", **shown}, None),
    ]
    assert data_version(session) == before + 2


def test_a_destination_goes_to_another_address_and_keeps_its_plans(session: Session) -> None:
    plan = plan_to(session)
    (card,) = destinations(session)
    secret = Secret(f"json://leads:{TOKEN}@other.example.com/{TOKEN}")
    elsewhere = Secret("mailtos://leads:x@mail.example.com?from=a@b.example&to=c@b.example")

    for address in (secret, elsewhere):
        changed = replace_address(
            session,
            destination_id=card.id,
            address=address,
            settings=SETTINGS,
            actor=console("Bo"),
            now=NOW,
        )

    assert changed.service == "mailtos"
    assert unseal(sealed_address(session, card.id), SETTINGS) == elsewhere
    assert [one.id for one in digest_plans(session)] == [plan]
    assert log(session)[-1] == (
        "destination readdressed",
        f"destination {card.id}",
        {"service": "json"},
        {"service": "mailtos"},
    )
    assert TOKEN not in json.dumps(log(session))
    with pytest.raises(DestinationRefused):
        replace_address(
            session,
            destination_id=card.id,
            address=Secret("nosuch://x"),
            settings=SETTINGS,
            actor=console("Bo"),
            now=NOW,
        )


@pytest.mark.parametrize(
    "name", ["", "  ", "Leads", "x" * 81, "two\nlines", f"json://{TOKEN}", "\u202eLeads"]
)
def test_a_name_that_is_no_name_of_its_own_is_refused(session: Session, name: str) -> None:
    add(session)
    other = add(session, "Other")

    with pytest.raises(DestinationRefused) as refused:
        add(session, name)
    with pytest.raises(DestinationRefused):
        rename_destination(
            session, destination_id=other.id, name=name, actor=console("Ann"), now=NOW
        )

    assert TOKEN not in str(refused.value)
    assert [card.name for card in destinations(session)] == ["Leads", "Other"]


def test_an_address_that_leads_nowhere_is_not_kept(session: Session) -> None:
    with pytest.raises(DestinationRefused, match="no address that is understood"):
        add(session, address=Secret("nonsense"))
    with pytest.raises(DestinationRefused, match="its language"):
        add_destination(
            session,
            name="Leads",
            address=ADDRESS,
            settings=SETTINGS,
            language="tlh",
            actor=console("Ann"),
            now=NOW,
        )

    assert destinations(session) == []
    assert log(session) == []


def test_an_address_is_in_no_table_no_repr_and_no_log(
    engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("sqlalchemy.engine").setLevel(logging.DEBUG)
    with writing(engine) as session:
        card = add(session)
        found = session.get_one(Destination, card.id)
        seen = [repr(found), str(found), repr(card), repr(log(session)), repr(SETTINGS)]
        tables = [text(f"SELECT * FROM {table}") for table in ("destination", "audit")]
        rows = [row for table in tables for row in session.connection().execute(table)]
    logging.getLogger("sqlalchemy.engine").setLevel(logging.NOTSET)

    assert len(rows) == 2
    assert "INSERT INTO destination" in caplog.text
    assert TOKEN not in "".join(seen) + repr(rows) + caplog.text
    assert found.sealed not in "".join(seen)


def test_a_plan_is_kept_changed_and_forgotten(session: Session) -> None:
    card = add(session)

    plan = add_plan(
        session,
        destination_id=card.id,
        minute=NINE,
        weekdays=[4, 0, 4],
        actor=console("Ann"),
        now=NOW,
    )
    change = PlanChange(minute=17 * 60 + 5, weekdays=(6,), milestones=False, paused=True)
    changed = change_plan(session, plan_id=plan.id, change=change, actor=console("Bo"), now=NOW)
    change_plan(
        session, plan_id=plan.id, change=PlanChange(paused=True), actor=console("Bo"), now=NOW
    )

    assert plan == PlanCard(
        plan.id, card.id, "Leads", None, None, NINE, (0, 4), milestones=True, paused=False
    )
    assert changed == PlanCard(
        plan.id, card.id, "Leads", None, None, 1025, (6,), milestones=False, paused=True
    )
    assert digest_plans(session) == [changed]
    remove_plan(session, plan_id=plan.id, actor=console("Bo"), now=NOW)
    assert digest_plans(session) == []
    whom = {"destination": card.id, "challenge": None}
    first = {"time": "09:00", "weekdays": [0, 4], "milestones": True, "paused": False, **whom}
    last = {"time": "17:05", "weekdays": [6], "milestones": False, "paused": True, **whom}
    assert json.loads(json.dumps(log(session)[1:])) == [
        ["plan added", f"plan {plan.id}", None, first],
        ["plan changed", f"plan {plan.id}", first, last],
        ["plan removed", f"plan {plan.id}", last, None],
    ]


def test_a_plan_that_makes_no_sense_is_refused(session: Session) -> None:
    card = add(session)

    for minute, weekdays in ((-1, [0]), (24 * 60, [0]), (NINE, []), (NINE, [7])):
        with pytest.raises(PlanRefused):
            add_plan(
                session,
                destination_id=card.id,
                minute=minute,
                weekdays=weekdays,
                actor=console("Ann"),
                now=NOW,
            )
    with pytest.raises(PlanRefused, match="no challenge 7"):
        add_plan(
            session, destination_id=card.id, minute=1, challenge_id=7, actor=console("Ann"), now=NOW
        )
    with pytest.raises(UnknownDestination):
        add_plan(session, destination_id=card.id + 1, minute=1, actor=console("Ann"), now=NOW)
    with pytest.raises(UnknownPlan):
        change_plan(session, plan_id=1, change=PlanChange(), actor=console("Ann"), now=NOW)
    assert digest_plans(session) == []


def test_what_goes_to_a_destination_is_forgotten_with_it(session: Session) -> None:
    gone, kept = plan_to(session, name="Gone"), plan_to(session, name="Kept")
    due_deliveries(session, now=NOW + timedelta(hours=1), calendar=Calendar())

    card = destination_named(session, "Gone")
    remove_destination(session, destination_id=card.id, actor=console("Ann"), now=NOW)

    assert session.get(DigestPlan, gone) is None
    assert list(session.exec(select(Delivery.plan_id))) == [kept]
    with pytest.raises(UnknownDestination):
        sealed_address(session, card.id)
