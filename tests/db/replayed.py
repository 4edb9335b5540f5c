"""Deciding, and doing again what the log says: one beginning, two ways, the same end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel

from db.commands.cells import cell_differences
from db.commands.ledger import kept_calendar
from db.commands.replay import replay
from db.engine import open_engine, writing
from db.numbering import let_numbers_go_on
from db.queries.audit import Decision, decisions
from tests.db.all_figures import rows_of_all
from tests.db.random_decisions import STEPS, Chance, begin, decide_at_random
from tests.db.random_house import begin_house, house_steps
from tests.db.random_talk import talk_steps

#: How many decisions a sequence has.
LENGTH = 30
#: Numbers of rows that nothing refers to; PostgreSQL doesn't give those of refused steps again.
UNREFERRED = frozenset(
    {"membership", "alias", "revision", "award", "wall_screen", "flag_whitelist", "namesakes"}
)
#: What is never in the log: these come out empty.
SECRETS = {
    "account": ("password",),
    "destination": ("sealed",),
    "wall_screen": ("digest", "sealed"),
}


@contextmanager
def undone(engine: Engine) -> Iterator[Session]:
    """A session that leaves nothing behind, not even numbers that PostgreSQL has given away."""
    with writing(engine) as session:
        let_numbers_go_on(session.connection())
        yield session
        session.rollback()


def filled(url: str, fill: Callable[[Session], None]) -> Engine:
    """An engine on a database with the state that decisions begin with."""
    engine = open_engine(url)
    with writing(engine) as session:
        fill(session)
    return engine


def every_step(folder: Path) -> tuple[Callable[[Chance], None], ...]:
    """Every kind of step; `folder` holds keys."""
    return (*STEPS, *house_steps(folder), *talk_steps(folder))


def everything(session: Session) -> None:
    begin(session)
    begin_house(session)


def told(session: Session, after: int = 0) -> list[Decision]:
    """The entries of the log after the first ones, in their order."""
    session.flush()
    return [one for one in list(decisions(session))[::-1] if one.id > after]


def last_entry(session: Session) -> int:
    return max((one.id for one in decisions(session)), default=0)


def lines(log: list[Decision]) -> list[tuple[object, ...]]:
    """What entries are about: an erasure takes names out of what they say."""
    return [(one.at, one.actor, one.action, one.subject) for one in log]


def rows(session: Session, *, numbered: bool = True) -> dict[str, list[Any]]:
    found = rows_of_all(session)
    for name, columns in SECRETS.items():
        table = SQLModel.metadata.tables[name]
        hidden = [table.columns.keys().index(column) for column in columns]
        found[name] = [
            tuple(None if at in hidden else value for at, value in enumerate(row))
            for row in found[name]
        ]
    for name in () if numbered else UNREFERRED:
        found[name] = sorted((row[1:] for row in found[name]), key=repr)
    return found


def play_and_replay(
    engine: Engine, play: Callable[[Session], object], *, numbered: bool = True
) -> Counter[str]:
    """Decide, then do what the log says on the same beginning, and compare all."""
    with undone(engine) as session:
        last = last_entry(session)
        play(session)
        log = told(session, last)
        led_to = rows(session, numbered=numbered)
        assert cell_differences(session, calendar=kept_calendar(session)) == []
    with undone(engine) as session:
        replay(session, log)
        assert lines(told(session, last)) == lines(log)
        assert rows(session, numbered=numbered) == led_to
        assert cell_differences(session, calendar=kept_calendar(session)) == []
    return Counter(one.action for one in log)


def at_random(
    seed: int, steps: tuple[Callable[[Chance], None], ...]
) -> Callable[[Session], object]:
    return lambda session: decide_at_random(session, Random(seed), of=steps, steps=LENGTH)
