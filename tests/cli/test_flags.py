"""What looks odd, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.outcome import Outcome
from tests.cli.conftest import Ask

HEADER = "Ticket ID,Agent,Team,Score,Rated at,Customer"


@pytest.fixture
def burst_csv(tmp_path: Path) -> Path:
    """Four ratings of Ann Lee within nine minutes, and one of Ben Ode."""
    path = tmp_path / "ratings.csv"
    rows = [f"T{n},Ann Lee,Blue,5,2026-01-12 10:0{n}:30,c{n}" for n in range(1, 10, 2)][:4]
    rows.append("T0,Ben Ode,Blue,4,2026-01-13 10:00:30,c0")
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_flags_are_listed_once_the_rules_have_looked(ask_any: Ask, burst_csv: Path) -> None:
    ask_any("import", str(burst_csv))

    before = ask_any("flags")
    looked = ask_any("flags", "--look")
    again = ask_any("flags", "--season", "2026-Q1", "--look")

    assert (before.code, before.out) == (
        Outcome.FINE,
        "There are no flags in the season 2026-Q1.\n",
    )
    new, header, _rule, row, _gap, evidence = looked.out.splitlines()
    assert new == "1 new flag"
    assert header.split() == ["Flag", "Rule", "Severity", "State", "Engineer", "Ratings"]
    assert row.split() == ["1", "F2", "normal", "open", "Ann", "Lee", "4"]
    assert evidence.startswith("1: 4 ratings of one engineer arrived within 6 min; ")
    assert again.out.splitlines()[0] == "0 new flags"


def test_flags_are_read_by_programs(ask: Ask, burst_csv: Path) -> None:
    ask("import", str(burst_csv))

    answer = json.loads(ask("flags", "--look", "--json").out)

    (flag,) = answer["flags"]
    assert (answer["season"], flag["rule"], flag["state"], flag["engineer"], flag["ratings"]) == (
        "2026-Q1",
        "F2",
        "open",
        "Ann Lee",
        [1, 2, 3, 4],
    )


def test_flags_speak_the_readers_language(ask: Ask, burst_csv: Path) -> None:
    ask("import", str(burst_csv))

    said = ask("flags", "--look", "--language", "ru").out

    assert said.startswith("1 новый флаг")
    assert "1: 4 оценки одного инженера пришли за 6 мин" in said
