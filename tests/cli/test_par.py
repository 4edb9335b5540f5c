"""Par and handicapped standings on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlmodel import select

from cli.outcome import Outcome
from db.engine import open_engine, reading
from db.models import AuditEntry
from tests.cli.conftest import Ask

HEADER = "Ticket ID,Agent,Team,Score,Rated at,Category,Priority,Channel"
EASY, HARD = "Access,low,chat", "Defect,high,portal"
TEAMS = {"Ann": "Blue", "Bob": "Red", "Cid": "Red"}


def row(ticket: str, owner: str, stars: int, day: str, kind: str) -> str:
    return f"{ticket},{owner},{TEAMS[owner]},{stars},{day} 12:00:00,{kind}"


@pytest.fixture
def seasons_csv(tmp_path: Path) -> Path:
    """A history of 240 ratings, hard work losing a star four times as often as easy work, and a
    quarter in which Blue has the hard work and Red the easy."""
    rows = [
        row(
            f"H{at}",
            ("Ann", "Bob", "Cid")[at % 3],
            4 if at % (5 if at % 2 else 20) == 0 else 5,
            "2026-08-03",
            HARD if at % 2 else EASY,
        )
        for at in range(240)
    ]
    rows += [row(f"B{at}", "Ann", 4 if at < 4 else 5, "2026-10-05", HARD) for at in range(40)]
    rows += [row(f"R{at}", "Bob", 4 if at < 3 else 5, "2026-10-06", EASY) for at in range(40)]
    path = tmp_path / "seasons.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


@pytest.fixture
def played(ask_any: Ask, seasons_csv: Path) -> Ask:
    assert ask_any("import", str(seasons_csv)).code == Outcome.FINE
    return ask_any


def test_the_par_of_a_quarter_is_printed_with_its_kinds_of_work(played: Ask) -> None:
    said = played("par", "--season", "2026-Q4").out

    assert said.startswith("Par 1, on 240 ratings from 1 Oct 2025 to 30 Sep 2026.\nVersion 1, ")
    assert "Common lost stars a rating: 0.1500\n" in said
    table = [line.split() for line in said.splitlines() if " × " in line]
    assert [cells[:7] for cells in table] == [
        ["Access", "×", "low", "×", "chat", "120", "0.1038"],
        ["Defect", "×", "high", "×", "portal", "120", "0.1962"],
    ]
    assert said.endswith("A fit on today's data: nothing is different.\n")


def test_a_par_is_read_by_programs(played: Ask) -> None:
    answer = json.loads(played("par", "--season", "2026-Q4", "--json").out)

    assert (answer["par"]["version"], answer["par"]["provisional"], answer["published"]) == (
        1,
        False,
        False,
    )
    assert (answer["par"]["ratings"], answer["par"]["g4"]) == (240, 1500)
    assert [(kind["kind"], kind["par4"], kind["par"]) for kind in answer["kinds"]] == [
        ("Access × low × chat", 1038, {"exact": "519/5000", "shown": "0.1038"}),
        ("Defect × high × portal", 1962, {"exact": "981/5000", "shown": "0.1962"}),
    ]
    assert (answer["today"]["differs"], answer["drift"]) == (False, [])
    assert [version["by"] for version in answer["versions"]] == ["Crownboard"]


def test_late_ratings_change_todays_fit_and_publishing_it_is_logged(
    played: Ask, tmp_path: Path, database_url: str
) -> None:
    played("standings", "teams")  # publishes the pars that are missing
    late = tmp_path / "late.csv"
    rows = [row(f"L{at}", "Bob", 4, "2026-08-04", EASY) for at in range(30)]
    late.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    played("import", str(late))

    before = played("par", "--season", "2026-Q4").out
    published = played("par", "--season", "2026-Q4", "--publish", "--note", "late file").out
    again = played("par", "--season", "2026-Q4").out

    assert "A fit on today's data: 2 kinds of work differ.\n" in before
    assert published.startswith("Version 2 is published.\nBeside version 1: 2 kinds of work differ")
    assert "Common lost stars a rating: 0.1500, then 0.2444\n" in published
    assert "Note: late file\n" in again
    assert "A fit on today's data: nothing is different." in again
    assert again.rstrip().splitlines()[-2] == "Earlier versions:"
    assert notes(database_url) == ["command line"]


def notes(url: str) -> list[str]:
    """Who has published pars, by the audit log."""
    engine = open_engine(url)
    with reading(engine) as session:
        statement = select(AuditEntry.actor).where(AuditEntry.action == "par published")
        found = list(session.exec(statement))
    engine.dispose()
    return found


def test_work_that_has_become_harder_is_warned_of(ask: Ask, seasons_csv: Path) -> None:
    with seasons_csv.open("a", encoding="utf-8") as file:
        rows = [row(f"D{at}", "Bob", 3, "2026-10-07", EASY) for at in range(30)]
        file.write("\n".join([*rows, ""]))
    ask("import", str(seasons_csv))

    said = ask("par", "--season", "2026-Q4")
    answer = json.loads(ask("par", "--season", "2026-Q4", "--json").out)

    warning = (
        "Access × low × chat: Stars lost in 70 ratings: 63; by par: 7.2."
        " This par may want renewing."
    )
    assert warning in said.out
    assert [(one["kind"], one["lost"]) for one in answer["drift"]] == [("Access × low × chat", 63)]


@pytest.mark.parametrize("season", ["2026-11", "2026", "2026-10-01..2026-10-09"])
def test_a_season_that_is_no_quarter_gets_a_sentence(ask: Ask, season: str) -> None:
    answer = ask("par", "--season", season)

    assert (answer.code, answer.out, answer.err.count("\n")) == (Outcome.REFUSED, "", 1)
    assert "go by the quarter; name one like 2026-Q4" in answer.err


def test_a_quarter_without_ratings_has_no_par(ask: Ask) -> None:
    said = ask("par", "--season", "2026-Q4")
    refused = ask("par", "--season", "2026-Q4", "--publish")
    noted = ask("par", "--season", "2026-Q4", "--note", "x")

    assert said.out == ("No par rules 2026-Q4 yet.\n\nThere are no ratings to fit a par on.\n")
    assert (refused.code, noted.code) == (Outcome.REFUSED, Outcome.REFUSED)
    assert "a note goes with --publish" in noted.err


def test_teams_open_with_the_table_that_carries_the_crown(played: Ask) -> None:
    fair = json.loads(played("standings", "teams", "--season", "2026-Q4", "--json").out)
    raw = json.loads(
        played("standings", "teams", "--season", "2026-Q4", "--table", "raw", "--json").out
    )

    assert (fair["mode"], raw["mode"], fair["par"]["version"]) == ("fair", "steady", 1)
    assert [(one["place"], one["team"]) for one in fair["teams"]] == [(1, "Blue"), (2, "Red")]
    assert [(one["place"], one["team"]) for one in raw["teams"]] == [(1, "Red"), (2, "Blue")]
    for table in (fair, raw):
        blue = next(one for one in table["teams"] if one["team"] == "Blue")
        assert (blue["raw_place"], blue["handicapped_place"]) == (2, 1)
        # 40 ratings at 0.1962 are 7.848 stars by par, of which 4 were lost.
        assert blue["saved"] == {"exact": "481/125", "shown": "+3.8"}
        assert blue["par_average"] == {"exact": "24019/5000", "shown": "4.80"}
        assert blue["plain"] == {"exact": "49/10", "shown": "4.90"}
        assert blue["fair"]["shown"].startswith("4.9")


def test_the_team_table_shows_both_figures_and_says_what_places_go_by(played: Ask) -> None:
    fair = played("standings", "teams", "--season", "2026-Q4").out
    raw = played("standings", "teams", "--season", "2026-Q4", "--table", "raw").out

    assert "Fair  By par  Stars saved  Raw place" in fair
    assert "Fair  By par  Stars saved  Handicapped place" in raw
    assert "Places go by the fair average; --table raw goes without handicap." in fair
    assert "Places go by the steady average; --table handicapped by the fair." in raw


def test_scorers_are_raw_unless_asked_and_have_their_form_beside(played: Ask) -> None:
    words = ("standings", "engineers", "--season", "2026-Q4")
    raw = json.loads(played(*words, "--json").out)
    net = json.loads(played(*words, "--table", "handicapped", "--json").out)

    assert (raw["mode"], net["mode"]) == ("raw", "fair")
    assert [one["engineer"] for one in raw["engineers"]] == ["Bob", "Ann"]
    assert [one["engineer"] for one in net["engineers"]] == ["Ann", "Bob"]
    assert raw["engineers"][0]["form_index"] == net["engineers"][1]["form_index"]
    assert raw["engineers"][0]["goals"] == {"exact": "37", "shown": "37"}
    text = played(*words).out
    assert "Par  Handicap  Form index" in text
    assert "Places go by goals; --table handicapped goes by the form index." in text


def test_a_month_has_the_raw_table_alone(played: Ask) -> None:
    said = played("standings", "teams", "--season", "2026-10", "--table", "handicapped").out

    assert said.endswith("No par rules the season 2026-10, so this is the raw table.\n")
    assert "By par" not in said


def test_everything_of_a_par_is_said_in_russian_too(ask: Ask, seasons_csv: Path) -> None:
    ask("import", str(seasons_csv))

    par = ask("par", "--season", "2026-Q4", "--language", "ru").out
    teams = ask("standings", "teams", "--season", "2026-Q4", "--language", "ru").out

    assert "Вид работы" in par
    assert "Kind" not in par
    assert "Fair" not in teams
