"""All tables that go out, in the order in which they are listed."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from db.queries.tallies import rated_days
from db.settings import Settings
from db.tables.contest import AWARDS, CHALLENGES, NOMINATIONS
from db.tables.fair_play import EXCLUDED, FLAGS
from db.tables.house import IMPORTS, LOG, OWN_RATINGS, PEOPLE, TEAM_NAMES
from db.tables.past import HALL, TEAM_SEASONS
from db.tables.standings import PLACES, SCORERS, SCORERS_NET, TEAMS
from db.tables.sums import CELLS
from db.tables.table import Table, UnknownTable
from db.tables.words import FEEDBACK
from gamify.seasons import Season, SeasonKind, day_of, parse_season, usual_season

TABLES = (
    TEAMS,
    SCORERS,
    SCORERS_NET,
    PLACES,
    NOMINATIONS,
    CHALLENGES,
    AWARDS,
    HALL,
    TEAM_SEASONS,
    FEEDBACK,
    FLAGS,
    EXCLUDED,
    *CELLS,
    OWN_RATINGS,
    PEOPLE,
    TEAM_NAMES,
    IMPORTS,
    LOG,
)
#: The season of the newest rating, as an address calls it.
CURRENT = "current"


def table_called(name: str) -> Table:
    """The table of a name. Raises UnknownTable."""
    for table in TABLES:
        if table.name == name:
            return table
    raise UnknownTable(table=name, tables=", ".join(table.name for table in TABLES))


def is_there(table: Table, season: Season) -> bool:
    """Whether a season has such a table."""
    return not table.is_of_quarter or season.kind is SeasonKind.QUARTER


def season_called(session: Session, code: str, settings: Settings, *, now: datetime) -> Season:
    """The season of a code; "" and "current" are that of the newest rating.

    Raises UnknownSeason.
    """
    calendar = settings.calendar
    if code not in ("", CURRENT):
        return parse_season(code, calendar=calendar)
    span = rated_days(session)
    return usual_season(span and span[1], today=day_of(now, calendar), calendar=calendar)
