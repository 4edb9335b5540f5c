"""The season that a wall shows, read once for each version of the data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session

from db.queries.tallies import rated_days
from db.queries.teams import team_names
from db.standings import season_days, team_history, team_table
from gamify.history import SeasonHistory
from gamify.seasons import Calendar, Season, usual_season
from gamify.standings import Rules, TeamTable


@dataclass(frozen=True, slots=True)
class WallSeason:
    """A season's table and how it came to be; `names` are of all teams, by id."""

    season: Season
    table: TeamTable
    history: SeasonHistory
    names: dict[int, str]

    @property
    def crown(self) -> tuple[int, ...]:
        """The teams in the first place, by id."""
        return tuple(row.tally.id for row in self.table.ranked if row.place == 1)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a part is made of: whose language, which teams, how many, and when.

    `season` is None while there are no ratings; `teams` are ids, all where there are none.
    """

    season: WallSeason | None
    language: str
    today: date
    now: datetime
    calendar: Calendar
    rules: Rules
    teams: frozenset[int] = frozenset()
    density: int = 9
    organisation: str = field(default="")

    def shows(self, team: int | None) -> bool:
        """Whether a team is on the screen."""
        return not self.teams or team in self.teams


def wall_season(
    session: Session, *, today: date, calendar: Calendar, rules: Rules
) -> WallSeason | None:
    """Today's quarter, or that of the newest rating; None without ratings."""
    span = rated_days(session)
    if span is None:
        return None
    season = usual_season(span[1], today=today, calendar=calendar)
    table = team_table(session, season=season, rules=rules, calendar=calendar)
    days = season_days(session, season=season, table=table)
    return WallSeason(
        season=season,
        table=table,
        history=team_history(days, season=season, today=today, table=table, rules=rules),
        names=team_names(session),
    )
