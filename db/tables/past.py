"""What is over as tables: the hall of fame, and each team's quarters."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from db.queries.hall import kept_seasons
from db.queries.teams import team_names
from db.standings import hidden_engineer
from db.tables.table import Asked, Table
from db.team_season import team_years
from gamify.access import may
from gamify.errors import N_
from gamify.hall.kept import Ranking
from gamify.rights import Right
from gamify.tables.column import Column, Kind, Row


def _hall(session: Session, asked: Asked) -> Iterator[Row]:
    for season in kept_seasons(session, hidden_name=hidden_engineer(asked.language)):
        for one in season.places:
            # Of scorers the goals alone: all ratings beside them would say which weren't fives.
            is_told = one.ranking is not Ranking.SCORERS
            yield (
                season.code,
                season.first,
                season.last,
                one.ranking.value,
                one.place,
                one.name,
                one.score,
                one.ratings if is_told else None,
                one.plain if is_told else None,
                season.kept_at,
            )


def _team_seasons(session: Session, asked: Asked) -> Iterator[Row]:
    calendar = asked.settings.calendar
    for team, name in team_names(session).items():
        leads = may(asked.visitor, Right.SEE_LOW_RATINGS, teams={team})
        for years in team_years(session, team, season=asked.season, calendar=calendar):
            one = years.now
            if leads or one.is_crowd:
                yield (
                    name,
                    one.season.code,
                    one.season.first,
                    one.season.last,
                    one.stars.n,
                    *one.stars,
                    one.average,
                    one.tickets or None,
                    one.minutes,
                )


HALL = Table(
    name="hall",
    title=N_("Hall of fame"),
    columns=(
        Column("season", Kind.TEXT, N_("the quarter")),
        Column("first", Kind.DAY, N_("first day")),
        Column("last", Kind.DAY, N_("last day")),
        Column("ranking", Kind.TEXT, N_("teams, scorers, runs, or the year up to this quarter")),
        Column("place", Kind.WHOLE, N_("place, 1 for the winner; equal ones share it")),
        Column("name", Kind.TEXT, N_("the engineer or the team")),
        Column("score", Kind.EXACT, N_("the score, exact")),
        Column("ratings", Kind.CREDITS, N_("counted ratings; of scorers nothing")),
        Column("average", Kind.AVERAGE, N_("average as it is; of scorers nothing")),
        Column("kept_at", Kind.INSTANT, N_("when it was recorded for good")),
    ),
    right=Right.SEE_BOARDS,
    shows=N_("Everybody who may see the boards: public places. Hidden names are numbers."),
    rows=_hall,
    is_of_season=False,
)
TEAM_SEASONS = Table(
    name="team-seasons",
    title=N_("Seasons of the teams"),
    columns=(
        Column("team", Kind.TEXT, N_("the team")),
        Column("season", Kind.TEXT, N_("the quarter")),
        Column("first", Kind.DAY, N_("first day")),
        Column("last", Kind.DAY, N_("last day")),
        Column("ratings", Kind.WHOLE, N_("counted ratings")),
        Column("n5", Kind.WHOLE, N_("ratings with five stars")),
        Column("n4", Kind.WHOLE, N_("ratings with four stars")),
        Column("n3", Kind.WHOLE, N_("ratings with three stars")),
        Column("n2", Kind.WHOLE, N_("ratings with two stars")),
        Column("n1", Kind.WHOLE, N_("ratings with one star")),
        Column("average", Kind.AVERAGE, N_("average as it is, cut and never rounded")),
        Column("tickets", Kind.WHOLE, N_("closed tickets; empty if they aren't known")),
        Column("half_solved_within", Kind.EXACT, N_("minutes within which half was solved")),
    ),
    right=Right.SEE_BOARDS,
    shows=N_(
        "Everybody who may see the boards: quarters of enough people and ratings. Leads: every "
        "quarter of their teams."
    ),
    rows=_team_seasons,
)
