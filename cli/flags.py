"""`flags`: prints what looks odd in a season, and lets the rules look. A lead decides on a page."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Engine

from cli.desk import Desk
from cli.outcome import Outcome
from cli.table import text_table
from db.engine import reading
from db.queries.engineers import engineer_names
from db.queries.flags import flag_cases
from db.queries.tallies import rated_days
from db.upkeep import keep_up, look_at
from gamify.errors import N_
from gamify.integrity.case import Case, CaseState
from gamify.integrity.flag import Severity
from gamify.language import count, say, shown, translate
from gamify.seasons import Season, day_of, parse_season, usual_season

STATES = {
    CaseState.OPEN: N_("open"),
    CaseState.FINE: N_("fine"),
    CaseState.EXCLUDED: N_("excluded"),
}
SEVERITIES = {Severity.HIGH: N_("high"), Severity.NORMAL: N_("normal")}
COLUMNS = (
    N_("Flag"),
    N_("Rule"),
    N_("Severity"),
    N_("State"),
    N_("Engineer"),
    N_("Ratings"),
)


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The newest quarter with ratings unless another season is named."""
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        season = _season(engine, arguments, desk)
        if arguments.look:
            new = look_at(engine, season, desk.settings, now=desk.now)
            if not arguments.json:
                desk.say(count("{n} new flag", "{n} new flags", n=new))
        with reading(engine) as session:
            cases = flag_cases(session, season=season)
            names = engineer_names(session)
    if arguments.json:
        desk.say(json.dumps(_listed(season, cases, names, desk), ensure_ascii=False, indent=2))
    else:
        desk.say(_text(season, cases, names, desk.language))
    return Outcome.FINE


def _season(engine: Engine, arguments: Namespace, desk: Desk) -> Season:
    calendar = desk.settings.calendar
    if arguments.season:
        return parse_season(arguments.season, calendar=calendar)
    with reading(engine) as session:
        span = rated_days(session)
    return usual_season(span and span[1], today=day_of(desk.now, calendar), calendar=calendar)


def _text(season: Season, cases: Sequence[Case], names: Mapping[int, str], language: str) -> str:
    if not cases:
        nothing = say("There are no flags in the season {code}.", code=season.code)
        return translate(nothing, language)
    rows = [
        [
            str(case.id),
            case.flag.rule.value,
            translate(SEVERITIES[case.flag.severity], language),
            translate(STATES[case.state], language),
            names[case.flag.engineer_id],
            shown(len(case.flag.ratings), language),
        ]
        for case in cases
    ]
    header = [translate(title, language) for title in COLUMNS]
    told = [f"{case.id}: {translate(case.flag.evidence, language)}" for case in cases]
    return "\n".join([text_table(header, rows, right=frozenset({0, 5})), "", *told])


def _listed(
    season: Season, cases: Sequence[Case], names: Mapping[int, str], desk: Desk
) -> dict[str, Any]:
    return {
        "season": season.code,
        "flags": [
            {
                "flag": case.id,
                "rule": case.flag.rule.value,
                "severity": case.flag.severity.value,
                "state": case.state.value,
                "engineer": names[case.flag.engineer_id],
                "other": None if case.flag.other_id is None else names[case.flag.other_id],
                "ratings": list(case.flag.ratings),
                "excluded": list(case.excluded),
                "evidence": translate(case.flag.evidence, desk.language),
                "decided_by": case.decided_by,
                "note": case.note,
            }
            for case in cases
        ],
    }
