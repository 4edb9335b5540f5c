"""What happens to a wall in an office, done to a real server before a real browser.

Each outage lasts as long as it is told, and is watched once a second: by a script that knows
what must never be seen, and in screenshots.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlmodel import col, select

from db.commands.ledger import bump_version
from db.commands.walls import create_screen, link_token, renew_link, revoke_link
from db.engine import migrate, open_engine, reading, writing
from db.models import WallScreen
from db.queries.version import data_version
from gamify.access import console
from gamify.wall.screen import SHORTEST, Scene, SceneKind, Screen
from tests.e2e.nursery import Born
from tests.e2e.served import free_port, serve_process
from tests.e2e.swallowing import Line
from tests.e2e.wall_tv import CHANGED, Glance, Tv, share_changed
from tests.factories import Row, store
from tests.post import KEY, settings_on

#: A wall is back within so many seconds after the cause has gone.
RECOVERY = 5.0
#: Silence so long is said in the foot; a little later at the latest it must stand there.
SAID_AFTER = 6.5
LEA = console("Lea")
LOBBY = Screen(name="lobby", shift=False, scenes=(Scene(SceneKind.STANDINGS, 60),))
#: All scenes in turn, as fast as a screen may be set.
ROUND = Screen(name="lobby", scenes=tuple(Scene(kind, SHORTEST) for kind in SceneKind))


@dataclass
class Site:
    """A server with its database; it can be killed and started anew on the same port."""

    url: str
    port: int = field(default_factory=free_port)
    stack: ExitStack = field(default_factory=ExitStack)
    process: Born | None = None
    tickets: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> Born:
        """The server's process."""
        assert self.process is not None
        return self.process

    def start(self) -> float:
        """Start the server; the moment at which it answers."""
        settings = {"CROWNBOARD_SECRET_KEY": KEY}
        served = serve_process(self.url, settings=settings, port=self.port)
        _, self.process = self.stack.enter_context(served)
        return time.time()

    def rate(self, *rows: Row, through: Engine | None = None) -> int:
        """Let another process than the server write ratings; the version that counts them.

        Unless they are told, it is one that isn't celebrated.
        """
        self.tickets += 1
        usual = Row(f"N{self.tickets}", stars=4, team="Team 9", at=datetime.now(UTC))
        new = rows or (usual,)
        with nullcontext(through) if through else self.database() as engine:
            with writing(engine) as session:
                store(session, *new)
            with reading(engine) as session:
                return data_version(session)

    @contextmanager
    def database(self) -> Iterator[Engine]:
        engine = open_engine(self.url)
        yield engine
        engine.dispose()

    def set_screen(self, screen: Screen = LOBBY) -> str:
        """Set a screen; the token of its link."""
        settings = settings_on(self.url)
        now = datetime.now(UTC)
        with self.database() as engine, writing(engine) as session:
            card = create_screen(session, screen=screen, settings=settings, actor=LEA, now=now)
        token = link_token(card, settings)
        return token.get_secret_value() if token else ""


@contextmanager
def site_on(url: str, *, is_empty: bool = True) -> Iterator[Site]:
    """A running server; an empty database gets a season of nine teams."""
    site = Site(url)
    with site.database() as engine:
        migrate(engine)
        if is_empty:
            fill(engine)
    with site.stack:
        site.start()
        yield site


def fill(engine: Engine, *, teams: int = 9, ratings: int = 24) -> None:
    """A season that has begun: every team is ranked, the first one has the crown."""
    now = datetime.now(UTC)
    rows = [
        Row(
            f"S{team}-{at}",
            stars=5 if at >= team else 4,
            owner=f"Engineer {team}{at % 4}",
            team=f"Team {team}",
            at=now - timedelta(minutes=90 + at),
            comment="Thank you, that was quick" if at % 5 == 0 else None,
        )
        for team in range(1, teams + 1)
        for at in range(ratings)
    ]
    with writing(engine) as session:
        store(session, *rows)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an outage came to; `gap` are seconds from the cause's end to the wall's recovery."""

    name: str
    lasted: float
    gap: float
    glances: tuple[Glance, ...]
    flaws: tuple[str, ...]


def judged(
    glances: Sequence[Glance], *, begun: float, before: Glance, is_still: bool = True
) -> tuple[str, ...]:
    """What was wrong while an outage lasted that a wall has to bear with its figures kept."""
    found = [flaw for one in glances for flaw in one.flaws()]
    for one in glances:
        since = one.at - begun
        if not one.said.get("rows") and one.said.get("scene") == "standings":
            found.append(f"no figures after {since:.0f} s")
        if since > SAID_AFTER and not (one.state == "lost" and one.told.startswith("as of ")):
            found.append(f"after {since:.0f} s the foot said “{one.told}” ({one.state})")
        if is_still and one.said.get("text") != before.said.get("text"):
            found.append(f"the figures have changed after {since:.0f} s")
        if is_still and (changed := share_changed(before.png, one.png)) > CHANGED:
            found.append(f"{changed:.1%} of the picture differ after {since:.0f} s")
    return tuple(dict.fromkeys(found))


def endure(
    tv: Tv,
    name: str,
    lasts: float,
    *,
    begin: Callable[[], object],
    end: Callable[[], float],
    news: Callable[[], int],
    is_still: bool = True,
) -> Outcome:
    """Let an outage happen and pass.

    `end` takes the cause away and says when it had gone; it may take its time, aside. `news`
    gives the version of what was written meanwhile, which has to be on the screen afterwards.
    """
    tv.page.locator("html:not([data-celebrating])").wait_for(timeout=20_000)
    # Rows have arrived at their places, and figures at what they say.
    tv.page.wait_for_timeout(1500)
    before = tv.look()
    begin()
    begun = time.time()
    seen = tv.watch(lasts)
    with ThreadPoolExecutor(1) as aside:
        ending: Future[float] = aside.submit(end)
        while not ending.done():
            seen += tv.watch(0.3)
        gone = ending.result()
    version = news()
    gap = tv.seconds_to(version, since=gone)
    after = tv.look()
    during = [one for one in seen if one.at < gone]
    flaws = judged(during, begun=begun, before=before, is_still=is_still)
    late = [flaw for one in [*seen, after] for flaw in one.flaws()]
    return Outcome(name, gone - begun, gap, (*seen, after), (*flaws, *late))


def kill(site: Site, tv: Tv, *, lasts: float, is_still: bool = True) -> Outcome:
    """The server is killed, and started anew after a while."""
    written: list[int] = []

    def begin() -> None:
        site.running.kill()
        site.running.wait()
        written.append(site.rate())

    return endure(
        tv, "server killed", lasts, begin=begin, end=site.start, news=lambda: written[0],
        is_still=is_still,
    )  # fmt: skip


def stop(site: Site, tv: Tv, *, lasts: float, is_still: bool = True) -> Outcome:
    """The server is stopped as by a machine that hangs, and goes on after a while."""
    written: list[int] = []

    def begin() -> None:
        site.running.send_signal(signal.SIGSTOP)
        written.append(site.rate())

    def end() -> float:
        site.running.send_signal(signal.SIGCONT)
        return time.time()

    return endure(
        tv, "server stopped", lasts, begin=begin, end=end, news=lambda: written[0],
        is_still=is_still,
    )  # fmt: skip


def cut(site: Site, tv: Tv, line: Line, *, lasts: float, is_still: bool = True) -> Outcome:
    """The network swallows everything; the TV stands behind `line`."""
    written: list[int] = []

    def begin() -> None:
        line.swallows = True
        written.append(site.rate())

    def end() -> float:
        line.swallows = False
        return time.time()

    return endure(
        tv, "network cut", lasts, begin=begin, end=end, news=lambda: written[0], is_still=is_still
    )


def lose_database(
    site: Site, tv: Tv, postgres: Any, *, lasts: float, is_still: bool = True
) -> Outcome:
    """PostgreSQL is stopped, and started anew after a while."""

    def end() -> float:
        postgres.ensure_postgres_running()
        return time.time()

    return endure(
        tv, "PostgreSQL stopped", lasts, begin=postgres.stop, end=end, news=site.rate,
        is_still=is_still,
    )  # fmt: skip


def revoke(site: Site, tv: Tv, *, lasts: float, name: str = LOBBY.name) -> Outcome:
    """The link is taken back, and after a while there again (from a backup, say)."""
    now = datetime.now(UTC)
    with site.database() as engine, writing(engine) as session:
        former = session.exec(select(WallScreen).where(col(WallScreen.name) == name)).one()
        kept = former.digest, former.sealed
        revoke_link(session, name=name, actor=LEA, now=now)
    begun = time.time()
    tv.wait_for_state("closed")
    closed = time.time() - begun
    seen = tv.watch(lasts)
    flaws = [flaw for one in seen for flaw in one.flaws()]
    if closed > 2:
        flaws.append(f"the screen was calm after {closed:.1f} s")
    flaws += [
        f"a closed screen shows “{one.said['text']}”"
        for one in seen
        if one.said["rows"] or "waits for a new link" not in str(one.said["text"])
    ]
    with site.database() as engine:
        with writing(engine) as session:
            found = session.exec(select(WallScreen).where(col(WallScreen.name) == name)).one()
            found.digest, found.sealed = kept
            session.add(found)
            bump_version(session)
        gone = time.time()
        with reading(engine) as session:
            version = data_version(session)
    gap = tv.seconds_to(version, since=gone)
    seen.append(tv.look())
    lasted = gone - begun
    return Outcome("link revoked", lasted, gap, tuple(seen), (*flaws, *seen[-1].flaws()))


def renew(site: Site, *, name: str = LOBBY.name) -> str:
    """Give the screen a new link; its token."""
    settings = settings_on(site.url)
    with site.database() as engine, writing(engine) as session:
        card = renew_link(session, name=name, settings=settings, actor=LEA, now=datetime.now(UTC))
    token = link_token(card, settings)
    return token.get_secret_value() if token else ""
