"""The sums behind all figures as tables: the cells, read a few days at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from sqlmodel import Session

from db.models import Grain
from db.queries.sums_out import COLUMNS, cell_days, cell_rows
from db.tables.table import Asked, Table
from gamify.errors import N_
from gamify.rights import Right
from gamify.seasons import Season
from gamify.tables.column import Column, Kind, Row

#: Days that are read at once: those of a large department are some ten thousand rows.
_WINDOW = timedelta(days=6)

_BOARDS = N_("Everybody who may see the boards.")
_LEADS = N_("Administrators and leads of all teams.")
_PERSONS = N_("Administrators and leads of all teams. Hidden names are numbers.")
_CELLS = (
    Column("day", Kind.DAY, N_("the day, or the first day of the quarter")),
    Column("team", Kind.TEXT, N_("the team")),
    Column("engineer", Kind.TEXT, N_("the public name")),
    Column("stratum", Kind.TEXT, N_("the kind of work")),
    *(
        Column(f"n{stars}", Kind.WHOLE, N_("whole ratings of so many stars"))
        for stars in (5, 4, 3, 2, 1)
    ),
    *(
        Column(f"u{stars}", Kind.WHOLE, N_("credit for ratings of so many stars, 27,720 each"))
        for stars in (5, 4, 3, 2, 1)
    ),
    Column("tickets", Kind.WHOLE, N_("closed tickets, rated or not")),
)


def _of_grain(grain: Grain) -> Callable[[Session, Asked], Iterator[Row]]:
    def rows(session: Session, asked: Asked) -> Iterator[Row]:
        for first, last in _windows(session, grain, asked.season):
            for row in cell_rows(session, grain=grain, first=first, last=last):
                day, *rest = (row[name] for name in COLUMNS)
                yield (date.fromisoformat(day), *rest)

    return rows


def _windows(session: Session, grain: Grain, season: Season) -> Iterator[tuple[date, date]]:
    """The days of a season that can hold cells, in weeks."""
    known = cell_days(session, grain=grain)
    if known is None:
        return
    first, end = max(season.first, known[0]), min(season.last, known[1])
    while first <= end:
        last = min(end, first + _WINDOW)
        yield first, last
        first = last + timedelta(days=1)


CELLS = tuple(
    Table(
        name=f"cells-{grain.name.lower().replace('_', '-')}",
        title=title,
        columns=_CELLS,
        right=right,
        shows=shows,
        rows=_of_grain(grain),
    )
    for grain, title, right, shows in (
        (Grain.TEAM_DAY, N_("Teams by day"), Right.SEE_PERSON, _LEADS),
        (Grain.TEAM_QUARTER, N_("Teams by quarter"), Right.SEE_BOARDS, _BOARDS),
        (Grain.ENGINEER_DAY, N_("Engineers by day"), Right.SEE_PERSON, _PERSONS),
        (Grain.ENGINEER_QUARTER, N_("Engineers by quarter"), Right.SEE_PERSON, _PERSONS),
        (Grain.STRATUM_QUARTER, N_("Kinds of work by quarter"), Right.SEE_BOARDS, _BOARDS),
    )
)
