"""What a change of settings would do to the tables of the newest quarter that has ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from db.queries.tallies import rated_days
from db.settings import Settings
from db.standings import engineer_table, team_table
from gamify.language import Message, count, say
from gamify.seasons import Season, day_of, usual_season
from gamify.standings import TeamTable

#: So many teams are named in a sentence.
_NAMED = 5


class Asked(NamedTuple):
    """Two settings, and where and when they are compared."""

    session: Session
    before: Settings
    after: Settings
    now: datetime

    @property
    def pair(self) -> tuple[Settings, Settings]:
        return self.before, self.after


def _tables(asked: Asked) -> tuple[TeamTable, TeamTable]:
    """The newest quarter by both settings, with the days as they are cut now."""
    season = _season(asked)
    old, new = (
        team_table(asked.session, season=season, rules=one.rules, calendar=asked.before.calendar)
        for one in asked.pair
    )
    return old, new


def _season(asked: Asked) -> Season:
    span, calendar = rated_days(asked.session), asked.before.calendar
    newest = None if span is None else span[1]
    return usual_season(newest, today=day_of(asked.now, calendar), calendar=calendar)


def minimum_effect(asked: Asked) -> Iterator[Message]:
    old, new = _tables(asked)
    places = [{row.tally.name for row in table.ranked} for table in (old, new)]
    gone, come = sorted(places[0] - places[1]), sorted(places[1] - places[0])
    if gone:
        yield count(
            "{n} team would no longer be ranked: {teams}.",
            "{n} teams would no longer be ranked: {teams}.",
            n=len(gone),
            teams=_listed(gone),
        )
    if come:
        yield count(
            "{n} more team would be ranked: {teams}.",
            "{n} more teams would be ranked: {teams}.",
            n=len(come),
            teams=_listed(come),
        )
    if not gone and not come:
        yield say("The same teams would be ranked in the newest quarter.")


def crown_effect(asked: Asked) -> Iterator[Message]:
    holders = [table.ranked[0].tally.name if table.ranked else None for table in _tables(asked)]
    if holders[0] == holders[1]:
        yield (
            say("No team is ranked yet, so nobody holds the crown by either table.")
            if holders[0] is None
            else say("{team} would hold the crown as before.", team=holders[0])
        )
    else:
        nobody = say("nobody")
        yield say(
            "The crown would go from {before} to {after}.",
            before=holders[0] or nobody,
            after=holders[1] or nobody,
        )


def public_effect(asked: Asked) -> Iterator[Message]:
    scorers = engineer_table(asked.session, season=_season(asked), best=0).scored
    yield count(
        "A board would show {n} scorer instead of {former}.",
        "A board would show {n} scorers instead of {former}.",
        n=min(asked.after.public_top, scorers),
        former=min(asked.before.public_top, scorers),
    )


def _listed(names: Sequence[str]) -> Message | str:
    named, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    return named if more <= 0 else say("{names} and {more} more", names=named, more=more)
