"""A chunk of cleaned rows with its names turned into ids and its instants into days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import numpy as np

from db.commands.register import Register
from db.commands.rosters import Rosters
from db.days import Ints, day_numbers
from db.instant import to_micros
from db.sums import NEVER
from gamify.credit import CreditRule, split_credit
from gamify.ingest.rows import CleanChunk, Coded
from gamify.ratings import CREDIT
from gamify.seasons import Calendar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Rows of a chunk, column-wise; 0 stands for an unknown engineer or team.

    `team` is the one that the row names or else the engineer's on the day of the work;
    `named_team` is 0 where the row names none. `stars`, `rated_at` and `rated_day` are 0 without
    a rating.
    """

    chunk: CleanChunk
    owner: Ints
    team: Ints
    named_team: Ints
    kind: Ints
    stars: Ints
    rated_at: Ints
    rated_day: Ints
    ticket_day: Ints
    helpers: dict[int, list[int]]

    def __len__(self) -> int:
        return len(self.chunk.ticket)


def arrivals(
    chunk: CleanChunk, *, register: Register, rosters: Rosters, calendar: Calendar, now: datetime
) -> Arrivals:
    """Look everything up; names that are new are made, and memberships noted."""
    owner = _ids(chunk.owner, register.engineers(chunk.owner.names))
    named_team = _ids(chunk.team, register.teams(chunk.team.names))
    kinds = np.array([*register.kinds(chunk.kind), 0], dtype=np.int64)
    stars = np.array(chunk.stars, dtype=np.int64)
    rated_at = _instants(chunk.rated_at, unknown=0)
    handled_at = _handled_at(chunk, to_micros(now))
    rated_day = np.where(stars > 0, day_numbers(rated_at, calendar.zone), 0)
    ticket_day = day_numbers(handled_at, calendar.zone)
    known = (owner > 0) & (named_team > 0)
    rosters.note(owner[known], named_team[known], ticket_day[known])
    return Arrivals(
        chunk=chunk,
        owner=owner,
        team=_teams(owner, named_team, ticket_day, rosters),
        named_team=named_team,
        kind=kinds[chunk.kind_code],
        stars=stars,
        rated_at=rated_at,
        rated_day=rated_day,
        ticket_day=ticket_day,
        helpers={row: register.engineers(names) for row, names in chunk.helpers.items()},
    )


def shares_of(
    owner: int | None, helpers: Sequence[int], rule: CreditRule
) -> tuple[tuple[int, int], ...]:
    """The shares that are stored, in order of ids; none where the owner has it whole."""
    if not helpers:
        return ()
    split = split_credit(owner, helpers, rule=rule)
    return () if split == {owner: CREDIT} else tuple(sorted(split.items()))


def picked(values: Sequence[Value], rows: Sequence[int] | None) -> Sequence[Value]:
    """The values of some rows; all of them, uncopied, for None."""
    return values if rows is None else [values[row] for row in rows]


def _ids(column: Coded, ids: list[int]) -> Ints:
    # A code of -1 picks the last element, which stands for "unknown".
    return np.array([*ids, 0], dtype=np.int64)[column.codes]


def _handled_at(chunk: CleanChunk, now: int) -> Ints:
    """When a ticket counts as handled: solved, else opened, else rated, else now."""
    handled_at = np.full(len(chunk.line), now, dtype=np.int64)
    for times in (chunk.rated_at, chunk.opened_at, chunk.solved_at):
        if times.count(None) < len(times):
            told = _instants(times, unknown=NEVER)
            handled_at = np.where(told == NEVER, handled_at, told)
    return handled_at


def _instants(times: Sequence[int | None], *, unknown: int) -> Ints:
    known = [unknown if at is None else at for at in times] if None in times else times
    return np.array(known, dtype=np.int64)


def _teams(owner: Ints, named_team: Ints, day: Ints, rosters: Rosters) -> Ints:
    teams = named_team.copy()
    nameless = np.flatnonzero((named_team == 0) & (owner > 0))
    if nameless.size:
        teams[nameless] = rosters.teams_on(owner[nameless], day[nameless])
    return teams
