"""`migrate` and `recount`: keep the database and its cells as they should be."""

from __future__ import annotations

from argparse import Namespace

from sqlalchemy import Engine

from cli.desk import Desk
from cli.outcome import Outcome
from cli.reports import difference_line
from db.commands.cells import cell_differences, recount
from db.engine import reading, writing
from gamify.language import say


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Bring the schema up to date; then, if asked for, the cells."""
    with desk.database() as engine:
        if arguments.command == "migrate":
            desk.say(say("The database is up to date."))
            return Outcome.FINE
        if arguments.check:
            return _check(engine, desk)
        with writing(engine) as session:
            recount(session, calendar=desk.settings.calendar)
    desk.say(say("All cells were recounted from the ratings."))
    return Outcome.FINE


def _check(engine: Engine, desk: Desk) -> Outcome:
    with reading(engine) as session:
        differences = cell_differences(session, calendar=desk.settings.calendar)
    if not differences:
        desk.say(say("Every cell equals a recount from the ratings."))
        return Outcome.FINE
    for difference in differences:
        desk.say(difference_line(difference))
    desk.say(say("Some cells differ from the ratings; `recount` without --check mends them."))
    return Outcome.DIFFERENT
