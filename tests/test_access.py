"""The table of `docs/access.md` is what pages, routes and commands do, for every role."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session
from starlette.routing import Mount, Route
from streamlit.testing.v1 import AppTest

import db.commands
from api.cookies import SIGN_IN
from api.entrance import FREE
from api.routes import routes
from db.engine import migrate, open_engine, reading, writing
from db.post import send_test
from db.settings import Settings
from db.tables.registry import TABLES
from db.tables.table import Asked, NobodysOwn, Table, sheet_of
from gamify.access import NOBODY, NotAllowed, Visitor, Way, program
from gamify.rights import RIGHT_TITLES, RIGHTS, SCOPES, Reach, Right, Role, Scope
from pages.ui import reads, visit
from pages.ui.page_cards import PAGE_CARDS
from pages.ui.seats import Seat
from tests.api.visiting import Browser, account, token_of
from tests.deciding import ALPHA, ANN, BETA, BOB, QUARTER, Deciding, commands, department, settings
from tests.factories import NOW

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "access.md"
FRAME = Path(__file__).resolve().parent.parent / "pages" / "ui" / "frame.py"

#: Commands that write for others: whoever calls them has asked for the right.
WITHIN = {
    "record",
    "audit_revisions",
    "demand_challenge",
    "demand_flag",
    "demand_of",
    "keep_trust",
    "withdraw_trust",
}


def lead(*teams: int) -> Visitor:
    return Visitor("Lea", Role.LEAD, team_ids=frozenset(teams), way=Way.PASSWORD)


#: Everybody who may come, and the role whose column says what they may.
VISITORS = {
    "nobody": (NOBODY, None),
    "viewer": (Visitor("Vic", Role.VIEWER, way=Way.PASSWORD), Role.VIEWER),
    "the person": (Visitor("Ann", Role.ENGINEER, ANN, way=Way.PASSWORD), Role.ENGINEER),
    "another person": (Visitor("Bob", Role.ENGINEER, BOB, way=Way.PASSWORD), Role.ENGINEER),
    "its lead": (lead(ALPHA), Role.LEAD),
    "another lead": (lead(BETA), Role.LEAD),
    "lead of all": (lead(), Role.LEAD),
    "administrator": (Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD), Role.ADMINISTRATOR),
}


def document() -> dict[str, tuple[str, ...]]:
    """The table of the document: title of a right → what each role may."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    assert rows[0] == ["right", *Role]
    return {title: tuple(cells) for title, *cells in rows[2:]}


TABLE = document()


def expected(right: Right, who: str, *, of_department: bool = False) -> bool:
    """Whether the document lets somebody do it to something of Alpha's or Ann's."""
    _, role = VISITORS[who]
    if role is None:
        return False
    match Reach(TABLE[RIGHT_TITLES[right]][list(Role).index(role)]):
        case Reach.OWN:
            return who == "the person"
        case Reach.TEAMS:
            return who == "lead of all" or (who == "its lead" and not of_department)
        case reach:
            return reach is Reach.ALL


def test_the_document_shows_the_table_of_the_code() -> None:
    assert {
        RIGHT_TITLES[right]: tuple(reach.value for reach in reaches)
        for right, reaches in RIGHTS.items()
    } == TABLE


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings with a database of this module."""
    return settings(str(tmp_path_factory.mktemp("access") / "crownboard.db"))


@pytest.fixture(scope="module")
def engine(kept: Settings) -> Iterator[Engine]:
    """The small department."""
    engine = open_engine(kept.database_url)
    migrate(engine)
    with writing(engine) as session:
        department(session, kept)
    yield engine
    engine.dispose()


class _Undone(Exception):
    """Takes back what a command did."""


def outcome(engine: Engine, command: Deciding, visitor: Visitor) -> bool:
    """Whether a command did what somebody asked for, or refused for want of the right."""
    try:
        with writing(engine) as session:
            command(session, visitor)
            raise _Undone  # noqa: TRY301 — the transaction shall not be kept
    except NotAllowed:
        return False
    except _Undone:
        return True


def deciding_names() -> set[str]:
    """Every public command that takes whoever acts."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(db.commands.__path__, "db.commands."):
        for name, member in inspect.getmembers(importlib.import_module(module.name)):
            if inspect.isfunction(member) and member.__module__ == module.name:
                told = inspect.signature(member).parameters
                if "actor" in told and not name.startswith("_"):
                    assert told["actor"].annotation == "Visitor" or name in WITHIN, name
                    found.add(name)
    return found - WITHIN


def test_every_deciding_command_is_walked(kept: Settings) -> None:
    assert {name.split(" of ")[0] for name in commands(kept)} == deciding_names()


@pytest.mark.parametrize("who", VISITORS)
def test_a_command_does_what_the_document_says(engine: Engine, kept: Settings, who: str) -> None:
    visitor, _ = VISITORS[who]

    done = {name: outcome(engine, one, visitor) for name, one in commands(kept).items()}

    assert done == {
        name: expected(one.right, who, of_department=one.department)
        for name, one in commands(kept).items()
    }


def is_given(session: Session, table: Table, visitor: Visitor, kept: Settings) -> bool:
    """Whether somebody gets a table, or is refused for want of the right."""
    try:
        list(sheet_of(session, table, Asked(visitor, QUARTER, kept, NOW)).rows)
    except (NotAllowed, NobodysOwn):
        return False
    return True


@pytest.mark.parametrize("who", VISITORS)
def test_a_table_is_given_as_the_document_says(engine: Engine, kept: Settings, who: str) -> None:
    visitor, role = VISITORS[who]
    with reading(engine) as session:
        given = {table.name for table in TABLES if is_given(session, table, visitor, kept)}

    def said(table: Table) -> bool:
        if table.is_own:
            return who in {"the person", "another person"}
        if role is None:
            return False
        reach = Reach(TABLE[RIGHT_TITLES[table.right]][list(Role).index(role)])
        whole = who == "lead of all" or table.is_by_team
        return reach is Reach.ALL or (reach is Reach.TEAMS and whole)

    assert given == {table.name for table in TABLES if said(table)}
    assert {"teams", "scorers"} <= given or role is None


@pytest.mark.parametrize("scope", Scope)
def test_a_program_may_what_its_scope_says_and_nothing_else(
    engine: Engine, kept: Settings, scope: Scope
) -> None:
    visitor = program("desk", [scope])

    done = {name: outcome(engine, one, visitor) for name, one in commands(kept).items()}

    assert done == {name: one.right in SCOPES[scope] for name, one in commands(kept).items()}


@pytest.mark.parametrize("who", VISITORS)
def test_a_greeting_is_sent_as_the_document_says(engine: Engine, kept: Settings, who: str) -> None:
    visitor, _ = VISITORS[who]
    try:
        send_test(engine, kept, destination_id=1, actor=visitor, now=NOW)
    except NotAllowed:
        done = False
    else:
        done = True

    assert done is expected(Right.MANAGE_MESSAGES, who)


def test_a_lead_changes_the_password_of_the_own_account_alone(
    engine: Engine, kept: Settings
) -> None:
    own = Visitor("lea", Role.LEAD, way=Way.PASSWORD, account_id=2)
    other = Visitor("eve", Role.LEAD, way=Way.PASSWORD, account_id=1)
    command = commands(kept)["set_password"]

    assert [outcome(engine, command, who) for who in (own, other)] == [True, False]


@pytest.mark.parametrize("who", [name for name, (_, role) in VISITORS.items() if role])
def test_a_page_is_shown_as_the_document_says(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    visitor, _ = VISITORS[who]
    monkeypatch.setattr(visit, "seat", lambda: Seat("x"))
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: visitor)

    shown = {card.name: is_shown(card.name) for card in PAGE_CARDS}

    reads.forget()
    # A page of which somebody has a part is theirs to open.
    own = {Reach.OWN, Reach.TEAMS, Reach.ALL}
    _, role = VISITORS[who]
    assert role is not None
    assert shown == {
        card.name: Reach(TABLE[RIGHT_TITLES[card.right]][list(Role).index(role)]) in own
        for card in PAGE_CARDS
    }


def test_a_visitor_who_may_read_nothing_is_shown_nothing(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", "false")
    reads.forget()
    monkeypatch.setattr(visit, "seat", lambda: Seat(is_local=True))

    assert not any(is_shown(card.name) for card in PAGE_CARDS)
    reads.forget()


def is_shown(name: str) -> bool:
    """Whether a page is drawn, and not what stands in its place."""
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.run()
    if name != PAGE_CARDS[0].name:
        page.switch_page(str(FRAME.parents[1] / f"{name}.py")).run()
    assert not page.exception
    components = [each for each in page.main if each.type == "bidi_component"]
    closed = [each for each in components if "closed" in element_key(each)]
    assert bool(closed) is not (len(components) > len(closed) + 1)
    return not closed


def element_key(element: Any) -> str:
    return str(element.proto.id)


def paths() -> dict[str, Any]:
    """Every address of ours, with something in the place of what it leaves open."""
    found = {}
    for route in routes:
        assert isinstance(route, Route | Mount)
        found[re.sub(r"\{[^}]*\}", "x", route.path)] = route
    return found


def is_free(path: str) -> bool:
    return any(path == free or path.startswith(f"{free}/") for free in FREE)


@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize("role", [None, *Role])
def test_a_route_answers_as_the_document_says(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, role: Role | None, *, is_open: bool
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", str(is_open).lower())
    reads.forget()
    engine = open_engine(sqlite_url)
    browser = Browser()
    if role is not None:
        account_id = account(engine, "somebody", role, password=None)
        browser.cookies.set(SIGN_IN, token_of(engine, account_id))
    engine.dispose()
    guarded = [path for path in paths() if not is_free(path)]

    refused = {path for path in guarded if browser.get(path).status_code == 401}

    reads.forget()
    assert {"/api/v1/board", "/api/v1/nominations", "/api/v1/challenges"} <= set(guarded)
    assert refused == (set() if role is not None or is_open else set(guarded))


def test_what_is_free_of_the_sign_in_shows_no_ratings() -> None:
    """A new address is behind the sign-in unless somebody writes it down here, too."""
    assert [path for path in paths() if is_free(path)] == [
        path
        for path in paths()
        if path.startswith(
            (
                "/sign-in",
                "/sign-out",
                "/wall",
                "/api/v1/wall/",
                "/api/v1/hooks/",
                "/rate/",
                "/fonts",
            )
        )
        or path in {"/healthz", "/metrics"}
    ]
