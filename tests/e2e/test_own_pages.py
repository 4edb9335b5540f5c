"""A season as an engineer lives it: the own place, a hidden name, another number, the team."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from api.cookies import SIGN_IN
from db.engine import reading
from db.queries.memberships import members_on, team_on
from db.queries.tallies import rated_days
from db.queries.teams import team_names
from db.standings import engineer_table
from gamify.rights import Role
from gamify.seasons import Calendar, usual_season
from tests.api.visiting import account, token_of


def test_an_engineer_reads_the_own_story_and_the_team_s_on_a_phone(
    page: Page, demo_engine: Engine, demo_address: str
) -> None:
    with reading(demo_engine) as session:
        span = rated_days(session)
        assert span is not None
        season = usual_season(span[1], today=span[1], calendar=Calendar())
        third, other = (engineer_table(session, season=season).rows[at] for at in (2, 40))
        team = team_on(session, third.tally.id, span[1])
        assert team is not None
        colleagues = [one.name for one in members_on(session, team, span[1])]
        names = team_names(session)
    token = token_of(
        demo_engine,
        account(demo_engine, "third", Role.ENGINEER, engineer_id=third.tally.id, password=None),
    )
    page.context.add_cookies([{"name": SIGN_IN, "value": token, "url": demo_address}])
    page.set_viewport_size({"width": 390, "height": 844})

    sections = page.get_by_test_id("stButtonGroup")

    page.goto(f"{demo_address}/my_season?season={season.code}")
    expect(page.get_by_role("heading", name=f"place {third.place} by goals")).to_be_visible(
        timeout=30_000
    )
    expect(page.locator(".rungs .own")).to_contain_text(third.tally.name)
    sections.get_by_text("Nominations", exact=True).click()
    expect(page.get_by_role("heading", name="In reach")).to_be_visible()
    sections.get_by_text("Seasons", exact=True).click()
    expect(page.get_by_role("heading", name="Seasons side by side")).to_be_visible()
    sections.get_by_text("My name", exact=True).click()
    page.get_by_role("button", name="Hide the name on boards").click()
    expect(page.get_by_text(f"“Engineer {third.tally.id}”")).to_be_visible()
    page.get_by_role("button", name="Show the name on boards").click()
    expect(page.get_by_text(f"“{third.tally.name}”")).to_be_visible()
    # Nothing runs out of a phone's screen.
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.goto(f"{demo_address}/my_season?person={other.tally.id}")
    expect(page.get_by_text("This belongs to another team or person.")).to_be_visible(
        timeout=30_000
    )
    assert other.tally.name not in page.inner_text("body")
    page.get_by_role("button", name="To my own season").click()
    expect(page.locator(".rungs .own")).to_contain_text(third.tally.name)

    page.goto(f"{demo_address}/team?section=people")
    expect(page.get_by_role("heading", name=names[team], exact=True)).to_be_visible(timeout=30_000)
    people = page.locator(".block.items").first
    for name in colleagues:
        expect(people).to_contain_text(name)
    page.get_by_role("combobox", name="Team").click()
    another = next(name for id_, name in names.items() if id_ != team)
    page.get_by_role("option", name=another, exact=True).click()
    expect(page.get_by_role("heading", name=another, exact=True)).to_be_visible()
    expect(sections.get_by_text("Challenges", exact=True)).to_be_visible()
    expect(sections.get_by_text("People", exact=True)).to_be_hidden()
