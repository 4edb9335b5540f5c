"""A backup brings everything back, whatever the database, and nothing else is ever brought back."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text
from sqlmodel import func, select

from db.backup import write_backup
from db.commands.cells import cell_differences
from db.commands.challenges import create_challenge
from db.commands.decisions import exclude_rating
from db.commands.flags import look_for_flags
from db.commands.pars import keep_pars
from db.engine import NEWEST, migrate, open_engine, reading, writing
from db.migrations.upgrade import alembic_settings
from db.models import Account, AuditEntry, SignIn
from db.queries.version import data_version
from db.restore import check_backup, restore_backup
from gamify.access import console
from gamify.challenges.reading import read_criteria
from gamify.errors import DatabaseRefused, UnwritableFile
from gamify.keeping import BackupRefused, RestoreRefused
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.db.all_figures import standings_of, state_of
from tests.db.busy import STEPS_BEFORE, steps_in, take_steps
from tests.db.interrupted_import import rows_of
from tests.factories import NOW, Row, store

CALENDAR = Calendar()
QUARTER = parse_season("2026-Q2", calendar=CALENDAR)
#: Words that a text format could stumble over.
WORDS = 'Спасибо ))) <b>*x*</b> "quoted" \\ back\nslash\t\u2028 😀 =1+1'

Make = Callable[[str], Engine]


@pytest.fixture
def database(request: pytest.FixtureRequest) -> Iterator[Make]:
    """Makes an engine on a fresh database of a kind."""
    made: list[Engine] = []

    def make(kind: str) -> Engine:
        made.append(open_engine(request.getfixturevalue(f"{kind}_url")))
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    """An engine on a SQLite database that isn't there yet."""
    engine = open_engine(f"sqlite:///{tmp_path / 'new' / 'empty.db'}")
    yield engine
    engine.dispose()


def fill(engine: Engine) -> None:
    """Two quarters with handicap, flags, an exclusion, a challenge, an account: a bit of all."""
    with writing(engine) as session:
        store(session, *rows_of(0), *rows_of(1))
        store(session, *[Row(f"B{n}", comment=WORDS, requester="c@x.example") for n in range(9)])
        store(session, Row("B1", stars=2, comment="changed"))
        exclude_rating(
            session, rating_id=3, reason=ExclusionReason.POLICY, actor=console("Lea"), now=NOW
        )
        keep_pars(session, calendar=CALENDAR, rules=Rules(), now=NOW)
        look_for_flags(session, season=QUARTER, calendar=CALENDAR, now=NOW)
        create_challenge(
            session,
            criteria=read_criteria({"fives": "80"}),
            season=QUARTER,
            actor=console("Lea"),
            now=NOW,
        )
        session.add(
            Account(login="lea", name="Lea", role="lead", created_at=NOW, created_by="test")
        )
        session.flush()
        session.add(
            SignIn(
                digest="0", account_id=1, way="password", created_at=NOW, expires_at=NOW,
                seen_at=NOW,
            )
        )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("sqlite", "sqlite"),
        pytest.param("sqlite", "postgres", marks=pytest.mark.postgres),
        pytest.param("postgres", "sqlite", marks=pytest.mark.postgres),
    ],
)
def test_every_figure_and_every_row_is_the_same_after_a_restore(
    database: Make, empty: Engine, tmp_path: Path, source: str, target: str
) -> None:
    one = database(source)
    other = empty if target == "sqlite" else database(target)
    path = tmp_path / "crownboard.backup"
    fill(one)

    head = write_backup(one, path, now=NOW)
    restored = restore_backup(other, path, actor=console("Lea"), now=NOW)

    assert restored.head == head == check_backup(path)
    assert state_of(other) == state_of(one)
    with reading(other) as session:
        assert cell_differences(session, calendar=CALENDAR) == []
        assert session.exec(select(func.count()).select_from(SignIn)).one() == 0
        entry = session.exec(select(AuditEntry).order_by(text("id DESC")).limit(1)).one()
    assert (entry.action, entry.actor) == ("backup restored", "Lea")


@pytest.mark.postgres
def test_a_restored_postgresql_goes_on_with_ids_of_its_own(database: Make, tmp_path: Path) -> None:
    engine = database("postgres")
    fill(engine)
    write_backup(engine, tmp_path / "b", now=NOW)

    restore_backup(engine, tmp_path / "b", force=True, actor=console("Lea"), now=NOW)
    with writing(engine) as session:
        store(session, Row("new", owner="Nobody yet", team="New", kind=("", "Other", "", "")))

    with reading(engine) as session:
        assert cell_differences(session, calendar=CALENDAR) == []


def test_open_pages_see_that_the_data_are_others(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    write_backup(engine, tmp_path / "b", now=NOW)
    with writing(engine) as session:
        for day in range(3):
            store(session, Row(f"later {day}"))
    with reading(engine) as session:
        before = data_version(session)

    restore_backup(engine, tmp_path / "b", force=True, actor=console("Lea"), now=NOW)

    with reading(engine) as session:
        assert data_version(session) > before


def test_a_database_that_holds_something_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    fill(engine)
    write_backup(engine, tmp_path / "b", now=NOW)
    with writing(engine) as session:
        store(session, Row("later"))
    before = state_of(engine)

    with pytest.raises(RestoreRefused):
        restore_backup(engine, tmp_path / "b", actor=console("Lea"), now=NOW)

    assert state_of(engine) == before


def cut(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def flipped(whole: bytes) -> bytes:
    """One digit of a rating's row is another one; the file itself is sound."""
    lines = gzip.decompress(whole).split(b"\n")
    at = next(n for n, line in enumerate(lines) if b'"table":"rating"' in line) + 1
    row = json.loads(lines[at])
    row[3] = 1 if row[3] != 1 else 2
    lines[at] = json.dumps(row).encode()
    return gzip.compress(b"\n".join(lines))


def shortened(whole: bytes) -> bytes:
    return gzip.compress(b"\n".join(gzip.decompress(whole).split(b"\n")[:-2]) + b"\n")


def lengthened(whole: bytes) -> bytes:
    return gzip.compress(gzip.decompress(whole) + b"[]\n")


def of_the_future(whole: bytes) -> bytes:
    return gzip.compress(gzip.decompress(whole).replace(b'"format":1', b'"format":2', 1))


def of_a_newer_schema(whole: bytes) -> bytes:
    schema = f'"schema":"{NEWEST}"'.encode()
    return gzip.compress(gzip.decompress(whole).replace(schema, b'"schema":"9999"', 1))


def something_else(_whole: bytes) -> bytes:
    return gzip.compress(b'{"hello": 1}\n')


def not_even_packed(_whole: bytes) -> bytes:
    return b"SQLite format 3\0"


def nothing(_whole: bytes) -> bytes:
    return b""


@pytest.mark.parametrize(
    "spoil",
    [
        cut, flipped, shortened, lengthened, of_the_future, of_a_newer_schema, something_else,
        not_even_packed, nothing,
    ],
)  # fmt: skip
def test_a_backup_that_is_not_whole_touches_nothing(
    sqlite_url: str, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    engine = open_engine(sqlite_url)
    fill(engine)
    path = tmp_path / "b"
    write_backup(engine, path, now=NOW)
    path.write_bytes(spoil(path.read_bytes()))
    before = state_of(engine)

    with pytest.raises(BackupRefused):
        restore_backup(engine, path, force=True, actor=console("Lea"), now=NOW)

    assert state_of(engine) == before
    engine.dispose()


def test_a_backup_that_names_tables_of_strangers_is_refused(
    sqlite_url: str, tmp_path: Path
) -> None:
    engine = open_engine(sqlite_url)
    path = tmp_path / "b"
    write_backup(engine, path, now=NOW)
    whole = gzip.decompress(path.read_bytes()).replace(b'"announcement"', b'"sqlite_master"')
    lines = whole.split(b"\n")[:-2]
    path.write_bytes(gzip.compress(b"\n".join(lines) + b"\n" + seal(lines)))

    with pytest.raises(RestoreRefused, match="sqlite_master"):
        restore_backup(engine, path, force=True, actor=console("Lea"), now=NOW)

    engine.dispose()


def seal(lines: list[bytes]) -> bytes:
    """The last line of a file with these lines."""
    from hashlib import sha256  # noqa: PLC0415

    checksum = sha256(b"\n".join(lines) + b"\n").hexdigest()
    return json.dumps({"end": True, "sha256": checksum}).encode() + b"\n"


#: Every schema that a Crownboard has had, the oldest first, the newest left out.
FORMER = [
    step.revision
    for step in reversed(list(ScriptDirectory.from_config(alembic_settings()).walk_revisions()))
][:-1]


@pytest.fixture(scope="module")
def played(
    sqlite_pattern: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[object]]:
    """A SQLite database with an exclusion and a correction, and its standings."""
    path = tmp_path_factory.mktemp("played") / "crownboard.db"
    shutil.copy(sqlite_pattern, path)
    engine = open_engine(f"sqlite:///{path}")
    standings = play(engine)
    engine.dispose()
    return path, standings


def play(engine: Engine) -> list[object]:
    with writing(engine) as session:
        store(session, *rows_of(0), Row("T1", stars=2, owner="Engineer 1"))
        exclude_rating(
            session, rating_id=3, reason=ExclusionReason.POLICY, actor=console("L"), now=NOW
        )
        return standings_of(session)


def downgrade(engine: Engine, version: str) -> None:
    with engine.begin() as connection:
        settings = alembic_settings()
        settings.attributes["connection"] = connection
        command.downgrade(settings, version)


@pytest.mark.parametrize("version", FORMER)
def test_a_backup_of_every_released_schema_is_brought_up_to_date(
    played: tuple[Path, list[object]], empty: Engine, tmp_path: Path, version: str
) -> None:
    path, before = played
    shutil.copy(path, tmp_path / "former.db")
    engine = open_engine(f"sqlite:///{tmp_path / 'former.db'}")

    downgrade(engine, version)
    stand_as_before(engine, empty, tmp_path, version, before)

    engine.dispose()


@pytest.mark.postgres
def test_a_backup_of_the_oldest_schema_is_brought_up_to_date_on_postgresql_too(
    database: Make, empty: Engine, tmp_path: Path
) -> None:
    engine = database("postgres")
    before = play(engine)

    downgrade(engine, FORMER[0])
    stand_as_before(engine, empty, tmp_path, FORMER[0], before)


def stand_as_before(
    engine: Engine, empty: Engine, folder: Path, version: str, before: list[object]
) -> None:
    head = write_backup(engine, folder / "b", now=NOW)
    restored = restore_backup(empty, folder / "b", actor=console("Lea"), now=NOW)
    migrate(engine)

    assert (head.schema, restored.schema) == (version, NEWEST)
    for one in (engine, empty):
        with reading(one) as session:
            assert standings_of(session) == before
            assert cell_differences(session, calendar=CALENDAR) == []


def test_a_backup_under_load_is_one_state(engine: Engine, empty: Engine, tmp_path: Path) -> None:
    """`python -m tests.bench backup` does it again and again."""
    take_steps(engine, range(STEPS_BEFORE))
    stop, taken = threading.Event(), [STEPS_BEFORE]

    def write() -> None:
        while not stop.is_set():
            take_steps(engine, [taken[0]])
            taken[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while taken[0] < STEPS_BEFORE + 2:
            stop.wait(0.01)
        write_backup(engine, tmp_path / "b", now=NOW)
    finally:
        stop.set()
        writer.join()

    restore_backup(empty, tmp_path / "b", actor=console("Lea"), now=NOW)
    again = open_engine(f"sqlite:///{tmp_path / 'again.db'}")
    migrate(again)
    with reading(empty) as session:
        steps = steps_in(session)
        found = standings_of(session)
        assert cell_differences(session, calendar=CALENDAR) == []
    take_steps(again, range(steps))
    with reading(again) as session:
        assert standings_of(session) == found
    assert STEPS_BEFORE + 2 <= steps <= taken[0]
    again.dispose()


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_killed_restore_leaves_everything_as_it_was(
    engine: Engine, database_url: str, tmp_path: Path, lines: int
) -> None:
    fill(engine)
    write_backup(engine, tmp_path / "b", now=NOW)
    with writing(engine) as session:
        store(session, Row("later"))
    before = state_of(engine)
    engine.dispose()

    program = [sys.executable, "-m", "tests.db.interrupted_restore", database_url]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        [*program, str(tmp_path / "b")], cwd=root, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        for _ in range(lines):
            assert b" of " in process.stdout.readline()
        process.kill()

    again = open_engine(database_url)
    migrate(again)
    assert state_of(again) == before
    again.dispose()


def test_a_failed_backup_leaves_the_former_one(sqlite_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    path = tmp_path / "kept" / "b"
    path.parent.mkdir()
    write_backup(engine, path, now=NOW)
    former = path.read_bytes()
    with writing(engine) as session:
        store(session, *rows_of(0), *rows_of(1), *rows_of(2))

    def stop(_rows: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_backup(engine, path, now=NOW, progress=stop)

    assert path.read_bytes() == former
    assert [one.name for one in path.parent.iterdir()] == ["b"]
    with pytest.raises(UnwritableFile):
        write_backup(engine, tmp_path / "nowhere" / "b", now=NOW)
    engine.dispose()


def test_a_database_without_tables_has_nothing_to_keep(empty: Engine, tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused):
        write_backup(empty, tmp_path / "b", now=NOW)


def test_another_key_than_that_of_the_backup_is_noticed(
    sqlite_url: str, empty: Engine, tmp_path: Path
) -> None:
    engine = open_engine(sqlite_url)
    write_backup(engine, tmp_path / "b", now=NOW, key="ab")

    restored = [
        restore_backup(empty, tmp_path / "b", key=key, force=True, actor=console("Lea"), now=NOW)
        for key in ("ab", "cd", None)
    ]

    assert [each.is_other_key for each in restored] == [False, True, True]
    engine.dispose()


def test_strangers_in_a_shared_database_stay(sqlite_url: str, tmp_path: Path) -> None:
    engine = open_engine(sqlite_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE stranger AS SELECT 1 AS one"))
    write_backup(engine, tmp_path / "b", now=NOW)

    restore_backup(engine, tmp_path / "b", force=True, actor=console("Lea"), now=NOW)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT one FROM stranger")).all() == [(1,)]
    engine.dispose()
