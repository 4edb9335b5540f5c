"""`explain`: prints every figure behind a team's or an engineer's quarter."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from sqlmodel import Session

from cli.desk import Desk
from cli.engineer_figures import engineer_figure_json, engineer_figure_text
from cli.outcome import Outcome
from cli.seasons import season_meant
from cli.team_figures import team_figure_json, team_figure_text
from db.commands.register import name_key
from db.engine import reading
from db.explanations import explain_engineer_figures, explain_team_figures
from db.queries.engineers import engineer_names
from db.queries.teams import team_names
from db.standings import hidden_engineer
from db.upkeep import keep_up
from gamify.errors import N_, DecisionRefused, UnknownEngineer, UnknownTeam
from gamify.language import say
from gamify.seasons import Season

#: So many similar names are named, and how similar they must be.
MOST_SIMILAR, SIMILAR = 3, 0.5

NO_SUCH_TEAM = N_("There is no team “{name}”. Similar names: {near}.")
NO_SUCH_ENGINEER = N_("There is no engineer “{name}”. Similar names: {near}.")


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The newest quarter with ratings unless another is named."""
    name = " ".join(arguments.name)
    told = _team if arguments.kind == "team" else _engineer
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        with reading(engine) as session:
            season = season_meant(session, arguments, desk)
            text, listed = told(session, name, season, desk)
    desk.say(json.dumps(listed, ensure_ascii=False, indent=2) if arguments.json else text)
    return Outcome.FINE


def _team(session: Session, name: str, season: Season, desk: Desk) -> tuple[str, dict[str, Any]]:
    teams = team_names(session)
    team = _found(name, teams)
    if team is None:
        near = _near(name, list(teams.values()))
        raise UnknownTeam(NO_SUCH_TEAM if near else None, name=name, near=near)
    found = explain_team_figures(
        session, team, season=season, rules=desk.settings.rules, calendar=desk.settings.calendar
    )
    if found is None:
        raise DecisionRefused(
            problem=say("{team} has no ratings in {code}", team=teams[team], code=season.code)
        )
    return team_figure_text(found, desk.language), team_figure_json(found, desk.language)


def _engineer(
    session: Session, name: str, season: Season, desk: Desk
) -> tuple[str, dict[str, Any]]:
    """Whoever has hidden the name is found by it, and still shown by the public one."""
    hidden_name = hidden_engineer(desk.language)
    public = engineer_names(session, hidden_name=hidden_name)
    engineer = _found(name, public) or _found(name, engineer_names(session))
    if engineer is None:
        near = _near(name, list(public.values()))
        raise UnknownEngineer(NO_SUCH_ENGINEER if near else None, name=name, near=near)
    found = explain_engineer_figures(
        session,
        engineer,
        season=season,
        rules=desk.settings.rules,
        calendar=desk.settings.calendar,
        hidden_name=hidden_name,
    )
    return engineer_figure_text(found, desk.language), engineer_figure_json(found, desk.language)


def _found(name: str, names: Mapping[int, str]) -> int | None:
    """The id of a name, however it is cased and spaced."""
    return next((id_ for id_, known in names.items() if name_key(known) == name_key(name)), None)


def _near(name: str, names: Sequence[str]) -> str:
    """Names that look like it, "" where none does."""
    by_key = {name_key(known): known for known in names}
    near = get_close_matches(name_key(name), by_key, n=MOST_SIMILAR, cutoff=SIMILAR)
    return ", ".join(by_key[key] for key in near)
