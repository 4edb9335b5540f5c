"""A closed season gives the same hall of fame, however long ago it was and whatever came after.

`ratings_2025.csv` are a year's ratings, `hall_2025.json` the rules that ruled them and the places
that they gave. Neither changes with the product: a release that reckons otherwise keeps the way
of before for seasons of before.
"""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from db.commands.awards import record_awards
from db.commands.decisions import exclude_rating
from db.commands.hall import keep_hall, keep_season
from db.commands.mergers import merge_engineers
from db.commands.pars import keep_pars, publish_par
from db.commands.undo import undo_import
from db.hall import season_places
from db.models import AuditEntry, Engineer
from db.queries.hall import kept_seasons, seasons_to_keep
from gamify.access import console
from gamify.crown_rule import CrownRule
from gamify.hall.kept import KeptPlace, KeptSeason
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.factories import NOW, Row, store

HERE = Path(__file__).parent
FROZEN: dict[str, Any] = json.loads((HERE / "hall_2025.json").read_text(encoding="utf-8"))
RULES = Rules(**{**FROZEN["rules"], "crown": CrownRule(FROZEN["rules"]["crown"])})
CALENDAR = Calendar()
SEASON = parse_season(FROZEN["season"], calendar=CALENDAR)
CLOSED = NOW + timedelta(hours=1)
LATER = datetime(2027, 7, 1, 9, tzinfo=UTC)
LEA = console("Lea")


def frozen_rows() -> list[Row]:
    with (HERE / "ratings_2025.csv").open(encoding="utf-8", newline="") as file:
        return [
            Row(
                one["ticket"],
                int(one["stars"]),
                one["owner"],
                one["team"],
                date.fromisoformat(one["day"]),
                kind=("", one["category"], "", ""),
            )
            for one in csv.DictReader(file)
        ]


def filled(session: Session) -> None:
    """The year's ratings, and the pars that ruled its quarters."""
    store(session, *frozen_rows())
    keep_pars(session, calendar=CALENDAR, rules=RULES, now=CLOSED)


def told(places: list[KeptPlace] | tuple[KeptPlace, ...]) -> list[list[object]]:
    """Places as the frozen file has them; the order of the tables is nobody's business."""
    rows: list[list[object]] = [
        [one.ranking.value, one.place, one.name, str(one.score), str(one.ratings), str(one.plain)]
        for one in places
    ]
    return sorted(rows, key=lambda row: [str(cell) for cell in row])


def kept(session: Session, hidden_name: str = "Engineer {id}") -> KeptSeason:
    (season,) = kept_seasons(session, hidden_name=hidden_name)
    return season


def close(session: Session) -> None:
    filled(session)
    record_awards(session, season=SEASON, calendar=CALENDAR, rules=RULES, now=CLOSED)
    assert keep_hall(session, calendar=CALENDAR, rules=RULES, now=CLOSED) == 1


def test_frozen_ratings_and_rules_give_the_hall_of_fame_of_then(session: Session) -> None:
    filled(session)

    _, places = season_places(session, season=SEASON, rules=RULES, calendar=CALENDAR)

    assert told(places) == FROZEN["places"]


def test_a_season_is_kept_with_the_rules_that_ruled_it(session: Session) -> None:
    close(session)

    season = kept(session)

    assert told(season.places) == FROZEN["places"]
    assert (season.code, season.year, season.quarter, season.kept_at) == (
        "2025-Q4",
        2025,
        4,
        CLOSED,
    )
    assert asdict(season.rules) | {"strata": list(season.rules.strata)} == FROZEN["kept rules"]


def test_nothing_that_comes_later_changes_a_kept_season(session: Session) -> None:
    close(session)
    before = told(kept(session).places)

    late = [Row(f"L{at}", 1, "Ann Berg", "Falcons", date(2025, 12, 30)) for at in range(40)]
    store(session, *late)
    exclude_rating(session, rating_id=3, reason=ExclusionReason.POLICY, actor=LEA, now=LATER)
    publish_par(session, season=SEASON, calendar=CALENDAR, rules=Rules(), actor=LEA, now=LATER)
    merge_engineers(session, duplicate_id=2, into_id=1, actor=LEA, now=LATER)
    other = Rules(min_ratings_team=1, public_top=50, crown=CrownRule.PLAIN)
    assert keep_hall(session, calendar=CALENDAR, rules=other, now=LATER) == 0
    again = keep_season(
        session, season=SEASON, calendar=CALENDAR, rules=other, actor=LEA, now=LATER
    )

    assert not again
    assert told(kept(session).places) == before == FROZEN["places"]
    _, now = season_places(session, season=SEASON, rules=other, calendar=CALENDAR)
    assert told(now) != before


def test_a_name_that_is_hidden_later_is_hidden_here_too(session: Session) -> None:
    close(session)
    name, place = next((one.name, one) for one in kept(session).places if one.ranking == "year")
    session.get_one(Engineer, place.unit_id).hidden = True
    session.flush()

    names = {one.name for one in kept(session, "Ohne Namen {id}").places}

    assert name not in names
    assert f"Ohne Namen {place.unit_id}" in names


def test_a_season_whose_ratings_are_taken_back_the_same_day_leaves_the_hall(
    session: Session,
) -> None:
    close(session)

    undo_import(session, batch=1, actor=LEA, now=CLOSED)

    assert kept_seasons(session) == []


def test_a_season_that_was_closed_before_there_was_a_hall_is_kept_once(session: Session) -> None:
    filled(session)
    record_awards(session, season=SEASON, calendar=CALENDAR, rules=RULES, now=CLOSED)

    assert [one.code for one in seasons_to_keep(session, calendar=CALENDAR)] == ["2025-Q4"]
    assert keep_hall(session, calendar=CALENDAR, rules=RULES, now=LATER) == 1
    assert keep_hall(session, calendar=CALENDAR, rules=RULES, now=LATER) == 0
    assert kept(session).kept_at == LATER
    actions = session.exec(select(AuditEntry.action)).all()
    assert actions.count("season kept") == 1


def test_a_quarter_that_a_change_of_the_fiscal_year_cut_apart_is_not_kept(
    session: Session,
) -> None:
    """Its sums are those of other quarters now."""
    filled(session)
    record_awards(session, season=SEASON, calendar=CALENDAR, rules=RULES, now=CLOSED)

    assert seasons_to_keep(session, calendar=Calendar(fiscal_start=2)) == []
