"""`challenge`: lists, sets, changes and closes challenges, proposes targets."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from cli.challenge_json import challenge_json, proposal_json, standing_json
from cli.challenge_text import challenge_table, proposal_text, standing_text
from cli.challenge_wishes import (
    criteria_changed,
    criteria_meant,
    days_meant,
    owner_meant,
    this_quarter,
)
from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from db.challenge_proposals import draft_challenge
from db.challenges import challenge_standing
from db.commands.challenges import (
    cancel_challenge,
    close_challenge,
    create_challenge,
    edit_challenge,
    start_challenge,
)
from db.engine import reading, writing
from db.queries.challenges import (
    challenge_by_id,
    challenge_edits,
    draft_challenges,
    past_challenges,
    running_challenges,
)
from db.standings import hidden_engineer
from db.upkeep import keep_up
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.seasons import day_of


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Whatever changes a challenge is printed as the challenge that it has become."""
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        if arguments.action == "list":
            with reading(engine) as session:
                _list(session, arguments, desk)
        elif arguments.action == "propose":
            with reading(engine) as session:
                _propose(session, arguments, desk)
        else:
            _show(engine, _changed(engine, arguments, desk), arguments, desk)
    return Outcome.FINE


def _changed(engine: Engine, arguments: Namespace, desk: Desk) -> int:
    """The number of the challenge that the command is about, once it has done its work."""
    if arguments.action == "show":
        return int(arguments.challenge)
    with writing(engine) as session:
        if arguments.action == "create":
            return _create(session, arguments, desk)
        _decide(session, arguments, desk)
    return int(arguments.challenge)


def _create(session: Session, arguments: Namespace, desk: Desk) -> int:
    return create_challenge(
        session,
        criteria=criteria_meant(arguments),
        season=days_meant(arguments, desk) or this_quarter(desk),
        owner=owner_meant(session, arguments, desk),
        title=arguments.title or "",
        is_draft=arguments.draft,
        actor=ACTOR,
        now=desk.now,
    )


def _decide(session: Session, arguments: Namespace, desk: Desk) -> None:
    number, calendar = arguments.challenge, desk.settings.calendar
    match arguments.action:
        case "edit":
            former = challenge_by_id(session, number, calendar=calendar).criteria
            edit_challenge(
                session,
                number,
                criteria=criteria_changed(arguments, former),
                season=days_meant(arguments, desk),
                title=arguments.title,
                actor=ACTOR,
                now=desk.now,
            )
        case "start":
            start_challenge(session, number, actor=ACTOR, now=desk.now)
        case "cancel":
            cancel_challenge(session, number, reason=arguments.reason, actor=ACTOR, now=desk.now)
        case _:
            close_challenge(session, number, calendar=calendar, actor=ACTOR, now=desk.now)


def _show(engine: Engine, number: int, arguments: Namespace, desk: Desk) -> None:
    calendar = desk.settings.calendar
    hidden_name = hidden_engineer(desk.language)
    with reading(engine) as session:
        challenge = challenge_by_id(session, number, calendar=calendar, hidden_name=hidden_name)
        edits = challenge_edits(session, number, calendar=calendar)
        standing = challenge_standing(session, challenge=challenge, now=desk.now, calendar=calendar)
    if arguments.json:
        _print_json(standing_json(challenge, standing, edits=edits, language=desk.language), desk)
    else:
        desk.say(standing_text(challenge, standing, edits=edits, language=desk.language))


def _list(session: Session, arguments: Namespace, desk: Desk) -> None:
    calendar, hidden_name = desk.settings.calendar, hidden_engineer(desk.language)
    found = [
        one
        for part in (running_challenges, draft_challenges, past_challenges)
        for one in part(session, calendar=calendar, hidden_name=hidden_name)
    ]
    if arguments.json:
        listed = [challenge_json(one, language=desk.language) for one in found]
        _print_json({"challenges": listed}, desk)
    elif found:
        desk.say(challenge_table(found, language=desk.language))
    else:
        desk.say(say("There is no challenge yet. `challenge propose` helps to set one."))


def _propose(session: Session, arguments: Namespace, desk: Desk) -> None:
    season = days_meant(arguments, desk) or this_quarter(desk)
    if season.last < day_of(desk.now, desk.settings.calendar):
        raise DecisionRefused(problem=say("the season {code} is over", code=season.code))
    drafting = draft_challenge(
        session,
        owner=owner_meant(session, arguments, desk),
        season=season,
        now=desk.now,
        calendar=desk.settings.calendar,
    )
    if arguments.json:
        _print_json(proposal_json(drafting, season=season, language=desk.language), desk)
    elif drafting.proposals:
        desk.say(proposal_text(drafting, language=desk.language))
    else:
        desk.say(say("There is no history yet to propose from. Import ratings first."))


def _print_json(value: dict[str, Any], desk: Desk) -> None:
    desk.say(json.dumps(value, ensure_ascii=False, indent=2))
