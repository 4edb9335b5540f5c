"""Thanks for help: said once, confirming the help, shown by public names, never counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from db.commands.assists import decline_assist
from db.commands.erasure import forget_engineer
from db.commands.mergers import merge_engineers
from db.commands.people import hide_engineer
from db.commands.thanks import take_thanks_back, thank
from db.commands.undo import undo_import
from db.models import Assist, AuditEntry, Engineer, Rating, Thanks
from db.queries.thanks import ThanksCard, thankable, thanks_count, thanks_said
from gamify.access import NotAllowed, Visitor, Way, console
from gamify.errors import DecisionRefused
from gamify.rights import Role
from tests.factories import NOW, Row, store

LEA = console("Lea")
HOSTILE = "<b>:red[x]</b> $x$ [a](b) :)))"


def engineer(session: Session, name: str) -> Visitor:
    found = session.exec(select(Engineer).where(Engineer.name == name)).one()
    return Visitor(name, Role.ENGINEER, found.id, way=Way.PASSWORD)


@pytest.fixture
def people(session: Session) -> dict[str, Visitor]:
    """Ann's ticket 1, on which Bob helped by the source, and her ticket 2; Cid of Beta."""
    store(session, Row("T1", helpers=("Bob",)), Row("T2"), Row("T3", owner="Cid", team="Beta"))
    return {name: engineer(session, name) for name in ("Ann", "Bob", "Cid")}


def said(session: Session, **asked: object) -> list[ThanksCard]:
    return thanks_said(session, **({"hidden_name": "Engineer {id}", "most": 9} | asked))  # type: ignore[arg-type]


def say(session: Session, who: Visitor, ticket: int, helper: Visitor, words: str = "") -> int:
    return thank(
        session,
        ticket_id=ticket,
        engineer_id=helper.engineer_id or 0,
        words=words,
        actor=who,
        now=NOW,
    )


def test_one_click_confirms_the_help_and_the_words_stay_as_they_are(
    session: Session, people: dict[str, Visitor]
) -> None:
    say(session, people["Ann"], 2, people["Cid"], f" {HOSTILE} ")

    (one,) = said(session)
    help_ = session.exec(select(Assist)).one()
    rating = session.exec(select(Rating).where(Rating.ticket_id == 2)).one()
    assert (one.sayer, one.helper, one.ticket, one.words) == ("Ann", "Cid", "T2", HOSTILE)
    assert (help_.state, help_.decided_by, rating.shared) == ("confirmed", "Ann", True)


def test_help_that_a_source_names_is_thanked_for_as_it_is(
    session: Session, people: dict[str, Visitor]
) -> None:
    waiting = thankable(session, people["Ann"], since=NOW.date() - timedelta(days=99), most=9)

    say(session, people["Ann"], 1, people["Bob"])

    assert [(one.ticket, one.helper) for one in waiting] == [("T1", "Bob")]
    assert session.exec(select(Assist)).all() == []
    assert thankable(session, people["Ann"], since=NOW.date() - timedelta(days=99), most=9) == []
    assert thankable(session, people["Bob"], since=NOW.date() - timedelta(days=99), most=9) == []


def test_nobody_thanks_oneself_or_twice_or_at_length(
    session: Session, people: dict[str, Visitor]
) -> None:
    ann, bob = people["Ann"], people["Bob"]
    say(session, ann, 1, bob)
    own_lead = replace(bob, role=Role.LEAD)

    for who, ticket, helper, words in (
        (ann, 1, ann, ""),
        (own_lead, 1, bob, ""),
        (ann, 1, bob, ""),
        (ann, 2, bob, "x" * 281),
        (ann, 2, bob, "a\x07b"),
    ):
        with pytest.raises(DecisionRefused):
            say(session, who, ticket, helper, words)
    with pytest.raises(NotAllowed):
        say(session, people["Cid"], 1, bob)
    assert thanks_count(session) == 1


def test_thanks_are_taken_back_by_whoever_said_them_and_the_help_stays(
    session: Session, people: dict[str, Visitor]
) -> None:
    number = say(session, people["Ann"], 2, people["Bob"], "well done")

    with pytest.raises(NotAllowed):
        take_thanks_back(session, thanks_id=number, actor=people["Bob"], now=NOW)
    take_thanks_back(session, thanks_id=number, actor=people["Ann"], now=NOW)

    assert said(session) == []
    assert session.get_one(Thanks, number).words == ""
    assert session.exec(select(Assist)).one().state == "confirmed"
    with pytest.raises(DecisionRefused):
        take_thanks_back(session, thanks_id=number, actor=people["Ann"], now=NOW)
    say(session, people["Ann"], 2, people["Bob"])


def test_hidden_names_stay_hidden_on_both_sides(
    session: Session, people: dict[str, Visitor]
) -> None:
    say(session, people["Ann"], 1, people["Bob"])
    for who in ("Ann", "Bob"):
        number = people[who].engineer_id or 0
        hide_engineer(session, engineer_id=number, hidden=True, actor=LEA, now=NOW)

    (one,) = said(session)

    assert (one.sayer, one.helper) == (
        f"Engineer {people['Ann'].engineer_id}",
        f"Engineer {people['Bob'].engineer_id}",
    )


def test_they_are_read_by_time_and_by_the_team_of_the_ticket(
    session: Session, people: dict[str, Visitor]
) -> None:
    say(session, people["Ann"], 1, people["Bob"])

    assert len(said(session, since=NOW, until=NOW + timedelta(seconds=1), teams=(1,))) == 1
    assert said(session, until=NOW) == said(session, teams=(2,)) == said(session, offset=1) == []


def test_an_erased_person_is_thanked_without_words_and_not_in_the_log_either(
    session: Session, people: dict[str, Visitor]
) -> None:
    say(session, people["Ann"], 2, people["Cid"], "Cid, you are great")

    forget_engineer(session, people["Cid"].engineer_id or 0, [], now=NOW)

    log = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    assert [one.words for one in said(session)] == [""]
    assert not any("great" in str((one.before, one.after)) for one in log)


def test_a_merger_and_an_undo_leave_no_thanks_to_oneself_or_about_nothing(
    session: Session, people: dict[str, Visitor]
) -> None:
    say(session, people["Ann"], 1, people["Bob"])
    say(session, people["Cid"], 3, people["Bob"])
    bob, ann = people["Bob"].engineer_id or 0, people["Ann"].engineer_id or 0

    merge_engineers(session, duplicate_id=bob, into_id=ann, actor=LEA, now=NOW)
    merged = [(one.sayer, one.helper) for one in said(session)]
    undo_import(session, batch=1, actor=LEA, now=NOW)

    assert merged == [("Cid", "Ann")]
    assert said(session) == []


def test_declined_help_does_not_wait_for_thanks(
    session: Session, people: dict[str, Visitor]
) -> None:
    number = say(session, people["Ann"], 2, people["Cid"])
    cid = people["Cid"].engineer_id or 0
    take_thanks_back(session, thanks_id=number, actor=people["Ann"], now=NOW)
    decline_assist(session, ticket_id=2, engineer_id=cid, actor=people["Ann"], now=NOW)

    waiting = thankable(session, people["Ann"], since=NOW.date() - timedelta(days=99), most=9)

    assert [one.ticket for one in waiting] == ["T1"]
