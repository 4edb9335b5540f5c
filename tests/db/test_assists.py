"""Help on a ticket: claimed, confirmed, declined, and a split that a lead sets by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, func, select

from db.commands.assists import claim_assist, confirm_assist, decline_assist
from db.commands.cells import cell_differences
from db.commands.credit import set_credit, share_by_rule
from db.commands.decisions import RatingEdit, edit_rating, exclude_rating, restore_rating
from db.commands.states import RATING, rating_states
from db.commands.undo import undo_import
from db.engine import open_engine, writing
from db.models import AuditEntry, Credit, Engineer, ImportBatch, Rating, Ticket
from db.queries.assists import claims
from db.queries.scorers import engineer_tallies
from db.queries.splits import credit_split
from gamify import rights
from gamify.access import NotAllowed, Visitor, console
from gamify.credit import AssistState, CreditRule, Role
from gamify.errors import BatchInUse, DecisionRefused, UnknownRating
from gamify.ratings import CREDIT, ExclusionReason
from gamify.seasons import Calendar, parse_season
from tests.factories import NOW, Row, store

LEAD: dict[str, Any] = {"actor": console("lead"), "now": NOW}
HALF, QUARTER = CREDIT // 2, CREDIT // 4
ANN, BOB, CID = 1, 2, 3


def people(session: Session) -> None:
    """Ann, Bob and Cid, known by tickets without a rating of long ago."""
    old = date(2025, 5, 5)
    store(
        session,
        *[Row(f"old {who}", stars=0, owner=who, day=old) for who in ("Ann", "Bob", "Cid")],
        source="old",
    )


def ticket_of(session: Session, name: str = "T1") -> int:
    return session.exec(select(Ticket.id).where(Ticket.external_id == name)).one()


def shares(session: Session) -> list[tuple[tuple[int, int], ...]]:
    return [rating.shares for rating in rating_states(session, RATING.c.id > 0)]


def claim(session: Session, engineer: int, minutes: int | None = None) -> Any:
    ticket = ticket_of(session)
    return claim_assist(session, ticket_id=ticket, engineer_id=engineer, minutes=minutes, **LEAD)


def confirm(session: Session, engineer: int, by: Visitor = LEAD["actor"]) -> Any:
    ticket = ticket_of(session)
    return confirm_assist(session, ticket_id=ticket, engineer_id=engineer, actor=by, now=NOW)


def decline(session: Session, engineer: int, by: Visitor = LEAD["actor"]) -> Any:
    ticket = ticket_of(session)
    return decline_assist(session, ticket_id=ticket, engineer_id=engineer, actor=by, now=NOW)


def person(engineer: int) -> Visitor:
    """Somebody who may speak for the own tickets alone."""
    return Visitor("somebody", rights.Role.ENGINEER, engineer_id=engineer)


def are_cells_right(session: Session) -> bool:
    return cell_differences(session, calendar=Calendar()) == []


def test_help_counts_once_the_owner_has_confirmed_it(session: Session) -> None:
    people(session)
    store(session, Row())

    claimed = claim(session, BOB)
    before = shares(session)
    confirmed = confirm(session, BOB, person(ANN))

    assert (claimed.is_credited, claimed.ratings, before) == (False, 0, [()])
    assert (confirmed.is_credited, confirmed.ratings, confirmed.helpers) == (True, 1, 1)
    assert shares(session) == [((ANN, HALF), (BOB, HALF))]
    assert are_cells_right(session)
    goals = engineer_tallies(session, first=date(2026, 10, 1), last=date(2026, 12, 31))
    assert [(each.id, each.five) for each in goals] == [(ANN, HALF), (BOB, HALF)]


@pytest.mark.parametrize(("minutes", "credited"), [(9, False), (10, True)])
def test_ten_logged_minutes_count_without_anybodys_word(
    session: Session, minutes: int, credited: bool
) -> None:
    people(session)
    store(session, Row())

    claimed = claim(session, BOB, minutes)

    assert claimed.is_credited is credited
    assert shares(session) == [((ANN, HALF), (BOB, HALF)) if credited else ()]
    assert [each.engineer_id for each in claims(session, open_only=True)] == (
        [] if credited else [BOB]
    )


def test_a_declined_helper_gives_the_former_split_back(session: Session) -> None:
    people(session)
    store(session, Row(helpers=("Cid",)), rule=CreditRule.EQUAL)
    former = shares(session)

    confirm(session, BOB)
    shared = shares(session)
    decline(session, BOB, person(ANN))

    assert shared == [((ANN, HALF), (BOB, QUARTER), (CID, QUARTER))]
    assert shares(session) == former
    assert are_cells_right(session)


def test_logged_minutes_that_were_declined_do_not_count_until_confirmed(session: Session) -> None:
    people(session)
    store(session, Row())
    claim(session, BOB, 45)

    decline(session, BOB)
    declined = shares(session)
    with pytest.raises(DecisionRefused, match="they can still confirm it"):
        claim(session, BOB, 60)
    confirm(session, BOB)

    assert declined == [()]
    assert shares(session) == [((ANN, HALF), (BOB, HALF))]


def test_a_helper_of_the_source_stays_credited_whatever_was_claimed(session: Session) -> None:
    people(session)
    store(session, Row(helpers=("Bob",)))

    claim(session, BOB)
    decline(session, BOB)

    assert shares(session) == [((ANN, HALF), (BOB, HALF))]


def test_a_rating_that_arrives_after_the_help_is_shared_too(session: Session) -> None:
    people(session)
    store(session, Row(stars=0))
    confirm(session, BOB)

    store(session, Row(stars=4))

    assert shares(session) == [((ANN, HALF), (BOB, HALF))]
    assert are_cells_right(session)


def test_the_same_file_leaves_help_and_a_changed_one_keeps_it(session: Session) -> None:
    people(session)
    store(session, Row(stars=5))
    confirm(session, BOB)

    same = store(session, Row(stars=5))
    changed = store(session, Row(stars=3, helpers=("Cid",)))
    again = store(session, Row(stars=3, helpers=("Cid",)))

    assert (same.unchanged, changed.ratings_changed, again.unchanged) == (1, 1, 1)
    assert shares(session) == [((ANN, HALF), (BOB, QUARTER), (CID, QUARTER))]
    assert are_cells_right(session)


def test_a_row_that_names_nobody_leaves_the_help_removable(session: Session) -> None:
    people(session)
    store(session, Row(stars=5))
    confirm(session, BOB)

    store(session, Row(stars=3, owner=None))
    kept = shares(session)
    decline(session, BOB)

    assert kept == [((ANN, HALF), (BOB, HALF))]
    assert shares(session) == [()]


def test_an_import_that_is_undone_leaves_the_help(session: Session) -> None:
    people(session)
    store(session, Row(stars=5))
    batch = store(session, Row(stars=3, helpers=("Dee",))).batch
    confirm(session, BOB)

    undo_import(session, batch=batch, **LEAD)
    left = [(rating.stars, rating.shares) for rating in rating_states(session, RATING.c.id > 0)]
    decline(session, BOB)

    assert left == [(5, ((ANN, HALF), (BOB, HALF)))]
    assert shares(session) == [()]
    assert store(session, Row(stars=5)).unchanged == 1
    assert are_cells_right(session)


def test_a_corrected_owner_shares_with_those_whose_help_counts(session: Session) -> None:
    people(session)
    store(session, Row())
    confirm(session, BOB)

    edit = RatingEdit(owner_id=CID)
    edit_rating(session, rating_id=1, edit=edit, note="wrong name", **LEAD)
    corrected = shares(session)
    decline(session, BOB)

    assert corrected == [((BOB, HALF), (CID, HALF))]
    assert shares(session) == [()]
    assert are_cells_right(session)


def test_more_helpers_than_usual_are_credited_and_said(session: Session) -> None:
    store(session, Row(stars=0, owner="Ann"))
    helpers = tuple(f"Helper {n}" for n in range(6))
    store(session, *[Row(f"H{n}", stars=0, owner=who) for n, who in enumerate(helpers)])
    store(session, Row())

    said = [confirm(session, engineer).is_many for engineer in range(2, 8)]

    assert said == [False] * 5 + [True]
    assert shares(session) == [((ANN, HALF), *((each, HALF // 6) for each in range(2, 8)))]


@pytest.mark.parametrize(
    ("decide", "problem"),
    [
        (lambda s: claim(s, ANN), "is this engineer's own"),
        (lambda s: claim(s, 99), "no such ticket or engineer"),
        (lambda s: claim(s, CID, 0), "from 1 on"),
        (lambda s: claim(s, BOB), "claimed already"),
        (lambda s: decline(s, CID), "nobody has said"),
        (lambda s: (confirm(s, BOB), confirm(s, BOB)), "confirmed already"),
        (lambda s: (decline(s, BOB), decline(s, BOB)), "isn't counted as it is"),
    ],
)
def test_what_has_no_sense_is_declined_in_a_sentence(
    session: Session, decide: Any, problem: str
) -> None:
    people(session)
    store(session, Row())
    claim(session, BOB)

    with pytest.raises(DecisionRefused, match=problem):
        decide(session)


def test_claims_are_listed_for_a_season_and_a_ticket(session: Session) -> None:
    people(session)
    store(session, Row("T1"), Row("T2", owner="Bob"), Row("T3", day=date(2026, 8, 3)))
    claim(session, BOB)
    ticket = ticket_of(session, "T2")
    claim_assist(session, ticket_id=ticket, engineer_id=CID, **LEAD)
    old = ticket_of(session, "T3")
    claim_assist(session, ticket_id=old, engineer_id=CID, **LEAD)
    season = parse_season("2026-Q4", calendar=Calendar())

    found = claims(session, season=season, open_only=True)

    assert [(one.ticket, one.owner, one.name, one.state, one.ratings) for one in found] == [
        ("T1", "Ann", "Bob", AssistState.CLAIMED, 1),
        ("T2", "Bob", "Cid", AssistState.CLAIMED, 1),
    ]
    assert [one.name for one in claims(session, ticket_id=ticket)] == ["Cid"]
    assert len(claims(session)) == 3


def test_a_split_by_hand_holds_against_files_and_later_help(session: Session) -> None:
    people(session)
    store(session, Row())
    by_hand = {ANN: QUARTER, BOB: 3 * QUARTER}

    set_credit(session, rating_id=1, units=by_hand, note="Bob led it", **LEAD)
    helped = confirm(session, CID)
    same = store(session, Row())

    assert (helped.ratings, helped.by_hand, same.unchanged) == (0, 1, 1)
    assert shares(session) == [tuple(by_hand.items())]
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "credit set")).one()
    assert entry.after == {"shares": [[ANN, QUARTER], [BOB, 3 * QUARTER]], "note": "Bob led it"}
    assert are_cells_right(session)


def test_a_split_that_is_taken_back_is_the_former_with_whoever_helped_since(
    session: Session,
) -> None:
    people(session)
    store(session, Row(helpers=("Bob",)), rule=CreditRule.EQUAL)
    former = shares(session)
    for units in ({BOB: CREDIT}, {ANN: CREDIT}):
        set_credit(session, rating_id=1, units=units, note="x", **LEAD)
    whole = shares(session)

    share_by_rule(session, rating_id=1, **LEAD)
    back = shares(session)
    set_credit(session, rating_id=1, units={BOB: CREDIT}, note="x", **LEAD)
    confirm(session, CID)
    share_by_rule(session, rating_id=1, **LEAD)

    assert (whole, back) == ([()], former)
    assert shares(session) == [((ANN, HALF), (BOB, QUARTER), (CID, QUARTER))]
    assert are_cells_right(session)


def test_a_split_is_set_by_whole_values_alone(session: Session) -> None:
    people(session)
    store(session, Row())
    problems = {
        "a reason is needed": ({ANN: CREDIT}, " "),
        "exactly 1 together": ({ANN: HALF}, "x"),
        "below nothing": ({ANN: CREDIT + 1, BOB: -1}, "x"),
        "whole units": ({ANN: CREDIT / 1}, "x"),
        "no such engineer": ({99: CREDIT}, "x"),
    }

    for problem, (units, note) in problems.items():
        with pytest.raises(DecisionRefused, match=problem):
            set_credit(session, rating_id=1, units=units, note=note, **LEAD)  # type: ignore[arg-type]
    with pytest.raises(DecisionRefused, match="by the rule as it is"):
        share_by_rule(session, rating_id=1, **LEAD)
    with pytest.raises(UnknownRating):
        set_credit(session, rating_id=7, units={ANN: CREDIT}, note="x", **LEAD)
    assert shares(session) == [()]


def test_a_split_is_ready_to_be_drawn(session: Session) -> None:
    people(session)
    store(session, Row(stars=4))
    alone = credit_split(session, 1)

    confirm(session, BOB)
    confirm(session, CID)
    shared = credit_split(session, 1, language="ru")
    set_credit(
        session, rating_id=1, units={ANN: CREDIT // 3, CID: CREDIT * 2 // 3}, note="ok", **LEAD
    )
    by_hand = credit_split(session, 1)

    assert [(one.name, one.role, one.text) for one in alone.shares] == [("Ann", Role.OWNER, "1")]
    assert [(one.name, one.role, one.units, one.text) for one in shared.shares] == [
        ("Ann", Role.OWNER, HALF, "½"),
        ("Bob", Role.HELPER, QUARTER, "¼"),
        ("Cid", Role.HELPER, QUARTER, "¼"),
    ]
    assert (shared.ticket, shared.stars, shared.is_by_hand) == ("T1", 4, False)
    assert [(one.name, one.text) for one in by_hand.shares] == [("Ann", "⅓"), ("Cid", "⅔")]
    assert (by_hand.is_by_hand, by_hand.set_by, by_hand.note) == (True, "lead", "ok")
    with pytest.raises(UnknownRating):
        credit_split(session, 7)


def test_a_split_that_a_changed_file_took_the_place_of_is_by_hand_no_more(session: Session) -> None:
    people(session)
    store(session, Row())
    set_credit(session, rating_id=1, units={BOB: CREDIT}, note="x", **LEAD)

    store(session, Row(stars=2))

    assert not credit_split(session, 1).is_by_hand
    assert shares(session) == [()]


def random_step(session: Session, rng: Random) -> None:
    """One thing that people do of credit, or that changes the ratings beneath it."""
    step = rng.choice(
        ("import", "claim", "claim", "confirm", "confirm", "decline", "set", "rule", "undo", "edit")
    )
    ratings = session.exec(select(Rating.id).order_by(col(Rating.id))).all()
    tickets = session.exec(select(Ticket.id).order_by(col(Ticket.id))).all()
    engineers = session.exec(select(Engineer.id).order_by(col(Engineer.id))).all()
    if step == "import" or not (ratings and tickets):
        rows = [random_row(rng) for _ in range(rng.randrange(1, 5))]
        store(session, *rows, rule=rng.choice(list(CreditRule)))
        return
    rating, ticket, engineer = rng.choice(ratings), rng.choice(tickets), rng.choice(engineers) or 0
    helped: dict[str, Any] = {"ticket_id": ticket, "engineer_id": engineer, **LEAD}
    if step == "claim":
        claim_assist(session, minutes=rng.choice((None, 5, 30)), **helped)
    elif step == "confirm":
        confirm_assist(session, **helped)
    elif step == "decline":
        decline_assist(session, **helped)
    elif step == "set":
        part = rng.choice((0, 1, QUARTER, HALF, CREDIT))
        units = {engineer: CREDIT - part}
        other = rng.choice(engineers) or 0
        units[other] = units.get(other, 0) + part
        set_credit(session, rating_id=rating, units=units, note="x", **LEAD)
    elif step == "rule":
        share_by_rule(session, rating_id=rating, **LEAD)
    elif step == "undo":
        batches = select(ImportBatch.id).where(col(ImportBatch.undone_at).is_(None))
        undo_import(session, batch=rng.choice(session.exec(batches).all()) or 0, **LEAD)
    else:
        decide_otherwise(session, rng, rating, engineer)


def decide_otherwise(session: Session, rng: Random, rating: int, engineer: int) -> None:
    kind = rng.choice(("exclude", "restore", "edit"))
    if kind == "exclude":
        exclude_rating(session, rating_id=rating, reason=ExclusionReason.ABUSE, **LEAD)
    elif kind == "restore":
        restore_rating(session, rating_id=rating, **LEAD)
    else:
        edit = RatingEdit(stars=rng.randint(1, 5), owner_id=rng.choice((None, engineer)))
        edit_rating(session, rating_id=rating, edit=edit, note="typo", **LEAD)


def random_row(rng: Random) -> Row:
    return Row(
        ticket=f"T{rng.randrange(4)}",
        stars=rng.choice((0, 2, 4, 5, 5)),
        owner=rng.choice(("Ann", "Bob", "Cid", None)),
        day=date(2026, 11, 2) + timedelta(days=rng.choice((0, 0, 1, 40))),
        helpers=tuple(rng.sample(("Ann", "Dee", "Eve"), rng.choice((0, 0, 1, 2)))),
        key=rng.choice(("", "", "second")),
    )


def are_credits_whole(session: Session) -> bool:
    """Whether the stored shares of every shared rating, and no other's, make one whole."""
    statement = select(Credit.rating_id, func.sum(Credit.units)).group_by(col(Credit.rating_id))
    shared = session.exec(select(Rating.id).where(col(Rating.shared))).all()
    return dict(session.exec(statement).all()) == dict.fromkeys(shared, CREDIT)


@contextmanager
def emptied(url: str) -> Iterator[Session]:
    """A session on the database that leaves nothing behind."""
    engine = open_engine(url)
    try:
        with writing(engine) as session:
            yield session
            session.rollback()
    finally:
        engine.dispose()


def play(url: str, rng: Random, steps: int) -> None:
    with emptied(url) as session:
        people(session)
        for _ in range(steps):
            try:
                random_step(session, rng)
            except (DecisionRefused, BatchInUse):
                continue
            assert are_credits_whole(session)
            assert are_cells_right(session)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rng=st.randoms(use_true_random=False))
def test_credits_make_a_whole_and_cells_a_recount_after_every_step(
    sqlite_url: str, rng: Random
) -> None:
    play(sqlite_url, rng, steps=12)


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(3))
def test_credits_make_a_whole_on_postgresql_too(postgres_url: str, seed: int) -> None:
    play(postgres_url, Random(seed), steps=12)


@pytest.mark.parametrize("decide", [confirm, decline])
@pytest.mark.parametrize("engineer", [BOB, CID])
def test_whoever_helped_and_others_ask_the_owner_or_a_lead(
    session: Session, decide: Any, engineer: int
) -> None:
    people(session)
    store(session, Row())
    claim(session, BOB)

    with pytest.raises(NotAllowed, match="confirming or declining help"):
        decide(session, BOB, person(engineer))
