"""Files that can't be taken in: one sentence, exit code 2, and the database stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import HEADER, Ask, contents

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = OLE + bytes(512) + "EncryptedPackage".encode("utf-16-le")
Make = Callable[[Path], object]


def text(*lines: str) -> Make:
    return lambda path: path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def octets(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def row(score: str = "5", *, name: str = "Ann Lee", at: str = "2026-01-01") -> Make:
    return text(HEADER, f'T1,{name},Blue,"{score}",{at},')


def sparse(path: Path) -> None:
    """Two gigabytes that take no room."""
    with path.open("wb") as file:
        file.truncate(2 << 30)


def soiled(path: Path) -> None:
    """A whole Parquet file with a text that isn't UTF-8."""
    table = pa.table({"Ticket ID": ["T1"], "Agent": ["Ann Lee"], "Score": ["5"]})
    pq.write_table(table, path, compression="none", use_dictionary=False)
    path.write_bytes(path.read_bytes().replace(b"Ann Lee", b"Ann L\xd0\xff"))


BAD_FILES: dict[str, tuple[Make, str]] = {
    "missing.csv": (lambda path: None, "missing.csv: there is no such file"),
    "folder.csv": (Path.mkdir, "folder.csv: there is no such file"),
    "empty.csv": (octets(b""), "empty.csv holds no ratings"),
    "header.csv": (text(HEADER), "header.csv holds no ratings"),
    "encrypted.xlsx": (octets(ENCRYPTED), "encrypted.xlsx can't be read: it is encrypted"),
    "picture.csv": (octets(b"\x89PNG\r\n\x1a\n" * 9), "picture.csv can't be read: it is a picture"),
    "binary.csv": (
        octets(bytes(n * n % 251 for n in range(5000))),
        "binary.csv can't be read: it isn't a text",
    ),
    "half.csv": (text(HEADER, 'T1,Ann Lee,Blue,5,2026-01-01,"and th'), "line 2 is never closed"),
    "half.json": (text('[{"ticket id": 1, "score": 5}, {"tick'), "half.json can't be read"),
    "half.parquet": (octets(b"PAR1" + bytes(99)), "half.parquet can't be read: it breaks off"),
    "soiled.parquet": (soiled, "soiled.parquet can't be read: it is damaged after row 0"),
    "half.xlsx": (octets(b"PK\x03\x04" + bytes(99)), "half.xlsx can't be read: it breaks off"),
    "huge.csv": (sparse, "huge.csv is 2,048 MB; the limit is 1,024 MB"),
    "twice.csv": (
        text("Ticket ID,Agent,Score,Score,Rated at", "1,Ann,5,4,2026-01-01"),
        "twice.csv, line 1: columns 3 and 4 are both called “Score”. Say which one",
    ),
    "word.csv": (row("five"), "word.csv, line 2: “five” in “Score” is not a number of stars"),
    "six.csv": (row("6"), "six.csv, line 2: “6” in “Score” is not a number of stars"),
    "between.csv": (row("4,5"), "between.csv, line 2: “4,5” in “Score” is not a number of stars"),
    "february.csv": (row(at="31.02.2026"), "february.csv, line 1: no column looks like the time"),
    "unclear.csv": (row(at="03/04/2026"), "--dates day-first or --dates month-first"),
    "long.csv": (row(name="A" * 10_000), "long.csv, line 2: the engineer is longer than 200"),
    "foreign.csv": (text("a,b,c", "1,2,3"), "no column looks like the score"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_one_sentence_and_changes_nothing(
    name: str, ask: Ask, sqlite_url: str, ratings_csv: Path, tmp_path: Path
) -> None:
    make, sentence = BAD_FILES[name]
    make(tmp_path / name)
    before = contents(sqlite_url)

    answer = ask("import", str(tmp_path / name))

    assert (answer.code, answer.err.count("\n"), "Traceback" in answer.err) == (2, 1, False)
    assert sentence in answer.err
    assert contents(sqlite_url) == before


@pytest.mark.parametrize(
    ("bad_row", "reason"),
    [
        ("T11,Ann Lee,Blue,five,2026-01-01,", "the score “five” isn't on the scale"),
        ("T11,Ann Lee,Blue,6,2026-01-01,", "the score “6” isn't on the scale"),
        ('T11,Ann Lee,Blue,"4,5",2026-01-01,', "the score “4,5” isn't on the scale"),
        ("T11,Ann Lee,Blue,5,2026-02-31,", "“2026-02-31” in “Rated at” isn't a date"),
        (f"T11,{'A' * 10_000},Blue,5,2026-01-01,", "the engineer is longer than 200 characters"),
        ("T11,Ann Lee", "the row has 2 cells, the header 6"),
        ("T11,Ann Lee,Blue,5,,=1+1", "there is no time of the rating in “Rated at”"),
    ],
)
def test_a_bad_row_among_good_ones_is_set_aside_with_line_and_reason(
    bad_row: str, reason: str, ask: Ask, ratings_csv: Path
) -> None:
    with ratings_csv.open("a", encoding="utf-8") as file:
        file.write(bad_row + "\n")

    answer = ask("import", str(ratings_csv))

    rejected = Path(f"{ratings_csv}.rejected.csv").read_text(encoding="utf-8-sig")
    assert (answer.code, answer.err) == (0, "")
    assert "10 ratings added" in answer.out
    assert "1 row rejected" in answer.out
    assert rejected.startswith("line,reason,row\n12,")
    assert reason in rejected.replace('""', '"')


def test_a_ticket_that_is_not_rated_counts_as_a_ticket(ask: Ask, ratings_csv: Path) -> None:
    with ratings_csv.open("a", encoding="utf-8") as file:
        file.write("T11,Ann Lee,Blue,not rated,2026-01-01,\n")

    answer = ask("import", str(ratings_csv))

    assert "10 ratings added\n  0 ratings changed\n  11 tickets added" in answer.out


def test_a_comment_with_nul_bytes_is_taken_in_on_both_databases(
    ask_any: Ask, ratings_csv: Path
) -> None:
    with ratings_csv.open("a", encoding="utf-8") as file:
        file.write("T11,Ann Lee,Blue,5,2026-01-01,a\0b\n")

    answer = ask_any("import", str(ratings_csv))

    assert (answer.code, "11 ratings added" in answer.out) == (0, True)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"CROWNBOARD_DELIVERY_PAUSE": "0"}, "can't be “0”. Use a number above 0"),
        ({"CROWNBOARD_DELIVERY_PAUSE": "soon"}, "can't be “soon”. Use a number"),
        ({"CROWNBOARD_DELIVERY_RETRIES": "[]"}, "CROWNBOARD_DELIVERY_RETRIES can't be “"),
        ({"CROWNBOARD_FISCAL_START": "13"}, "The setting CROWNBOARD_FISCAL_START can't be “13”"),
        ({"CROWNBOARD_TIME_ZONE": "Mars"}, "Use a zone like Europe/Berlin or UTC"),
        ({"CROWNBOARD_HOLIDAY_COUNTRY": "XX"}, "ISO codes of a country"),
        ({"CROWNBOARD_WORKING_WEEKDAYS": "Monday"}, "WORKING_WEEKDAYS can't be “Monday”"),
        ({"CROWNBOARD_DATABASE_URL": "mysql://x/y"}, "only sqlite:/// and postgresql:// are known"),
        ({"CROWNBOARD_DATABASE_URL": "postgresql://127.0.0.1:1/x"}, "the server does not answer"),
        ({"CROWNBOARD_DATABASE_URL": f"sqlite:///{__file__}"}, "the file is not a database"),
        ({"CROWNBOARD_DATABASE_URL": "sqlite:////dev/null/x/c.db"}, "its folder can't be made"),
    ],
)  # fmt: skip
def test_a_setting_that_can_not_be_used_is_named(
    settings: dict[str, str], sentence: str, ask: Ask
) -> None:
    answer = ask("standings", "teams", **settings)

    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert sentence in answer.err


@pytest.mark.parametrize("name", ["missing.csv", "half.xlsx", "long.csv"])
def test_a_process_that_refuses_ends_with_code_two(
    name: str, ask_process: Ask, sqlite_url: str, tmp_path: Path
) -> None:
    make, sentence = BAD_FILES[name]
    make(tmp_path / name)

    answer = ask_process("import", str(tmp_path / name))

    assert (answer.code, sentence in answer.err, contents(sqlite_url)) == (2, True, (0, 0, 0, 0))
