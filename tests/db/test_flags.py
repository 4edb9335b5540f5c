"""Flags are found, decided on by a named lead, and taken back; nothing is dropped by a machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences
from db.commands.flags import decide_flag, look_for_flags, reopen_flag, whitelist_pair
from db.commands.lost_flags import remove_lost_flags
from db.commands.undo import undo_import
from db.models import AuditEntry, Engineer, Flag
from db.queries.flags import (
    engineers_under_review,
    flag_cases,
    flagged_ratings,
    trusted_pairs,
)
from db.queries.tallies import team_tallies
from db.queries.version import data_version
from gamify.access import console
from gamify.errors import DecisionRefused, UnknownFlag
from gamify.integrity.case import Case, CaseState, FlaggedRating
from gamify.integrity.flag import Rule, Severity, TrustedPair
from gamify.ratings import CREDIT, ExclusionReason, StarCounts
from gamify.seasons import Calendar, parse_season
from tests.factories import NOW, Row, store

CALENDAR = Calendar()
SEASON = parse_season("2026-Q4", calendar=CALENDAR)
CUSTOMER = "c@x.example"
ABUSE = ExclusionReason.ABUSE


def fan() -> list[Row]:
    """Six ratings of one customer for Ann, who has a tenth of the team's sixty tickets."""
    first = date(2026, 11, 2)
    mine = [Row(f"A{n}", day=first + timedelta(days=n), requester=CUSTOMER) for n in range(6)]
    others = [Row(f"B{n}", stars=0, owner="Bob") for n in range(54)]
    return mine + others


def look(session: Session) -> int:
    return look_for_flags(session, season=SEASON, calendar=CALENDAR, now=NOW)


def cases(session: Session) -> list[Case]:
    return flag_cases(session, season=SEASON)


def states(session: Session) -> list[tuple[Rule, CaseState]]:
    return [(case.flag.rule, case.state) for case in cases(session)]


def counted(session: Session) -> StarCounts:
    (team,) = team_tallies(session, first=SEASON.first, last=SEASON.last)
    return team.stars


def logged(session: Session) -> list[str]:
    statement = select(AuditEntry.action).where(AuditEntry.action != "import")
    return list(session.exec(statement.order_by(col(AuditEntry.id))))


def test_what_looks_odd_is_kept_and_counts_on(session: Session) -> None:
    store(session, *fan())

    assert look(session) == 1

    (case,) = cases(session)
    assert (case.flag.rule, case.flag.severity) == (Rule.FAN, Severity.NORMAL)
    assert (case.flag.ratings, case.flag.engineer_id) == ((1, 2, 3, 4, 5, 6), 1)
    assert (case.state, case.found_at) == (CaseState.OPEN, NOW)
    assert "6 of 6 ratings of one customer" in str(case.flag.evidence)
    assert counted(session) == StarCounts(6)
    assert CUSTOMER not in str(case.flag.evidence)


def test_looking_again_finds_nothing_new_and_leaves_the_version(session: Session) -> None:
    store(session, *fan())
    look(session)
    version = data_version(session)

    assert look(session) == 0
    assert data_version(session) == version
    assert len(cases(session)) == 1


def test_an_open_flag_follows_what_is_found_now(session: Session) -> None:
    store(session, *fan())
    look(session)
    store(session, Row("A9", requester=CUSTOMER, day=date(2026, 11, 12)))

    assert look(session) == 0
    (case,) = cases(session)
    assert len(case.flag.ratings) == 7
    assert "7 of 7 ratings" in str(case.flag.evidence)


def test_a_flag_that_is_fine_stays_so(session: Session) -> None:
    store(session, *fan())
    look(session)

    decide_flag(
        session, flag_id=1, decision=CaseState.FINE, note=" known ", actor=console("Lea"), now=NOW
    )
    store(session, Row("A9", requester=CUSTOMER, day=date(2026, 11, 12)))

    assert look(session) == 0
    (case,) = cases(session)
    assert (case.state, case.decided_by, case.decided_at, case.note) == (
        CaseState.FINE,
        "Lea",
        NOW,
        "known",
    )
    assert len(case.flag.ratings) == 6
    assert logged(session) == ["flag decided"]


def test_the_chosen_ratings_are_excluded_with_the_reason(session: Session) -> None:
    store(session, *fan())
    look(session)

    decide_flag(
        session,
        flag_id=1,
        decision=CaseState.EXCLUDED,
        reason=ABUSE,
        ratings=[2, 3],
        note="asked them",
        actor=console("Lea"),
        now=NOW,
    )

    (case,) = cases(session)
    assert (case.state, case.reason, case.excluded) == (CaseState.EXCLUDED, ABUSE, (2, 3))
    assert counted(session) == StarCounts(4)
    assert logged(session) == ["rating excluded", "rating excluded", "flag decided"]
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "flag decided")).one()
    assert (entry.actor, entry.subject) == ("Lea", "flag 1 (F1, engineer 1)")
    assert entry.after == {
        "state": "excluded",
        "reason": "abuse",
        "excluded": [2, 3],
        "note": "asked them",
    }
    assert cell_differences(session, calendar=CALENDAR) == []


def test_a_reopened_flag_lets_its_ratings_count_again(session: Session) -> None:
    store(session, *fan())
    look(session)
    decide_flag(
        session,
        flag_id=1,
        decision=CaseState.EXCLUDED,
        reason=ABUSE,
        ratings=[2, 3],
        actor=console("Lea"),
        now=NOW,
    )

    reopen_flag(session, flag_id=1, note="mistaken", actor=console("Max"), now=NOW)

    (case,) = cases(session)
    assert (case.state, case.excluded, case.reason, case.decided_by) == (
        CaseState.OPEN,
        (),
        None,
        None,
    )
    assert counted(session) == StarCounts(6)
    assert logged(session)[-3:] == ["rating restored", "rating restored", "flag reopened"]
    assert cell_differences(session, calendar=CALENDAR) == []


def test_a_trusted_pair_is_not_flagged_again_until_it_is_reopened(session: Session) -> None:
    store(session, *fan())
    look(session)

    whitelist_pair(session, flag_id=1, note="their account", actor=console("Lea"), now=NOW)

    assert trusted_pairs(session) == {TrustedPair(Rule.FAN, 1, CUSTOMER)}
    (case,) = cases(session)
    assert (case.state, case.is_trusted) == (CaseState.FINE, True)
    reopen_flag(session, flag_id=1, actor=console("Lea"), now=NOW)
    assert trusted_pairs(session) == frozenset()
    assert logged(session) == [
        "pair trusted",
        "flag decided",
        "pair no longer trusted",
        "flag reopened",
    ]


def test_a_pair_trusted_in_one_season_is_trusted_in_the_next(session: Session) -> None:
    store(session, *fan())
    look(session)
    whitelist_pair(session, flag_id=1, actor=console("Lea"), now=NOW)

    november = parse_season("2026-11", calendar=CALENDAR)

    assert look_for_flags(session, season=november, calendar=CALENDAR, now=NOW) == 0


def test_a_whole_domain_is_trusted(session: Session) -> None:
    store(session, *fan())
    look(session)

    whitelist_pair(session, flag_id=1, whole_domain=True, actor=console("Lea"), now=NOW)

    assert trusted_pairs(session) == {TrustedPair(Rule.FAN, 1, "@x.example")}
    assert [case.is_trusted for case in cases(session)] == [True]
    reopen_flag(session, flag_id=1, actor=console("Lea"), now=NOW)
    assert trusted_pairs(session) == frozenset()


def test_the_audit_log_never_names_a_customer(session: Session) -> None:
    store(session, *fan())
    look(session)
    whitelist_pair(session, flag_id=1, actor=console("Lea"), now=NOW)
    reopen_flag(session, flag_id=1, actor=console("Lea"), now=NOW)

    entries = session.exec(select(AuditEntry)).all()

    assert len(entries) == 5
    assert not any("x.example" in str(entry.model_dump()) for entry in entries)


@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        ({"reason": None}, "a reason is needed"),
        ({"ratings": []}, "choose which"),
        ({"ratings": [1, 60]}, "choose which"),
        ({"actor": console(" ")}, "name of the one who decides"),
        ({"decision": CaseState.OPEN}, "a flag is fine, or"),
    ],
)
def test_a_decision_without_sense_is_refused(
    session: Session, wish: dict[str, object], problem: str
) -> None:
    store(session, *fan())
    look(session)
    whole = {
        "flag_id": 1,
        "decision": CaseState.EXCLUDED,
        "reason": ABUSE,
        "ratings": [1],
        "actor": console("Lea"),
        "now": NOW,
    }

    with pytest.raises(DecisionRefused, match=problem):
        decide_flag(session, **{**whole, **wish})  # type: ignore[arg-type]

    assert states(session) == [(Rule.FAN, CaseState.OPEN)]
    assert counted(session) == StarCounts(6)


def test_nothing_is_decided_or_reopened_twice(session: Session) -> None:
    store(session, *fan())
    look(session)

    with pytest.raises(DecisionRefused, match="is open"):
        reopen_flag(session, flag_id=1, actor=console("Lea"), now=NOW)
    decide_flag(session, flag_id=1, decision=CaseState.FINE, actor=console("Lea"), now=NOW)
    with pytest.raises(DecisionRefused, match="decided on already"):
        decide_flag(session, flag_id=1, decision=CaseState.FINE, actor=console("Lea"), now=NOW)
    with pytest.raises(DecisionRefused, match="decided on already"):
        whitelist_pair(session, flag_id=1, actor=console("Lea"), now=NOW)
    with pytest.raises(UnknownFlag, match="no flag 7"):
        reopen_flag(session, flag_id=7, actor=console("Lea"), now=NOW)


def test_a_flag_about_one_alone_has_no_pair_to_trust(session: Session) -> None:
    noon = Row().moment
    store(session, *[Row(f"T{n}", at=noon + timedelta(minutes=n)) for n in range(4)])
    look(session)

    with pytest.raises(DecisionRefused, match="no pair"):
        whitelist_pair(session, flag_id=1, actor=console("Lea"), now=NOW)
    assert states(session) == [(Rule.BURST, CaseState.OPEN)]


def test_an_engineer_is_under_review_while_a_flag_of_high_severity_is_open(
    session: Session,
) -> None:
    store(session, Row(stars=2))
    store(session, Row(stars=2, owner="Bob"))
    look(session)
    assert engineers_under_review(session, season=SEASON) == {1}

    decide_flag(session, flag_id=1, decision=CaseState.FINE, actor=console("Lea"), now=NOW)

    assert states(session) == [(Rule.REASSIGNED, CaseState.FINE)]
    assert engineers_under_review(session, season=SEASON) == frozenset()


def test_a_flag_goes_with_the_last_of_its_ratings(session: Session) -> None:
    store(session, *fan())
    look(session)
    flag = session.exec(select(Flag)).one()
    flag.ratings = [1, 999]
    session.add(flag)
    assert remove_lost_flags(session) == 0
    flag.ratings = [998, 999]
    session.add(flag)

    assert remove_lost_flags(session) == 1
    assert cases(session) == []


def test_undoing_an_import_takes_its_flags_along(session: Session) -> None:
    store(session, *fan())
    look(session)

    undo_import(session, batch=1, actor=console("lead"), now=NOW)

    assert cases(session) == []
    assert session.exec(select(Engineer)).all() == []


def test_a_lead_sees_the_words_and_the_shares(session: Session) -> None:
    store(session, replace(fan()[0], comment=":)))", helpers=("Bob",)))

    assert flagged_ratings(session, [1, 7]) == {
        1: FlaggedRating(
            id=1,
            ticket="A0",
            stars=5,
            day=date(2026, 11, 2),
            engineer_id=1,
            team_id=1,
            comment=":)))",
            is_excluded=False,
            shares={1: CREDIT // 2, 2: CREDIT // 2},
        )
    }
