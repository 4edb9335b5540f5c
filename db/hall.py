"""Works out what is kept of a season that closes, by the rules that are handed in."""

from __future__ import annotations

from fractions import Fraction

from sqlmodel import Session

from db.queries.sheet import season_sheet
from db.standings import engineer_table
from gamify.hall.feats import longest_runs
from gamify.hall.kept import KeptPlace, Ranking
from gamify.hall.year import year_places
from gamify.nominations.sheet import SeasonSheet
from gamify.scorers import public_scorers
from gamify.seasons import Calendar, Season
from gamify.standings import EngineerStanding, Rules, TeamStanding

#: Shorter runs aren't told of: nearly everybody has had one.
SHORTEST_RUN = 3


def quarter_of_year(season: Season) -> tuple[int, int]:
    """The fiscal year of a quarter and which of its four it is: (2026, 4) of 2026-Q4."""
    year, _, quarter = season.code.partition("-Q")
    return int(year), int(quarter)


def season_places(
    session: Session, *, season: Season, rules: Rules, calendar: Calendar
) -> tuple[SeasonSheet, list[KeptPlace]]:
    """A quarter's sheet and the places that are kept of it.

    The same ratings and rules give the same places, whenever it is. Raises DecisionRefused for a
    season that isn't a quarter.
    """
    sheet = season_sheet(session, season=season, rules=rules, calendar=calendar, hidden_name=None)
    scorers = engineer_table(session, season=season)
    quarters = quarter_of_year(season)[1]
    return sheet, [
        *filter(None, map(_team, sheet.team_table.rows)),
        *(_scorer(row, sheet) for row in public_scorers(scorers, rules=rules) if row.place),
        *_runs(sheet),
        *year_places(sheet, quarters=quarters, rules=rules),
    ]


def _team(row: TeamStanding) -> KeptPlace | None:
    if row.place is None or row.average is None:
        return None
    tally = row.tally
    return KeptPlace(
        Ranking.TEAMS,
        row.place,
        tally.id,
        tally.name,
        row.average,
        Fraction(tally.stars.n),
        tally.stars.average,
    )


def _scorer(row: EngineerStanding, sheet: SeasonSheet) -> KeptPlace:
    tally = row.tally
    return KeptPlace(
        Ranking.SCORERS,
        row.place or 0,
        tally.id,
        sheet.names[tally.id],
        tally.goals,
        tally.credits,
        tally.units.average,
    )


def _runs(sheet: SeasonSheet) -> list[KeptPlace]:
    most, engineers = longest_runs(sheet)
    if most < SHORTEST_RUN:
        return []
    return [
        KeptPlace(Ranking.RUNS, 1, one, sheet.names[one], Fraction(most), Fraction(most))
        for one in engineers
    ]
