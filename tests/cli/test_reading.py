"""How a person tells a file to be read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cli.arguments import parse_command
from cli.reading import read_options, show_progress
from gamify.errors import CrownboardError, ForeignFile, MissingFile, SettingRefused
from gamify.ingest.fields import Field
from gamify.ingest.options import DateOrder, ReadOptions, ScaleName
from gamify.ingest.rows import Circumstances, CleanChunk, Coded

BERLIN = ZoneInfo("Europe/Berlin")


def options(words: str) -> ReadOptions:
    arguments = parse_command(["import", "a.csv", *words.split()], language="en")
    return read_options(arguments, zone=BERLIN, limit_mb=7)


def chunk(rows: int, *, bytes_read: int) -> CleanChunk:
    none: list[int | None] = [None] * rows
    nobody = Coded([], [-1] * rows)
    return CleanChunk(
        line=list(range(rows)),
        ticket=[""] * rows,
        rating_key=[""] * rows,
        stars=[0] * rows,
        raw=[None] * rows,
        comment=[None] * rows,
        rated_at=none,
        opened_at=none,
        solved_at=none,
        owner=nobody,
        team=nobody,
        kind=[("", "", "", "")],
        kind_code=[0] * rows,
        helpers={},
        requester=[None] * rows,
        circumstances=Circumstances.unknown(rows),
        rejected=[],
        bytes_read=bytes_read,
    )


def test_nothing_said_leaves_all_to_be_found_in_the_zone_of_the_organisation() -> None:
    assert options("") == ReadOptions(zone=BERLIN, limit_mb=7)


def test_what_is_said_wins_over_the_mapping_file(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    told = {"columns": {"score": "CSAT", "owner": "Agent"}, "dates": "month-first"}
    mapping.write_text(json.dumps(told), encoding="utf-8")

    found = options(
        f"--mapping {mapping} --map score=Stars --separator tab --zone UTC --scale-table a=5"
    )

    assert found == ReadOptions(
        columns={Field.SCORE: "Stars", Field.OWNER: "Agent"},
        scale=ScaleName.CUSTOM,
        scale_table="a=5",
        dates=DateOrder.MONTH_FIRST,
        separator="\t",
        zone=ZoneInfo("UTC"),
        limit_mb=7,
    )


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("--map stars=CSAT", SettingRefused),
        ("--map score", SettingRefused),
        ("--map score=", SettingRefused),
        ("--separator ;;", SettingRefused),
        ("--zone Mars/Olympus", SettingRefused),
        ("--zone ../../etc/passwd", SettingRefused),
        ("--mapping nowhere.json", MissingFile),
        (f"--mapping {__file__}", ForeignFile),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(words: str, error: type[CrownboardError]) -> None:
    with pytest.raises(error):
        options(words)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_overwrites_itself_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds: Iterator[float] = iter([0.0, 1.0, 1.1, 2.0])
    monkeypatch.setattr("cli.reading.time.monotonic", lambda: next(seconds))
    screen = Terminal()
    chunks = [chunk(1000, bytes_read=50), chunk(500, bytes_read=80), chunk(1, bytes_read=200)]

    passed = list(show_progress(chunks, size=200, screen=screen, language="en"))

    assert passed == chunks
    assert screen.getvalue() == "\r25 %, 1,000 rows\x1b[K\r100 %, 1,501 rows\x1b[K\r\x1b[K"


def test_progress_in_a_log_is_a_line_every_few_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    seconds: Iterator[float] = iter([0.0, 1.0, 6.0])
    monkeypatch.setattr("cli.reading.time.monotonic", lambda: next(seconds))
    screen = io.StringIO()

    chunks = [chunk(2, bytes_read=50), chunk(3, bytes_read=100)]
    list(show_progress(chunks, size=200, screen=screen, language="en"))

    assert screen.getvalue() == "50 %, 5 rows\n"
