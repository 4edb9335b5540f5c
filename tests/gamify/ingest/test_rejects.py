"""Rejected rows on paper."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gamify.errors import EmptyFile, UnusableRows, UnwritableFile
from gamify.ingest.rejects import Rejects
from gamify.ingest.rows import Circumstances, CleanChunk, Coded, RejectedRow
from gamify.language import say

NOTHING = CleanChunk(
    line=[],
    ticket=[],
    rating_key=[],
    stars=[],
    raw=[],
    comment=[],
    rated_at=[],
    opened_at=[],
    solved_at=[],
    owner=Coded([], []),
    team=Coded([], []),
    kind=[],
    kind_code=[],
    helpers={},
    requester=[],
    circumstances=Circumstances.unknown(0),
    rejected=[],
    bytes_read=0,
)
ODD = RejectedRow(7, say("too {what}", what="odd"), "=1+1;“x”;Ё")
BAD = replace(NOTHING, rejected=[ODD])
GOOD = replace(NOTHING, line=[2])


def test_rejected_rows_are_kept_with_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv.rejected.csv"

    with Rejects(path, file="ratings.csv", language="en") as rejects:
        assert list(rejects.watch([GOOD, BAD])) == [GOOD, BAD]
        rejects.keep()

    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            ["line", "reason", "row"],
            ["7", "too odd", "'=1+1;“x”;Ё"],
        ]
    assert (rejects.n, [file.name for file in tmp_path.iterdir()]) == (1, [path.name])


def test_no_file_is_made_without_a_rejected_row(tmp_path: Path) -> None:
    with Rejects(tmp_path / "r.csv", file="ratings.csv", language="en") as rejects:
        list(rejects.watch([NOTHING]))
        rejects.keep()

    assert list(tmp_path.iterdir()) == []


def test_an_import_that_fails_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> Iterator[CleanChunk]:
        yield BAD
        raise EmptyFile(file="r.csv")

    with (
        pytest.raises(EmptyFile),
        Rejects(tmp_path / "r.csv", file="ratings.csv", language="en") as rejects,
    ):
        list(rejects.watch(broken()))

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_can_not_be_written_is_refused_with_the_option_to_use(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "r.csv"

    with (
        pytest.raises(UnwritableFile, match="--rejected"),
        Rejects(path, file="ratings.csv", language="en") as rejects,
    ):
        list(rejects.watch([BAD]))


def test_a_file_of_which_no_row_can_be_used_is_refused_and_its_rows_are_kept(
    tmp_path: Path,
) -> None:
    path = tmp_path / "r.csv"

    with (
        pytest.raises(UnusableRows, match=r"ratings\.csv, line 7"),
        Rejects(path, file="ratings.csv", language="en") as rejects,
    ):
        list(rejects.watch([NOTHING, BAD]))

    assert "too odd" in path.read_text(encoding="utf-8-sig")
