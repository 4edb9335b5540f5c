"""Gathers from the database what one board needs, in one reading."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session

from db.queries.coarse import coarse_ratings, coarse_ratings_of_engineers
from db.queries.exclusions import excluded_reasons
from db.queries.tallies import uncommon_kinds
from db.queries.teams import team_names
from db.standings import engineer_table, hidden_engineer, season_days, team_history, team_table
from gamify.errors import UnknownTeam
from gamify.handicap.overlap import common_strata
from gamify.history import SeasonHistory
from gamify.open_days import demand_days
from gamify.scorers import public_scorers
from gamify.seasons import (
    Calendar,
    Season,
    parse_season,
    same_season_year_before,
    usual_season,
)
from gamify.standings import EngineerTable, RankMode, TeamTable
from pages.ui.board import BoardFacts, Reader
from pages.ui.handicap_rows import Kinds
from pages.ui.tables import Tables, choose_table


def board_facts(
    session: Session,
    season_code: str,
    team: str,
    *,
    span: tuple[date, date],
    reader: Reader,
    table: str = "",
) -> BoardFacts:
    """What a board of a season shows; `team` narrows the scorers to one team's ratings.

    `table` is raw or handicapped, "" for the one that carries the crown.

    Raises UnknownSeason and UnknownTeam, and NotAllowed for days that aren't the reader's.
    """
    rules, calendar = reader.rules, reader.calendar
    season = asked_season(season_code, span=span, today=reader.today, calendar=calendar)
    demand_days(season, sees_any=reader.sees_days)
    before = same_season_year_before(season, calendar=calendar)
    chosen = asked_team(session, team)
    tables = season_tables(session, season, reader, asked=table)
    days = season_days(session, season=season, table=tables.handicapped or tables.shown)

    def history(of: TeamTable) -> SeasonHistory:
        return team_history(days, season=season, today=reader.today, table=of, rules=rules)

    shown, within = history(tables.shown), {"first": season.first, "last": season.last}
    return BoardFacts(
        season=season,
        span=span,
        tables=tables,
        days=days,
        history=shown,
        crown=(shown if tables.crowned is tables.shown else history(tables.crowned)).crown,
        year_before=team_table(session, season=before, rules=rules, calendar=calendar),
        year_before_season=before,
        scorers=_scorers(session, season, chosen, tables.shown, reader),
        known_scorers=_known_scorers(session, season, chosen, tables.shown, reader),
        chosen_team=chosen,
        kinds=_own_kinds(session, season, tables),
        excluded=excluded_reasons(session, **within),
        coarse=coarse_ratings(session, **within),
        coarse_scorers=coarse_ratings_of_engineers(session, **within, team_id=chosen),
    )


def _scorers(
    session: Session, season: Season, team: int | None, shown: TeamTable, reader: Reader
) -> EngineerTable:
    return engineer_table(
        session,
        season=season,
        team_id=team,
        hidden_name=hidden_engineer(reader.language),
        mode=shown.mode,
        par=shown.par,
        best=reader.rules.public_top,
    )


def _known_scorers(
    session: Session, season: Season, team: int | None, shown: TeamTable, reader: Reader
) -> frozenset[int] | None:
    """Whose goals a team's list may tell: of those whom the whole department's list shows.

    With the goals of all teams' best somebody could work out hidden places. None for all.
    """
    if team is None or reader.sees_days:
        return None
    everybody = _scorers(session, season, None, shown, reader)
    return frozenset(row.tally.id for row in public_scorers(everybody, rules=reader.rules))


def _own_kinds(session: Session, season: Season, tables: Tables) -> Kinds:
    """Ratings on kinds of work that may be a team's own; the others are most of all."""
    if tables.other is None or tables.shown.par is None:
        return {}
    return uncommon_kinds(session, quarter=season.first, common=common_strata(tables.shown.par))


def season_tables(session: Session, season: Season, reader: Reader, *, asked: str) -> Tables:
    """The tables of a season: the crown's, and where a par rules it, the other one."""
    rules, calendar = reader.rules, reader.calendar
    crowned = team_table(session, season=season, rules=rules, calendar=calendar)
    if crowned.par is None:
        return choose_table(crowned, None, asked)
    mode = RankMode.STEADY if crowned.mode is RankMode.FAIR else RankMode.FAIR
    other = team_table(session, season=season, rules=rules, calendar=calendar, mode=mode)
    return choose_table(crowned, other, asked)


def asked_season(code: str, *, span: tuple[date, date], today: date, calendar: Calendar) -> Season:
    """The season of a code; without one, today's quarter or that of the newest rating.

    Raises UnknownSeason for a code that can't be read.
    """
    if code:
        return parse_season(code, calendar=calendar)
    return usual_season(span[1], today=today, calendar=calendar)


def asked_team(session: Session, name: str) -> int | None:
    """The id of a team by its name as written; None where no team is named.

    Raises UnknownTeam.
    """
    if not name:
        return None
    for team, known in team_names(session).items():
        if known.casefold() == name.casefold():
            return team
    raise UnknownTeam(name=name)
