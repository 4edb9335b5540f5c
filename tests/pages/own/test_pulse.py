"""The questions on “My season” while they are open, and what leads read afterwards."""

from __future__ import annotations

import pytest

from db.engine import open_engine, writing
from pages.ui import reads
from tests.pages.own.conftest import Open
from tests.pages.own.stories import ALPHA, ANN, department, engineer, lead, of_kind
from tests.pages.pressing import press


@pytest.fixture(autouse=True)
def open_questions(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some quarter ends this week or has just ended, whatever the day is."""
    engine = open_engine(database)
    with writing(engine) as session:
        department(session)
    engine.dispose()
    today = reads.clock.look().day
    monkeypatch.setenv("CROWNBOARD_FISCAL_START", str((today.month - 1) % 12 + 1))
    monkeypatch.setenv("CROWNBOARD_PULSE_DAYS", "60")
    reads.forget()


def test_a_click_answers_and_thanks_stand_where_nothing_is_left(opened: Open) -> None:
    page = opened("my_season", engineer("Ann", ANN))
    for key in ("fair-2", "helps-1", "fun-0", "recommend-10"):
        press(page, f"pulse-{key}")

    assert not [button for button in page.button if str(button.key).startswith("pulse-")]
    assert any("Thank you" in one.value for one in page.markdown)


def test_a_lead_is_asked_nothing_and_sees_no_figure_before_the_last_day(opened: Open) -> None:
    press(opened("my_season", engineer("Ann", ANN)), "pulse-fun-2")

    asked = opened("my_season", lead(ALPHA), person=str(ANN))
    page = opened("pulse", lead(ALPHA))

    assert not [button for button in asked.button if str(button.key).startswith("pulse-")]
    assert [note["title"] for note in of_kind(page, "note")] == ["No season has been answered yet"]
