"""`standings`: prints the team table or the top scorers of a season."""

from __future__ import annotations

import json
from argparse import Namespace

from sqlmodel import Session

from cli.boards import engineer_text, team_text
from cli.desk import Desk
from cli.export import engineer_json, team_json
from cli.outcome import Outcome
from db.commands.register import name_key
from db.engine import reading
from db.queries.tallies import rated_days
from db.queries.teams import team_names
from db.standings import engineer_table, hidden_engineer, team_table
from db.upkeep import keep_up
from gamify.errors import UnknownTeam
from gamify.seasons import Season, day_of, parse_season, usual_season


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The newest quarter with ratings unless another season is named."""
    calendar = desk.settings.calendar
    named = parse_season(arguments.season, calendar=calendar) if arguments.season else None
    print_table = _print_teams if arguments.table == "teams" else _print_engineers
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        with reading(engine) as session:
            season = named or _usual_season(session, desk)
            print_table(session, season, arguments, desk)
    return Outcome.FINE


def _usual_season(session: Session, desk: Desk) -> Season:
    span = rated_days(session)
    calendar = desk.settings.calendar
    return usual_season(span and span[1], today=day_of(desk.now, calendar), calendar=calendar)


def _print_teams(session: Session, season: Season, arguments: Namespace, desk: Desk) -> None:
    settings = desk.settings
    table = team_table(session, season=season, rules=settings.rules, calendar=settings.calendar)
    if arguments.json:
        _print_json(team_json(table, season=season), desk)
    else:
        desk.say(team_text(table, season=season, language=desk.language))


def _print_engineers(session: Session, season: Season, arguments: Namespace, desk: Desk) -> None:
    team = _team(session, arguments.team) if arguments.team else None
    hidden_name = hidden_engineer(desk.language)
    table = engineer_table(session, season=season, team_id=team, hidden_name=hidden_name)
    if arguments.json:
        _print_json(engineer_json(table, season=season), desk)
    else:
        desk.say(engineer_text(table, season=season, language=desk.language))


def _team(session: Session, name: str) -> int:
    """The id of a team, however it is cased and spaced. Raises UnknownTeam."""
    for team, known in team_names(session).items():
        if name_key(known) == name_key(name):
            return team
    raise UnknownTeam(name=name)


def _print_json(table: dict[str, object], desk: Desk) -> None:
    desk.say(json.dumps(table, ensure_ascii=False, indent=2))
