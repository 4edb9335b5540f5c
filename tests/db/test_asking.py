"""Answers to links become ratings: once, changed for a while, per customer, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from db.commands.asking import ask_about, end_ask_template, link_key, open_ask_template
from db.commands.cells import cell_differences
from db.commands.customers import erase_customer
from db.commands.decisions import exclude_rating
from db.commands.rating_links import find_answer, give_comment, give_stars, settled_link
from db.commands.undo import undo_import
from db.discretion import pseudonyms_of
from db.models import AskedAnswer, AuditEntry, ImportBatch, Rating, Revision, Ticket
from db.queries.version import data_version
from db.settings import Settings
from gamify.access import console
from gamify.asking.answers import MOST_AN_HOUR, Step, Verdict
from gamify.asking.email import Vendor
from gamify.asking.links import AskLink, LinkRefused, open_link
from gamify.asking.words import (
    LONGEST_COMMENT,
    AskingOff,
    ChangesOver,
    CommentTooLong,
    NothingRated,
    TooManyComments,
    UnknownTicket,
)
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar
from tests.factories import NOW, Row, store

LEAD = console("lead")
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
HOSTILE = "x)))\n<script>alert(1)</script> :red[a] $x$ [l](http://x) =1+1 Ёж 🙂"


@pytest.fixture
def kept(tmp_path: Path) -> Settings:
    """Settings with a key beside the test's own folder."""
    return Settings(database_url=f"sqlite:///{tmp_path / 'keys.db'}", asking=True)


def ask(session: Session, kept: Settings, ticket: str = "T1", **told: str) -> AskLink:
    token = ask_about(session, ticket=ticket, settings=kept, actor=LEAD, now=NOW, **told)
    return open_link(token, link_key(kept), now=NOW)


def give(
    session: Session,
    kept: Settings,
    link: AskLink,
    stars: int = 5,
    step: Step = Step.FIRST,
    at: datetime = NOW,
) -> Verdict:
    return give_stars(session, link=link, stars=stars, step=step, settings=kept, now=at).verdict


def say_words(
    session: Session, kept: Settings, link: AskLink, words: str, at: datetime = NOW
) -> None:
    give_comment(session, link=link, comment=words, settings=kept, now=at)


def ratings(session: Session) -> list[tuple[int, str | None, bool]]:
    """Stars, comment, and whether it counts."""
    rows = session.exec(select(Rating).order_by(col(Rating.id))).all()
    return [(row.stars, row.comment, row.excluded_at is None) for row in rows]


def are_cells_right(session: Session) -> bool:
    """Whether the cells equal a recount."""
    return not any(cell_differences(session, calendar=Calendar()))


def test_a_star_is_a_rating_of_the_ticket_and_its_engineer(
    session: Session, kept: Settings
) -> None:
    bo = pseudonyms_of(kept).of_customer("bo@example.com")
    store(session, Row("T1", stars=0, owner="Ann", team="Alpha", requester=bo))
    link = ask(session, kept, customer="Bo@Example.com")
    before = data_version(session)

    verdict = give(session, kept, link, at=NOW + DAY)

    rating = session.exec(select(Rating)).one()
    ticket = session.exec(select(Ticket)).one()
    assert verdict is Verdict.NEW
    assert (rating.stars, rating.owner_id, rating.team_id, rating.rated_at) == (5, 1, 1, NOW + DAY)
    assert (rating.key, ticket.requester) == (link.customer, link.customer)
    assert (rating.ticket_id, ticket.surveyed) == (ticket.id, True)
    assert data_version(session) > before
    assert are_cells_right(session)


def test_a_ticket_that_nobody_knows_becomes_one_that_was_asked_about(
    session: Session, kept: Settings
) -> None:
    link = ask(session, kept, owner="Ann")
    asked = session.exec(select(Ticket)).one()
    unrated = ratings(session)

    give(session, kept, link)

    assert (asked.surveyed, asked.owner_id, unrated) == (True, 1, [])
    assert session.exec(select(Rating.owner_id)).one() == 1
    assert session.exec(select(ImportBatch.file_name).distinct()).all() == ["asked"]


def test_the_same_star_twice_is_one_rating(session: Session, kept: Settings) -> None:
    link = ask(session, kept)

    verdicts = [give(session, kept, link, at=NOW + n * SECOND) for n in range(3)]

    assert verdicts == [Verdict.NEW, Verdict.SAME, Verdict.SAME]
    assert ratings(session) == [(5, None, True)]


def test_a_change_is_kept_with_what_was_before_and_stays_in_its_season(
    session: Session, kept: Settings
) -> None:
    link = ask(session, kept)
    give(session, kept, link, 2)

    later = NOW + 14 * DAY
    asked = give(session, kept, link, 4, at=later)
    changed = give(session, kept, link, 4, Step.CHANGE, at=later)

    assert (asked, changed) == (Verdict.ASK, Verdict.CHANGE)
    assert ratings(session) == [(4, None, True)]
    assert session.exec(select(Rating.rated_at)).one() == NOW
    former = session.exec(select(Revision).where(col(Revision.rating_id).is_not(None))).all()
    assert [one.before["stars"] for one in former] == [2]
    changes = select(AuditEntry.actor).where(AuditEntry.action == "rating changed by import")
    assert session.exec(changes).all() == ["rating link"]
    assert are_cells_right(session)


def test_day_15_is_too_late_for_stars_and_words(session: Session, kept: Settings) -> None:
    link = ask(session, kept)
    give(session, kept, link, 2)
    late = NOW + 14 * DAY + SECOND

    verdict = give(session, kept, link, 5, Step.CHANGE, at=late)
    with pytest.raises(ChangesOver):
        say_words(session, kept, link, "too late", late)

    assert verdict is Verdict.LATE
    assert ratings(session) == [(2, None, True)]


def test_two_customers_of_a_ticket_rate_it_each_once(session: Session, kept: Settings) -> None:
    name = pseudonyms_of(kept).of_customer("bo@example.com")
    store(session, Row("T1", stars=0, requester=name))
    bo = ask(session, kept, customer="bo@example.com")
    mo = ask(session, kept, customer="mo@example.com")

    for link, stars in ((bo, 5), (mo, 3), (bo, 5), (mo, 3)):
        give(session, kept, link, stars)

    assert ratings(session) == [(5, None, True), (3, None, True)]
    assert session.exec(select(Ticket.requester)).all() == [bo.customer]


def test_words_are_kept_literally_and_can_be_taken_back(session: Session, kept: Settings) -> None:
    link = ask(session, kept)
    with pytest.raises(NothingRated):
        say_words(session, kept, link, "first")
    give(session, kept, link)

    say_words(session, kept, link, HOSTILE.replace("\n", "\r\n"), NOW + SECOND)
    kept_words = ratings(session)
    give(session, kept, link, 4, Step.CHANGE, NOW + DAY)
    still = ratings(session)
    say_words(session, kept, link, "  \r\n", NOW + DAY)

    assert kept_words == [(5, HOSTILE, True)]
    assert still == [(4, HOSTILE, True)]
    assert ratings(session) == [(4, None, True)]


def test_words_have_a_longest_length_and_nothing_that_a_database_refuses(
    session: Session, kept: Settings
) -> None:
    link = ask(session, kept)
    give(session, kept, link)

    say_words(session, kept, link, "🙂" * (LONGEST_COMMENT - 1) + "\0")
    with pytest.raises(CommentTooLong):
        say_words(session, kept, link, "x" * (LONGEST_COMMENT + 1))

    assert ratings(session) == [(5, "🙂" * (LONGEST_COMMENT - 1) + "\ufffd", True)]


def test_several_stars_within_seconds_count_once_a_person_confirms(
    session: Session, kept: Settings
) -> None:
    link = ask(session, kept)

    scanned = [give(session, kept, link, stars) for stars in (1, 2, 3, 4, 5)]
    held = ratings(session)
    with pytest.raises(NothingRated):
        say_words(session, kept, link, "a program's words")
    hurried = give(session, kept, link, 5, Step.CONFIRM, NOW)
    confirmed = give(session, kept, link, 5, Step.CONFIRM, NOW + DAY)

    assert scanned == [Verdict.NEW, Verdict.HOLD, *[Verdict.HELD] * 3]
    assert held == [(1, None, False)]
    assert (hurried, confirmed) == (Verdict.HELD, Verdict.CONFIRMED)
    assert ratings(session) == [(5, None, True)]
    assert are_cells_right(session)


def test_what_a_lead_has_excluded_stays_so_whatever_the_customer_sends(
    session: Session, kept: Settings
) -> None:
    link = ask(session, kept)
    give(session, kept, link, 1)
    reason = ExclusionReason.ABUSE
    exclude_rating(session, rating_id=1, reason=reason, actor=LEAD, now=NOW)
    session.flush()

    verdicts = [give(session, kept, link, stars) for stars in (2, 3)]
    give(session, kept, link, 5, Step.CONFIRM, NOW + DAY)
    give(session, kept, link, 4, Step.CHANGE, NOW + DAY)

    assert verdicts == [Verdict.HOLD, Verdict.HOLD]
    assert session.exec(select(Rating.excluded_reason)).one() == "abuse"


def test_a_link_is_taken_so_often_within_an_hour(session: Session, kept: Settings) -> None:
    link = ask(session, kept)
    give(session, kept, link)

    for at in range(MOST_AN_HOUR - 1):
        say_words(session, kept, link, f"words {at}", NOW + at * SECOND)
    with pytest.raises(TooManyComments):
        say_words(session, kept, link, "more", NOW + 60 * SECOND)

    say_words(session, kept, link, "later", NOW + timedelta(hours=2))
    assert ratings(session) == [(5, "later", True)]


def test_what_was_sent_is_forgotten_after_an_hour(session: Session, kept: Settings) -> None:
    give(session, kept, ask(session, kept, "T1"))

    give(session, kept, ask(session, kept, "T2"), at=NOW + timedelta(hours=2))

    assert session.exec(select(AskedAnswer.last_at)).all() == [NOW + timedelta(hours=2)]


def test_a_template_takes_known_tickets_alone_until_it_ends(
    session: Session, kept: Settings
) -> None:
    store(session, Row("815", stars=0, owner="Bob"))
    token = open_ask_template(session, vendor=Vendor.ZENDESK, settings=kept, actor=LEAD, now=NOW)
    again = open_ask_template(session, vendor=Vendor.ZENDESK, settings=kept, actor=LEAD, now=NOW)
    known, unknown = (
        open_link(token, link_key(kept), ticket=ticket, now=NOW) for ticket in ("815", "816")
    )

    give(session, kept, known, 4)
    with pytest.raises(UnknownTicket):
        give(session, kept, unknown)
    end_ask_template(session, template=1, actor=LEAD, now=NOW)
    with pytest.raises(LinkRefused):
        give(session, kept, known, 5)

    assert token == again
    assert ratings(session) == [(4, None, True)]


def test_switched_off_nothing_is_taken(session: Session, kept: Settings) -> None:
    link = ask(session, kept)
    off = kept.model_copy(update={"asking": False})

    with pytest.raises(AskingOff):
        give(session, off, link)

    assert ratings(session) == []


def test_a_day_of_answers_can_be_undone_as_an_import(session: Session, kept: Settings) -> None:
    store(session, Row("T1", stars=0))
    link = ask(session, kept)
    give(session, kept, link)
    batch = session.exec(select(ImportBatch.id).where(ImportBatch.file_name == "asked")).one()

    undo_import(session, batch=batch or 0, actor=LEAD, now=NOW)

    assert ratings(session) == []
    assert are_cells_right(session)


def test_an_erased_customer_is_forgotten_in_answers_and_links(
    session: Session, kept: Settings
) -> None:
    store(session, Row("T1", stars=0, requester="bo@example.com"))
    mo = ask(session, kept, customer="mo@example.com")
    give(session, kept, mo, 2)
    say_words(session, kept, mo, "my words")
    say_words(session, kept, mo, "my other words", NOW + SECOND)

    erase_customer(
        session,
        identity="mo@example.com",
        pseudonyms=pseudonyms_of(kept),
        actor=LEAD,
        now=NOW,
    )

    assert ratings(session) == [(2, None, True)]
    assert session.exec(select(Rating.key)).one() == "erased 1"
    told = [str(one.before) for one in session.exec(select(Revision)).all()]
    assert not any("words" in one or mo.customer in one for one in told)
    with pytest.raises(LinkRefused):
        settled_link(session, mo, kept)


def test_a_ticket_of_a_named_source_is_meant(session: Session, kept: Settings) -> None:
    store(session, Row("7", owner="Ann", stars=0), source="one")
    store(session, Row("7", owner="Bob", stars=0), source="two")
    link = replace(ask(session, kept, "7", source="two"), customer="")

    give(session, kept, link)

    ticket, answer = find_answer(session, link)
    assert ticket is not None
    assert answer is not None
    assert (ticket.source, ticket.engineer, answer.stars) == ("two", "Bob", 5)
