"""The table of `docs/own-pages.md` is what the pages show, for every figure and every visitor."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.engine import open_engine, writing
from gamify.access import Visitor, Way
from gamify.averages import NOTHING
from gamify.rights import Role
from pages.ui.story.blocks import Hero
from pages.ui.team.opening import opening
from pages.ui.team.reading import team_facts
from pages.ui.team.seen import TeamSeen, seen_by
from tests.pages.own.conftest import Open
from tests.pages.own.stories import (
    ALPHA,
    ANN,
    BETA,
    BOB,
    CID,
    department,
    engineer,
    lead,
    of_kind,
)

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "own-pages.md"
VISITORS = {
    "viewer": Visitor("Vic", Role.VIEWER, way=Way.PASSWORD),
    "engineer of another team": engineer("Bob", BOB),
    "engineer of the team": engineer("Cid", CID),
    "the person": engineer("Ann", ANN),
    "lead of another team": lead(BETA),
    "lead": lead(ALPHA),
    "administrator": Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD),
}


def table() -> dict[str, dict[str, bool]]:
    """The table of the document: figure → visitor → whether it is theirs to see."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    at = lines.index("| figure | " + " | ".join(VISITORS) + " |")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[at + 2 :]]
    rows = rows[: next(at for at, row in enumerate(rows) if len(row) < len(VISITORS))]
    return {
        figure: dict(zip(VISITORS, [cell == "yes" for cell in cells], strict=True))
        for figure, *cells in rows
    }


TABLE = table()


@pytest.fixture(autouse=True)
def rated(database: str) -> None:
    """The department, with its ratings."""
    engine = open_engine(database)
    with writing(engine) as session:
        department(session)
    engine.dispose()


def team_seen(who: Visitor, season: str = "2026-Q4", team: str = "Alpha") -> TeamSeen:
    return seen_by(team_facts(season, team, None, language="en"), who)


def hero(seen: TeamSeen) -> Hero:
    found = opening(seen, "en")[0]
    assert isinstance(found, Hero)
    return found


def shows_stars(seen: TeamSeen) -> bool:
    """Whether anything of a team's stars is shown; what isn't may not be in the facts either."""
    figures = [one.value for one in hero(seen).figures if one.name != "ratings"]
    is_shown = any(value != NOTHING for value in figures)
    assert is_shown == bool(seen.facts.weeks) == bool(seen.facts.years)
    return is_shown


@pytest.mark.parametrize("who", VISITORS)
def test_every_figure_is_shown_as_the_document_says(opened: Open, who: str) -> None:
    visitor = VISITORS[who]
    crowd, few = team_seen(visitor), team_seen(visitor, "2026-Q3")
    is_person_shown = is_hiding_offered = False
    if visitor.role is not Role.VIEWER:
        page = opened("my_season", visitor, person=str(ANN), season="2026-Q4", section="name")
        is_person_shown = bool(of_kind(page, "hero"))
        assert is_person_shown is not any("This" in one.value for one in page.text[:1])
        is_hiding_offered = "my-season-hide" in [button.key for button in page.button]

    assert {
        "a person's own page": is_person_shown,
        "a team's place, its number of ratings": bool(hero(crowd).sentence and hero(few).sentence),
        "a team's figures and stars, of a crowd": shows_stars(crowd),
        "a team's figures and stars, of few people": shows_stars(few),
        "a team's people, who helped whom": bool(crowd.facts.members and crowd.facts.helps),
        "goals of each of a team's people": bool(crowd.facts.scorers.rows),
        "hiding the own name": is_hiding_offered,
    } == {figure: seen[who] for figure, seen in TABLE.items()}


@pytest.mark.parametrize("who", ["viewer", "engineer of the team", "lead of another team"])
def test_of_a_team_of_one_nothing_but_its_place_is_told(who: str) -> None:
    """Bob alone is Beta: its average would be his."""
    seen = team_seen(VISITORS[who] if "lead" not in who else lead(ALPHA), team="Beta")
    blocks = opening(seen, "en")

    assert (seen.facts.years, seen.facts.weeks) == ([], [])
    assert "4.85" not in str(blocks)
    assert "Figures of a team are shown once at least 3 people" in hero(seen).notes[0]


def test_a_quarter_with_two_people_isn_t_beside_one_with_three() -> None:
    """The quarter before was Ann's and Cid's alone: neither a row nor a point of a chart."""
    seasons = [one.now.season.code for one in team_seen(VISITORS["viewer"]).facts.years]

    assert seasons == ["2026-Q4"]
    assert [one.now.season.code for one in team_seen(lead(ALPHA)).facts.years] == [
        "2026-Q4",
        "2026-Q3",
    ]


def test_weeks_of_few_people_are_joined_for_colleagues_and_single_for_leads() -> None:
    colleague, its_lead = (
        team_seen(who).facts.weeks for who in (engineer("Cid", CID), lead(ALPHA))
    )

    assert all(one.is_crowd for one in colleague)
    assert len(colleague) < len(its_lead)
    assert sum(one.stars.n for one in colleague) == sum(one.stars.n for one in its_lead) == 15
