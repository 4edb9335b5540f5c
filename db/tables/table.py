"""A table that goes out: what it is called, what is in it, and who gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.settings import Settings
from gamify.access import Visitor, demand
from gamify.errors import N_, CrownboardError
from gamify.language import shown, translate
from gamify.open_days import demand_days, sees_days
from gamify.rights import Right
from gamify.seasons import Season
from gamify.tables.column import Column, Row
from gamify.tables.sheet import Sheet


class UnknownTable(CrownboardError):
    """A table that there isn't. Raised with `table` and `tables`."""

    sentence = N_("There is no table {table}. There are {tables}.")


class NobodysOwn(CrownboardError):
    """Somebody's own table, asked for by somebody who is nobody of the department."""

    sentence = N_("This table is about the person behind an account, and yours has none.")


@dataclass(frozen=True, slots=True)
class Asked:
    """For whom a table is made, of which season, and when."""

    visitor: Visitor
    season: Season
    settings: Settings
    now: datetime
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Table:
    """A table by the name that addresses and files have.

    `shows` says what whom is shown. `rows` may be an iterator that reads as it goes, so it is used
    up before its session ends. `is_of_season` is false where the season makes no difference, and
    `is_of_quarter` true where quarters alone have it; `is_own` where it is about whoever asks, and
    `is_by_team` where leads get what is of their own teams.
    """

    name: str
    title: str
    columns: Sequence[Column]
    right: Right
    shows: str
    rows: Callable[[Session, Asked], Iterable[Row]]
    is_of_season: bool = True
    is_of_quarter: bool = False
    is_own: bool = False
    is_by_team: bool = False

    def file_name(self, season: Season) -> str:
        """What a file of it is called, without its ending."""
        code = f"-{season.code.replace('..', '_')}" if self.is_of_season else ""
        return f"crownboard-{self.name}{code}"


def demand_table(visitor: Visitor, table: Table) -> None:
    """Let somebody have a table, or raise NotAllowed, NobodysOwn for an own one of nobody."""
    if not table.is_own:
        teams = visitor.team_ids if table.is_by_team and visitor.team_ids else (None,)
        demand(visitor, table.right, teams=teams)
        return
    demand(visitor, table.right, engineer_id=visitor.engineer_id)
    if visitor.engineer_id is None:
        raise NobodysOwn


def demand_season(asked: Asked) -> None:
    """Let somebody have the days that are asked for, or raise NotAllowed."""
    who = asked.visitor
    demand_days(asked.season, sees_any=sees_days(who), is_known=who.is_signed_in)


def sheet_of(session: Session, table: Table, asked: Asked) -> Sheet:
    """A table, ready to be written. Raises as `demand_table` and what its rows raise."""
    demand_table(asked.visitor, table)
    if table.is_of_season and not table.is_own:
        demand_season(asked)
    language = asked.language
    zone = asked.settings.calendar.zone

    def words(text: str) -> str:
        return translate(text, language)

    about = [
        (words(N_("Table")), words(table.title)),
        (words(N_("Organisation")), asked.settings.organisation),
        (words(N_("Season")), asked.season.code if table.is_of_season else "–"),
        (words(N_("As of")), shown(asked.now.astimezone(zone), language)),
        (words(N_("Time zone")), zone.key),
        (words(N_("Who sees it")), words(table.shows)),
    ]
    return Sheet(
        name=table.name,
        columns=table.columns,
        rows=table.rows(session, asked),
        zone=zone,
        about=about,
        meanings=[words(column.meaning) for column in table.columns],
        headings=(words(N_("Column")), words(N_("Meaning"))),
    )
