"""The real files of ../shared/data come out with the answers that are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gamify.errors import UnclearScale
from gamify.ingest.fields import Field
from gamify.ingest.options import ReadOptions, ScaleName
from gamify.ingest.ratings_file import open_ratings
from gamify.ingest.rows import CleanChunk

RealFile = Callable[[str], Path]


def test_the_support_desk_of_2023_needs_no_flag_and_gives_the_known_sums(
    real_file: RealFile,
) -> None:
    opened = open_ratings(real_file("technical_support_2023.csv"))

    (chunk,) = opened.chunks()

    sums: dict[tuple[str, str], tuple[int, int, int]] = {}
    for row, stars in enumerate(chunk.stars):
        at = chunk.rated_at[row]
        if at is not None:
            key = (_quarter(at), chunk.team.names[chunk.team.codes[row]])
            n, fives, total = sums.get(key, (0, 0, 0))
            sums[key] = (n + 1, fives + (stars == 5), total + stars)
    assert (len(chunk.line), sum(map(bool, chunk.stars)), chunk.rejected) == (2330, 1173, [])
    assert sums == {
        ("2023 Q1", "1st line support"): (212, 52, 745),
        ("2023 Q1", "2nd line support"): (49, 15, 167),
        ("2023 Q2", "1st line support"): (207, 48, 743),
        ("2023 Q2", "2nd line support"): (78, 14, 255),
        ("2023 Q3", "1st line support"): (209, 54, 722),
        ("2023 Q3", "2nd line support"): (82, 17, 275),
        ("2023 Q4", "1st line support"): (259, 69, 934),
        ("2023 Q4", "2nd line support"): (74, 19, 267),
        ("2024 Q1", "1st line support"): (2, 0, 6),
        ("2024 Q1", "2nd line support"): (1, 0, 4),
    }


def test_the_support_desk_is_understood_column_by_column(real_file: RealFile) -> None:
    understanding = open_ratings(real_file("technical_support_2023.csv")).understanding

    assert understanding.columns == {
        Field.TICKET: ("Ticket ID",),
        Field.SCORE: ("Survey results",),
        Field.CLOSED_AT: ("Close time",),
        Field.SOLVED_AT: ("Resolution time",),
        Field.OPENED_AT: ("Created time",),
        Field.OWNER: ("Agent Name",),
        Field.TEAM: ("Agent Group",),
        Field.LINE: ("Support Level",),
        Field.CATEGORY: ("Topic",),
        Field.PRIORITY: ("Priority",),
        Field.CHANNEL: ("Source",),
        Field.FIRST_RESPONSE: ("First response time",),
    }
    assert understanding.rated_from is Field.CLOSED_AT


def test_the_support_desk_says_when_it_first_answered(real_file: RealFile) -> None:
    (chunk,) = open_ratings(real_file("technical_support_2023.csv")).chunks()

    first = chunk.circumstances.first_response_at

    assert first[0] == _microseconds(datetime(2023, 1, 2, 1, 3, 17, tzinfo=UTC)) + 432_000
    assert sum(at is None for at in first) == 18


def test_two_spellings_of_a_topic_are_one(real_file: RealFile) -> None:
    (chunk,) = open_ratings(real_file("technical_support_2023.csv")).chunks()

    topics = {category for _, category, _, _ in chunk.kind}

    assert len(topics) == 7
    assert {topic for topic in topics if topic.startswith("Pricing")} == {"Pricing and licensing"}


def test_calls_join_a_text_date_with_a_time_cell(real_file: RealFile) -> None:
    opened = open_ratings(real_file("call_center_2021q1.xlsx"))

    (chunk,) = opened.chunks()

    assert opened.understanding.columns[Field.OPENED_AT] == ("Date", "Time")
    assert (len(chunk.line), chunk.stars.count(0), chunk.rejected) == (5000, 946, [])
    assert (chunk.ticket[0], chunk.stars[0], chunk.line[0]) == ("ID0001", 3, 2)
    assert chunk.rated_at[0] == _microseconds(datetime(2021, 1, 1, 9, 12, 58, tzinfo=UTC))
    assert len(set(chunk.owner.names)) == 8


def test_offered_ratings_of_zendesk_are_tickets_without_a_rating(real_file: RealFile) -> None:
    path = real_file("payloads/zendesk/satisfaction_ratings_airbyte_sandbox.jsonl")

    (chunk,) = open_ratings(path, options=ReadOptions(scale=ScaleName.ZENDESK)).chunks()

    assert (chunk.ticket, chunk.stars, chunk.rejected) == (["146", "158", "161"], [0, 0, 0], [])
    assert chunk.opened_at[0] == _microseconds(datetime(2023, 6, 19, 18, 1, 40, tzinfo=UTC))


def test_words_of_zendesk_are_refused_until_the_scale_is_declared(real_file: RealFile) -> None:
    path = real_file("payloads/zendesk/satisfaction_rating_doc_example.json")

    with pytest.raises(UnclearScale):
        open_ratings(path)

    (chunk,) = open_ratings(path, options=ReadOptions(scale=ScaleName.ZENDESK)).chunks()
    assert (chunk.ticket, chunk.rating_key, chunk.stars, chunk.raw) == (
        ["208"],
        ["35436"],
        [5],
        ["good"],
    )


def test_freshdesk_takes_the_default_question(real_file: RealFile) -> None:
    path = real_file("payloads/freshdesk/satisfaction_ratings_and_surveys_airbyte_sandbox.jsonl")

    chunk = _only_chunk(path, ReadOptions(scale=ScaleName.FRESHDESK))

    assert (chunk.ticket, chunk.stars, chunk.raw, chunk.comment) == (["23"], [5], ["103"], ["test"])
    assert [rejected.line for rejected in chunk.rejected] == [2, 3]


def _only_chunk(path: Path, options: ReadOptions) -> CleanChunk:
    (chunk,) = open_ratings(path, options=options).chunks()
    return chunk


def _quarter(microseconds: int) -> str:
    day = datetime.fromtimestamp(microseconds / 1e6, tz=UTC)
    return f"{day.year} Q{(day.month + 2) // 3}"


def _microseconds(instant: datetime) -> int:
    return int(instant.timestamp()) * 1_000_000
