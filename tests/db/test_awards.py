"""The awards of a closed season are recorded once, and never change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from db.commands.awards import keep_awards, record_awards
from db.commands.decisions import exclude_rating
from db.commands.imports import ImportSummary
from db.commands.nominations import NominationChange, change_nomination
from db.commands.undo import undo_import
from db.demo.presence import SOURCE
from db.demo.removal import remove_demo
from db.engine import reading, writing
from db.models import AuditEntry, Award, Engineer, Flag, ImportBatch, Rating, SeasonRecord
from db.nominations import SeasonNominations, season_nominations
from db.queries.award_rows import award_rows
from db.queries.awards import READ_ROWS, SeasonAwards, recorded_awards
from db.queries.closing import seasons_to_record
from db.queries.version import data_version
from db.settings import Settings
from db.standings import borrowing
from db.upkeep import keep_up
from gamify.access import console
from gamify.errors import DecisionRefused
from gamify.language import Message
from gamify.nominations.registry import Judged
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar, Season, parse_season
from gamify.standings import Rules
from tests.db.test_sheet import open_flag
from tests.factories import NOW, Row, store

CALENDAR, RULES = Calendar(), Rules(min_ratings_team=2)
QUARTER = parse_season("2026-Q3", calendar=CALENDAR)
IN_QUARTER = date(2026, 8, 3)
TOMORROW = NOW + timedelta(days=1)
CLOSING_DAYS = 7
NO_AWARDS = SeasonAwards((), frozenset())


def season_rows(n: int = 4) -> list[Row]:
    """Three fives for Ann in four, the fourth for Bob; Cid has helped with one."""
    return [
        Row(
            f"T{at}",
            owner="Bob" if at == 3 else "Ann",
            helpers=("Cid",) if at == 0 else (),
            day=IN_QUARTER,
        )
        for at in range(n)
    ]


def close(session: Session, *, days_later: int = 1) -> tuple[str, ...]:
    return record_awards(
        session,
        season=QUARTER,
        calendar=CALENDAR,
        rules=RULES,
        now=NOW + timedelta(days=days_later),
    )


def keep(session: Session, *, days_later: int = 1) -> int:
    return keep_awards(
        session,
        calendar=CALENDAR,
        rules=RULES,
        closing_days=CLOSING_DAYS,
        now=NOW + timedelta(days=days_later),
    )


def due(session: Session, today: date) -> list[Season]:
    return seasons_to_record(session, calendar=CALENDAR, today=today, closing_days=CLOSING_DAYS)


def found(session: Session, hidden_name: str = "Engineer {id}") -> SeasonNominations:
    return season_nominations(
        session, season=QUARTER, rules=RULES, calendar=CALENDAR, hidden_name=hidden_name
    )


Shown = tuple[str, Message, Message, Message, bool, int, list[object], Message | None]


def shown(card: Judged) -> Shown:
    """All that a card shows: not the tie-breaks, nor those whom the gate stops."""
    nomination, verdict = card.nomination, card.verdict
    placed: list[object] = [
        (one.place, replace(one.candidate, tie=(), is_under_review=False)) for one in verdict.placed
    ]
    return (
        nomination.key,
        card.title,
        nomination.formula,
        card.gate,
        nomination.is_badge,
        nomination.version,
        placed,
        verdict.unavailable,
    )


def stored(session: Session) -> list[tuple[object, ...]]:
    rows = session.exec(select(Award).order_by(col(Award.nomination), col(Award.position))).all()
    return [(one.nomination, one.position, one.place, one.name, one.score) for one in rows]


def test_recorded_cards_show_what_was_judged(session: Session) -> None:
    store(session, *season_rows())
    before = found(session)

    close(session)

    after = found(session)
    assert (before.closed_at, after.closed_at) == (None, TOMORROW)
    assert [shown(card) for card in after.cards] == [shown(card) for card in before.cards]


def test_each_place_is_a_row_and_what_nobody_won_has_one_with_place_0(session: Session) -> None:
    store(session, *season_rows())

    close(session)

    rows = stored(session)
    assert [row for row in rows if row[0] == "top_scorer"] == [
        ("top_scorer", 0, 1, "Ann", "5/2"),
        ("top_scorer", 1, 2, "Bob", "1"),
    ]
    assert [row for row in rows if row[0] in ("clean_sheet", "tester")] == [
        ("clean_sheet", 0, 0, "", ""),
        ("tester", 0, 0, "", ""),
    ]
    by_key = {card.nomination.key: card.verdict for card in found(session).cards}
    assert by_key["clean_sheet"].unavailable is None
    assert str(by_key["tester"].unavailable) == "No tracker of defects is connected."


def test_recording_again_does_nothing(session: Session) -> None:
    store(session, *season_rows())
    recorded = close(session)
    before, version = stored(session), data_version(session)

    again = close(session, days_later=5)

    assert (len(recorded), again) == (12, ())
    assert (stored(session), data_version(session)) == (before, version)


def test_a_recorded_award_never_changes_whatever_happens_later(session: Session) -> None:
    store(session, *season_rows())
    close(session)
    before = [shown(card) for card in found(session).cards]

    store(session, *[Row(f"L{at}", owner="Dee", day=IN_QUARTER) for at in range(30)])
    for rating in (1, 2):
        exclude_rating(
            session, rating_id=rating, reason=ExclusionReason.ABUSE, actor=console("Lea"), now=NOW
        )
    off = NominationChange(is_on=False, title="Other", gates={"goals": 9})
    change_nomination(session, "top_scorer", change=off, actor=console("Lea"), now=NOW)
    session.exec(select(Engineer).where(Engineer.name == "Ann")).one().name = "Anna"
    keep(session, days_later=40)

    assert [shown(card) for card in found(session).cards] == before


def test_somebody_who_hides_the_name_later_is_hidden_in_awards_as_well(session: Session) -> None:
    store(session, *season_rows())
    close(session)

    session.exec(select(Engineer).where(Engineer.name == "Ann")).one().hidden = True

    (card,) = (one for one in found(session).cards if one.nomination.key == "top_scorer")
    assert [winner.name for winner in card.verdict.winners] == ["Engineer 1"]
    (crown,) = (one for one in found(session).cards if one.nomination.key == "crown")
    assert [winner.name for winner in crown.verdict.winners] == ["Alpha"]
    told = {(one.nomination, one.place, one.name) for one in award_rows(session)}
    assert {("top_scorer", 1, "Engineer 1"), ("crown", 1, "Alpha")} <= told
    assert "Ann" not in {name for _, _, name in told}


def test_closing_freezes_the_borrowed_ratings_and_is_logged(session: Session) -> None:
    store(session, *season_rows())

    close(session)

    record = session.get(SeasonRecord, "2026-Q3")
    assert record is not None
    assert (record.kind, record.first, record.last, record.k_team, record.closed_at) == (
        "quarter",
        date(2026, 7, 1),
        date(2026, 9, 30),
        RULES.k_default_team,
        TOMORROW,
    )
    record.k_team = 77
    session.flush()
    strength = borrowing(session, season=QUARTER, rules=RULES, calendar=CALENDAR)
    assert strength.k == 77
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "awards recorded")).one()
    assert (entry.actor, entry.subject) == ("Crownboard", "season 2026-Q3")


def test_an_award_waits_while_its_winner_is_under_review(session: Session) -> None:
    store(session, *season_rows())
    session.add(open_flag(engineer=1, season="2026-Q3"))
    session.flush()

    recorded = close(session)

    (card,) = (one for one in found(session).cards if one.nomination.key == "top_scorer")
    assert "top_scorer" not in recorded
    assert "assists" in recorded
    assert card.verdict.is_under_review
    assert found(session).cards[0] == card
    awards = recorded_awards(session, season=QUARTER)
    assert "top_scorer" not in [one.nomination.key for one in awards.cards]
    assert awards.waiting == {"top_scorer", "hat_trick"}
    version = data_version(session)
    assert (due(session, TOMORROW.date()), close(session)) == ([], ())
    assert data_version(session) == version


@pytest.mark.parametrize(("excluded", "winner"), [(False, "Ann"), (True, "Bob")])
def test_what_a_lead_decides_lets_the_award_be_recorded(
    session: Session, excluded: bool, winner: str
) -> None:
    store(session, *season_rows())
    session.add(open_flag(engineer=1, season="2026-Q3"))
    session.flush()
    close(session)

    flag = session.exec(select(Flag)).one()
    flag.state = "excluded" if excluded else "fine"
    for rating in (1, 2, 3) if excluded else ():
        exclude_rating(
            session, rating_id=rating, reason=ExclusionReason.ABUSE, actor=console("Lea"), now=NOW
        )
    session.flush()
    owed = due(session, TOMORROW.date())
    keep(session)

    assert owed == [QUARTER]
    top = [row for row in stored(session) if row[0] == "top_scorer"]
    assert top[0][2:4] == (1, winner)
    assert due(session, TOMORROW.date()) == []


def test_a_badge_waits_for_whoever_would_get_it(session: Session) -> None:
    store(session, *season_rows())
    session.add(open_flag(engineer=1, season="2026-Q3"))
    session.flush()

    assert "hat_trick" not in close(session)


@pytest.mark.parametrize(
    ("today", "is_due"), [(date(2026, 10, 6), False), (date(2026, 10, 7), True)]
)
def test_a_quarter_waits_some_days_after_its_last(
    session: Session, today: date, is_due: bool
) -> None:
    store(session, *season_rows())
    session.exec(select(ImportBatch)).one().stored_at = NOW - timedelta(days=60)

    assert due(session, today) == ([QUARTER] if is_due else [])


def test_a_history_that_comes_in_several_files_is_not_frozen_half_way(session: Session) -> None:
    store(session, *season_rows())

    assert due(session, NOW.date()) == []
    assert due(session, TOMORROW.date()) == [QUARTER]


def test_imports_of_the_new_quarter_do_not_hold_up_the_old_one(session: Session) -> None:
    store(session, *season_rows())
    session.exec(select(ImportBatch)).one().stored_at = NOW - timedelta(days=30)
    store(session, Row("N1", day=date(2026, 11, 2)))

    store(session, Row("T0", stars=1, owner="Ann", day=IN_QUARTER))

    assert due(session, NOW.date()) == [QUARTER]


def test_undoing_an_import_takes_back_the_awards_that_followed_from_it(session: Session) -> None:
    batch = store(session, *season_rows()).batch
    record_at(session, hours=14)

    undo_import(session, batch=batch, actor=console("lead"), now=NOW)

    assert stored(session) == []
    assert recorded_awards(session, season=QUARTER) == NO_AWARDS
    record = session.get(SeasonRecord, "2026-Q3")
    assert record is not None
    assert (record.closed_at, record.k_team) == (None, None)


def test_awards_from_what_an_import_had_changed_go_with_it_too(session: Session) -> None:
    store(session, *season_rows())
    session.exec(select(ImportBatch)).one().stored_at = NOW - timedelta(days=30)
    batch = store(session, Row("T0", stars=1, owner="Ann", day=IN_QUARTER)).batch
    record_at(session, hours=14)

    undo_import(session, batch=batch, actor=console("lead"), now=NOW)

    assert stored(session) == []


def test_undoing_an_import_days_later_leaves_the_awards(session: Session) -> None:
    batch = store(session, *season_rows()).batch
    record_at(session, hours=25)
    before = [shown(card) for card in found(session).cards]

    undo_import(session, batch=batch, actor=console("lead"), now=NOW)

    assert session.exec(select(Rating)).all() == []
    assert [shown(card) for card in found(session).cards] == before


def test_undoing_an_import_of_another_quarter_leaves_the_awards(session: Session) -> None:
    store(session, *season_rows())
    other = store(session, Row("N1", day=date(2026, 11, 2))).batch
    record_at(session, hours=14)
    before = stored(session)

    undo_import(session, batch=other, actor=console("lead"), now=NOW)

    assert before
    assert stored(session) == before


def test_the_demo_takes_its_awards_with_it_whenever_it_leaves(session: Session) -> None:
    store_demo(session)
    close(session, days_later=9)

    remove_demo(session, actor=console("lead"), now=NOW)

    assert stored(session) == []


def test_awards_of_a_season_with_real_ratings_outlive_the_demo(session: Session) -> None:
    store_demo(session)
    store(session, Row("R1", owner="Eve", day=IN_QUARTER))
    close(session, days_later=9)

    remove_demo(session, actor=console("lead"), now=NOW)

    assert stored(session)


def test_awards_stay_where_another_quarter_of_the_name_ends_in_a_new_fiscal_year(
    session: Session,
) -> None:
    store(session, *season_rows())
    close(session)
    kept = list(session.exec(select(Award.name).order_by(col(Award.id))))
    fiscal = Calendar(fiscal_start=4)
    same_name = parse_season(QUARTER.code, calendar=fiscal)

    with pytest.raises(DecisionRefused, match="another 2026-Q3"):
        record_awards(session, season=same_name, calendar=fiscal, rules=RULES, now=TOMORROW)

    assert same_name.first != QUARTER.first
    assert list(session.exec(select(Award.name).order_by(col(Award.id)))) == kept


def test_a_badge_of_many_says_how_many_have_it(session: Session) -> None:
    """Read are sixty, counted are all."""
    many = [
        Row(f"B{person}-{n}", owner=f"P{person}", day=IN_QUARTER, requester=f"c{person}-{n}")
        for person in range(READ_ROWS + 5)
        for n in range(3)
    ]
    store(session, *many)
    close(session)

    (badge,) = (
        card
        for card in recorded_awards(session, season=QUARTER).cards
        if card.nomination.key == "hat_trick"
    )

    assert len(badge.verdict.winners) == READ_ROWS
    assert badge.verdict.winner_count == READ_ROWS + 5


def test_upkeep_records_awards_once_and_then_writes_nothing(
    engine: Engine, database_url: str, tmp_path: Path
) -> None:
    settings = Settings(database_url=database_url, _env_file=None)
    with writing(engine) as session:
        store(session, *season_rows())
    keep_up(engine, settings, now=NOW)
    with reading(engine) as session:
        assert recorded_awards(session, season=QUARTER) == NO_AWARDS

    keep_up(engine, settings, now=TOMORROW)
    with reading(engine) as session:
        recorded, version = recorded_awards(session, season=QUARTER), data_version(session)
    keep_up(engine, settings, now=TOMORROW + timedelta(hours=1))

    with reading(engine) as session:
        assert (len(recorded.cards), data_version(session)) == (12, version)


def record_at(session: Session, *, hours: int) -> None:
    record_awards(
        session,
        season=QUARTER,
        calendar=CALENDAR,
        rules=RULES,
        now=NOW + timedelta(hours=hours),
    )


def store_demo(session: Session) -> ImportSummary:
    return store(session, *season_rows(), source=SOURCE)
