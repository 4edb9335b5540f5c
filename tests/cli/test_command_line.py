"""The command line's journeys: a file in, standings out, an import back."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from cli.outcome import Outcome
from db.engine import open_engine, reading, writing
from db.models import Rating
from tests.cli.conftest import COMMAND, HEADER, ROOT, Ask, contents, surroundings
from tests.conftest import require

SHARED = ROOT.parent / "shared" / "data"
SUPPORT_2023 = SHARED / "technical_support_2023.csv"
CALLS_2021 = SHARED / "call_center_2021q1.xlsx"


def shared(path: Path) -> str:
    if not path.exists():
        pytest.skip(f"{path.name} isn't beside the repository")
    return str(path)


def test_a_support_desk_of_2023_has_its_known_teams(ask_any: Ask) -> None:
    assert ask_any("import", shared(SUPPORT_2023)).code == Outcome.FINE

    answer = json.loads(ask_any("standings", "teams", "--season", "2023-Q4", "--json").out)

    assert {
        team["team"]: (team["ratings"], team["stars"]["5"], team["total"], team["plain"])
        for team in answer["teams"]
    } == {
        "1st line support": (259, 69, 934, {"exact": "934/259", "shown": "3.60"}),
        "2nd line support": (74, 19, 267, {"exact": "267/74", "shown": "3.60"}),
    }


def test_a_support_desk_of_2023_has_its_known_scorers(ask_any: Ask) -> None:
    ask_any("import", shared(SUPPORT_2023))

    answer = json.loads(ask_any("standings", "engineers", "--season", "2023-Q4", "--json").out)

    assert [
        (row["place"], row["engineer"], row["goals"]["exact"], row["lost"]["exact"])
        for row in answer["engineers"]
    ] == [
        (1, "Connor Danielovitch", "25", "38"),
        (2, "Adolpho Messingham", "13", "37"),
        (3, "Bernard Beckley", "13", "92"),
        (4, "Kristos Westoll", "11", "75"),
        (5, "Nicola Wane", "11", "89"),
        (6, "Sheela Cutten", "9", "67"),
        (7, "Heather Urry", "3", "22"),
        (8, "Michele Whyatt", "3", "44"),
    ]


def test_a_workbook_of_calls_is_taken_in_whole(ask_any: Ask) -> None:
    answer = ask_any("import", shared(CALLS_2021))

    assert (answer.code, answer.err) == (Outcome.FINE, "")
    assert "4,054 ratings added" in answer.out
    assert "5,000 tickets added" in answer.out


def test_standings_open_with_the_newest_quarter(ask: Ask, ratings_csv: Path) -> None:
    ask("import", str(ratings_csv))

    answer = ask("standings", "teams")

    assert answer.out.startswith("2026-Q1: ")


def test_ratings_without_teams_lead_to_their_scorers(ask: Ask, tmp_path: Path) -> None:
    calls = tmp_path / "calls.csv"
    calls.write_text("call,agent,score,date\n1,Ann,5,2026-01-10\n", encoding="utf-8")
    ask("import", str(calls))

    answer = ask("standings", "teams", "--season", "2026-Q1")

    assert answer.out == (
        "No rating of the season 2026-Q1 names a team; `standings engineers` shows who scored.\n"
    )


def test_standings_of_a_team_are_those_of_its_ratings(ask: Ask, ratings_csv: Path) -> None:
    with ratings_csv.open("a", encoding="utf-8") as file:
        file.write("T11,Ben Ode,Red,4,2026-01-11,\n")
    ask("import", str(ratings_csv))

    answer = ask("standings", "engineers", "--season", "2026-01", "--team", "  rED ")

    assert answer.out.splitlines()[2:] == [
        "Place  Engineer  Team  Goals  Ratings  Lost stars  Average",
        "─────  ────────  ────  ─────  ───────  ──────────  ───────",
        "    –  Ben Ode   Red       0        1           1     4.00",
    ]


def test_standings_below_the_minimum_say_what_is_missing(ask: Ask, ratings_csv: Path) -> None:
    ask("import", str(ratings_csv))

    english = ask("standings", "teams", "--season", "2026-Q1").out
    empty = ask("standings", "teams", "--season", "2025-Q1").out

    assert "10 more ratings to be ranked" in english
    assert empty == "There are no ratings in the season 2025-Q1.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("standings teams --season 2026-Q5", "“2026-Q5” is not a season"),
        ("standings engineers --team Nobodies", "There is no team “Nobodies”"),
        ("import --undo 7", "There is no import 7 that could be undone"),
        ("import {file} --map score=Stars", "there is no column “Stars”"),
        ("import {file} --map stars=Score", "FIELD=COLUMN with one of the fields ticket,"),
        ("import {file} --encoding klingon", "--encoding can't be “klingon”"),
        ("import {file} --write-mapping /dev/null/x", "Name another place with --write-mapping"),
    ],
)
def test_a_wish_that_can_not_be_met_is_refused_in_a_sentence(
    words: str, sentence: str, ask: Ask, sqlite_url: str, ratings_csv: Path
) -> None:
    answer = ask(*words.format(file=ratings_csv).split())

    assert (answer.code, answer.err.count("\n")) == (Outcome.REFUSED, 1)
    assert sentence in answer.err
    assert contents(sqlite_url) == (0, 0, 0, 0)


def test_the_same_file_again_changes_nothing(ask: Ask, ratings_csv: Path) -> None:
    ask("import", str(ratings_csv))
    before = ask("standings", "teams", "--season", "2026-Q1", "--json")

    again = ask("import", str(ratings_csv))

    assert (
        "0 ratings added\n  0 ratings changed\n  0 tickets added\n  10 rows unchanged" in again.out
    )
    assert ask("standings", "teams", "--season", "2026-Q1", "--json") == before


def test_an_import_is_listed_and_taken_back_whole(
    ask: Ask, sqlite_url: str, ratings_csv: Path
) -> None:
    ask("import", str(ratings_csv))
    listed = ask("import", "--list").out.splitlines()[2].split()

    undone = ask("import", "--undo", listed[0])

    assert "ratings.csv" in listed
    assert undone.out == "Import 1 was undone.\n"
    assert contents(sqlite_url) == (1, 0, 0, 0)
    assert ask("recount", "--check").code == Outcome.FINE


def test_a_dry_run_reads_and_stores_nothing(ask: Ask, sqlite_url: str, ratings_csv: Path) -> None:
    answer = ask("import", str(ratings_csv), "--dry-run")

    assert "10 rows read, nothing stored.\n  10 ratings\n  0 tickets without" in answer.out
    assert contents(sqlite_url) == (0, 0, 0, 0)


def test_a_mapping_that_was_written_reads_the_next_file(ask: Ask, tmp_path: Path) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("No;Who;Joy;When\n1;Ann Lee;good;01.02.2026\n", encoding="cp1251")
    mapping = tmp_path / "mapping.json"
    told = "--map ticket=No --map owner=Who --map score=Joy --map rated_at=When --scale zendesk"
    assert ask("import", str(odd), *told.split(), "--write-mapping", str(mapping)).code == 0
    odd.write_text("No;Who;Joy;When\n2;Ann Lee;bad;03.02.2026\n", encoding="cp1251")

    answer = ask("import", str(odd), "--mapping", str(mapping))

    assert (answer.code, "1 rating added" in answer.out) == (Outcome.FINE, True)


def test_hostile_comments_are_stored_byte_for_byte(
    ask_any: Ask, database_url: str, tmp_path: Path
) -> None:
    comments = ["супер )))", "<b>x</b>", "[x](y)", "$1 $2", ":red[x]", "👩‍💻🚀", "=1+1", '"']
    path = tmp_path / "ratings.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADER.split(","))
        out.writerows(
            [f"T{at}", "Ann Lee", "Blue", 5, "2026-01-01", comment]
            for at, comment in enumerate(comments)
        )

    ask_any("import", str(path))

    assert stored_comments(database_url) == comments


def stored_comments(url: str) -> list[str | None]:
    engine = open_engine(url)
    with reading(engine) as session:
        found = session.exec(select(Rating.comment).order_by(col(Rating.id))).all()
    engine.dispose()
    return list(found)


def test_a_demo_is_seeded_once_and_leaves_for_real_ratings(
    ask: Ask, sqlite_url: str, ratings_csv: Path
) -> None:
    assert ask("demo").code == Outcome.FINE
    assert ask("demo").code == Outcome.REFUSED
    assert ask("recount", "--check").out == "Every cell equals a recount from the ratings.\n"

    live = ask("demo", "--live", "--pace", "6000", "--count", "3")
    assert (live.code, live.out.count("★☆") + live.out.count("★★★★★")) == (Outcome.FINE, 3)

    answer = ask("import", str(ratings_csv))

    assert "The demo season leaves" in answer.out
    assert contents(sqlite_url)[1:3] == (10, 10)
    assert ask("demo", "--live", "--count", "1").code == Outcome.REFUSED
    assert ask("recount", "--check").code == Outcome.FINE


def test_a_check_finds_what_is_wrong_and_a_recount_mends_it(
    ask: Ask, sqlite_url: str, ratings_csv: Path
) -> None:
    ask("import", str(ratings_csv))
    spoil_a_cell(sqlite_url)

    found = ask("recount", "--check")
    mended = ask("recount")

    assert (found.code, "team_day" in found.out) == (Outcome.DIFFERENT, True)
    assert mended.code == Outcome.FINE
    assert ask("recount", "--check").code == Outcome.FINE


def spoil_a_cell(url: str) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        session.connection().execute(text("UPDATE cell SET n5 = n5 + 1 WHERE grain = 1"))
    engine.dispose()


def test_a_reader_who_leaves_early_is_no_reason_to_complain(
    sqlite_url: str, ratings_csv: Path, ask: Ask
) -> None:
    ask("import", str(ratings_csv))
    reads, writes = os.pipe()
    os.close(reads)

    done = subprocess.run(
        [*COMMAND, "standings", "teams", "--season", "2026-Q1"],
        cwd=ROOT,
        env=surroundings(sqlite_url),
        stdout=writes,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writes)

    assert (done.returncode, done.stderr) == (Outcome.UNREAD, b"")


def test_an_import_of_a_csv_loads_nothing_that_it_does_not_need(
    sqlite_url: str, ratings_csv: Path
) -> None:
    heavy = ("pandas", "scipy", "psycopg", "gamify.nominations.registry")
    program = (
        "import sys; from cli.main import main; code = main(['import', sys.argv[1]]);"
        f" print(*(set({heavy!r}) & sys.modules.keys()), end='', file=sys.stderr); sys.exit(code)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(ratings_csv)],
        cwd=ROOT,
        env=surroundings(sqlite_url),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_ctrl_c_ends_a_live_demo_without_a_word(sqlite_url: str, ask: Ask) -> None:
    ask("demo")
    live = subprocess.Popen(
        [*COMMAND, "demo", "--live", "--pace", "0.001"],
        cwd=ROOT,
        env=surroundings(sqlite_url),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # A suite that runs in the background has Ctrl+C switched off, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
    )
    assert live.stdout is not None
    assert live.stdout.readline() == "Ratings come in; Ctrl+C stops them.\n"

    live.send_signal(signal.SIGINT)

    _, complaints = live.communicate(timeout=20)
    assert (live.returncode, complaints) == (Outcome.STOPPED, "")


def test_an_import_that_is_killed_leaves_all_or_nothing(
    sqlite_url: str, ask: Ask, tmp_path: Path
) -> None:
    path = tmp_path / "many.csv"
    rows = (
        f"T{n},Agent {n % 40},Team {n % 5},{5 - n % 7 // 6},2026-01-{n % 28 + 1:02d},c"
        for n in range(60_000)
    )
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")

    for seconds in (1.2, 1.8, 2.4, 3.0):
        child = subprocess.Popen(
            [*COMMAND, "import", str(path)],
            cwd=ROOT,
            env=surroundings(sqlite_url),
            stdout=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        child.kill()
        child.wait(20)
        imports, tickets, ratings, _ = contents(sqlite_url)
        assert (imports, tickets, ratings) in {(0, 0, 0), (1, 60_000, 60_000)}
        if imports:
            break
    ask("import", str(path))

    assert contents(sqlite_url)[1:3] == (60_000, 60_000)
    assert ask("recount", "--check").code == Outcome.FINE


def test_everything_is_said_in_russian_too(ask: Ask, ratings_csv: Path) -> None:
    ask("import", str(ratings_csv))

    answer = ask("standings", "teams", "--season", "2026-Q1", "--language", "ru")

    require((ROOT / "gamify" / "locale" / "ru.po").exists(), "the Russian catalogue is missing")
    assert "Команда" in answer.out
    assert "Team" not in answer.out
