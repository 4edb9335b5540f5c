"""What a change of settings would do, in sentences, before anybody saves it.

Standings are those of the newest quarter that has ratings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import Integer, type_coerce
from sqlmodel import Session, SQLModel, func, select

from db.asking_effects import asking_effects
from db.discretion import first_day_of_words
from db.instant import to_day_number
from db.models import Rating, WorkKind
from db.queries.closing import seasons_to_record
from db.settings import Settings
from db.table_effects import Asked, crown_effect, minimum_effect, public_effect
from gamify.handicap.kinds import stratum_of
from gamify.language import Message, count, say
from gamify.seasons import SeasonKind, day_of, season_on, working_days

#: Ratings that a processor of 2026 counts anew in a second (a million took 12.4 s).
_COUNTED_A_SECOND = 80_000

_RATING = SQLModel.metadata.tables["rating"]


def setting_effects(
    session: Session, before: Settings, after: Settings, *, now: datetime
) -> list[Message]:
    """What would be different, most serious first; only settings that differ say anything."""
    said: list[Message] = []
    asked = Asked(session, before, after, now)
    for names, effect in _EFFECTS:
        if any(getattr(before, name) != getattr(after, name) for name in names):
            said += effect(asked)
    return said + asking_effects(before, after, now=now)


def _cells(asked: Asked) -> Iterator[Message]:
    n = asked.session.exec(select(func.count()).select_from(Rating)).one()
    yield count(
        "All sums are counted anew, from {n} rating.",
        "All sums are counted anew, from {n} ratings.",
        n=n,
    )
    seconds = n // _COUNTED_A_SECOND
    if seconds:
        yield count(
            "That takes about {n} second, in which nothing else can be saved.",
            "That takes about {n} seconds, in which nothing else can be saved.",
            n=seconds,
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


def _working_days(asked: Asked) -> Iterator[Message]:
    today = day_of(asked.now, asked.after.calendar)
    quarter = season_on(today, kind=SeasonKind.QUARTER, calendar=asked.after.calendar)
    former, n = (working_days(today, quarter.last, calendar=one.calendar) for one in asked.pair)
    yield count(
        "The running quarter would have {n} working day left instead of {former}.",
        "The running quarter would have {n} working days left instead of {former}.",
        n=n,
        former=former,
    )


def _strata(asked: Asked) -> Iterator[Message]:
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


def _closing(asked: Asked) -> Iterator[Message]:
    due = seasons_to_record(
        asked.session,
        calendar=asked.before.calendar,
        today=day_of(asked.now, asked.before.calendar),
        closing_days=asked.after.closing_days,
    )
    yield count(
        "{n} quarter would be closed at once.", "{n} quarters would be closed at once.", n=len(due)
    )


def _words(asked: Asked) -> Iterator[Message]:
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


def _reading(asked: Asked) -> Iterator[Message]:
    yield (
        say("Whoever reaches the address could read the boards.")
        if asked.after.open_reading
        else say("Pages and the API would ask for a sign-in; wall screens keep their links.")
    )


def _sign_ins(_: Asked) -> Iterator[Message]:
    yield say("Whoever is signed in stays so; the next sign-in lasts that long.")


def _stars(asked: Asked) -> Iterator[Message]:
    names = asked.after.star_labels
    yield (
        say(
            "Pages would say: {names}.",
            names=", ".join(f"{n} {it}" for n, it in enumerate(names, 1)),
        )
        if names
        else say("Each reader would see the usual names in the own language.")
    )


def _pulse(_: Asked) -> Iterator[Message]:
    yield say("It holds for quarters about which nobody has answered yet.")


def _names(_: Asked) -> Iterator[Message]:
    yield say("Open pages and screens follow within seconds.")


Effect = Callable[[Asked], Iterator[Message]]

_EFFECTS: tuple[tuple[tuple[str, ...], Effect], ...] = (
    (("time_zone", "fiscal_start"), _cells),
    (
        ("working_weekdays", "holiday_country", "holiday_region", "extra_holidays"),
        _working_days,
    ),
    (("min_ratings_team",), minimum_effect),
    (("crown",), crown_effect),
    (("public_top",), public_effect),
    (("strata",), _strata),
    (("closing_days",), _closing),
    (("pulse_days",), _pulse),
    (("comment_months",), _words),
    (("open_reading",), _reading),
    (("sign_in_days",), _sign_ins),
    (("star_labels",), _stars),
    (("organisation", "language"), _names),
)
