"""The log of decisions as Streamlit runs it, and as a file for spreadsheets."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.commands.accounts import create_account
from db.commands.decisions import exclude_rating
from db.commands.ledger import record
from db.commands.people import rename
from db.engine import migrate, open_engine, reading, writing
from db.models import AuditEntry
from db.queries.audit import LogQuery, log_page
from db.queries.people import ENGINEER, Whom
from gamify.access import NotAllowed, Visitor, Way, console
from gamify.ratings import ExclusionReason
from gamify.rights import Role
from pages.ui import reads
from pages.ui.log.actions import ACTIONS
from pages.ui.log.reading import AT_ONCE, export_log, read_log
from tests.deciding import commands, department, settings
from tests.factories import NOW, Row, store
from tests.post import KEY

ADA = Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD, account_id=1)
HOSTILE = "=HYPERLINK(1) :red[x] <b>"
FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ada has excluded a rating, renamed Ann and made an account; Bo did it later, in December."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", KEY)
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: ADA)
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(session, Row("T7", comment="a customer's words"), Row("T8", owner="Bob"))
        by, reason = console("Ada"), ExclusionReason.ABUSE
        exclude_rating(session, rating_id=1, reason=reason, note=HOSTILE, actor=by, now=NOW)
        rename(session, Whom(ENGINEER, 1), name=HOSTILE, actor=by, now=NOW)
        create_account(session, login="bo", role=Role.LEAD, actor=by, now=NOW)
        later = NOW + timedelta(days=20)
        record(session, "rating restored", subject="rating 1", actor=console("Bo"), now=later)
    engine.dispose()
    return sqlite_url


def opened(lang: str = "en") -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.run()
    page.switch_page(str(FRAME.parents[1] / "settings.py"))
    page.query_params["lang"] = lang
    page.query_params["section"] = "log"
    page.run()
    assert not page.exception
    return page


def told(page: AppTest) -> list[tuple[str, ...]]:
    frame = page.dataframe[0].value
    return [tuple(row[1:]) for row in frame.itertuples(index=False)]


def test_entries_are_read_in_words_and_found_by_every_field() -> None:
    page = opened()

    assert told(page)[0] == ("Bo", "rating restored", "rating of ticket T7", "", "")
    assert ("Ada", "person renamed", HOSTILE, "name: Ann", f"name: {HOSTILE}") in told(page)
    page.text_input(key="log-about").set_value("T7").run()
    assert [row[1] for row in told(page)] == ["rating restored", "rating excluded"]
    page.selectbox(key="log-who").select("Ada").run()
    assert told(page) == [
        (
            "Ada",
            "rating excluded",
            "rating of ticket T7",
            "excluded: no",
            f"excluded: yes; reason: not an honest rating; note: {HOSTILE}",
        )
    ]
    assert not page.exception


def test_days_and_text_narrow_the_log_and_russian_is_spoken() -> None:
    page = opened("ru")
    page.text_input(key="log-text").set_value("HYPERlink").run()
    assert [row[1] for row in told(page)] == ["человек переименован", "оценка исключена"]

    page.date_input(key="log-from").set_value((NOW + timedelta(days=1)).date()).run()

    assert len(page.dataframe) == 0
    assert "Подходящих решений нет." in [one.value for one in page.text]


def test_the_file_holds_no_formula_and_nothing_of_a_customer() -> None:
    file = export_log(LogQuery(), ADA, "en").decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(file)))
    assert rows[0] == ["When", "Who", "What", "About", "Before", "After"]
    assert "'" + HOSTILE in [cell for row in rows for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert "a customer's words" not in file


def test_pages_follow_each_other_without_a_gap(database: str) -> None:
    engine = open_engine(database)
    with writing(engine) as session:
        for number in range(2 * AT_ONCE):
            record(session, "x", subject=f"team {number}", actor=ADA, now=NOW)
    with reading(engine) as session:
        pages = [log_page(session, LogQuery(action="x"), first=50 * at, most=50) for at in (0, 1)]
        by_text = log_page(session, LogQuery(text="TEAM 99"), first=0, most=50)
    engine.dispose()

    subjects = [one.subject for found, _ in pages for one in found]
    assert subjects == [f"team {number}" for number in reversed(range(100))]
    assert {total for _, total in pages} == {100}
    assert ([one.subject for one in by_text[0]], by_text[1]) == (["team 99"], 1)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ENGINEER, Role.LEAD])
def test_nobody_but_administrators_reads_the_log(role: Role) -> None:
    visitor = Visitor("x", role, way=Way.PASSWORD)

    with pytest.raises(NotAllowed):
        read_log(LogQuery(), visitor, "en")
    with pytest.raises(NotAllowed):
        export_log(LogQuery(), visitor, "en")


class _Undone(Exception):
    """Takes back what a command did."""


def test_every_decision_has_words(tmp_path: Path) -> None:
    """Whatever a command writes into the log is put into words for the page."""
    kept = settings(str(tmp_path / "all.db"))
    reads.forget()
    engine = open_engine(kept.database_url)
    migrate(engine)
    with writing(engine) as session:
        department(session, kept)
    seen: set[str] = set()
    by_name = commands(kept)
    # Whoever answers does so alone, and the log must not know: it stays without a word.
    del by_name["answer_pulse"]
    for command in by_name.values():
        with suppress(_Undone), writing(engine) as session:
            command(session, console("test"))
            session.flush()
            seen |= set(session.exec(select(AuditEntry.action)))
            raise _Undone
    engine.dispose()

    assert len(seen) > 50
    assert seen - ACTIONS.keys() == set()
