"""`quality` prints what could be mended, for people and for programs."""

from __future__ import annotations

import json

from db.engine import open_engine, writing
from tests.cli.conftest import Ask
from tests.factories import Row, store

EFFECT = "  Если это один человек или одна команда, то оценки, голы и места делятся между"


def test_findings_are_printed_and_told_to_programs(ask: Ask, sqlite_url: str) -> None:
    assert ask("quality").out == "There is nothing to mend\n"
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(session, Row("1", owner="Анна Керн"), Row("2", owner="Anna Kern", team=None))
    engine.dispose()

    told, listed = ask("--language", "ru", "quality"), ask("quality", "--json")

    assert told.code == listed.code == 0
    assert told.out.replace(" двумя строками.", "").splitlines() == [
        "1 пара похожих имён",
        EFFECT,
        "  – Анна Керн · Anna Kern: написано другим алфавитом",
        "У 1 человека есть оценки без команды",
        "  1 оценки нет в таблицах команд; бомбардиру она засчитана.",
        "  – Anna Kern: 1",
    ]
    found = json.loads(listed.out)
    assert found["similar-names"] == [
        {"kind": "engineer", "names": ["Анна Керн", "Anna Kern"], "ids": [1, 2], "why": ["script"]}
    ]
    assert found["people-without-a-team"][0]["engineer"] == "Anna Kern"
    assert {name for name, some in found.items() if not some} == {
        "teams-without-people", "duplicates", "future-dates", "without-owner", "without-ticket",
        "empty-columns", "coarse-sources",
    }  # fmt: skip
