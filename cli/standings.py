"""`standings`: prints the team table or the top scorers of a season."""

from __future__ import annotations

import json
from argparse import Namespace

from sqlmodel import Session

from cli.boards import team_text
from cli.desk import Desk
from cli.export import engineer_json, team_json
from cli.outcome import Outcome
from cli.scorer_board import engineer_text
from cli.seasons import season_meant
from db.commands.register import name_key
from db.engine import reading
from db.queries.pars import ruling_par
from db.queries.teams import team_names
from db.standings import engineer_table, hidden_engineer, team_table
from db.upkeep import keep_up
from gamify.crown_rule import CrownRule
from gamify.errors import UnknownTeam
from gamify.language import say
from gamify.seasons import Season
from gamify.standings import RankMode, Rules


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The newest quarter with ratings unless another season is named."""
    print_table = _print_teams if arguments.table == "teams" else _print_engineers
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        with reading(engine) as session:
            season = season_meant(session, arguments, desk)
            print_table(session, season, arguments, desk)
    return Outcome.FINE


def _print_teams(session: Session, season: Season, arguments: Namespace, desk: Desk) -> None:
    rules = desk.settings.rules
    mode = _mode(arguments.handicap, rules)
    table = team_table(
        session, season=season, rules=rules, calendar=desk.settings.calendar, mode=mode
    )
    if arguments.json:
        _print_json(team_json(table, season=season), desk)
        return
    desk.say(team_text(table, season=season, language=desk.language))
    _say_if_raw(mode, table.mode, season, desk)


def _print_engineers(session: Session, season: Season, arguments: Namespace, desk: Desk) -> None:
    team = _team(session, arguments.team) if arguments.team else None
    hidden_name = hidden_engineer(desk.language)
    mode = _mode(arguments.handicap, desk.settings.rules) or RankMode.STEADY
    table = engineer_table(session, season=season, team_id=team, hidden_name=hidden_name, mode=mode)
    par = ruling_par(session, season=season)
    if arguments.json:
        _print_json(engineer_json(table, season=season, par=par), desk)
        return
    desk.say(engineer_text(table, season=season, language=desk.language, par=par))
    _say_if_raw(mode, table.mode, season, desk)


def _mode(table: str | None, rules: Rules) -> RankMode | None:
    """What ranks the table that was asked for; None for the one that carries the crown."""
    if table is None:
        return None
    if table == "handicapped":
        return RankMode.FAIR
    return RankMode.PLAIN if rules.crown is CrownRule.PLAIN else RankMode.STEADY


def _say_if_raw(asked: RankMode | None, given: RankMode, season: Season, desk: Desk) -> None:
    """Say so where a handicapped table was asked for and no par rules the season."""
    if asked is RankMode.FAIR and given is not RankMode.FAIR:
        desk.say(say("No par rules the season {code}, so this is the raw table.", code=season.code))


def _team(session: Session, name: str) -> int:
    """The id of a team, however it is cased and spaced. Raises UnknownTeam."""
    for team, known in team_names(session).items():
        if name_key(known) == name_key(name):
            return team
    raise UnknownTeam(name=name)


def _print_json(table: dict[str, object], desk: Desk) -> None:
    desk.say(json.dumps(table, ensure_ascii=False, indent=2))
