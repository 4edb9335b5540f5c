"""Pars are published before they rule, stay as they were, and the sums know what they expect."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from db.commands.cells import cell_differences
from db.commands.decisions import exclude_rating
from db.commands.pars import keep_pars, publish_par
from db.commands.strata import choose_strata
from db.commands.undo import undo_import
from db.models import AuditEntry, Cell, Grain, Rating, Team
from db.queries.pars import par_versions, ruling_par
from db.queries.strata import kept_fields
from db.queries.workdays import team_day_dues
from gamify.access import ITSELF, console
from gamify.errors import DecisionRefused
from gamify.handicap.kinds import WorkField
from gamify.ratings import CREDIT, ExclusionReason
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.factories import NOW, Row, store

CALENDAR, RULES = Calendar(), Rules()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
BEFORE = date(2026, 8, 3)
EASY, HARD = ("", "Access", "low", "chat"), ("", "Defect", "high", "portal")


def history(n: int = 240) -> list[Row]:
    """Ratings of the quarter before: hard work loses a star four times as often as easy work."""
    return [
        Row(
            f"H{at}",
            stars=4 if at % (5 if at % 2 else 20) == 0 else 5,
            kind=HARD if at % 2 else EASY,
            owner=("Ann", "Bob", "Cid")[at % 3],
            team=("Alpha", "Beta")[at % 3 == 0],
            day=BEFORE,
        )
        for at in range(n)
    ]


def now_rows() -> list[Row]:
    return [Row("N1", kind=HARD), Row("N2", stars=4, kind=HARD), Row("N3", kind=EASY, owner="Bob")]


def keep(session: Session, *, now: datetime = NOW) -> int:
    return keep_pars(session, calendar=CALENDAR, rules=RULES, now=now)


def due_of(session: Session, grain: Grain) -> int:
    statement = select(Cell).where(Cell.grain == int(grain), Cell.day == QUARTER.first)
    return sum(cell.due for cell in session.exec(statement))


def test_a_quarter_with_enough_ratings_before_it_gets_a_par_of_its_own(session: Session) -> None:
    store(session, *history(), *now_rows())

    keep(session)

    par = ruling_par(session, season=QUARTER)
    assert par is not None
    assert (par.version, par.is_provisional, par.ratings) == (1, False, 240)
    assert par.window == (date(2025, 10, 1), date(2026, 9, 30))
    # 24 of 120 hard and 12 of 120 easy ratings lost a star; the ridge pulls both to the middle.
    assert par.g4 == 1500
    assert {each.group: each.par4 for each in par.strata.values()} == {
        "Access × low × chat": 1038,
        "Defect × high × portal": 1962,
    }


def test_a_quarter_without_history_is_ruled_by_a_provisional_par(session: Session) -> None:
    store(session, *now_rows())

    keep(session)

    par = ruling_par(session, season=QUARTER)
    assert par is not None
    assert (par.is_provisional, par.window) == (True, (QUARTER.first, QUARTER.last))


def test_a_published_par_stays_whatever_comes_later(session: Session) -> None:
    store(session, *history(), *now_rows())
    keep(session)
    before = ruling_par(session, season=QUARTER)

    store(session, *[Row(f"L{at}", stars=1, day=BEFORE, kind=EASY) for at in range(50)])

    assert keep(session) == 1  # the provisional par of the quarter before alone
    assert ruling_par(session, season=QUARTER) == before


def test_a_provisional_par_gives_way_once_history_has_come(session: Session) -> None:
    store(session, *now_rows())
    keep(session)

    store(session, *history())
    keep(session)

    par = ruling_par(session, season=QUARTER)
    assert par is not None
    assert not par.is_provisional
    assert len(par_versions(session, season=QUARTER)) == 1


def test_a_provisional_par_that_a_lead_published_again_follows_its_quarter_too(
    session: Session,
) -> None:
    store(session, *now_rows())
    keep(session)
    publish_par(
        session, season=QUARTER, calendar=CALENDAR, rules=RULES, actor=console("Lea"), now=NOW
    )

    store(session, Row("N9", kind=EASY))
    keep(session)

    versions = par_versions(session, season=QUARTER)
    assert [(each.version, each.ratings) for each in versions] == [(1, 3), (2, 4)]
    assert cell_differences(session, calendar=CALENDAR) == []


def test_the_sums_of_teams_and_engineers_know_what_par_expects(session: Session) -> None:
    store(session, *history(), *now_rows())
    keep(session)
    par = ruling_par(session, season=QUARTER)
    assert par is not None
    by_group = {each.group: each.par4 for each in par.strata.values()}
    expected = 2 * by_group["Defect × high × portal"] + by_group["Access × low × chat"]

    assert due_of(session, Grain.TEAM_QUARTER) == expected
    assert due_of(session, Grain.ENGINEER_QUARTER) == expected * CREDIT


def test_the_days_of_teams_know_what_par_expects(session: Session) -> None:
    """An excluded rating counts for nothing, a kind without a par for the common one."""
    day, after = date(2026, 11, 2), date(2026, 11, 3)
    store(session, *history(), *now_rows(), Row("N4", kind=HARD, owner=None, team=None, day=after))
    keep(session)
    store(session, Row("N5", kind=("", "New", "", ""), day=after), Row("N6", stars=1, day=after))
    rating = session.exec(select(Rating.id).where(Rating.stars == 1)).one()
    assert rating is not None
    exclude_rating(
        session, rating_id=rating, reason=ExclusionReason.POLICY, actor=console("lead"), now=NOW
    )
    par = ruling_par(session, season=QUARTER)
    assert par is not None
    by_group = {each.group: each.par4 for each in par.strata.values()}
    hard, easy = by_group["Defect × high × portal"], by_group["Access × low × chat"]

    dues = team_day_dues(session, first=QUARTER.first, last=QUARTER.last, par=par)

    alpha = session.exec(select(Team.id).where(Team.name == "Alpha")).one()
    assert dues == {(day, alpha): 2 * hard + easy, (after, 0): hard, (after, alpha): par.g4}


def test_what_par_expects_follows_every_write_and_equals_a_recount(session: Session) -> None:
    store(session, *history(), *now_rows())
    keep(session)
    before = due_of(session, Grain.TEAM_QUARTER)

    store(session, Row("N4", kind=HARD, helpers=("Cid",)), Row("N5", kind=("", "New", "", "")))
    rating = session.exec(select(Rating.id).where(Rating.stars == 4)).first()
    assert rating is not None
    exclude_rating(
        session, rating_id=rating, reason=ExclusionReason.POLICY, actor=console("lead"), now=NOW
    )

    assert due_of(session, Grain.TEAM_QUARTER) > before
    assert cell_differences(session, calendar=CALENDAR) == []


def test_a_kind_of_work_that_par_does_not_know_counts_at_the_common_rate(session: Session) -> None:
    store(session, *history())
    keep(session)
    par = ruling_par(session, season=QUARTER)
    assert par is not None

    store(session, Row("N1", kind=("", "Something new", "", "")))

    assert due_of(session, Grain.TEAM_QUARTER) == par.g4


def test_publishing_again_is_a_logged_decision_that_keeps_the_former_version(
    session: Session,
) -> None:
    store(session, *history(), *now_rows())
    keep(session)
    store(session, *[Row(f"L{at}", stars=4, day=BEFORE, kind=EASY) for at in range(30)])

    publish_par(
        session,
        season=QUARTER,
        calendar=CALENDAR,
        rules=RULES,
        actor=console("Lea"),
        now=NOW,
        note="drift",
    )

    versions = par_versions(session, season=QUARTER)
    assert [(v.version, v.actor, v.ratings) for v in versions] == [
        (1, ITSELF.name, 240),
        (2, "Lea", 270),
    ]
    entry = session.exec(select(AuditEntry).where(AuditEntry.action == "par published")).one()
    assert (entry.actor, entry.subject) == ("Lea", "season 2026-Q4")
    assert cell_differences(session, calendar=CALENDAR) == []


def test_a_season_without_anything_to_fit_on_has_no_par(session: Session) -> None:
    month = parse_season("2026-11", calendar=CALENDAR)

    for season in (QUARTER, month):
        with pytest.raises(DecisionRefused):
            publish_par(
                session,
                season=season,
                calendar=CALENDAR,
                rules=RULES,
                actor=console("Lea"),
                now=NOW,
            )


def test_the_usual_time_to_solve_is_published_with_the_par(session: Session) -> None:
    opened = datetime(2026, 8, 3, 10, tzinfo=UTC)
    rows = [replace(row, stars=0, at=opened, solved=opened.replace(hour=12)) for row in history()]
    store(session, *rows[:4], *history()[4:])

    keep(session)

    par = ruling_par(session, season=QUARTER)
    assert par is not None
    assert {each.median_minutes for each in par.strata.values()} == {120}


def test_choosing_other_fields_makes_other_kinds_of_work_and_next_pars(session: Session) -> None:
    store(session, *history(), *now_rows())
    keep(session)

    changed = choose_strata(
        session, [WorkField.CATEGORY], calendar=CALENDAR, rules=RULES, now=NOW, actor=console("Lea")
    )

    par = ruling_par(session, season=QUARTER)
    assert changed
    assert kept_fields(session) == (WorkField.CATEGORY,)
    assert par is not None
    assert (par.version, {each.group for each in par.strata.values()}) == (2, {"Access", "Defect"})
    assert cell_differences(session, calendar=CALENDAR) == []
    assert not choose_strata(session, [WorkField.CATEGORY], calendar=CALENDAR, rules=RULES, now=NOW)


def test_undoing_an_import_takes_back_the_pars_that_came_with_it(session: Session) -> None:
    batch = store(session, *history(), *now_rows()).batch
    keep(session)

    undo_import(session, batch=batch, actor=console("lead"), now=NOW)

    assert ruling_par(session, season=QUARTER) is None
    assert session.exec(select(Cell)).all() == []
