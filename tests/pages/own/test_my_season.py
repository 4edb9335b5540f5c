"""My season as Streamlit runs it: the story, its sections, other people's numbers, no ratings."""

from __future__ import annotations

from datetime import date

import pytest

from db.commands.challenges import create_challenge
from db.engine import open_engine, reading, writing
from db.queries.engineers import is_hidden
from gamify.access import Visitor, console
from gamify.challenges.challenge import Owner
from gamify.challenges.reading import read_criteria
from gamify.seasons import Calendar, SeasonKind, season_on
from pages.ui.my_season.beside import GoalBar, goals_by_season
from pages.ui.my_season.opening import opening
from pages.ui.my_season.reading import my_season
from pages.ui.story.blocks import Countdown
from tests.factories import NOW
from tests.pages.own.conftest import Open
from tests.pages.own.stories import (
    ALPHA,
    ANN,
    BETA,
    CID,
    HOSTILE,
    department,
    engineer,
    lead,
    of_kind,
    told,
)
from tests.pages.pressing import press, texts

REFUSED = (
    "This belongs to another team or person. It is for the person, the leads and administrators: "
    "a person's own page, with places outside the public ones."
)


def fill(url: str) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        department(session)
    engine.dispose()


def test_the_story_begins_with_the_place_and_what_brings_the_next(
    database: str, opened: Open
) -> None:
    fill(database)

    page = opened("my_season", engineer("Ann", ANN), season="2026-Q4")

    (hero,), (ladder,) = of_kind(page, "hero"), of_kind(page, "ladder")
    assert (hero["above"], hero["title"]) == ("My season", "2026 Q4: place 3 by goals")
    assert hero["sentence"] == "1 more goal would bring place 2."
    assert [(one["value"], one["name"], one["note"]) for one in hero["figures"]][:4] == [
        ("4.5", "goals", "of 5 credited ratings"),
        ("0", "assists", ""),
        ("3", "fives in a row", "and it goes on"),
        ("4.90", "average", ""),
    ]
    assert [(one["place"], one["name"], one["own"]) for one in ladder["rungs"]] == [
        ("2", "Cid", False),
        ("3", "Ann", True),
    ]
    assert any("ticket Ann1" in text for text in texts(page))
    assert HOSTILE in texts(page)


@pytest.mark.parametrize(
    ("section", "kind", "title"),
    [
        ("nominations", "items", "In reach"),
        ("seasons", "table", "Seasons side by side"),
    ],
)
def test_a_section_is_chosen_in_the_address(
    database: str, opened: Open, section: str, kind: str, title: str
) -> None:
    fill(database)

    page = opened("my_season", engineer("Ann", ANN), season="2026-Q4", section=section)

    assert of_kind(page, kind)[0]["title"] == title


def test_nominations_and_handicap_aren_t_there_for_a_month(database: str, opened: Open) -> None:
    fill(database)

    page = opened("my_season", engineer("Ann", ANN), season="2026-10", section="handicap")

    assert of_kind(page, "note")[0]["lines"][0].startswith("Nominations and handicaps go by")


def test_without_any_rating_it_says_what_will_come(opened: Open) -> None:
    page = opened("my_season", engineer("Ann", ANN), lang="ru")

    assert [block["kind"] for block in told(page)] == ["hero", "note"]
    assert told(page)[0]["title"] == "Здесь появится ваша первая оценка"


def test_somebody_whom_no_rating_names_yet_has_a_page(database: str, opened: Open) -> None:
    fill(database)

    page = opened("my_season", engineer("Eve", 4), season="2026-Q3")

    (hero,) = of_kind(page, "hero")
    assert hero["title"] == "2026 Q3: no place yet"
    assert "The first rating will appear here" in hero["sentence"]
    assert of_kind(page, "ladder") == []


@pytest.mark.parametrize(
    ("who", "person"),
    [(engineer("Ann", ANN), str(CID)), (lead(BETA), "99"), (lead(BETA), HOSTILE)],
)
def test_another_person_s_number_in_the_address_is_refused(
    database: str, opened: Open, who: Visitor, person: str
) -> None:
    """Cid is of Alpha, 99 and the words are nobody: whoever may not see is told the same."""
    fill(database)

    page = opened("my_season", who, season="2026-Q4", person=person)

    assert told(page) == []
    assert texts(page) == [REFUSED]
    if who.engineer_id is not None:
        press(page, "my-season-back")
        assert of_kind(page, "hero")[0]["title"].endswith("place 3 by goals")


def test_a_lead_reads_the_person_s_page_under_the_name(database: str, opened: Open) -> None:
    fill(database)

    page = opened("my_season", lead(ALPHA), season="2026-Q4")
    assert told(page) == []
    page.selectbox(key="my-season-person").set_value(CID).run()

    assert page.query_params["person"] == str(CID)
    assert of_kind(page, "hero")[0]["above"] == "Cid"


def test_a_person_hides_the_own_name_and_shows_it_again(database: str, opened: Open) -> None:
    fill(database)

    page = opened("my_season", engineer("Ann", ANN), season="2026-Q4", section="name")
    press(page, "my-season-hide")

    engine = open_engine(database)
    with reading(engine) as session:
        assert is_hidden(session, ANN)
    assert "Boards call this person “Engineer 1”." in texts(page)
    press(page, "my-season-hide")
    with reading(engine) as session:
        assert not is_hidden(session, ANN)
    engine.dispose()


def test_challenges_stand_there_the_most_personal_first(database: str) -> None:
    """Set for the quarter that runs while the test does: the page counts down to its end."""
    fill(database)
    quarter = season_on(date.today(), kind=SeasonKind.QUARTER, calendar=Calendar())  # noqa: DTZ011
    engine = open_engine(database)
    with writing(engine) as session:
        for owner in (Owner(), Owner(team_id=BETA), Owner(team_id=ALPHA), Owner(engineer_id=ANN)):
            create_challenge(
                session,
                criteria=read_criteria({"fives": "80"}),
                season=quarter,
                owner=owner,
                actor=console("test"),
                now=NOW,
            )
    engine.dispose()

    def whose(person: int) -> list[str]:
        blocks = opening(my_season(quarter.code, person, language="en"), "en", is_own=True)
        return [block.whose for block in blocks if isinstance(block, Countdown)]

    assert whose(ANN) == ["Personal challenge", "Challenge of the team"]
    assert whose(CID) == ["Challenge of the team", "Challenge of the whole department"]


def test_the_chart_of_goals_is_drawn_in_both_themes() -> None:
    bars = [GoalBar("2026 Q3", 10, "10", False), GoalBar("2026 Q4", 17.5, "17.5", True)]

    for theme in ("light", "dark"):
        drawn = goals_by_season(bars, theme=theme, language="en").to_dict()
        (values,) = drawn["datasets"].values()
        assert [one["text"] for one in values] == ["10", "17.5"]
