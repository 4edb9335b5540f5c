"""A wall on a real server lives through what happens in an office, and comes back by itself.

The outages last some seconds here; `python -m tests.bench.outages` has them in full length.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import _database, _postgres, _run
from tests.e2e.swallowing import line_to
from tests.e2e.wall_outages import (
    LOBBY,
    RECOVERY,
    Outcome,
    Site,
    cut,
    kill,
    lose_database,
    renew,
    revoke,
    site_on,
    stop,
)
from tests.e2e.wall_tv import Tv, open_tv

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: Seconds of an outage: more than the silence that a page bears.
LASTS = 7.5


@pytest.fixture(scope="module")
def site(sqlite_pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server on a season of nine teams."""
    path = tmp_path_factory.mktemp("office") / "crownboard.db"
    shutil.copy(sqlite_pattern, path)
    with site_on(f"sqlite:///{path}") as site:
        yield site


@pytest.fixture(scope="module")
def token(site: Site) -> str:
    return site.set_screen()


@pytest.fixture(scope="module")
def tv(browser: Browser, site: Site, token: str) -> Iterator[Tv]:
    """A TV in the lobby, which stays there whatever happens."""
    context, tv = open_tv(browser, site.address, screen=LOBBY.name, token=token)
    yield tv
    context.close()


def survived(outcome: Outcome) -> bool:
    assert outcome.flaws == ()
    assert outcome.gap < RECOVERY
    return True


def test_a_network_that_swallows_everything_is_noticed_and_borne(
    browser: Browser, site: Site, token: str
) -> None:
    with line_to(site.port) as line:
        address = f"http://127.0.0.1:{line.port}"
        context, tv = open_tv(browser, address, screen=LOBBY.name, token=token)
        outcome = cut(site, tv, line, lasts=LASTS)
        context.close()

    assert survived(outcome)


def test_a_server_that_hangs_leaves_the_figures_and_their_time(site: Site, tv: Tv) -> None:
    assert survived(stop(site, tv, lasts=LASTS))


def test_a_link_that_is_taken_back_and_given_again(site: Site, tv: Tv) -> None:
    assert survived(revoke(site, tv, lasts=2))


def test_a_server_that_is_killed_and_started_anew(site: Site, tv: Tv) -> None:
    assert survived(kill(site, tv, lasts=LASTS))


def test_a_renewed_link_opens_elsewhere_and_the_former_one_stays_calm(
    browser: Browser, site: Site, tv: Tv
) -> None:
    renewed = renew(site)
    tv.wait_for_state("closed")
    context, other = open_tv(browser, site.address, screen=LOBBY.name, token=renewed)

    assert other.look().said["rows"] == 9
    assert tv.look().said["rows"] == 0
    context.close()


@pytest.mark.postgres
def test_a_database_that_is_stopped_and_started(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with warnings.catch_warnings():
        # It says that it falls back to /tmp for its sockets, which is fine.
        warnings.simplefilter("ignore")
        postgres = _postgres().get_server(tmp_path_factory.mktemp("office-postgres"))
    address = postgres.get_uri()
    _run(address, "CREATE DATABASE office")
    try:
        with site_on(_database(address, "office")) as site:
            token = site.set_screen()
            context, tv = open_tv(browser, site.address, screen=LOBBY.name, token=token)
            outcome = lose_database(site, tv, postgres, lasts=LASTS)
            context.close()
    finally:
        postgres.cleanup()

    assert survived(outcome)
