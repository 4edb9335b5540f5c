"""The par of a quarter as JSON for programs."""

from __future__ import annotations

from typing import Any

from cli.figures import in_stars, par_json, season_json
from cli.par_board import per_unit
from db.par_report import ParReport, PublishedVersion
from gamify.averages import cut
from gamify.handicap.overlap import Drift
from gamify.handicap.published import StratumPar
from gamify.handicap.renewal import changed_amounts, changed_groups, par_groups
from gamify.language import shown, translate


def par_json_report(report: ParReport, language: str) -> dict[str, Any]:
    """The same for programs; amounts in 1/10 000 end in 4 and stand beside what is shown."""
    par, today = report.par, report.today
    groups = [] if par is None else list(par_groups(par).values())
    listed: dict[str, Any] = {
        "season": season_json(report.season),
        "par": par_json(par),
        "kinds": [_group_json(one, report, language) for one in groups],
        "today": None,
        "drift": [_drift_json(drift, report, language) for drift in report.drifts],
        "versions": [_version_json(version) for version in report.versions],
    }
    if today is not None:
        changes = changed_groups(par, today)
        listed["today"] = {
            "par": par_json(today),
            "differs": par is None or bool(changes or list(changed_amounts(par, today))),
            "kinds": [_group_json(one.after, report, language) for one in changes if one.after],
            "gone": [one.group for one in changes if one.after is None],
        }
    return listed


def _group_json(one: StratumPar, report: ParReport, language: str) -> dict[str, Any]:
    owner = one.owner_team
    return {
        "kind": one.group,
        "ratings": one.ratings,
        "par4": one.par4,
        "par": {"exact": str(in_stars(one.par4)), "shown": per_unit(one.par4, language)},
        "rho4": one.rho4,
        "fives": {"exact": str(in_stars(one.rho4)), "shown": per_unit(one.rho4, language)},
        "median_minutes": one.median_minutes,
        "owner_team": None if owner is None else report.teams.get(owner),
    }


def _drift_json(drift: Drift, report: ParReport, language: str) -> dict[str, Any]:
    return {
        "kind": report.kinds[drift.stratum_id],
        "group": drift.group,
        "ratings": drift.n,
        "lost": drift.lost,
        "par": {"exact": str(drift.par), "shown": shown(cut(drift.par, decimals=1), language)},
        "z": drift.z,
        "message": translate(drift.message, language),
    }


def _version_json(version: PublishedVersion) -> dict[str, Any]:
    return {
        "version": version.version,
        "provisional": version.is_provisional,
        "published_at": version.at.isoformat(),
        "by": version.actor,
        "note": version.note,
        "ratings": version.ratings,
    }
