"""Rows that programs send, read as rows of a file would be."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from gamify.ingest.fields import Field
from gamify.ingest.options import UTC, ReadOptions, ScaleName
from gamify.ingest.posted import PostedRow, clean_rows
from gamify.ingest.rows import CleanChunk
from gamify.ingest.scales import choose_scale

RATED: PostedRow = {Field.TICKET: "T1", Field.SCORE: 5, Field.RATED_AT: "2026-11-02T12:00:00Z"}
NOON = 1_793_620_800_000_000


def clean(*rows: PostedRow, scale: ScaleName = ScaleName.STARS, zone: str = "UTC") -> CleanChunk:
    options = ReadOptions(scale=scale)
    return clean_rows(rows, scale=choose_scale(options), zone=ZoneInfo(zone))


def test_a_rating_is_read_with_everything_that_is_told() -> None:
    row = {
        **RATED,
        Field.OWNER: "Ann",
        Field.HELPERS: ["Bob", "Cid"],
        Field.TEAM: "Alpha",
        Field.CATEGORY: "Network",
        Field.REOPENS: 2,
        Field.SURVEYED: True,
        Field.COMMENT: " <b>)))",
    }

    chunk = clean(row)

    assert (chunk.ticket, chunk.stars, chunk.rated_at) == (["T1"], [5], [NOON])
    assert (chunk.owner.names, chunk.team.names) == (["Ann"], ["Alpha"])
    assert chunk.helpers == {0: ("Bob", "Cid")}
    assert chunk.kind == [("", "Network", "", "")]
    assert chunk.circumstances.told == {"reopens": [2], "surveyed": [True]}
    assert chunk.comment == [" <b>)))"]


def test_rows_that_cannot_be_stored_are_rejected_with_their_place_and_the_others_stay() -> None:
    chunk = clean(RATED, {**RATED, Field.SCORE: 6}, {}, {**RATED, Field.RATED_AT: "soon"}, RATED)

    assert chunk.line == [0, 4]
    assert [(one.line, str(one.reason)) for one in chunk.rejected] == [
        (1, "the score “6” isn't on the scale"),
        (2, "there is neither a score nor a date"),
        (3, "“soon” in “rated_at” isn't a date"),
    ]


def test_a_ticket_without_a_rating_needs_another_time() -> None:
    chunk = clean({Field.TICKET: "T1", Field.SOLVED_AT: "2026-11-02T12:00:00Z"})

    assert (chunk.stars, chunk.rated_at, chunk.solved_at) == ([0], [None], [NOON])


def test_another_scale_is_declared() -> None:
    chunk = clean({**RATED, Field.SCORE: 10}, {**RATED, Field.SCORE: 3}, scale=ScaleName.ZERO_TEN)

    assert (chunk.stars, chunk.raw) == ([5, 2], ["10", "3"])


def test_times_without_an_offset_are_of_the_zone() -> None:
    chunk = clean({**RATED, Field.RATED_AT: "2026-11-02 13:00"}, zone="Europe/Berlin")

    assert chunk.rated_at == [NOON]


def test_what_no_database_stores_is_replaced() -> None:
    chunk = clean({**RATED, Field.COMMENT: "a\0b\ud800"})

    assert chunk.comment == ["a\ufffdb\ufffd"]


def test_no_row_at_all_is_nothing() -> None:
    assert clean_rows([], scale=choose_scale(ReadOptions()), zone=UTC).line == []
