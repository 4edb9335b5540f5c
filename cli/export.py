"""Standings as JSON for programs: exact fractions as strings beside what a person is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

from cli.figures import par_json
from gamify.averages import cut, show_average, show_difference
from gamify.credit import show_credits
from gamify.handicap.published import Par
from gamify.language import shown
from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import form_of
from gamify.seasons import Season
from gamify.standings import (
    EngineerStanding,
    EngineerTable,
    RankMode,
    TeamStanding,
    TeamTable,
)


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
        "mode": table.mode.value,
        "raw_K": (table.raw_strength or table.strength).k,
        "par": par_json(table.par),
        "teams": [_team_json(row) for row in table.rows],
    }


def engineer_json(
    table: EngineerTable, *, season: Season, par: Par | None = None
) -> dict[str, object]:
    """The top scorers for programs; `credits`, `goals` and `lost` are in ratings and stars.

    With a par each has fives by par, the handicap and the form index, whatever ranks them.
    """
    by_par = None if par is None else replace(table, kappa=par.kappa)
    return {
        "season": _season_json(season),
        "mode": "fair" if table.mode is RankMode.FAIR else "raw",
        "par": par_json(par),
        "engineers": [_engineer_json(row, by_par) for row in table.rows],
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
        **_handicap_json(row),
        "interval": row.interval and {"low": row.interval.low, "high": row.interval.high},
        "p_first": row.p_first,
        "missing": row.missing,
        "tickets": tally.tickets,
        "last_rated_at": _instant_json(tally.last_rated_at),
    }


def _handicap_json(row: TeamStanding) -> dict[str, object]:
    """Both places, and what par makes of a team's averages; None without a par."""
    handicap = row.handicap
    return {
        "fair": _average_json(None if handicap is None else handicap.fair),
        "par_average": _average_json(None if handicap is None else handicap.par_average),
        "saved": handicap
        and {"exact": str(handicap.saved), "shown": show_difference(handicap.saved)},
        "raw_place": row.raw_place,
        "handicapped_place": handicap and handicap.place,
    }


def _engineer_json(row: EngineerStanding, by_par: EngineerTable | None) -> dict[str, object]:
    tally = row.tally
    form = by_par and form_of(by_par, tally)
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
        "tickets": tally.tickets,
        "own_fives": tally.own_fives,
        "par": form and _amount_json(form.par),
        "handicap": form and {"exact": str(form.handicap), "shown": show_difference(form.handicap)},
        "form_index": form and _amount_json(form.index),
    }


def _stars_json(stars: StarCounts) -> dict[str, int]:
    return dict(zip("54321", stars.as_tuple(), strict=True))


def _average_json(average: Fraction | None) -> dict[str, str] | None:
    if average is None:
        return None
    return {"exact": str(average), "shown": show_average(average)}


def _amount_json(amount: Fraction) -> dict[str, str]:
    return {"exact": str(amount), "shown": shown(cut(amount, decimals=1), "en")}


def _credits_json(units: int) -> dict[str, str]:
    return {"exact": str(Fraction(units, CREDIT)), "shown": show_credits(units)}


def _instant_json(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat()
