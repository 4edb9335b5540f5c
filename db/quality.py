"""Looks through the data for what could be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.queries.columns import empty_columns
from db.queries.doubles import doubled_ratings
from db.queries.namesakes import namesakes
from db.queries.people import ENGINEER, TEAM
from db.queries.quality import (
    coarse_sources,
    future_ratings,
    lone_teams,
    names_with_ratings,
    ownerless_ratings,
    teamless_people,
    ticketless_ratings,
)
from gamify.quality.findings import AlikeNames, Quality
from gamify.seasons import Calendar, SeasonKind, day_of, season_on
from gamify.similar import similar_names

#: Pairs of names that are told at most.
MOST_PAIRS = 50


#: Looks that are taken one after the other.
LOOKS = 9


def look_through(
    session: Session,
    *,
    calendar: Calendar,
    now: datetime,
    looked: Callable[[int], None] = lambda _: None,
) -> Quality:
    """Everything that could be mended; seconds for a million ratings.

    `looked` is told how many of the `LOOKS` are over, and may raise.
    """
    today = day_of(now, calendar)
    quarter = season_on(today, kind=SeasonKind.QUARTER, calendar=calendar)
    looks: dict[str, Callable[[], Iterable[Any]]] = {
        "alike": lambda: (*_alike(session, ENGINEER), *_alike(session, TEAM)),
        "teamless": lambda: teamless_people(session),
        "lone_teams": lambda: lone_teams(session),
        "future": lambda: future_ratings(session, today=today),
        "ticketless": lambda: ticketless_ratings(session),
        "ownerless": lambda: ownerless_ratings(session),
        "columns": lambda: empty_columns(session),
        "coarse": lambda: coarse_sources(session, first=quarter.first),
        "doubled": lambda: doubled_ratings(session),
    }
    found: dict[str, tuple[Any, ...]] = {}
    for name, look in looks.items():
        found[name] = tuple(look())
        looked(len(found))
    return Quality(**found)


def _alike(session: Session, kind: str) -> Iterator[AlikeNames]:
    everybody = names_with_ratings(session, kind)
    names = {id_: one.name for id_, one in everybody.items()}
    apart = frozenset(namesakes(session, kind))
    for pair in similar_names(names, apart=apart, limit=MOST_PAIRS):
        yield AlikeNames(kind, everybody[pair.one], everybody[pair.other], pair.why)
