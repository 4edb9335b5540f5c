"""The server keeps itself up: after imports, every night, and again later where it was refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session

from api.nights import watch
from db.engine import reading, writing
from db.queries.pars import ruling_par
from gamify.errors import DatabaseRefused
from gamify.handicap.published import Par
from gamify.seasons import parse_season
from pages.ui import reads
from pages.ui.reads import UpkeepMark
from tests.factories import Row, store

SILVESTER = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
NEW_YEAR = SILVESTER + timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("client")


def store_history(session: Session) -> None:
    store(session, *[Row(f"T{at}", stars=5 - at % 2) for at in range(240)])


def par_of(code: str) -> Par | None:
    season = parse_season(code, calendar=reads.settings().calendar)
    with reading(reads.engine()) as session:
        return ruling_par(session, season=season)


def test_a_new_quarter_has_its_par_in_the_first_night() -> None:
    with writing(reads.engine()) as session:
        store_history(session)
    done = watch(SILVESTER, None)
    assert par_of("2027-Q1") is None
    assert done is not None

    assert watch(NEW_YEAR, done) == UpkeepMark(date(2027, 1, 1), newest=1, undone=0, rows=done.rows)

    par = par_of("2027-Q1")
    assert par is not None
    assert not par.is_provisional


def test_an_import_has_its_par_at_the_next_look() -> None:
    done = watch(SILVESTER, None)

    with writing(reads.engine()) as session:
        store_history(session)
    watch(SILVESTER, done)

    assert par_of("2026-Q4") is not None


def test_where_nothing_has_come_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    done = watch(SILVESTER, None)
    works: list[bool] = []
    monkeypatch.setattr(reads, "keep_up_database", lambda _now, *, is_night: works.append(is_night))

    assert watch(SILVESTER, done) == done
    assert works == []


def test_work_that_was_refused_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    done = watch(SILVESTER, None)

    def refuse(_now: datetime, *, is_night: bool) -> None:
        raise DatabaseRefused(problem=f"away at night: {is_night}")

    monkeypatch.setattr(reads, "keep_up_database", refuse)

    assert watch(NEW_YEAR, done) == done
