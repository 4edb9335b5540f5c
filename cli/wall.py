"""`wall`: lists, sets, changes and deletes screens, gives links and takes them back."""

from __future__ import annotations

import json
from argparse import Namespace

from sqlalchemy import Engine
from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.table import text_table
from cli.wall_wishes import screen_meant
from db.commands.walls import (
    change_screen,
    create_screen,
    delete_screen,
    link_token,
    renew_link,
    revoke_link,
)
from db.engine import reading, writing
from db.queries.teams import team_names
from db.queries.walls import ScreenCard, wall_screen, wall_screens
from gamify.errors import N_
from gamify.language import Message, say, translate
from gamify.wall.links import screen_address
from gamify.wall.screen import Screen, hours_kept

COLUMNS = (N_("Screen"), N_("Title"), N_("Language"), N_("Teams"), N_("Scenes"), N_("Link"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Whatever gives a link prints it; nothing else does."""
    with desk.database() as engine:
        match arguments.action:
            case "list":
                _list(engine, arguments, desk)
            case "link":
                with reading(engine) as session:
                    card = wall_screen(session, arguments.screen)
                _print_link(card, arguments, desk)
            case "create" | "renew":
                with writing(engine) as session:
                    card = _given(session, arguments, desk)
                _print_link(card, arguments, desk)
            case _:
                _decide(engine, arguments, desk)
    return Outcome.FINE


def _given(session: Session, arguments: Namespace, desk: Desk) -> ScreenCard:
    if arguments.action == "renew":
        return renew_link(
            session, name=arguments.screen, settings=desk.settings, actor=ACTOR, now=desk.now
        )
    screen = screen_meant(arguments, Screen(name=arguments.screen), teams=team_names(session))
    return create_screen(session, screen=screen, settings=desk.settings, actor=ACTOR, now=desk.now)


def _decide(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    name: str = arguments.screen
    with writing(engine) as session:
        match arguments.action:
            case "change":
                former = wall_screen(session, name).screen
                screen = screen_meant(arguments, former, teams=team_names(session))
                change_screen(session, screen=screen, actor=ACTOR, now=desk.now)
                done = say("The screen “{name}” is set.", name=name)
            case "revoke":
                revoke_link(session, name=name, actor=ACTOR, now=desk.now)
                done = say("The link of “{name}” has ended.", name=name)
            case _:
                delete_screen(session, name=name, actor=ACTOR, now=desk.now)
                done = say("The screen “{name}” is forgotten.", name=name)
    _say(done, arguments, desk, {"screen": name})


def _list(engine: Engine, arguments: Namespace, desk: Desk) -> None:
    with reading(engine) as session:
        found, teams = wall_screens(session), team_names(session)
    if arguments.json:
        listed = {"screens": [_listed(card, teams) for card in found]}
        desk.say(json.dumps(listed, ensure_ascii=False, indent=2))
    elif not found:
        desk.say(say("No screen is set; /wall works without. `wall create` sets one."))
    else:
        header = [translate(title, desk.language) for title in COLUMNS]
        desk.say(text_table(header, [_row(card, teams, desk.language) for card in found]))


def _row(card: ScreenCard, teams: dict[int, str], language: str) -> list[str]:
    screen = card.screen
    link = say("yes") if card.digest else say("revoked")
    names = ", ".join(teams[team] for team in screen.teams if team in teams)
    return [
        screen.name,
        screen.title,
        screen.language,
        names or translate(say("all teams"), language),
        ", ".join(f"{one.kind}:{one.seconds}" for one in screen.scenes),
        translate(link, language),
    ]


def _listed(card: ScreenCard, teams: dict[int, str]) -> dict[str, object]:
    screen = card.screen
    return {
        "screen": screen.name,
        "title": screen.title,
        "language": screen.language,
        "theme": screen.theme,
        "density": screen.density,
        "motion": screen.motion,
        "sound": screen.sound,
        "shift": screen.shift,
        "teams": [teams[team] for team in screen.teams if team in teams],
        "scenes": [{"kind": one.kind, "seconds": one.seconds} for one in screen.scenes],
        "awake": None if screen.hours is None else hours_kept(screen.hours),
        "has_link": bool(card.digest),
        "created_at": card.created_at.isoformat(),
        "created_by": card.created_by,
    }


def _print_link(card: ScreenCard, arguments: Namespace, desk: Desk) -> None:
    token = link_token(card, desk.settings)
    if token is None:
        done = say("“{name}” has no link; `wall renew` gives one.", name=card.screen.name)
        _say(done, arguments, desk, {"screen": card.screen.name, "link": None})
        return
    link = screen_address(arguments.address, card.screen.name, token.get_secret_value())
    _say(
        Message("{link}", {"link": link}),
        arguments,
        desk,
        {"screen": card.screen.name, "link": link},
    )


def _say(done: Message, arguments: Namespace, desk: Desk, told: dict[str, object]) -> None:
    desk.say(json.dumps(told, ensure_ascii=False, indent=2) if arguments.json else done)
