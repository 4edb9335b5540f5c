"""Standings of a quarter from cells against DuckDB's GROUP BY over the ratings themselves.

2,000 engineers, 60 strata, 20 quarters; 10 million ratings, and 100 thousand for comparison.
To fill a database with them takes minutes: with `CROWNBOARD_BENCH_KEPT` set to a folder it is kept
there, and the next run measures the same one.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from sqlalchemy import Engine, text

from db.commands.awards import record_awards
from db.commands.cells import recount
from db.commands.pars import publish_par
from db.engine import migrate, open_engine, reading, writing
from db.nominations import season_nominations
from db.queries.tallies import team_kinds, uncommon_kinds
from db.standings import engineer_table, team_table
from gamify.access import console
from gamify.handicap.overlap import common_strata
from gamify.handicap.waterfall import team_waterfall, waterfall_sentence
from gamify.nominations.registry import NOMINATIONS
from gamify.seasons import Calendar, parse_season
from gamify.standings import RankMode, Rules
from pages.ui.handicap_rows import whole_work
from tests.bench.report import Figure

RATINGS = int(os.environ.get("CROWNBOARD_BENCH_RATINGS", "10000000"))
SMALL = 100_000
ENGINEERS, TEAMS, STRATA = 2_000, 100, 60
FIRST, DAYS = date(2021, 10, 1), 1826
CALENDAR, RULES = Calendar(), Rules()
SEASON = parse_season("2026-Q3", calendar=CALENDAR)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROUNDS = 15
COLUMNS = ("id", "ticket_id", "stars", "rated_at", "day", "owner_id", "team_id", "kind_id")
PLAIN = """
SELECT {unit}, COUNT(*) AS n, SUM(5 - stars) AS lost, SUM((5 - stars) * (5 - stars)) AS lost2,
       COUNT(*) FILTER (WHERE stars = 5), COUNT(*) FILTER (WHERE stars = 4),
       COUNT(*) FILTER (WHERE stars = 3), COUNT(*) FILTER (WHERE stars = 2),
       COUNT(*) FILTER (WHERE stars = 1)
FROM rating WHERE day BETWEEN DATE '2026-07-01' AND DATE '2026-09-30' GROUP BY {unit}
"""


def make_ratings(count: int) -> pa.Table:
    """Ratings spread evenly over engineers, kinds of work and days, in order of time."""
    rng = np.random.default_rng(count)
    offset = np.sort(rng.integers(0, DAYS, count))
    owner = rng.integers(1, ENGINEERS + 1, count)
    ids = np.arange(1, count + 1)
    day = np.datetime64(FIRST) + offset
    return pa.table(
        {
            "id": ids,
            "ticket_id": ids,
            "stars": rng.choice([5, 4, 3, 2, 1], count, p=[0.94, 0.03, 0.01, 0.01, 0.01]),
            "rated_at": (day - np.datetime64("1970-01-01")).astype(np.int64) * 86_400_000_000
            + rng.integers(0, 86_400_000_000, count),
            "day": pa.array(day.astype("datetime64[D]")),
            "owner_id": owner,
            "team_id": owner % TEAMS + 1,
            "kind_id": rng.integers(1, STRATA + 1, count),
        }
    )


def fill(engine: Engine, ratings: pa.Table) -> None:
    """Put the ratings into a migrated database and count its cells."""
    with writing(engine) as session:
        run = session.connection().exec_driver_sql
        run("INSERT INTO source (id, name, scale, mapping) VALUES (1, 'bench', 'stars', '{}')")
        for name, size in (("team", TEAMS), ("engineer", ENGINEERS), ("stratum", STRATA)):
            columns = {
                "team": "(id, name, name_key) VALUES (?, ?, ?)",
                "engineer": "(id, name, name_key, hidden) VALUES (?, ?, ?, 0)",
                "stratum": "(id, label) VALUES (?, ?)",
            }[name]
            width = columns.count("?")
            rows = [(i, f"{name} {i}", f"{name} {i}")[:width] for i in range(1, size + 1)]
            run(f"INSERT INTO {name} {columns}", rows)
        run(
            "INSERT INTO work_kind (id, line, category, priority, channel, stratum_id)"
            " VALUES (?, '', ?, '', '', ?)",
            [(i, f"category {i}", i) for i in range(1, STRATA + 1)],
        )
        for batch in ratings.to_batches(max_chunksize=200_000):
            _insert(run, batch)
    with writing(engine) as session:
        recount(session, calendar=Calendar())


def _insert(run: Callable[..., object], batch: pa.RecordBatch) -> None:
    day = batch["day"].cast(pa.int32()).to_pylist()
    values = {name: batch[name].to_pylist() for name in COLUMNS}
    run(
        "INSERT INTO ticket (id, source_id, external_id, kind_id, owner_id, team_id, day)"
        " VALUES (?, 1, ?, ?, ?, ?, ?)",
        list(
            zip(
                values["id"],
                map(str, values["id"]),
                values["kind_id"],
                values["owner_id"],
                values["team_id"],
                day,
                strict=True,
            )
        ),
    )
    run(
        "INSERT INTO rating (id, ticket_id, key, stars, raw_score, rated_at, day, owner_id,"
        " team_id, kind_id, shared) VALUES (?, ?, '', ?, '', ?, ?, ?, ?, ?, 0)",
        list(zip(*({**values, "day": day}[name] for name in COLUMNS), strict=True)),
    )


def median_seconds(actions: Sequence[Callable[[], object]]) -> list[float]:
    """The median wall time of each action, taken in turns after one run that isn't counted."""
    times: list[list[float]] = [[] for _ in actions]
    for turn in range(ROUNDS + 1):
        for action, its in zip(actions, times, strict=True):
            began = time.perf_counter()
            action()
            if turn:
                its.append(time.perf_counter() - began)
    return [statistics.median(its) for its in times]


@dataclass(frozen=True, slots=True)
class Seconds:
    """Median seconds of both raw tables, of all that a board tells, and of DuckDB if asked.

    `listed` are the raw tables with every scorer's row, not only the few that a board shows, and
    `waterfalls` all that a board tells with every team's row opened.
    """

    tables: float
    listed: float
    everything: float
    waterfalls: float
    duck: float = 0.0


def standings_seconds(
    folder: Path, ratings: pa.Table, duck: Callable[[], object] | None = None
) -> Seconds:
    """How long the standings of the season take, each time from a new session, without a cache.

    Rounds alternate with DuckDB's, so that a machine that others use is slow for both. All
    that a board tells is: the fair team table beside the raw one, scorers and scorers net,
    where each team's stars went by kind of work in figures and in a sentence, and the
    nominations, recorded as those of any closed season.
    """
    engine = filled(folder, ratings)
    # The server freezes what it has loaded out of the collector's sight; so does this process.
    gc.collect()
    gc.freeze()
    actions = [
        partial(both_tables, engine, best=RULES.public_top),
        partial(both_tables, engine),
        partial(everything, engine),
        partial(everything, engine, all_opened=True),
    ]
    medians = median_seconds([*actions, duck] if duck else actions)
    with reading(engine) as session:
        counted = session.connection().execute(text("SELECT COUNT(*) FROM cell")).scalar_one()
    print(
        f"  {ratings.num_rows:,} ratings, {counted:,} cells: {medians[0] * 1000:.1f} ms,"
        f" with handicaps, explanations and nominations {medians[2] * 1000:.1f} ms"
    )
    return Seconds(*medians)


def filled(folder: Path, ratings: pa.Table) -> Engine:
    """A database with the ratings, par and awards of the season: a kept one, or a new one."""
    engine = open_engine(f"sqlite:///{folder / f'{ratings.num_rows}.db'}")
    migrate(engine)
    ready = folder / f"{ratings.num_rows}.ready"
    if not ready.exists():
        fill(engine, ratings)
        close(engine)
        ready.touch()
    return engine


def both_tables(engine: Engine, *, best: int | None = None) -> None:
    """The raw team table and the top scorers: the best few, or every scorer's row."""
    with reading(engine) as session:
        teams = team_table(
            session, season=SEASON, rules=RULES, calendar=CALENDAR, mode=RankMode.STEADY
        )
        scorers = engineer_table(session, season=SEASON, best=best)
    assert len(teams.rows) == TEAMS
    assert sum(row.place is not None for row in scorers.rows) == (best or scorers.scored)


def everything(engine: Engine, *, all_opened: bool = False) -> None:
    """Both tables with their handicaps, explanations and nominations.

    As a board has it: every team's sentence and whether its work is its own, by kind of work
    the team whose row is opened, or all teams as if every row were, and of the ranked scorers
    the best few.
    """
    with reading(engine) as session:
        teams = team_table(
            session, season=SEASON, rules=RULES, calendar=CALENDAR, mode=RankMode.FAIR
        )
        par = teams.par
        assert par is not None
        scorers = engineer_table(
            session, season=SEASON, mode=RankMode.FAIR, par=par, best=RULES.public_top
        )
        opened = teams.rows[0].tally.id
        own = uncommon_kinds(session, quarter=SEASON.first, common=common_strata(par))
        kinds = team_kinds(session, quarter=SEASON.first, team_id=None if all_opened else opened)
        cards = season_nominations(session, season=SEASON, rules=RULES, calendar=CALENDAR)
    assert len([waterfall_sentence(whole_work(row)) for row in teams.rows]) == TEAMS
    assert all(team_waterfall(its, par) for its in kinds.values())
    assert len(kinds) == (TEAMS if all_opened else 1)
    assert len(own) <= TEAMS
    assert len(scorers.rows) == RULES.public_top
    assert len(cards.cards) == len(NOMINATIONS)


def close(engine: Engine) -> None:
    """Publish the season's par and record its awards, as upkeep does in the night."""
    began = time.perf_counter()
    with writing(engine) as session:
        publish_par(
            session, season=SEASON, calendar=CALENDAR, rules=RULES, actor=console("bench"), now=NOW
        )
    print(f"  par published in {time.perf_counter() - began:.1f} s")
    began = time.perf_counter()
    with writing(engine) as session:
        record_awards(session, season=SEASON, calendar=CALENDAR, rules=RULES, now=NOW)
    print(f"  awards recorded in {time.perf_counter() - began:.1f} s")


def duckdb_groups(folder: Path, ratings: pa.Table) -> Callable[[], object]:
    """DuckDB's two GROUP BYs of the season over its own table, ready to be run."""
    base = duckdb.connect(str(folder / "ratings.duckdb"))
    base.register("incoming", ratings)
    base.execute("CREATE TABLE IF NOT EXISTS rating AS SELECT * FROM incoming")
    base.unregister("incoming")

    def both_groups() -> None:
        for unit in ("team_id", "owner_id"):
            base.execute(PLAIN.format(unit=unit)).fetchall()

    return both_groups


def measure(folder: Path) -> list[Figure]:
    """Our time over DuckDB's, and our time with all the ratings over that with few."""
    folder = Path(os.environ.get("CROWNBOARD_BENCH_KEPT") or folder)
    folder.mkdir(parents=True, exist_ok=True)
    few = standings_seconds(folder, make_ratings(SMALL))
    ratings = make_ratings(RATINGS)
    many = standings_seconds(folder, ratings, duckdb_groups(folder, ratings))
    return [
        Figure("DuckDB, two GROUP BYs of the quarter", many.duck * 1000, "ms"),
        Figure("standings of teams and engineers", many.tables * 1000, "ms"),
        Figure("standings over DuckDB", many.tables / many.duck, "×", 1.0),
        Figure("with every scorer's row over DuckDB", many.listed / many.duck, "×", 1.0),
        Figure(f"{RATINGS:,} ratings over {SMALL:,}", many.tables / few.tables, "×", 2.0),
        Figure("with handicaps, explanations and nominations", many.everything * 1000, "ms"),
        Figure("all of it over DuckDB", many.everything / many.duck, "×", 1.0),
        Figure("and with all teams' rows opened", many.waterfalls / many.duck, "×"),
    ]
