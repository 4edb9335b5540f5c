"""`par`: prints the par that rules a quarter, and publishes the next version."""

from __future__ import annotations

import json
from argparse import Namespace

from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.par_board import change_text, par_text
from cli.par_json import par_json_report
from cli.seasons import season_meant
from db.commands.pars import publish_par
from db.engine import reading, writing
from db.par_report import par_report
from db.queries.pars import ruling_par
from db.queries.sheet import require_quarter
from db.upkeep import keep_up
from gamify.errors import DecisionRefused
from gamify.handicap.published import Par
from gamify.language import say
from gamify.seasons import Season


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The newest quarter with ratings unless another is named."""
    if arguments.note and not arguments.publish:
        raise DecisionRefused(problem=say("a note goes with --publish"))
    settings, former = desk.settings, None
    with desk.database() as engine:
        keep_up(engine, settings, now=desk.now)
        with reading(engine) as session:
            season = _quarter(session, arguments, desk)
        if arguments.publish:
            with writing(engine) as session:
                former = _publish(session, season, arguments.note, desk)
        with reading(engine) as session:
            report = par_report(
                session, season=season, rules=settings.rules, calendar=settings.calendar
            )
    if arguments.json:
        listed = par_json_report(report, desk.language) | {"published": arguments.publish}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
        return Outcome.FINE
    texts = [par_text(report, desk.language)]
    if arguments.publish and report.par is not None:
        texts.insert(0, change_text(former, report.par, desk.language))
    text = "\n\n".join(texts)
    desk.say(text)
    return Outcome.FINE


def _quarter(session: Session, arguments: Namespace, desk: Desk) -> Season:
    season = season_meant(session, arguments, desk)
    require_quarter(season)
    return season


def _publish(session: Session, season: Season, note: str, desk: Desk) -> Par | None:
    """Publish the next version; returns the par that has ruled so far."""
    former = ruling_par(session, season=season)
    publish_par(
        session,
        season=season,
        calendar=desk.settings.calendar,
        rules=desk.settings.rules,
        actor=ACTOR,
        now=desk.now,
        note=note,
    )
    return former
