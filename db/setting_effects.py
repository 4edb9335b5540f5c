"""What a change of settings would do, in sentences, before anybody saves it.

Standings are those of the newest quarter that has ratings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Integer, type_coerce
from sqlmodel import Session, SQLModel, func, select

from db.discretion import first_day_of_words
from db.instant import to_day_number
from db.models import Rating, WorkKind
from db.queries.closing import seasons_to_record
from db.queries.tallies import rated_days
from db.settings import Settings
from db.standings import engineer_table, team_table
from gamify.handicap.kinds import stratum_of
from gamify.language import Message, count, say
from gamify.seasons import Season, SeasonKind, day_of, season_on, usual_season, working_days
from gamify.standings import TeamTable

_RATING = SQLModel.metadata.tables["rating"]
#: So many teams are named in a sentence.
_NAMED = 5


def setting_effects(
    session: Session, before: Settings, after: Settings, *, now: datetime
) -> list[Message]:
    """What would be different, most serious first; only settings that differ say anything."""
    said: list[Message] = []
    asked = _Asked(session, before, after, now)
    for names, effect in _EFFECTS:
        if any(getattr(before, name) != getattr(after, name) for name in names):
            said += effect(asked)
    return said


class _Asked(NamedTuple):
    session: Session
    before: Settings
    after: Settings
    now: datetime

    @property
    def pair(self) -> tuple[Settings, Settings]:
        return self.before, self.after


def _cells(asked: _Asked) -> Iterator[Message]:
    n = asked.session.exec(select(func.count()).select_from(Rating)).one()
    yield count(
        "All sums are counted anew, from {n} rating.",
        "All sums are counted anew, from {n} ratings.",
        n=n,
    )
    if asked.before.time_zone != asked.after.time_zone:
        yield say(
            "The organisation’s clock would say {then}; ratings near midnight may count for "
            "another day.",
            then=asked.now.astimezone(asked.after.calendar.zone),
        )
    if asked.before.fiscal_start != asked.after.fiscal_start:
        quarter = season_on(
            day_of(asked.now, asked.after.calendar),
            kind=SeasonKind.QUARTER,
            calendar=asked.after.calendar,
        )
        yield say(
            "The running quarter would go from {first} to {last}.",
            first=quarter.first,
            last=quarter.last,
        )


def _working_days(asked: _Asked) -> Iterator[Message]:
    today = day_of(asked.now, asked.after.calendar)
    quarter = season_on(today, kind=SeasonKind.QUARTER, calendar=asked.after.calendar)
    former, n = (working_days(today, quarter.last, calendar=one.calendar) for one in asked.pair)
    yield count(
        "The running quarter would have {n} working day left instead of {former}.",
        "The running quarter would have {n} working days left instead of {former}.",
        n=n,
        former=former,
    )


def _tables(asked: _Asked) -> tuple[TeamTable, TeamTable]:
    """The newest quarter by both settings, with the days as they are cut now."""
    season = _season(asked)
    old, new = (
        team_table(asked.session, season=season, rules=one.rules, calendar=asked.before.calendar)
        for one in asked.pair
    )
    return old, new


def _season(asked: _Asked) -> Season:
    span, calendar = rated_days(asked.session), asked.before.calendar
    newest = None if span is None else span[1]
    return usual_season(newest, today=day_of(asked.now, calendar), calendar=calendar)


def _minimum(asked: _Asked) -> Iterator[Message]:
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


def _crown(asked: _Asked) -> Iterator[Message]:
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


def _public(asked: _Asked) -> Iterator[Message]:
    table = engineer_table(asked.session, season=_season(asked))
    scorers = sum(row.place is not None for row in table.rows)
    yield count(
        "A board would show {n} scorer instead of {former}.",
        "A board would show {n} scorers instead of {former}.",
        n=min(asked.after.public_top, scorers),
        former=min(asked.before.public_top, scorers),
    )


def _strata(asked: _Asked) -> Iterator[Message]:
    kinds = [
        (one.line, one.category, one.priority, one.channel)
        for one in asked.session.exec(select(WorkKind))
    ]
    former, n = (len({stratum_of(kind, one.strata) for kind in kinds}) for one in asked.pair)
    yield count(
        "There would be {n} kind of work instead of {former}; all sums are counted anew, and every "
        "published par gets a next version.",
        "There would be {n} kinds of work instead of {former}; all sums are counted anew, and "
        "every published par gets a next version.",
        n=n,
        former=former,
    )


def _closing(asked: _Asked) -> Iterator[Message]:
    due = seasons_to_record(
        asked.session,
        calendar=asked.before.calendar,
        today=day_of(asked.now, asked.before.calendar),
        closing_days=asked.after.closing_days,
    )
    yield count(
        "{n} quarter would be closed at once.", "{n} quarters would be closed at once.", n=len(due)
    )


def _words(asked: _Asked) -> Iterator[Message]:
    first = first_day_of_words(asked.after, now=asked.now)
    if first is None:
        yield say("All comments would be kept. Those that were deleted don’t come back.")
        return
    n = asked.session.exec(
        select(func.count())
        .select_from(_RATING)
        .where(
            type_coerce(_RATING.c.day, Integer) < to_day_number(first),
            _RATING.c.comment.is_not(None),
        )
    ).one()
    yield count(
        "{n} comment of before {day} would be deleted in the coming night, for good.",
        "{n} comments of before {day} would be deleted in the coming night, for good.",
        n=n,
        day=first,
    )


def _reading(asked: _Asked) -> Iterator[Message]:
    yield (
        say("Whoever reaches the address could read the boards.")
        if asked.after.open_reading
        else say("Pages and the API would ask for a sign-in; wall screens keep their links.")
    )


def _sign_ins(_: _Asked) -> Iterator[Message]:
    yield say("Whoever is signed in stays so; the next sign-in lasts that long.")


def _names(_: _Asked) -> Iterator[Message]:
    yield say("Open pages and screens follow within seconds.")


def _listed(names: Sequence[str]) -> Message | str:
    named, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    return named if more <= 0 else say("{names} and {more} more", names=named, more=more)


Effect = Callable[[_Asked], Iterator[Message]]

_EFFECTS: tuple[tuple[tuple[str, ...], Effect], ...] = (
    (("time_zone", "fiscal_start"), _cells),
    (
        ("working_weekdays", "holiday_country", "holiday_region", "extra_holidays"),
        _working_days,
    ),
    (("min_ratings_team",), _minimum),
    (("crown",), _crown),
    (("public_top",), _public),
    (("strata",), _strata),
    (("closing_days",), _closing),
    (("comment_months",), _words),
    (("open_reading",), _reading),
    (("sign_in_days",), _sign_ins),
    (("organisation", "language"), _names),
)
