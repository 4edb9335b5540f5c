"""Keeps the cells: writes a fold into them, and recounts them from the ratings.

Live writes and the recount use the same fold (`db.fold`), so they can't disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import MetaData, Table, delete, except_, func, insert, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import driver_rows
from db.cell_rows import add_cells
from db.commands.lasts import forget_empty_cells, refresh_lasts
from db.commands.ledger import bump_version, calendar_mark
from db.commands.redating import redate
from db.fold import LARGE, Fold
from db.models import DataVersion, Grain, Rating, Ticket
from db.queries.dues import ruling_dues
from db.queries.facts import credit_facts, rating_facts, strata_of_kinds, ticket_facts
from db.sums import Sums
from gamify.seasons import Calendar

#: How many ids are read at a time.
_WINDOW = 50_000

CELL = SQLModel.metadata.tables["cell"]


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell that isn't what the ratings say; None where it is missing on that side."""

    grain: Grain
    #: Day, team, engineer, stratum.
    key: tuple[int, ...]
    kept: tuple[int | None, ...] | None
    counted: tuple[int | None, ...] | None


def apply_fold(session: Session, fold: Fold) -> None:
    """Add what was counted to the cells, and put right what counting out has taken away."""
    session.flush()
    _write(session, fold.cells(ruling_dues(session)))
    touched = fold.touched
    if len(touched):
        forget_empty_cells(session, fold)
        refresh_lasts(session, touched, fiscal_start=fold.fiscal_start)


def apply_settled(session: Session, fold: Fold) -> None:
    """Add what was counted to the cells but for what is still being added to; lighten the fold.

    Where something was counted out, all of it is added.
    """
    if len(fold.touched):
        apply_fold(session, fold)
        fold.clear()
        return
    session.flush()
    _write(session, fold.settled_cells(ruling_dues(session)))


def recount(session: Session, *, calendar: Calendar) -> None:
    """Rebuild days and cells from the ratings; memory stays bounded however many there are."""
    redate(session, calendar)
    with _counted_anew(session, calendar) as fresh:
        session.execute(delete(CELL))
        session.execute(insert(CELL).from_select(fresh.c.keys(), select_rows(fresh)))
    session.execute(update(DataVersion).values(calendar=calendar_mark(calendar)))
    bump_version(session)


def cell_differences(
    session: Session, *, calendar: Calendar, limit: int = 20
) -> list[CellDifference]:
    """The first cells that differ from a recount, in order of keys; there should be none."""
    with _counted_anew(session, calendar) as fresh:
        kept = _odd_rows(session, CELL, fresh, limit)
        counted = _odd_rows(session, fresh, CELL, limit)
    keys = sorted(kept.keys() | counted.keys())[:limit]
    return [CellDifference(Grain(key[0]), key[1:], kept.get(key), counted.get(key)) for key in keys]


def align_cells(session: Session, *, calendar: Calendar) -> bool:
    """Recount if the calendar has changed since the cells were cut; says whether it had to."""
    if are_cells_aligned(session, calendar=calendar):
        return False
    recount(session, calendar=calendar)
    return True


def are_cells_aligned(session: Session, *, calendar: Calendar) -> bool:
    """Whether the cells were cut by this calendar."""
    return session.exec(select(DataVersion.calendar)).one() == calendar_mark(calendar)


@contextmanager
def _counted_anew(session: Session, calendar: Calendar) -> Iterator[Table]:
    """A temporary table with the cells as the ratings say they are."""
    session.flush()
    fresh = CELL.to_metadata(MetaData(), name="fresh_cell")
    fresh._prefixes = ["TEMPORARY"]
    fresh.create(session.connection())
    fold = Fold(calendar.fiscal_start)
    for facts in _all_facts(session):
        fold.add(facts)
        if fold.gained > LARGE:
            _write(session, fold.settled_cells(ruling_dues(session)), table=fresh.name)
    _write(session, fold.cells(ruling_dues(session)), table=fresh.name)
    yield fresh
    fresh.drop(session.connection())


def _write(
    session: Session, cells: Iterable[tuple[Grain, Sums]], *, table: str = CELL.name
) -> None:
    for grain, sums in cells:
        if len(sums):
            add_cells(session, grain, sums, table=table)


def _all_facts(session: Session) -> Iterator[Any]:
    strata = strata_of_kinds(session)
    last_ticket = session.exec(select(func.max(Ticket.id))).one() or 0
    last_rating = session.exec(select(func.max(Rating.id))).one() or 0
    for low in range(0, last_ticket + 1, _WINDOW):
        yield ticket_facts(session, strata, col(Ticket.id).between(low, low + _WINDOW - 1))
    for low in range(0, last_rating + 1, _WINDOW):
        window = col(Rating.id).between(low, low + _WINDOW - 1)
        yield rating_facts(session, strata, window)
        yield credit_facts(session, strata, window)


def _odd_rows(
    session: Session, mine: Table, other: Table, limit: int
) -> Mapping[tuple[int, ...], tuple[int | None, ...]]:
    """Rows of one table of cells that the other doesn't have in the same way."""
    # A join on columns that may be NULL compares every pair on PostgreSQL; EXCEPT sorts or hashes.
    others = [other.c[column.name] for column in mine.c]
    key = [column.name for column in mine.primary_key.columns]
    statement = except_(select_rows(mine), select_rows(*others)).order_by(*key).limit(limit)
    found = driver_rows(session, statement)
    return {tuple(row[:5]): tuple(row[5:]) for row in found}
