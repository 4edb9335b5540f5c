"""The command line works by what the organisation has set, not by the environment alone."""

from __future__ import annotations

import json
from pathlib import Path

from db.commands.own_settings import SettingChange, change_settings
from db.engine import open_engine, writing
from db.settings import Settings
from db.settings_in_force import settings_in_force
from gamify.access import console
from tests.cli.conftest import Ask
from tests.factories import NOW, Row, store


def keep(url: str, **values: object) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        store(session, Row("T1"), Row("T2"), Row("T3", owner="Bob", team="Beta"))
        change_settings(
            session,
            SettingChange(values),
            base=Settings(database_url=url),
            actor=console("Ada"),
            now=NOW,
        )
    engine.dispose()


def test_standings_and_language_follow_what_is_set(ask: Ask, sqlite_url: str) -> None:
    keep(sqlite_url, min_ratings_team=2, language="ru")

    answer = ask("standings", "teams", "--season", "2026-Q4")
    exact = ask("standings", "teams", "--season", "2026-Q4", "--json")

    assert "Команда" in answer.out
    ranked = {row["team"]: row["place"] for row in json.loads(exact.out)["teams"]}
    assert ranked == {"Alpha": 1, "Beta": None}


def test_the_time_zone_that_is_set_stays_through_commands(ask: Ask, sqlite_url: str) -> None:
    keep(sqlite_url, time_zone="Europe/Moscow")

    assert ask("standings", "teams", "--season", "2026-Q4").code == 0
    assert settings_in_force(Settings(database_url=sqlite_url)).time_zone == "Europe/Moscow"


def test_nothing_is_made_of_a_database_that_is_not_there(tmp_path: Path) -> None:
    base = Settings(database_url=f"sqlite:///{tmp_path / 'none' / 'none.db'}")
    (tmp_path / "text.db").write_text("not a database " * 100)
    odd = Settings(database_url=f"sqlite:///{tmp_path / 'text.db'}")

    assert settings_in_force(base) is base
    assert settings_in_force(odd) is odd
    assert settings_in_force(Settings(database_url="what")).database_url == "what"
    assert not (tmp_path / "none").exists()
