"""What there is to celebrate, written by another process than the server."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import select

from db.commands.challenges import create_challenge
from db.engine import reading, writing
from db.models import Rating, Ticket
from db.queries.teams import team_names
from gamify.challenges.challenge import Owner
from gamify.challenges.reading import read_criteria
from gamify.seasons import Calendar, SeasonKind, season_on
from tests.e2e.wall_outages import LEA, Site
from tests.e2e.wall_tv import Tv
from tests.factories import Row

#: How many ratings come in within a second, and their pace.
MANY, PACE = 20, 0.05


@dataclass(frozen=True, slots=True)
class Show:
    """What was played, and how many seconds after it had been written."""

    kind: str
    title: str
    name: str
    after: float


@dataclass(frozen=True, slots=True)
class Roll:
    """Many goals of a second: `wanted` and `played` are keys in their order.

    `first` are seconds from the first commit to the first show, `over` those from the last
    commit until nothing was celebrated any more, `took` those in which all were written.
    """

    wanted: list[str]
    played: list[str]
    first: float
    over: float
    took: float


def row(ticket: str, team: int = 1, **others: Any) -> Row:
    """A rating that was given just now."""
    at = datetime.now(UTC)
    return Row(ticket, owner=f"Engineer {team}0", team=f"Team {team}", at=at, **others)


def be_calm(tv: Tv) -> None:
    """Wait until nothing is celebrated, and forget what was."""
    tv.page.wait_for_timeout(500)
    tv.page.locator("html:not([data-celebrating])").wait_for(timeout=30_000)
    tv.page.evaluate("window.shows.length = window.cards.length = 0")


def celebrated(site: Site, tv: Tv, *rows: Row) -> Show:
    """Write ratings at once; the first show that follows."""
    be_calm(tv)
    site.rate(*rows)
    written = time.time()
    show = _first_show(tv)
    after = show["at"] / 1000 - written
    return Show(show["kind"], show["title"], show["name"], after)


def take_the_crown(site: Site, tv: Tv, *, season: str = "C") -> Show:
    """The first team falls behind the second one."""
    return celebrated(site, tv, *[row(f"{season}{at}", stars=1) for at in range(3)])


def challenge(site: Site, team: int, ratings: int, title: str) -> None:
    """Ask so many ratings of a team."""
    now = datetime.now(UTC)
    season = season_on(now.date(), kind=SeasonKind.QUARTER, calendar=Calendar())
    with site.database() as engine, writing(engine) as session:
        ids = {name: number for number, name in team_names(session).items()}
        create_challenge(
            session,
            criteria=read_criteria({"ratings": str(ratings)}),
            season=season,
            owner=Owner(team_id=ids[f"Team {team}"]),
            title=title,
            actor=LEA,
            now=now,
        )


def meet_challenges(site: Site, tv: Tv) -> tuple[Show, Show]:
    """One challenge gets half of its ratings, another all of them; each team has 24 before."""
    challenge(site, 8, 60, "Sixty of eight")
    challenge(site, 9, 30, "Thirty of nine")
    tv.page.wait_for_timeout(2000)
    half = celebrated(site, tv, *[row(f"H{at}", 8, stars=4) for at in range(6)])
    met = celebrated(site, tv, *[row(f"M{at}", 9, stars=4) for at in range(6)])
    return half, met


def rate_many(site: Site, tv: Tv) -> Roll:
    """Goals of three teams in turn, each a transaction of its own, all within a second."""
    be_calm(tv)
    tickets = [f"Q{at:02}" for at in range(MANY)]
    began = time.time()
    with site.database() as engine:
        for at, ticket in enumerate(tickets):
            site.rate(row(ticket, 1 + at % 3), through=engine)
            time.sleep(max(0.0, began + (at + 1) * PACE - time.time()))
        written = time.time()
        with reading(engine) as session:
            statement = select(Ticket.external_id, Rating.id).join(Rating)
            ids = dict(session.exec(statement).all())
    first = _first_show(tv)["at"] / 1000
    tv.page.locator("html:not([data-celebrating])").wait_for(timeout=40_000)
    over = time.time()
    return Roll(
        wanted=[f"goal-{ids[ticket]}" for ticket in tickets],
        played=[key.rsplit("-", 1)[0] for key in tv.notes("cards")],
        first=first - began,
        over=over - written,
        took=written - began,
    )


def _first_show(tv: Tv) -> dict[str, Any]:
    end = time.time() + 30
    while not (found := tv.notes("shows")):
        if time.time() > end:
            raise TimeoutError("nothing was celebrated")
        tv.page.wait_for_timeout(50)
    show: dict[str, Any] = found[0]
    return show
