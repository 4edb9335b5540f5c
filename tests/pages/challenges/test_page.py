"""The page of the challenges as Streamlit runs it: followed, set, changed and called off."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select
from streamlit.testing.v1 import AppTest

from db.commands.challenges import create_challenge
from db.commands.people import hide_engineer
from db.engine import open_engine, reading, writing
from db.models import AuditEntry, ChallengeRecord
from gamify.access import READER, Visitor, Way, console
from gamify.challenges.challenge import season_of_days
from gamify.challenges.reading import read_criteria
from gamify.rights import Role
from gamify.seasons import Calendar, Season, SeasonKind, season_on
from pages.ui import reads
from tests.factories import Row, store

FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"
PAGE = str(FRAME.parents[1] / "challenges.py")
#: What a lead or a file may bring to do harm.
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"
NOW = datetime.now(UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database of its own."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    return sqlite_url


def write(url: str, work: Callable[[Session], object]) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        work(session)
    engine.dispose()


def fill(url: str, *, owner: str = "Ann", team: str = "Alpha") -> None:
    """Two ratings a day of the last twenty days, today's among them; two of the forty are fours.

    The quarter before had sixty, six of them fours.
    """
    begin = season_on(TODAY, kind=SeasonKind.QUARTER, calendar=Calendar()).first
    rows = [
        Row(f"T{at}", 4 if at in (3, 9) else 5, owner, team, TODAY - DAY * (at // 2))
        for at in range(40)
    ]
    before = [
        Row(f"B{at}", 4 if at % 10 == 0 else 5, owner, team, begin - DAY * (30 + at // 2))
        for at in range(60)
    ]
    write(url, lambda session: store(session, *rows, *before))


def days(first: date, last: date) -> Season:
    return season_of_days(first, last, calendar=Calendar())


def set_one(url: str, *, title: str = "", is_draft: bool = False, **criteria: object) -> None:
    """A challenge of the forty days in whose middle today lies, from 4.9 over 60 on."""
    asked = read_criteria(criteria or {"average": "4.9", "over": "60"})

    def create(session: Session) -> None:
        create_challenge(
            session,
            criteria=asked,
            season=days(TODAY - 19 * DAY, TODAY + 20 * DAY),
            title=title,
            is_draft=is_draft,
            actor=console("Lea"),
            now=NOW,
        )

    write(url, create)


def opened(name: str = "", **address: str) -> AppTest:
    """The page, reached over the frame."""
    page = AppTest.from_file(str(FRAME), default_timeout=30)
    for key, value in address.items():
        page.query_params[key] = value
    page.switch_page(PAGE)
    page.run()
    if name:
        page.text_input(key="fair_play_name").input(name).run()
    assert not page.exception
    return page


def drawn(page: AppTest) -> dict[str, Any]:
    """What the component was given."""
    component: Any = page.main[0]
    values: dict[str, Any] = json.loads(component.proto.bytes)
    return values


def texts(page: AppTest) -> list[str]:
    return [text.value for text in page.text]


def kept(url: str) -> list[tuple[str, dict[str, Any]]]:
    """The challenges there are: state and criteria."""
    engine = open_engine(url)
    with reading(engine) as session:
        rows = session.exec(select(ChallengeRecord).order_by(col(ChallengeRecord.id))).all()
        found = [(row.state, dict(row.criteria)) for row in rows]
    engine.dispose()
    return found


def logged(url: str) -> list[tuple[str, str]]:
    """Who decided what, imports left out."""
    engine = open_engine(url)
    with reading(engine) as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
        found = [(entry.action, entry.actor) for entry in entries if entry.action != "import"]
    engine.dispose()
    return found


def test_a_running_challenge_is_followed(database: str) -> None:
    fill(database)
    set_one(database)

    (card,) = drawn(opened())["cards"]

    assert card["title"] == "4.90 on average over 60 ratings"
    assert (card["days"], card["days_name"]) == ("20", "days left")
    assert [check["text"] for check in card["checks"]] == ["4.95, goal 4.90", "40 of 60 ratings"]
    assert card["figures"][:2] == [
        {"value": "4.95", "name": "average so far, goal 4.90", "also": ""},
        {
            "value": "4",
            "name": "fours we can still afford",
            "also": "or 2 threes, or 1 two, or 1 one",
        },
    ]
    assert card["needed"] == "20 more ratings"
    assert card["scorers"][0] == {
        "title": "Today’s scorers",
        "scorers": [{"name": "Ann", "share": "+2"}],
        "more": "",
        "note": "",
    }
    assert (card["chart"]["now_name"], card["chart"]["so_far"][-1]) == ("40 of 60", [20, 40.0])


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "No challenge is running"), ("ru", "Сейчас ни один вызов не идёт")],
)
def test_without_a_challenge_it_says_how_to_set_one(
    database: str, language: str, title: str
) -> None:
    fill(database)

    page = opened(lang=language)

    assert drawn(page)["empty"]["title"] == title
    assert drawn(page)["cards"] == []
    assert page.button(key="start-0").label


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_empty_database_says_how_to_begin(language: str) -> None:
    page = opened(lang=language)

    assert drawn(page)["empty"]["commands"][1].endswith("-m gamify import ratings.csv")
    assert page.button(key="start-new").label


def test_a_proposal_starts_with_one_click(database: str) -> None:
    fill(database)
    page = opened("Lea")

    page.button(key="start-0").click().run()

    assert "The challenge runs." in texts(page)
    assert [state for state, _ in kept(database)] == ["running"]
    assert len(drawn(page)["cards"]) == 1
    assert logged(database) == [("challenge set", "Lea")]


def test_a_proposal_can_be_adjusted_before_it_starts(database: str) -> None:
    fill(database)
    page = opened("Lea")

    page.pills(key="challenge-new-criteria").set_value(["Average", "Fives"]).run()
    page.select_slider(key="challenge-new-average").set_value("4.96")
    page.slider(key="challenge-new-over").set_value(100)
    page.slider(key="challenge-new-fives").set_value(80).run()
    shown = texts(page)
    page.button(key="start-new").click().run()

    assert "Just enough: 96 fives and 4 fours" in shown
    assert kept(database) == [
        ("running", {"average": "4.96", "over": 100, "fives": 80, "count_mode": "at_least"})
    ]


def test_nothing_is_set_without_a_name(database: str) -> None:
    fill(database)

    page = opened()
    page.button(key="start-0").click().run()

    assert "This can't be done: the name of the one who decides is needed" in texts(page)
    assert kept(database) == []


def test_a_form_that_asks_for_nothing_says_so(database: str) -> None:
    fill(database)
    page = opened("Lea")

    page.pills(key="challenge-new-criteria").set_value([]).run()

    sentence = "A challenge needs at least one criterion: an average, a count, a share or a time."
    assert sentence in texts(page)
    page.button(key="start-new").click().run()
    assert kept(database) == []


def test_a_draft_is_seen_by_leads_alone_until_it_starts(database: str) -> None:
    fill(database)
    page = opened("Lea")

    page.button(key="draft-new").click().run()
    assert (drawn(page)["cards"], [state for state, _ in kept(database)]) == ([], ["draft"])
    page.button(key="run-1").click().run()

    assert len(drawn(page)["cards"]) == 1
    assert logged(database) == [("challenge set", "Lea"), ("challenge started", "Lea")]


def test_a_change_is_logged_and_shown(database: str) -> None:
    fill(database)
    set_one(database)
    page = opened("Lea")

    page.select_slider(key="challenge-change-1-average").set_value("4.92").run()
    page.button(key="keep-1").click().run()

    (card,) = drawn(page)["cards"]
    assert card["title"] == "4.92 on average over 60 ratings"
    assert card["changes"][0].startswith("Target changed on ")
    assert logged(database)[-1] == ("challenge changed", "Lea")


def test_a_challenge_is_called_off_with_a_reason_alone(database: str) -> None:
    fill(database)
    set_one(database)
    page = opened("Lea")

    page.button(key="cancel-1").click().run()
    assert "This can't be done: a reason is needed" in texts(page)
    page.text_input(key="challenge-change-1-reason").input("moved to the next quarter")
    page.button(key="cancel-1").click().run()

    assert [state for state, _ in kept(database)] == ["cancelled"]
    assert drawn(page)["cards"] == []
    assert drawn(page)["past"][0]["word"] == "called off"


def test_own_days_need_both(database: str) -> None:
    fill(database)
    page = opened("Lea")

    page.selectbox(key="challenge-new-season").select("Own days").run()
    page.date_input(key="challenge-new-days").set_value((TODAY, TODAY + 9 * DAY)).run()
    page.button(key="start-new").click().run()

    (card,) = drawn(page)["cards"]
    assert card["days"] == "9"


def test_outside_text_reaches_the_component_and_lists_alone(database: str) -> None:
    fill(database, owner=HOSTILE, team=HOSTILE)
    set_one(database, title=HOSTILE)

    page = opened("Lea")

    said = [
        str(element.value)
        for kind in (page.markdown, page.caption, page.subheader, page.header)
        for element in kind
    ]
    labels = [widget.label for widget in [*page.button, *page.expander, *page.pills]]
    assert said
    assert not any("onerror" in text for text in [*said, *labels])
    (card,) = drawn(page)["cards"]
    assert (card["title"], card["goal"]) == (HOSTILE, "4.90 on average over 60 ratings")
    assert card["scorers"][0]["scorers"][0]["name"] == HOSTILE
    assert f"Team {HOSTILE}" in page.selectbox(key="challenge-new-owner").options


def test_a_team_gets_a_challenge_of_the_quarter(database: str) -> None:
    fill(database)
    page = opened("Lea")

    page.selectbox(key="challenge-new-owner").select("Team Alpha").run()
    page.button(key="start-new").click().run()

    (card,) = drawn(page)["cards"]
    quarter = season_on(TODAY, kind=SeasonKind.QUARTER, calendar=Calendar())
    assert card["title"].startswith("Alpha: ")
    assert card["chart"]["days"] == (quarter.last - quarter.first).days + 1


def test_the_form_begins_anew_with_the_proposal_for_another_owner(database: str) -> None:
    fill(database)
    few = [Row(f"F{at}", 5, "Bob", "Beta", TODAY) for at in range(4)]
    write(database, lambda session: store(session, *few))
    page = opened("Lea")
    department = page.slider(key="challenge-new-over").value

    page.selectbox(key="challenge-new-owner").select("Team Beta").run()

    assert page.slider(key="challenge-new-over").value != department


def test_a_hidden_engineer_has_no_name_here_either(database: str) -> None:
    fill(database)
    set_one(database)
    write(
        database,
        lambda session: hide_engineer(
            session, engineer_id=1, hidden=True, actor=console("lead"), now=NOW
        ),
    )

    page = opened(lang="ru")

    assert drawn(page)["cards"][0]["scorers"][0]["scorers"][0]["name"] == "Инженер 1"
    assert "Инженер 1" in page.selectbox(key="challenge-new-owner").options
    assert "Ann" not in page.selectbox(key="challenge-new-owner").options


def test_the_page_speaks_russian(database: str) -> None:
    fill(database)
    set_one(database)

    page = opened(lang="ru")

    (card,) = drawn(page)["cards"]
    assert card["title"] == "В среднем 4,90 по 60 оценкам"
    assert card["needed"] == "ещё 20 оценок"
    assert page.button(key="start-new").label == "Начать вызов"


def test_a_lead_of_a_team_may_choose_that_team_and_people(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(database, lambda session: store(session, Row(), Row("T2", owner="Bob", team="Beta")))
    lead = Visitor("Lea", Role.LEAD, team_ids=frozenset({2}), way=Way.PASSWORD)
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: lead)

    page = opened()

    (owners,) = [box for box in page.selectbox if box.label == "For whom"]
    assert owners.options == ["Team Beta", "Ann", "Bob"]
    assert not any(field.label == "Your name" for field in page.text_input)


def test_a_reader_sees_challenges_and_nothing_for_leads(
    database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: READER)

    page = opened()

    assert not [heading for heading in page.subheader if heading.value == "For leads"]
    assert not page.selectbox
