"""The season picker: the season's title, its neighbours, and what else can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gamify.errors import N_
from gamify.language import Message, count, month_name, say, translate
from gamify.seasons import (
    Calendar,
    Season,
    SeasonKind,
    days_left,
    next_season,
    previous_season,
    season_on,
)

#: How many seasons the list offers; older ones are reached with the range.
MOST_CHOICES = 40

KIND_NAMES = {
    SeasonKind.QUARTER: N_("Quarter"),
    SeasonKind.MONTH: N_("Month"),
    SeasonKind.YEAR: N_("Year"),
    SeasonKind.RANGE: N_("Range"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: the value for the address, and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class KindChoice:
    """A kind of season, and the season of that kind to go to."""

    kind: str
    name: str
    code: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SeasonPicker:
    """What the picker shows. Days are ISO; `previous` and `next` are None where nothing lies."""

    code: str
    kind: str
    title: str
    days: str
    left: str
    running: bool
    first: str
    last: str
    earliest: str
    latest: str
    kinds: tuple[KindChoice, ...]
    choices: tuple[Choice, ...]
    previous: Choice | None
    next: Choice | None


def pick_season(
    season: Season, *, span: tuple[date, date], today: date, calendar: Calendar, language: str
) -> SeasonPicker:
    """The picker at a season; `span` is the first and the last day with ratings."""
    earliest, latest = span[0], max(span[1], today)
    before = previous_season(season, calendar=calendar)
    after = next_season(season, calendar=calendar)
    return SeasonPicker(
        code=season.code,
        kind=season.kind,
        title=season_title(season, language),
        days=translate(_days(season), language),
        left=translate(_left(season, today), language),
        running=season.first <= today <= season.last,
        first=season.first.isoformat(),
        last=season.last.isoformat(),
        earliest=earliest.isoformat(),
        latest=latest.isoformat(),
        kinds=_kinds(season, today=today, calendar=calendar, language=language),
        choices=_choices(season, earliest, latest, calendar=calendar, language=language),
        previous=_choice(before, language) if before.last >= earliest else None,
        next=_choice(after, language) if after.first <= latest else None,
    )


def season_title(season: Season, language: str) -> str:
    """A season's name: "2026 Q4", "November 2026", "2026" or its days."""
    match season.kind:
        case SeasonKind.QUARTER:
            year, number = season.code.split("-Q")
            return translate(say("{year} Q{quarter}", year=year, quarter=number), language)
        case SeasonKind.MONTH:
            return month_name(season.first, language)
        case SeasonKind.YEAR:
            return season.code
        case SeasonKind.RANGE:
            return translate(_days(season), language)


def _days(season: Season) -> Message:
    return say("{first} – {last}", first=season.first, last=season.last)


def _left(season: Season, today: date) -> Message:
    if season.first > today:
        return say("not begun yet")
    if season.last < today:
        return say("over")
    left = days_left(season, today=today)
    return count("{n} day left", "{n} days left", n=left) if left else say("last day")


def _choice(season: Season, language: str) -> Choice:
    return Choice(season.code, season_title(season, language))


def _kinds(
    season: Season, *, today: date, calendar: Calendar, language: str
) -> tuple[KindChoice, ...]:
    """The season of each kind around the newest day of this one; the range is its own days."""
    day = max(season.first, min(season.last, today))
    codes = {
        kind: season_on(day, kind=kind, calendar=calendar).code
        for kind in (SeasonKind.QUARTER, SeasonKind.MONTH, SeasonKind.YEAR)
    }
    codes[SeasonKind.RANGE] = f"{season.first}..{day}"
    return tuple(
        KindChoice(
            kind,
            translate(name, language),
            season.code if kind is season.kind else codes[kind],
            kind is season.kind,
        )
        for kind, name in KIND_NAMES.items()
    )


def _choices(
    season: Season, earliest: date, latest: date, *, calendar: Calendar, language: str
) -> tuple[Choice, ...]:
    """Seasons of the same kind that can hold ratings, newest first; none for a range."""
    if season.kind is SeasonKind.RANGE:
        return ()
    found: list[Season] = []
    one = season_on(latest, kind=season.kind, calendar=calendar)
    while one.last >= earliest and len(found) < MOST_CHOICES:
        found.append(one)
        one = previous_season(one, calendar=calendar)
    if season not in found:
        found = sorted([*found, season], reverse=True)
    return tuple(_choice(one, language) for one in found)
