"""`admin`: makes, lists and changes accounts, sets passwords, signs people out."""

from __future__ import annotations

import json
import secrets
import sys
from argparse import Namespace
from getpass import getpass

from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.named import engineer_named
from cli.outcome import Outcome
from cli.table import text_table
from db.commands.accounts import (
    AccountChange,
    change_account,
    create_account,
    set_password,
    sign_out_everywhere,
)
from db.engine import reading, writing
from db.queries.accounts import AccountCard, account_called, account_cards
from db.queries.teams import team_names
from db.secrets import Secret
from gamify.accounts import UnknownAccount
from gamify.errors import N_, UnknownTeam
from gamify.language import Message, say, shown, translate
from gamify.rights import ROLE_TITLES, Role

COLUMNS = (N_("Login"), N_("Name"), N_("Role"), N_("Teams"), N_("Since"), N_("May come in"))
_OPEN, _SHUT = N_("“{login}” may come in."), N_("“{login}” may come in no more.")
#: Bytes of chance in a password that is printed.
_CHANCE = 12


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Whoever sits at the machine is an administrator."""
    with desk.database() as engine:
        if arguments.action == "list":
            with reading(engine) as session:
                _list(session, arguments, desk)
            return Outcome.FINE
        wants_password = arguments.action == "password" or not getattr(
            arguments, "no_password", True
        )
        password = _asked_password(desk) if wants_password else None
        with writing(engine) as session:
            _change(session, arguments, password, desk)
    return Outcome.FINE


def _change(session: Session, arguments: Namespace, password: Secret | None, desk: Desk) -> None:
    if arguments.action == "create":
        _create(session, arguments, password, desk)
        return
    card = _called(session, arguments.login)
    match arguments.action:
        case "role":
            change = _role(session, arguments, desk)
            change_account(session, account_id=card.id, change=change, actor=ACTOR, now=desk.now)
            desk.say(
                say("“{login}” is {role} now.", login=card.login, role=say(_title(change.role)))
            )
        case "disable" | "enable":
            change = AccountChange(disabled=arguments.action == "disable")
            change_account(session, account_id=card.id, change=change, actor=ACTOR, now=desk.now)
            desk.say(Message(_SHUT if change.disabled else _OPEN, {"login": card.login}))
        case "password" if password is not None:
            set_password(session, account_id=card.id, password=password, actor=ACTOR, now=desk.now)
            desk.say(say("“{login}” has another password.", login=card.login))
        case _:
            sign_out_everywhere(session, account_id=card.id, actor=ACTOR, now=desk.now)
            desk.say(say("“{login}” is signed out everywhere.", login=card.login))


def _create(session: Session, arguments: Namespace, password: Secret | None, desk: Desk) -> None:
    links = _role(session, arguments, desk)
    card = create_account(
        session,
        login=arguments.login,
        name=arguments.name,
        role=arguments.role,
        password=password,
        engineer_id=links.engineer_id,
        team_ids=links.team_ids or (),
        actor=ACTOR,
        now=desk.now,
    )
    desk.say(
        say(
            "“{login}” may sign in at /sign-in as {role}.",
            login=card.login,
            role=Message(_title(card.role)),
        )
    )


def _role(session: Session, arguments: Namespace, desk: Desk) -> AccountChange:
    """The role with the person and the teams that are named beside it."""
    engineer = arguments.engineer
    return AccountChange(
        role=arguments.role,
        engineer_id=engineer and engineer_named(session, engineer, language=desk.language),
        team_ids=None
        if arguments.team is None
        else frozenset(_team(session, name) for name in arguments.team),
    )


def _team(session: Session, name: str) -> int:
    for id_, known in team_names(session).items():
        if known.casefold() == name.strip().casefold():
            return id_
    raise UnknownTeam(name=name)


def _called(session: Session, login: str) -> AccountCard:
    card = account_called(session, login)
    if card is None:
        raise UnknownAccount(login=login)
    return card


def _asked_password(desk: Desk) -> Secret:
    """Typed without being shown, or the first line that another program gives; else a new one."""
    if sys.stdin.isatty():
        question = say("Password (it isn't shown; without one, a random one is printed): ")
        typed = getpass(translate(question, desk.language))
    else:
        typed = sys.stdin.readline().rstrip("\n")
    if not typed:
        typed = secrets.token_urlsafe(_CHANCE)
        desk.say(say("Password: {password}", password=typed))
        desk.say(say("It is shown this once; change it at /password."))
    return Secret(typed)


def _list(session: Session, arguments: Namespace, desk: Desk) -> None:
    found, teams = account_cards(session), team_names(session)
    if arguments.json:
        listed = [_listed(card, teams) for card in found]
        desk.say(json.dumps({"accounts": listed}, ensure_ascii=False, indent=2))
    elif not found:
        desk.say(say("There are no accounts yet; `admin create` makes the first administrator."))
    else:
        rows = [
            [
                card.login,
                card.name,
                translate(_title(card.role), desk.language),
                ", ".join(sorted(teams[team] for team in card.team_ids)),
                shown(card.created_at.date(), desk.language),
                translate(say("no") if card.disabled else say("yes"), desk.language),
            ]
            for card in found
        ]
        desk.say(text_table([translate(title, desk.language) for title in COLUMNS], rows))


def _listed(card: AccountCard, teams: dict[int, str]) -> dict[str, object]:
    return {
        "login": card.login,
        "name": card.name,
        "role": card.role.value,
        "engineer_id": card.engineer_id,
        "teams": sorted(teams[team] for team in card.team_ids),
        "disabled": card.disabled,
        "has_password": card.has_password,
        "created_at": card.created_at.isoformat(),
        "created_by": card.created_by,
    }


def _title(role: Role | None) -> str:
    return ROLE_TITLES[role or Role.VIEWER]
