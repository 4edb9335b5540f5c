"""The server works at night: once a day, and again later where it was refused."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from api.nights import night_of
from db.engine import reading, writing
from db.queries.pars import ruling_par
from gamify.errors import DatabaseRefused
from gamify.seasons import parse_season
from pages.ui import reads
from tests.factories import Row, store

NEW_YEAR = datetime(2027, 1, 1, 0, 30, tzinfo=UTC)


@pytest.mark.usefixtures("client")
def test_a_new_quarter_has_its_par_in_the_first_night() -> None:
    season = parse_season("2027-Q1", calendar=reads.settings().calendar)
    with writing(reads.engine()) as session:
        store(session, *[Row(f"T{at}", stars=5 - at % 2) for at in range(240)])

    done = night_of(NEW_YEAR, date(2026, 12, 31))

    with reading(reads.engine()) as session:
        par = ruling_par(session, season=season)
    assert done == date(2027, 1, 1)
    assert par is not None
    assert not par.is_provisional


@pytest.mark.usefixtures("client")
def test_the_work_of_a_day_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nights: list[datetime] = []
    monkeypatch.setattr(reads, "pass_the_night", nights.append)

    done = night_of(NEW_YEAR, None)
    again = night_of(NEW_YEAR.replace(hour=23), done)

    assert (done, again, nights) == (date(2027, 1, 1), done, [NEW_YEAR])


@pytest.mark.usefixtures("client")
def test_a_night_that_was_refused_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_now: datetime) -> None:
        raise DatabaseRefused(problem="away")

    monkeypatch.setattr(reads, "pass_the_night", refuse)

    assert night_of(NEW_YEAR, date(2026, 12, 31)) == date(2026, 12, 31)
