"""`hall`: prints closed seasons as they were kept, for people or for programs."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import asdict
from typing import Any

from cli.desk import Desk
from cli.outcome import Outcome
from cli.table import text_table
from db.engine import reading
from db.queries.hall import kept_seasons
from db.standings import hidden_engineer
from db.upkeep import keep_up
from gamify.averages import cut, show_average
from gamify.hall.kept import KeptPlace, KeptSeason, NotKept, Ranking
from gamify.hall.records import Record, records
from gamify.language import Message, say, shown, translate

TABLES = {
    Ranking.TEAMS: say("Teams"),
    Ranking.SCORERS: say("Top scorers"),
    Ranking.RUNS: say("Longest runs of fives"),
    Ranking.YEAR: say("Engineer of the year, so far"),
}
LAST_QUARTER = 4
#: Between a table and the next one.
SPACE = "\n\n"
COLUMNS = (say("Place"), say("Name"), say("Score"), say("Exact"), say("Ratings"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """All kept seasons, the newest first; raises NotKept for one that isn't kept."""
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        with reading(engine) as session:
            seasons = kept_seasons(session, hidden_name=hidden_engineer(desk.language))
    wanted = [one for one in seasons if _is_meant(one, arguments)]
    if not wanted and (arguments.season or arguments.year):
        raise NotKept(code=arguments.season or str(arguments.year))
    if arguments.json:
        told = {
            "seasons": [_season_json(one) for one in wanted],
            "records": [_record_json(one) for one in records(seasons)],
        }
        desk.say(json.dumps(told, ensure_ascii=False, indent=2))
    elif not wanted:
        desk.say(say("No season has closed yet."))
    else:
        texts = [_season_text(one, desk.language) for one in wanted]
        desk.say(SPACE.join(texts))
    return Outcome.FINE


def _is_meant(season: KeptSeason, arguments: Namespace) -> bool:
    return arguments.season in (None, season.code) and arguments.year in (None, season.year)


def _season_text(season: KeptSeason, language: str) -> str:
    parts = [
        translate(
            say(
                "{code}: {first} to {last}", code=season.code, first=season.first, last=season.last
            ),
            language,
        )
    ]
    for ranking, title in _titles(season).items():
        if rows := [_row(one, language) for one in season.table(ranking)]:
            header = [translate(each, language) for each in COLUMNS]
            parts.append(translate(title, language))
            parts.append(text_table(header, rows, right=frozenset({0, 2, 3, 4})))
    return SPACE.join(parts)


def _titles(season: KeptSeason) -> dict[Ranking, Message]:
    """A year's table is the year's own once its last quarter is kept."""
    if season.quarter < LAST_QUARTER:
        return TABLES
    return TABLES | {Ranking.YEAR: say("Engineer of the year {year}", year=str(season.year))}


def _row(place: KeptPlace, language: str) -> list[str]:
    return [
        shown(place.place, language),
        place.name,
        _shown(place, language),
        str(place.score),
        shown(cut(place.ratings, decimals=2), language),
    ]


def _shown(place: KeptPlace, language: str) -> str:
    if place.ranking in (Ranking.TEAMS, Ranking.YEAR):
        return show_average(place.score, language=language)
    return shown(cut(place.score, decimals=2), language)


def _season_json(season: KeptSeason) -> dict[str, Any]:
    return {
        "season": season.code,
        "first": season.first.isoformat(),
        "last": season.last.isoformat(),
        "year": season.year,
        "quarter": season.quarter,
        "kept_at": season.kept_at.isoformat(),
        "rules": asdict(season.rules),
        "places": [_place_json(one) for one in season.places],
    }


def _place_json(place: KeptPlace) -> dict[str, Any]:
    """Fractions are strings like "429/86"."""
    return {
        "ranking": place.ranking.value,
        "place": place.place,
        "id": place.unit_id,
        "name": place.name,
        "score": str(place.score),
        "shown": _shown(place, "en"),
        "ratings": str(place.ratings),
        "plain": None if place.plain is None else str(place.plain),
    }


def _record_json(record: Record) -> dict[str, Any]:
    return {
        "feat": record.feat.value,
        "score": str(record.score),
        "holders": [
            {"season": season.code, "id": place.unit_id, "name": place.name}
            for season, place in record.holders
        ],
        "before": None if record.before is None else str(record.before.score),
    }
