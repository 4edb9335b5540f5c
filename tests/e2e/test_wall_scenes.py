"""Every scene of the wall at every size, with usual days and with extreme ones: nothing overflows,
nothing overlaps, what matters can be read from afar, and a voice can read it as well.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import wall_pictures as pictures
from tests.e2e.wall_looks import flaws, settle, too_small
from tests.e2e.wall_server import FakeWall, fake_wall

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

ROOT = Path(__file__).resolve().parents[2]
SIZES = {
    "hd": (1280, 720),
    "full hd": (1920, 1080),
    "4k": (3840, 2160),
    "standing": (1080, 1920),
}
USUAL = {
    "nine teams in Russian": pictures.picture("ru", n=9),
    "fifteen teams": pictures.picture("en", n=15),
    "one team": pictures.picture("en", n=1),
}
EXTREME = {9: pictures.extreme(9), 15: pictures.extreme(15)}


@pytest.fixture(scope="module")
def wall() -> Iterator[FakeWall]:
    """A server whose picture every test puts up for itself."""
    with fake_wall(pictures.picture()) as wall:
        yield wall


@pytest.fixture(scope="module")
def tv(browser: Browser, wall: FakeWall) -> Iterator[Page]:
    """One screen for all pictures; it stands still, so that what is measured has arrived."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.goto(f"{wall.address}/wall?screen=lobby&token=t&preview=1")
    page.locator("html[data-state=live]").wait_for()
    yield page
    context.close()
    assert errors == []


def put_up(wall: FakeWall, tv: Page, parts: dict[str, Any], kind: str, **screen: Any) -> None:
    """Show a scene of a picture."""
    shown = parts["screen"] | {"scenes": [{"kind": kind, "seconds": 600}]} | screen
    wall.change(**(parts | {"screen": shown}))
    tv.locator(f"html[data-version='{wall.version}'][data-scene={kind}]").wait_for()
    settle(tv)


@pytest.mark.parametrize("kind", pictures.SCENES)
@pytest.mark.parametrize("day", USUAL)
def test_nothing_overflows_and_what_matters_is_great_enough(
    wall: FakeWall, tv: Page, day: str, kind: str
) -> None:
    if day == "one team" and kind == "moves":
        kind = "brand"  # A single team has nothing to move past.
    put_up(wall, tv, USUAL[day], kind)
    sizes = SIZES if day == "fifteen teams" else ("hd", "standing")
    found = {}
    for size in sizes:
        width, height = SIZES[size]
        tv.set_viewport_size({"width": width, "height": height})
        settle(tv)
        found[size] = flaws(tv) + too_small(tv, kind)

    assert found == {size: [] for size in sizes}


@pytest.mark.parametrize(
    ("teams", "kind"), [(9, "standings"), *((15, kind) for kind in pictures.SCENES)]
)
def test_names_of_eighty_letters_in_any_script_stay_in_their_boxes(
    wall: FakeWall, tv: Page, teams: int, kind: str
) -> None:
    put_up(wall, tv, EXTREME[teams], kind)
    found = {}
    for size in ("hd", "standing"):
        width, height = SIZES[size]
        tv.set_viewport_size({"width": width, "height": height})
        settle(tv)
        found[size] = flaws(tv)

    assert found == {"hd": [], "standing": []}
    assert tv.evaluate("window.harmed") is None
    assert tv.locator(".stage img, .stage script, .stage a").count() == 0


def test_a_figure_is_never_cut(wall: FakeWall, tv: Page) -> None:
    put_up(wall, tv, pictures.extreme(15), "standings")

    cut = tv.locator(".stage .figure.cut")

    expect(cut).to_have_count(0)
    expect(tv.locator(".teams .ratings.fit").first).to_have_text("123456")


def test_fifteen_teams_and_those_that_wait_are_all_there(wall: FakeWall, tv: Page) -> None:
    picture = pictures.picture(n=15)
    names = [f"Team {at}" for at in range(17)]
    table = pictures.teams(names, waiting=2)
    put_up(wall, tv, picture | {"teams": table}, "standings")

    expect(tv.locator(".teams .row")).to_have_count(15)
    expect(tv.locator(".waiting-line li")).to_have_text(
        ["Team 153 more ratings to be ranked", "Team 163 more ratings to be ranked"]
    )


def test_without_anything_to_show_there_is_the_brand_and_a_sentence(
    wall: FakeWall, tv: Page
) -> None:
    nothing = pictures.empty("ru")
    wall.change(**nothing)
    tv.locator(f"html[data-version='{wall.version}'][data-scene=brand]").wait_for()
    settle(tv)

    expect(tv.locator(".brand .sentence")).to_have_text(nothing["teams"]["empty"])
    assert flaws(tv) == []


def test_too_close_and_tied_are_said(wall: FakeWall, tv: Page) -> None:
    table = pictures.teams(pictures.TEAMS[:3])
    table["verdict"] = "too close to call"
    for row in table["rows"][:2]:
        row |= {"place": "1", "tied": True, "crown": False}
    put_up(wall, tv, pictures.picture(teams=table), "standings")

    expect(tv.locator(".verdict")).to_have_text("too close to call")
    expect(tv.locator(".teams .place")).to_have_text(["1=", "1=", "3"])
    expect(tv.locator(".teams .leads, .teams .crown-mark")).to_have_count(0)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_axe_finds_nothing_serious(wall: FakeWall, tv: Page, theme: str) -> None:
    tv.set_viewport_size({"width": 1920, "height": 1080})
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    for kind in pictures.SCENES:
        put_up(wall, tv, pictures.picture(), kind, theme=theme)
        found = tv.evaluate(f"{axe}; axe.run().then((found) => found.violations)")
        bad = [one for one in found if one["impact"] in ("serious", "critical")]
        assert [(one["id"], one["nodes"][0]["html"]) for one in bad] == []


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_every_word_can_be_read_on_every_ground(wall: FakeWall, tv: Page, theme: str) -> None:
    put_up(wall, tv, pictures.picture(), "standings", theme=theme)
    colours = wall_colours(theme)
    inks = [luminance(colours[name]) for name in ("text", "quiet", "gold-text", "up")]
    grounds = [luminance(colours[name]) for name in ("ground", "raised", "gold-ground")]

    ratios = [(max(a, b) + 0.05) / (min(a, b) + 0.05) for a in inks for b in grounds]

    assert min(ratios) >= 4.5


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_wall_has_the_colours_of_the_pages(theme: str) -> None:
    with (ROOT / ".streamlit" / "config.toml").open("rb") as config:
        pages = tomllib.load(config)["theme"][theme]
    same = {
        "ground": "backgroundColor",
        "raised": "secondaryBackgroundColor",
        "text": "textColor",
        "quiet": "grayTextColor",
        "line": "borderColor",
        "gold": "yellowColor",
        "gold-text": "yellowTextColor",
        "gold-ground": "yellowBackgroundColor",
        "up": "greenTextColor",
        "up-ground": "greenBackgroundColor",
    }

    colours = wall_colours(theme)

    assert {name: colours[name] for name in same} == {
        name: pages[other] for name, other in same.items()
    }


def test_every_style_of_the_wall_is_in_its_page() -> None:
    folder = ROOT / "static" / "wall"
    page = (folder / "wall.html").read_text(encoding="utf-8")

    named = set(re.findall(r'assets/\{\{build\}\}/([\w/.]+\.css)"', page))

    assert named == {path.relative_to(folder).as_posix() for path in folder.rglob("*.css")}


def wall_colours(theme: str) -> dict[str, str]:
    """The colours of a theme by their names in wall.css."""
    style = (ROOT / "static" / "wall" / "wall.css").read_text(encoding="utf-8")
    block = re.search(rf'\[data-theme="{theme}"\] {{(.*?)}}', style, re.DOTALL)
    assert block is not None
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block[1]))


def luminance(colour: str) -> float:
    """The relative luminance of a colour like "#0c1512" (WCAG 2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
