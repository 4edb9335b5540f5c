"""Standings as JSON for programs: exact fractions as strings beside what a person is shown."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from gamify.averages import show_average
from gamify.credit import show_credits
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import Season
from gamify.standings import EngineerStanding, EngineerTable, TeamStanding, TeamTable


def team_json(table: TeamTable, *, season: Season) -> dict[str, object]:
    """The team table for programs; fractions are strings like "429/86"."""
    names = {row.tally.id: row.tally.name for row in table.rows}
    lead = table.lead
    return {
        "season": _season_json(season),
        "common": _average_json(table.common),
        "strength": {
            "K": table.strength.k,
            "phi": table.strength.phi,
            "tau2": table.strength.tau2,
        },
        "lead": lead
        and {
            "label": lead.label.value,
            "probability": lead.probability,
            "contenders": [names[team] for team in lead.contenders],
        },
        "teams": [_team_json(row) for row in table.rows],
    }


def engineer_json(table: EngineerTable, *, season: Season) -> dict[str, object]:
    """The top scorers for programs; `credits`, `goals` and `lost` are in ratings and stars."""
    return {
        "season": _season_json(season),
        "engineers": [_engineer_json(row) for row in table.rows],
    }


def _season_json(season: Season) -> dict[str, object]:
    return {
        "code": season.code,
        "first": season.first.isoformat(),
        "last": season.last.isoformat(),
    }


def _team_json(row: TeamStanding) -> dict[str, object]:
    tally = row.tally
    return {
        "place": row.place,
        "id": tally.id,
        "team": tally.name,
        "ratings": tally.stars.n,
        "stars": _stars_json(tally.stars),
        "total": tally.stars.total,
        "lost": tally.stars.lost,
        "plain": _average_json(row.plain),
        "steady": _average_json(row.steady),
        "interval": row.interval and {"low": row.interval.low, "high": row.interval.high},
        "p_first": row.p_first,
        "missing": row.missing,
        "tickets": tally.tickets,
        "last_rated_at": _instant_json(tally.last_rated_at),
    }


def _engineer_json(row: EngineerStanding) -> dict[str, object]:
    tally = row.tally
    return {
        "place": row.place,
        "id": tally.id,
        "engineer": tally.name,
        "team": tally.team or None,
        "goals": _credits_json(tally.units.five),
        "credits": _credits_json(tally.units.n),
        "lost": _credits_json(tally.units.lost),
        "average": _average_json(tally.units.average),
        "last_five_at": _instant_json(tally.reached_at),
    }


def _stars_json(stars: StarCounts) -> dict[str, int]:
    return dict(zip("54321", stars.as_tuple(), strict=True))


def _average_json(average: Fraction | None) -> dict[str, str] | None:
    if average is None:
        return None
    return {"exact": str(average), "shown": show_average(average)}


def _credits_json(units: int) -> dict[str, str]:
    return {"exact": str(Fraction(units, CREDIT)), "shown": show_credits(units)}


def _instant_json(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
