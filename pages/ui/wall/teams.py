"""The team table of a wall: the best few, with the crown, and who waits for more ratings."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from gamify.averages import DECIMALS, NOTHING, cut, decimals_apart
from gamify.errors import N_
from gamify.history import Crown
from gamify.language import Message, count, say, shown, translate
from gamify.standings import LeadLabel, RankMode, TeamStanding
from pages.ui.team_rows import Movement, movement_of
from pages.ui.wall.season import Scope, WallSeason

#: How many of those who wait are named.
MOST_WAITING = 6

_SUBTITLES = {
    RankMode.FAIR: N_("average rating, handicapped"),
    RankMode.STEADY: N_("average rating"),
    RankMode.PLAIN: N_("average rating"),
}


@dataclass(frozen=True, slots=True)
class Week:
    """Places won or lost since a week ago; `delta` is None for a team that is new."""

    delta: int | None
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A ranked team. `average` is the plain one, `other` what ranks it or evens it out."""

    id: int
    place: str
    tied: bool
    name: str
    ratings: str
    average: str
    other: str
    crown: bool
    note: str
    week: Week | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A team that needs more ratings to be ranked."""

    id: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Teams:
    """The table as it is drawn; `empty` says why there is none.

    `ranks` names the column by which the places go: average or other.
    """

    title: str
    subtitle: str
    columns: dict[str, str] = field(default_factory=dict)
    rows: tuple[TeamLine, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    verdict: str = ""
    empty: str = ""
    ranks: str = "other"


def teams_part(scope: Scope) -> Teams:
    """The best teams of the screen in their places of the whole table, never a bottom."""
    language, found = scope.language, scope.season
    title = translate("Team table", language)
    if found is None or not any(row.tally.stars.n for row in found.table.rows):
        empty = translate(say("The season begins with the first ratings"), language)
        return Teams(title, translate(_SUBTITLES[RankMode.STEADY], language), empty=empty)
    rows = _lines(found, scope)
    return Teams(
        title=title,
        subtitle=translate(_SUBTITLES[found.table.mode], language),
        columns=_columns(found, language),
        rows=rows,
        waiting=_waiting(found, scope),
        verdict=translate(_verdict(found), language),
        empty="" if rows else translate(say("Nobody is ranked yet"), language),
        ranks="average" if found.table.mode is RankMode.PLAIN else "other",
    )


def _lines(found: WallSeason, scope: Scope) -> tuple[TeamLine, ...]:
    language, table = scope.language, found.table
    shown_rows = [row for row in table.ranked if scope.shows(row.tally.id)][: scope.density]
    is_plain = table.mode is RankMode.PLAIN
    plain = _averages([row.plain for row in shown_rows], language, is_ranking=is_plain)
    beside = [_other(row, table.mode) for row in shown_rows]
    other = _averages(beside, language, is_ranking=not is_plain)
    places = [row.place for row in table.ranked]
    note = translate(_note(found), language)
    return tuple(
        TeamLine(
            id=row.tally.id,
            place=shown(row.place, language),
            tied=places.count(row.place) > 1,
            name=row.tally.name,
            ratings=shown(row.tally.stars.n, language),
            average=average,
            other=ranked_by,
            crown=row.place == 1,
            note=note if row.place == 1 else "",
            week=_week(found, row, language),
        )
        for row, average, ranked_by in zip(shown_rows, plain, other, strict=True)
    )


def _averages(averages: list[Fraction | None], language: str, *, is_ranking: bool) -> list[str]:
    """A column of averages, cut; what ranks has as many decimals as tell all neighbours apart."""
    decimals = DECIMALS
    if is_ranking:
        pairs = pairwise(averages)
        decimals = max((decimals_apart(one, other) for one, other in pairs), default=DECIMALS)
    return [
        NOTHING if average is None else shown(cut(average, decimals=decimals), language)
        for average in averages
    ]


def _other(row: TeamStanding, mode: RankMode) -> Fraction | None:
    """The average beside the plain one: handicapped where that ranks, else steady."""
    return row.average if mode is RankMode.FAIR else row.steady


def _columns(found: WallSeason, language: str) -> dict[str, str]:
    other = N_("Fair") if found.table.mode is RankMode.FAIR else N_("Steady")
    words = {
        "team": N_("Team"),
        "ratings": N_("Ratings"),
        "average": N_("Average"),
        "other": other,
        "week": N_("Week"),
    }
    return {name: translate(word, language) for name, word in words.items()}


def _week(found: WallSeason, row: TeamStanding, language: str) -> Week | None:
    movement = found.history.movement
    if row.tally.id not in movement:
        return None
    delta = movement[row.tally.id]
    told: Movement = movement_of(delta, language)
    return Week(delta, told.places, told.text)


def _waiting(found: WallSeason, scope: Scope) -> tuple[Waiting, ...]:
    waiting = [
        row for row in found.table.waiting if row.tally.stars.n and scope.shows(row.tally.id)
    ]
    return tuple(
        Waiting(row.tally.id, row.tally.name, translate(_missing(row), scope.language))
        for row in waiting[:MOST_WAITING]
    )


def _missing(row: TeamStanding) -> Message:
    return count("{n} more rating to be ranked", "{n} more ratings to be ranked", n=row.missing)


def _verdict(found: WallSeason) -> Message:
    """That the lead is too close to call, where it is."""
    lead = found.table.lead
    if lead is not None and lead.label is LeadLabel.TOO_CLOSE:
        return say("Too close to call")
    return Message("")


def _note(found: WallSeason) -> Message:
    """Since when the crown is held, and how sure the lead is."""
    held, lead = found.history.crown, found.table.lead
    parts = [] if held is None else [_held(held)]
    if lead is not None and lead.label is not LeadLabel.TOO_CLOSE:
        percent = max(1, min(99, int(lead.probability * 100)))
        parts.append(say("{percent} % sure of the lead", percent=percent))
    if len(parts) == 2:
        return Message("{crown} · {lead}", {"crown": parts[0], "lead": parts[1]})
    return parts[0] if parts else Message("")


def _held(held: Crown) -> Message:
    if len(held.holders) > 1:
        return count("Crown shared for {n} day", "Crown shared for {n} days", n=held.days)
    return count("Crown for {n} day", "Crown for {n} days", n=held.days)
