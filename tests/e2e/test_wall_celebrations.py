"""What another process writes is celebrated on a wall of the real server, at once and in order.

The figures of a machine that does nothing else are in `python -m tests.bench walls`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.wall_feast import meet_challenges, rate_many, take_the_crown
from tests.e2e.wall_outages import Site, site_on
from tests.e2e.wall_tv import Tv, open_tv

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: Generous for a machine that is busy with other tests.
SOON = 8.0
#: Seconds until twenty goals of one second have been celebrated.
ALL_OVER = 20.0


@pytest.fixture(scope="module")
def site(sqlite_pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a season of nine teams."""
    path = tmp_path_factory.mktemp("feast") / "crownboard.db"
    shutil.copy(sqlite_pattern, path)
    with site_on(f"sqlite:///{path}") as site:
        yield site


@pytest.fixture(scope="module")
def tv(browser: Browser, site: Site) -> Iterator[Tv]:
    """One TV for all: a new one would first celebrate what the last minute has brought."""
    context, tv = open_tv(browser, site.address)
    yield tv
    context.close()


def test_a_crown_that_changes_hands_is_celebrated(site: Site, tv: Tv) -> None:
    show = take_the_crown(site, tv)

    assert (show.kind, show.title, show.name) == ("great", "New crown", "Team 2")
    assert show.after < SOON


def test_half_way_and_a_challenge_met_are_celebrated(site: Site, tv: Tv) -> None:
    half, met = meet_challenges(site, tv)

    assert (half.kind, half.title, half.name) == ("great", "Half way", "Team 8: Sixty of eight")
    assert (met.kind, met.title, met.name) == ("great", "Challenge met", "Team 9: Thirty of nine")
    assert max(half.after, met.after) < SOON


def test_twenty_ratings_in_a_second_are_celebrated_once_each_in_their_order(
    site: Site, tv: Tv
) -> None:
    roll = rate_many(site, tv)

    assert roll.played == roll.wanted
    assert roll.over < ALL_OVER
