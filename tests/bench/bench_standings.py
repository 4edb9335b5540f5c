"""Standings of a quarter from cells against DuckDB's GROUP BY over the ratings themselves.

2,000 engineers, 60 strata, 20 quarters; 10 million ratings, and 100 thousand for comparison.
"""

from __future__ import annotations

import gc
import os
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from sqlalchemy import Engine, text

from db.commands.cells import recount
from db.engine import migrate, open_engine, reading, writing
from db.standings import engineer_table, team_table
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.bench.report import Figure

RATINGS = int(os.environ.get("CROWNBOARD_BENCH_RATINGS", "10000000"))
SMALL = 100_000
ENGINEERS, TEAMS, STRATA = 2_000, 100, 60
FIRST, DAYS = date(2021, 10, 1), 1826
SEASON = "2026-Q3"
ROUNDS = 9
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


def median_seconds(action: Callable[[], object]) -> float:
    """The median wall time of an action after one run that isn't counted."""
    action()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def standings_seconds(folder: Path, ratings: pa.Table) -> float:
    """Median seconds of both tables of the season, each time from a new session."""
    engine = open_engine(f"sqlite:///{folder / f'{ratings.num_rows}.db'}")
    migrate(engine)
    fill(engine, ratings)
    calendar = Calendar()
    season = parse_season(SEASON, calendar=calendar)

    # The server freezes what it has loaded out of the collector's sight; so does this process.
    gc.collect()
    gc.freeze()

    def both_tables() -> None:
        with reading(engine) as session:
            teams = team_table(session, season=season, rules=Rules(), calendar=calendar)
            scorers = engineer_table(session, season=season)
        assert len(teams.rows) == TEAMS
        assert scorers.rows

    seconds = median_seconds(both_tables)
    with reading(engine) as session:
        counted = session.connection().execute(text("SELECT COUNT(*) FROM cell")).scalar_one()
    print(f"  {ratings.num_rows:,} ratings, {counted:,} cells: {seconds * 1000:.1f} ms")
    return seconds


def duckdb_seconds(folder: Path, ratings: pa.Table) -> float:
    """Median seconds of DuckDB's two GROUP BYs of the season over its own table."""
    base = duckdb.connect(str(folder / "ratings.duckdb"))
    base.register("incoming", ratings)
    base.execute("CREATE TABLE rating AS SELECT * FROM incoming")
    base.unregister("incoming")

    def both_groups() -> None:
        for unit in ("team_id", "owner_id"):
            base.execute(PLAIN.format(unit=unit)).fetchall()

    return median_seconds(both_groups)


def measure(folder: Path) -> list[Figure]:
    """Our time over DuckDB's, and our time with all the ratings over that with few."""
    few = standings_seconds(folder, make_ratings(SMALL))
    ratings = make_ratings(RATINGS)
    duck = duckdb_seconds(folder, ratings)
    many = standings_seconds(folder, ratings)
    return [
        Figure("DuckDB, two GROUP BYs of the quarter", duck * 1000, "ms"),
        Figure("standings of teams and engineers", many * 1000, "ms"),
        Figure("standings over DuckDB", many / duck, "×", 1.0),
        Figure(f"{RATINGS:,} ratings over {SMALL:,}", many / few, "×", 2.0),
    ]
