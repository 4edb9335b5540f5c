"""An engineer asks that a rating be excluded, a lead decides, and all of it can be read."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import Session, select

from db.commands.cells import cell_differences
from db.commands.decisions import restore_rating
from db.commands.exclusion_requests import (
    accept_exclusion,
    ask_exclusion,
    decline_exclusion,
    withdraw_exclusion,
)
from db.commands.undo import undo_import
from db.models import ExclusionRequest
from db.queries.exclusion_requests import exclusion_requests, open_request_count
from db.queries.exclusions import excluded_ratings, excluded_reasons
from gamify.access import NotAllowed, Visitor, Way, console
from gamify.errors import DecisionRefused, UnknownRating
from gamify.exclusion import RequestState, UnknownRequest
from gamify.ratings import ExclusionReason
from gamify.rights import Role
from gamify.seasons import Calendar
from tests.factories import NOW, Row, store

ANN = Visitor("ann", Role.ENGINEER, engineer_id=1, way=Way.PASSWORD)
LEAD = Visitor("Lea", Role.LEAD, team_ids=frozenset({1}), way=Way.PASSWORD)
OTHER_LEAD = Visitor("Leo", Role.LEAD, team_ids=frozenset({2}), way=Way.PASSWORD)
QUARTER = {"first": date(2026, 10, 1), "last": date(2026, 12, 31)}


def ask(session: Session, rating: int = 1, engineer: int = 1, *, actor: Visitor = ANN) -> int:
    return ask_exclusion(
        session,
        rating_id=rating,
        engineer_id=engineer,
        reason=ExclusionReason.PRODUCT_FAULT,
        words="the product was down",
        actor=actor,
        now=NOW,
    )


@pytest.fixture
def rated(session: Session) -> Session:
    """Ann's rating of one star, one that she helped with, and one of Bob's in another team."""
    store(session, Row("T1", stars=1), Row("T2", owner="Cy", helpers=("Ann",)))
    store(session, Row("T3", owner="Bob", team="Beta"))
    return session


def test_a_request_waits_is_accepted_and_restored_in_one_step(rated: Session) -> None:
    number = ask(rated)
    (waiting,) = exclusion_requests(rated)

    accept_exclusion(rated, request_id=number, answer="seen", actor=LEAD, now=NOW)

    assert (waiting.ticket, waiting.stars, waiting.engineer) == ("T1", 1, "Ann")
    assert (waiting.words, waiting.state) == ("the product was down", RequestState.OPEN)
    assert exclusion_requests(rated) == []
    (decided,) = exclusion_requests(rated, open_only=False, engineer_id=1)
    assert (decided.state, decided.answer, decided.is_excluded) == (
        RequestState.ACCEPTED, "seen", True,
    )  # fmt: skip
    (excluded,) = excluded_ratings(rated, **QUARTER)
    assert (excluded.reason, excluded.by, excluded.note) == (
        ExclusionReason.PRODUCT_FAULT, "Lea", "request 1: seen",
    )  # fmt: skip
    assert excluded_reasons(rated, **QUARTER) == {1: {ExclusionReason.PRODUCT_FAULT: 1}}
    restore_rating(rated, rating_id=1, actor=LEAD, now=NOW)
    assert excluded_reasons(rated, **QUARTER) == {}
    assert cell_differences(rated, calendar=Calendar()) == []


def test_a_declined_request_has_a_word_and_the_rating_counts(rated: Session) -> None:
    number = ask(rated)
    with pytest.raises(DecisionRefused, match="word"):
        decline_exclusion(rated, request_id=number, answer=" ", actor=LEAD, now=NOW)

    decline_exclusion(rated, request_id=number, answer="it was ours", actor=LEAD, now=NOW)

    (decided,) = exclusion_requests(rated, open_only=False)
    assert (decided.state, decided.answer, decided.is_excluded) == (
        RequestState.DECLINED, "it was ours", False,
    )  # fmt: skip
    with pytest.raises(DecisionRefused, match="decided on already"):
        accept_exclusion(rated, request_id=number, actor=LEAD, now=NOW)
    # It may be asked again, with better words.
    assert ask(rated) == 2


def test_whoever_is_credited_may_ask_once(rated: Session) -> None:
    ask(rated)
    ask(rated, rating=2)

    with pytest.raises(DecisionRefused, match="asked about this rating already"):
        ask(rated)
    with pytest.raises(DecisionRefused, match="credited"):
        ask(rated, rating=3)
    with pytest.raises(UnknownRating):
        ask(rated, rating=9)
    with pytest.raises(UnknownRequest):
        withdraw_exclusion(rated, request_id=9, actor=ANN, now=NOW)
    assert open_request_count(rated) == 2
    assert open_request_count(rated, team_ids=[2]) == 0
    assert [one.rating_id for one in exclusion_requests(rated, team_ids=[1])] == [1, 2]


def test_rights_are_asked_for(rated: Session) -> None:
    number = ask(rated)

    with pytest.raises(NotAllowed):
        ask(rated, rating=3, engineer=2, actor=ANN)
    for act in (accept_exclusion, decline_exclusion):
        for visitor in (ANN, OTHER_LEAD):
            with pytest.raises(NotAllowed):
                act(rated, request_id=number, answer="x", actor=visitor, now=NOW)
    with pytest.raises(NotAllowed):
        withdraw_exclusion(rated, request_id=number, actor=OTHER_LEAD, now=NOW)
    withdraw_exclusion(rated, request_id=number, actor=ANN, now=NOW)
    assert exclusion_requests(rated) == []


def test_requests_go_with_the_import_of_their_rating(rated: Session) -> None:
    ask(rated)

    undo_import(rated, batch=1, actor=console("Lea"), now=NOW)

    assert rated.exec(select(ExclusionRequest)).all() == []
