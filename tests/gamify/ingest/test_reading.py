"""Encodings, separators, titles, dates, formats and scales: what is found without a flag."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gamify.errors import SettingRefused, UnclearColumns
from gamify.ingest.fields import SYNONYMS, Field, plain_header
from gamify.ingest.options import DateOrder, ReadOptions, ScaleName
from gamify.ingest.ratings_file import open_ratings
from gamify.ingest.rows import CleanChunk, Coded
from gamify.ingest.understanding import read_mapping, write_mapping
from gamify.language import translate

Read = Callable[..., CleanChunk]

RUSSIAN = (
    "Отчёт за квартал;;;;\r\n\r\n"
    "Номер заявки;Исполнитель;Дата оценки;Оценка;Комментарий\r\n"
    "17;Анна Керн;31.12.2025 23:30;4,0;Спасибо; всё быстро\r\n"
    "18;Анна Керн;01.02.2026 08:05;5,0;Отлично)))\r\n"
    "19;Борис Од;05.01.2026 10:00;4,5;\r\n"
    "20;Борис Од;05.01.2026 10:00;нет оценки;\r\n"
).replace("Спасибо; всё быстро", '"Спасибо; всё быстро"')
RUSSIAN_ROWS = (
    ["17", "18", "20"],
    [4, 5, 0],
    ["4,0", "5,0", "нет оценки"],
    ["Спасибо; всё быстро", "Отлично)))", None],
)


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_a_russian_spreadsheet_export_is_read_in_any_encoding(read: Read, encoding: str) -> None:
    chunk = read(RUSSIAN.encode(encoding))

    assert (chunk.ticket, chunk.stars, chunk.raw, chunk.comment) == RUSSIAN_ROWS
    assert chunk.rated_at == [_at(2025, 12, 31, 23, 30), _at(2026, 2, 1, 8, 5), None]
    assert chunk.line == [4, 5, 7]
    assert [(row.line, str(row.reason)) for row in chunk.rejected] == [
        (6, "the score “4,5” isn't on the scale"),
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_by_the_header_that_fits(read: Read, separator: str) -> None:
    rows = [["Ticket", "Agent", "Rated at", "Score"], ["1", "Ann", "2026-01-02", "5"]]

    chunk = read("\n".join(separator.join(row) for row in rows))

    assert (chunk.ticket, chunk.owner, chunk.stars) == (["1"], Coded(["Ann"], [0]), [5])


def test_all_formats_give_the_same_rows(
    tmp_path: Path, write_workbook: Callable[[object], Path]
) -> None:
    header = ["Ticket", "Agent", "Team", "Rated at", "Score", "Comment"]
    rows: list[list[str | None]] = [
        ["1", "Ann; Ben", "Blue", "2026-01-02T03:04:05", "5", ")))\n<b>[x](y) $ :red[z] 😀"],
        ["2", "Ben", "Blue", "2026-01-03T03:04:05", "six", None],
        ["3", "Ann", None, "2026-01-04T03:04:05", "3", "ладно"],
    ]
    objects = [dict(zip(header, row, strict=True)) for row in rows]
    table: list[list[str | None]] = [[*header], *rows]
    csv_text = "\n".join(",".join(f'"{cell or ""}"' for cell in row) for row in table)
    (tmp_path / "r.csv").write_text(csv_text, encoding="utf-8", newline="")
    (tmp_path / "r.json").write_text(json.dumps({"results": objects, "page": 1}))
    (tmp_path / "r.jsonl").write_text("\n".join(json.dumps(one) for one in objects))
    pq.write_table(pa.Table.from_pylist(objects), tmp_path / "r.parquet")
    book = write_workbook({"Ratings": [header, *rows], "Notes": [["hello"]]})

    paths = [tmp_path / name for name in ("r.csv", "r.json", "r.jsonl", "r.parquet")]
    chunks = [_only_chunk(path) for path in [*paths, book]]

    plain = [
        replace(
            chunk,
            line=[],
            bytes_read=0,
            rejected=[replace(row, line=0, text="") for row in chunk.rejected],
        )
        for chunk in chunks
    ]
    assert plain == [plain[0]] * 5
    assert plain[0].comment == [rows[0][5], "ладно"]
    assert plain[0].helpers == {0: ("Ben",)}


def test_hostile_comments_stay_byte_for_byte_and_only_nul_is_replaced(read: Read) -> None:
    hostile = [")))", "  <script>", "[x](y)", "$", ":red[x]", "😀\r\n\tдва", "=1+1", 'a "b"', "\0"]
    quoted = ['"' + text.replace('"', '""') + '"' for text in hostile]
    lines = [f"{n},Ann,2026-01-02,5,{text}" for n, text in enumerate(quoted)]

    chunk = read("ticket,agent,rated at,score,comment\n" + "\n".join(lines))

    assert chunk.comment == [*hostile[:-1], "\ufffd"]
    assert chunk.line == [2, 3, 4, 5, 6, 7, 9, 10, 11]


def test_the_export_of_chatwoot_is_read_with_its_addresses_and_last_line(read: Read) -> None:
    header = '"Имя оператора","Оценка","Комментарий к отзыву","Имя контакта","Email контакта"'
    text = (
        f'\ufeff{header},"Ссылка на диалог","Дата записи"\n'
        '"Анна Керн (anna@example.org)",5,ок,Иван,i@example.org,https://x/1,'
        "2026-01-02 03:04:05 UTC\n"
        "Отчётный период с 2026-01-01 по 2026-03-31\n"
    )

    chunk = read(text)

    assert (chunk.owner, chunk.ticket) == (Coded(["Анна Керн"], [0]), ["https://x/1"])
    assert chunk.rated_at == [_at(2026, 1, 2, 3, 4, 5)]
    assert [(row.line, str(row.reason)) for row in chunk.rejected] == [
        (3, "the row has 1 cells, the header 7")
    ]


@pytest.mark.parametrize(
    ("dates", "months"),
    [(["03/04/2026", "13/04/2026"], [4, 4]), (["03/04/2026", "03/14/2026"], [3, 3])],
)
def test_the_whole_column_tells_the_order_of_day_and_month(
    read: Read, dates: list[str], months: list[int]
) -> None:
    chunk = read("ticket,agent,rated at,score\n" + "".join(f"1,Ann,{day},5\n" for day in dates))

    assert [_month(at) for at in chunk.rated_at] == months


def test_a_declared_order_settles_what_the_column_leaves_open(read: Read) -> None:
    text = "ticket,agent,rated at,score\n1,Ann,03/04/2026,5\n"

    assert _month(read(text, dates=DateOrder.DAY_FIRST).rated_at[0]) == 4
    assert _month(read(text, dates=DateOrder.MONTH_FIRST).rated_at[0]) == 3


def test_times_without_an_offset_are_of_the_zone_that_was_named(read: Read) -> None:
    text = "ticket,agent,rated at,score\n1,A,2026-07-01 02:00,5\n2,A,2026-07-01 02:00+00:00,5\n"

    chunk = read(text, zone=ZoneInfo("Europe/Berlin"))

    assert chunk.rated_at == [_at(2026, 7, 1, 0, 0), _at(2026, 7, 1, 2, 0)]


def test_an_impossible_day_rejects_its_row_alone(read: Read) -> None:
    chunk = read("ticket,agent,rated at,score\n1,A,31.02.2026,5\n2,A,28.02.2026,5\n")

    assert (chunk.ticket, chunk.line) == (["2"], [3])
    assert [(row.line, str(row.reason), row.text) for row in chunk.rejected] == [
        (2, "“31.02.2026” in “rated at” isn't a date", "1,A,31.02.2026,5")
    ]


def test_bad_scores_reject_their_rows_and_words_for_no_answer_make_tickets(read: Read) -> None:
    scores = [
        "five",
        "6",
        '"4,5"',
        "not rated",
        "-",
        "5",
        "3.0",
        '"4,0"',
        "4 stars",
        "★★☆☆☆",
        "1/5",
    ]
    text = "ticket,agent,created,score\n" + "".join(f"{s},A,2026-01-02,{s}\n" for s in scores)

    chunk = read(text)

    assert chunk.stars == [0, 0, 5, 3, 4, 4, 2, 1]
    assert [row.line for row in chunk.rejected] == [2, 3, 4]
    assert chunk.rated_at[:2] == [None, None]


def test_a_name_of_ten_thousand_characters_rejects_its_row(read: Read) -> None:
    chunk = read(f"ticket,agent,rated at,score\n1,{'x' * 10_000},2026-01-02,5\n2,A,2026-01-02,5\n")

    assert chunk.ticket == ["2"]
    assert [str(row.reason) for row in chunk.rejected] == [
        "the engineer is longer than 200 characters"
    ]
    assert len(chunk.rejected[0].text) == 500


def test_ragged_rows_and_a_header_once_more_are_rejected_with_their_lines(read: Read) -> None:
    chunk = read(
        "ticket,agent,rated at,score\n1,A,2026-01-02,5\n2,A\n\n3,A,2026-01-02,4,,\n"
        "ticket,agent,rated at,score\n,,,\n4,A,2026-01-02,4,more\n"
    )

    assert (chunk.ticket, chunk.line) == (["1", "3"], [2, 5])
    assert [(row.line, str(row.reason)) for row in chunk.rejected] == [
        (3, "the row has 2 cells, the header 4"),
        (6, "the header stands here once more"),
        (8, "the row has 5 cells, the header 4"),
    ]


def test_rows_without_ticket_ids_keep_their_fingerprints_and_equal_rows_stay_apart(
    read: Read,
) -> None:
    text = "agent,rated at,score\nA,2026-01-02,5\nA,2026-01-02,5\nB,2026-01-02,5\n"

    once, again = read(text), read(text)
    turned = read("score;rated at;agent\n5;02.01.2026;B\n5;02.01.2026;A\n5;02.01.2026;A\n")

    assert once.ticket == again.ticket
    assert sorted(turned.ticket) == sorted(once.ticket)
    assert [ticket[0] + ticket[-2:] for ticket in once.ticket] == ["#-1", "#-2", "#-1"]


@pytest.mark.parametrize(
    ("scale", "table", "scores", "stars"),
    [
        (ScaleName.ZENDESK, "", ["good", "Bad", "offered", "5"], [5, 1, 0]),
        (ScaleName.FRESHDESK, "", ["103", "102", "101", "100", "-101", "-102", "-103"],
         [5, 5, 4, 3, 2, 1, 1]),
        (ScaleName.ZERO_ONE, "", ["1", "0", "true", "False", "0.5"], [5, 1, 5, 1]),
        (ScaleName.ZERO_TEN, "", [str(n) for n in range(12)], [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]),
        (ScaleName.CUSTOM, "great=5,okay=3,not good=1", ["Great", " okay", "not  good", "bad"],
         [5, 3, 1]),
    ],
)  # fmt: skip
def test_each_declared_scale_has_its_table(
    read: Read, scale: ScaleName, table: str, scores: list[str], stars: list[int]
) -> None:
    text = "ticket,agent,created,score\n" + "".join(f"{s},A,2026-01-02,{s}\n" for s in scores)

    chunk = read(text, scale=scale, scale_table=table)

    assert chunk.stars == stars
    assert chunk.raw == [score.strip() for score in scores[: len(stars)]]


@pytest.mark.parametrize("table", ["", "great", "great=6", "=5", "great=5,,okay"])
def test_a_custom_table_that_makes_no_sense_is_refused(read: Read, table: str) -> None:
    with pytest.raises(SettingRefused):
        read("agent,rated at,score\nA,2026-01-02,5\n", scale=ScaleName.CUSTOM, scale_table=table)


def test_several_engineers_in_a_cell_or_in_columns_share_the_ticket(read: Read) -> None:
    chunk = read(
        "ticket;agent;agent 2;agent 3;rated at;score\n"
        "1;Ann Kern, Ben Ode;;;2026-01-02;5\n"
        "2;Kern, Ann;;;2026-01-02;5\n"
        "3;Ann / Ben | ann;Cem;Dee;2026-01-02;5\n"
        "4;;Eve;Fay;2026-01-02;5\n"
        "5;unassigned;;;2026-01-02;5\n"
    )

    owners = [chunk.owner.names[code] if code >= 0 else None for code in chunk.owner.codes]
    assert owners == ["Ann Kern", "Kern, Ann", "Ann", "Eve", None]
    assert chunk.helpers == {0: ("Ben Ode",), 2: ("Ben", "Cem", "Dee"), 3: ("Fay",)}


def test_a_mapping_is_written_read_again_and_wins_over_synonyms(tmp_path: Path) -> None:
    path, mapping = tmp_path / "r.csv", tmp_path / "mapping.json"
    path.write_text("No,Who,Day,Mark,Score\n1,Ann,2026-01-02,5,x\n")
    columns = {Field.OWNER: "who", Field.RATED_AT: "Day", Field.SCORE: "#4", Field.TICKET: "No"}

    first = open_ratings(path, options=ReadOptions(columns=columns))
    write_mapping(first.understanding, mapping)
    again = open_ratings(path, options=read_mapping(mapping))

    assert again.understanding == first.understanding
    assert first.understanding.columns == {
        Field.TICKET: ("No",), Field.SCORE: ("Mark",), Field.RATED_AT: ("Day",),
        Field.OWNER: ("Who",),
    }  # fmt: skip
    assert first.understanding.ignored == ("Score",)


def test_the_understanding_is_told_in_sentences(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("Report\nTicket;Agent;Close time;Score;Mood\n1;Ann;2026-01-02;5;x\n")

    messages = open_ratings(path).understanding.messages()

    assert [translate(message, "en") for message in messages] == [
        "Format: CSV", "Encoding: utf-8", "Separator: ;", "Header: line 2", "Scale: stars",
        "ticket: Ticket", "score: Score", "time of closing: Close time", "engineer: Agent",
        "No column tells when a rating was given, so it is the time of closing.",
        "Not used: Mood",
    ]  # fmt: skip


def test_a_duration_is_not_taken_for_a_time_of_solving(read: Read) -> None:
    chunk = read("ticket,agent,close time,resolution time,score\n1,A,2026-01-02,45.5,5\n")

    assert chunk.solved_at == [_at(2026, 1, 2)]


def test_the_sheet_with_a_header_that_fits_is_chosen(
    write_workbook: Callable[[object], Path],
) -> None:
    rows: list[list[str | float | None]] = [
        ["Agent", "Rated at", "Score"], ["Ann", 46024.5, 5], ["Ben", "2026-01-02", 4.5]
    ]  # fmt: skip
    path = write_workbook({"Summary": [["Average", "4.5"]], "Answers": [["2026"], [], *rows]})

    opened = open_ratings(path)
    (chunk,) = opened.chunks()

    assert (opened.understanding.layout.sheet, opened.understanding.layout.header_line) == (
        "Answers",
        3,
    )
    assert (chunk.line, chunk.stars, chunk.rated_at) == ([4], [5], [_at(2026, 1, 2, 12)])
    assert [row.line for row in chunk.rejected] == [5]


def test_every_synonym_is_written_as_headers_are_compared_and_fits_once_in_a_group() -> None:
    for groups in SYNONYMS.values():
        words = [word for group in groups for word in group]
        assert [plain_header(word) for word in words] == words
        assert len(set(words)) == len(words)


def test_a_name_asked_for_that_is_not_there_is_refused(read: Read) -> None:
    with pytest.raises(UnclearColumns, match="there is no column “Mark”"):
        read("agent,rated at,score\nA,2026-01-02,5\n", columns={Field.SCORE: "Mark"})


def _only_chunk(path: Path) -> CleanChunk:
    (chunk,) = open_ratings(path).chunks()
    return chunk


def _at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp()) * 1_000_000  # type: ignore[misc,arg-type]


def _month(at: int | None) -> int:
    return datetime.fromtimestamp((at or 0) / 1e6, tz=UTC).month
