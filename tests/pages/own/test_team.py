"""Team as Streamlit runs it: the own team first, sections, charts, and what isn't sent."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from db.commands.people import hide_engineer
from db.engine import open_engine, writing
from db.team_season import TeamQuarter, TwoYears
from gamify.access import Visitor, Way, console
from gamify.crowd import Stretch
from gamify.ratings import StarCounts
from gamify.rights import Role
from gamify.seasons import Calendar, parse_season
from pages.ui.team.charts import (
    average_points,
    averages_by_season,
    star_shares,
    stars_over_time,
)
from pages.ui.team.measures import show_minutes
from pages.ui.team.reading import own_team, team_facts
from tests.factories import NOW
from tests.pages.own.conftest import Open
from tests.pages.own.stories import (
    ALPHA,
    BETA,
    BOB,
    CID,
    HOSTILE,
    department,
    engineer,
    lead,
    of_kind,
    told,
)
from tests.pages.pressing import texts

VIC = Visitor("Vic", Role.VIEWER, way=Way.PASSWORD)
NAMES = ["awful", "bad", "fair", "good", "wow"]


@pytest.fixture
def rated(database: str) -> None:
    """The department, in which Cid has hidden the name."""
    engine = open_engine(database)
    with writing(engine) as session:
        department(session)
        hide_engineer(session, engineer_id=CID, hidden=True, actor=console("test"), now=NOW)
    engine.dispose()


@pytest.mark.usefixtures("rated")
def test_the_own_team_comes_first_and_the_address_chooses_another() -> None:
    def team(who: Visitor, name: str = "") -> str:
        facts = team_facts("2026-Q4", name, own_team(who), language="en")
        return facts.teams[facts.team or 0]

    assert team(engineer("Bob", BOB)) == team(lead(BETA)) == "Beta"
    assert team(VIC) == team(engineer("Bob", BOB), "alpha") == "Alpha"


@pytest.mark.usefixtures("rated")
def test_people_of_another_team_aren_t_sent_whatever_the_address_says(opened: Open) -> None:
    """Nothing of what the browser gets names Eve."""
    mine = opened("team", engineer("Cid", CID), season="2026-Q4", section="people")
    other = opened("team", engineer("Bob", BOB), season="2026-Q4", section="people", team="Alpha")

    people, helps = of_kind(mine, "items")
    assert [one["title"] for one in people["items"]] == ["Ann", "Cid", "Eve"]
    assert {one["value"] for one in people["items"]} == {""}
    assert [(one["title"], one["value"]) for one in helps["items"]] == [
        ("Engineer 2 helped Ann", "1")
    ]
    assert of_kind(other, "items") == []
    assert "Eve" not in str(told(other))


@pytest.mark.usefixtures("rated")
@pytest.mark.parametrize("section", ["stars", "seasons"])
def test_a_section_stands_for_everybody(opened: Open, section: str) -> None:
    page = opened("team", VIC, season="2026-Q4", section=section)

    assert ("vega_lite_chart" in [each.type for each in page.main]) is (section == "stars")
    assert [block["kind"] for block in told(page)[1:]] == {
        "stars": [],
        "seasons": ["table"],
    }[section]


@pytest.mark.usefixtures("rated")
@pytest.mark.parametrize("season", ["2026-10", "2026", "2026-10-05..2026-10-05"])
def test_days_chosen_at_will_show_nothing_of_a_team(season: str) -> None:
    """A day of one rating would be that rating; asked of what is read, not of the page alone."""
    facts = team_facts(season, "Alpha", None, language="en")

    assert (facts.tables, facts.weeks, facts.years, facts.members) == (None, (), (), ())


@pytest.mark.usefixtures("rated")
def test_a_team_that_nobody_knows_is_explained(opened: Open) -> None:
    page = opened("team", VIC, season="2026-Q4", team=HOSTILE)

    assert HOSTILE in texts(page)[0]
    assert told(page) == []


def test_without_any_rating_it_says_what_will_come(opened: Open) -> None:
    page = opened("team", VIC, lang="ru")

    assert told(page)[0]["title"] == "Здесь появится первая оценка команды"


def test_stars_are_layers_with_fives_at_the_foot() -> None:
    week = Stretch(date(2026, 10, 5), date(2026, 10, 11), StarCounts(9, 1), {1: 10})
    empty = Stretch(date(2026, 10, 12), date(2026, 10, 18))

    shares = star_shares([week, empty], NAMES, "en")

    assert [(one.stars, one.n, one.top) for one in shares[:2]] == [
        ("5 ★ wow", 9, "90%"),
        ("4 ★ good", 1, ""),
    ]
    assert {one.days for one in shares} == {"5 Oct – 11 Oct"}
    for theme in ("light", "dark"):
        drawn = stars_over_time(shares, theme=theme, language="en").to_dict()
        colours = drawn["layer"][0]["encoding"]["color"]["scale"]
        assert len(set(colours["range"])) == len(colours["domain"]) == 5


def quarter(code: str, stars: StarCounts) -> TeamQuarter:
    return TeamQuarter(parse_season(code, calendar=Calendar()), stars)


def test_a_quarter_is_drawn_beside_that_of_a_year_before() -> None:
    before = quarter("2025-Q4", StarCounts(9, 1))
    years = [TwoYears(quarter("2026-Q4", StarCounts(8, 2)), before), TwoYears(before, None)]

    points = average_points(years, "en")

    assert [(one.season, one.text, one.is_before, one.is_lower) for one in points] == [
        ("2025 Q4", "4.90", False, False),
        ("2026 Q4", "4.80", False, True),
        ("2026 Q4", "4.90", True, True),
    ]
    assert average_points(years[:1], "en") == []
    assert averages_by_season(points, theme="dark", language="en").to_dict()["layer"]


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (None, "–"),
        (Fraction(59), "59 min"),
        (Fraction(125, 2), "1 h 2 min"),
        (Fraction(2290), "1 d 14 h"),
    ],
)
def test_a_time_is_cut_and_said_as_people_say_it(minutes: Fraction | None, shown: str) -> None:
    assert show_minutes(minutes, "en") == shown


def test_a_lead_sees_the_goals_of_the_team(rated: None, opened: Open) -> None:
    people = of_kind(opened("team", lead(ALPHA), season="2026-Q4", section="people"), "items")[0]

    assert [(one["title"], one["value"]) for one in people["items"]] == [
        ("Ann", "4.5"),
        ("Cid", "4.5"),
        ("Eve", "3"),
    ]
