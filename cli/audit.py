"""`audit`: lists who decided what, and when; as a table, for programs, for spreadsheets."""

from __future__ import annotations

import csv
import json
import sys
from argparse import Namespace
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from cli.desk import Desk
from cli.outcome import Outcome
from cli.table import text_table
from cli.terminal import printable
from db.engine import reading
from db.queries.audit import Decision, decisions, shown_change
from gamify.errors import N_, SettingRefused
from gamify.language import count, say, shown, translate
from gamify.spreadsheet import text_cell

#: How many are printed as a table unless told.
USUAL = 50
COLUMNS = (N_("When"), N_("Who"), N_("What"), N_("About"), N_("Before"), N_("After"))
#: Headers of the spreadsheet: they are for formulas and stay the same in every language.
FIELDS = ("at", "actor", "action", "subject", "before", "after")


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The newest first."""
    zone = desk.settings.calendar.zone
    is_table = not (arguments.json or arguments.csv)
    with desk.database() as engine, reading(engine) as session:
        found = decisions(
            session,
            since=_since(arguments.since, zone),
            actor=arguments.actor,
            action=arguments.action,
            search=arguments.search,
            limit=arguments.limit or (USUAL + 1 if is_table else None),
        )
        if arguments.csv:
            _write_csv(found)
        elif arguments.json:
            listed = [_json(one) for one in found]
            desk.say(json.dumps({"decisions": listed}, ensure_ascii=False, indent=2))
        else:
            _print(list(found), arguments.limit, zone, desk)
    return Outcome.FINE


def _since(text: str | None, zone: ZoneInfo) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), zone)
    except ValueError as error:
        allowed = say("a day like 2026-11-02")
        raise SettingRefused(name="--since", value=text, allowed=allowed) from error


def _print(found: list[Decision], limit: int | None, zone: ZoneInfo, desk: Desk) -> None:
    if not found:
        desk.say(say("Nothing was decided that fits."))
        return
    rows = [
        [
            shown(one.at.astimezone(zone), desk.language),
            one.actor,
            one.action,
            one.subject,
            shown_change(one.before),
            shown_change(one.after),
        ]
        for one in found[: limit or USUAL]
    ]
    desk.say(text_table([translate(title, desk.language) for title in COLUMNS], rows))
    if limit is None and len(found) > USUAL:
        desk.say(
            count(
                "The newest {n}; --limit shows more, --json and --csv all.",
                "The newest {n}; --limit shows more, --json and --csv all.",
                n=USUAL,
            )
        )


def _write_csv(found: Iterable[Decision]) -> None:
    """Cells that a spreadsheet would take for formulas are marked as text."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(FIELDS)
    for one in found:
        cells = [one.at.isoformat(), one.actor, one.action, one.subject]
        states = [
            "" if state is None else json.dumps(state, ensure_ascii=False)
            for state in (one.before, one.after)
        ]
        writer.writerow([text_cell(printable(cell)) for cell in (*cells, *states)])


def _json(one: Decision) -> dict[str, Any]:
    return {
        "id": one.id,
        "at": one.at.isoformat(),
        "actor": one.actor,
        "action": one.action,
        "subject": one.subject,
        "before": one.before,
        "after": one.after,
    }
