"""The rows of the team table as the board shows them: every figure a text that is ready."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gamify.averages import NOTHING, cut, show_average, show_averages
from gamify.chase import climb_of_team, team_climb_sentence
from gamify.explain import explain_team, read_aloud
from gamify.handicap.waterfall import waterfall_sentence
from gamify.language import Message, count, say, shown, translate
from gamify.ratings import StarCounts
from gamify.standings import Interval, RankMode, TeamStanding, TeamTable, TeamTally
from gamify.star_names import STAR_NAMES, named_counts
from pages.ui.coarse_note import Coarse, coarse_of
from pages.ui.exclusion_note import Exclusions, excluded_of_team
from pages.ui.handicap_rows import HandicapContext, HandicapRow, handicap_row, whole_work
from pages.ui.trends import trend_line


@dataclass(frozen=True, slots=True)
class Movement:
    """Places won or lost since a week ago: `way` is up, down, same or new."""

    way: str
    places: str
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """The ranking average and its interval as shares of the table's own scale, 0 to 1."""

    low: float
    high: float
    middle: float


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One row. `stars` are the counts from 5 to 1; texts that end in `_text` are read aloud.

    `crowned` marks who holds the crown, in whichever table; `interval` is of what ranks.
    """

    id: int
    place: str
    name: str
    crowned: bool
    chosen: bool
    ratings: str
    plain: str
    steady: str
    interval: str
    span: Span | None
    stars: tuple[int, int, int, int, int]
    stars_text: str
    trend: tuple[float, ...]
    trend_text: str
    response: str
    response_text: str
    movement: Movement | None
    missing: str
    why: str
    handicap: HandicapRow | None = None
    #: "2 excluded" and why; empty where all of its ratings count.
    excluded: str = ""
    excluded_text: str = ""
    #: "2-point source" and how many ratings of it; empty where there are real stars alone.
    coarse: str = ""
    coarse_text: str = ""


@dataclass(frozen=True, slots=True)
class RowContext:
    """What all rows share: movements and weekly averages by team id, and the chosen team.

    `crowned` are the ids of who holds the crown. `everyone` are all ratings of the season and
    `everyone_due` what par expects of them, in 1/10 000 lost stars.
    """

    movement: Mapping[int, int | None]
    averages: Mapping[int, list[Fraction]]
    chosen: int | None
    language: str
    crowned: frozenset[int]
    everyone: StarCounts
    everyone_due: int = 0
    handicap: HandicapContext | None = None
    excluded: Exclusions = field(default_factory=dict)
    coarse: Coarse = field(default_factory=dict)
    #: What one star to five are called.
    star_names: Sequence[str] = STAR_NAMES


def team_rows(table: TeamTable, context: RowContext) -> tuple[TeamRow, ...]:
    """All rows: first the ranked ones, then those that wait for more ratings."""
    language = context.language
    plain = show_averages([row.plain for row in table.rows], language=language)
    steady = show_averages([row.steady for row in table.rows], language=language)
    fair = show_averages(
        [row.handicap.fair if row.handicap else None for row in table.rows], language=language
    )
    scale = interval_scale(table)
    return tuple(
        _row(row, table, averages, scale, context)
        for row, *averages in zip(table.rows, plain, steady, fair, strict=True)
    )


def interval_scale(table: TeamTable) -> float:
    """The low end of the scale on which intervals are drawn; its high end is 5."""
    lows = [row.interval.low for row in table.rows if row.interval is not None]
    return min([*lows, 4.9]) if lows else 1.0


def interval_text(interval: Interval | None, language: str) -> str:
    """An interval as people read it, both ends cut: "4.93–4.99"."""
    if interval is None:
        return ""
    ends = (Fraction(interval.low), Fraction(interval.high))
    return "–".join(shown(cut(end, decimals=2), language) for end in ends)


def response_rate(tally: TeamTally, language: str) -> tuple[str, str]:
    """The share of closed tickets that were rated, in per cent, and the same as a sentence."""
    if not tally.tickets:
        return NOTHING, translate(say("Tickets without a rating aren't known"), language)
    percent = min(100 * tally.stars.n // tally.tickets, 100)
    text = say("{ratings} of {tickets} tickets rated", ratings=tally.stars.n, tickets=tally.tickets)
    return translate(say("{percent}%", percent=percent), language), translate(text, language)


def movement_of(places: int | None, language: str) -> Movement:
    """A movement with its text alternative; None means that the team wasn't ranked before."""
    if places is None:
        return Movement("new", "", translate(say("new in the table"), language))
    if places == 0:
        return Movement("same", "", translate(say("same place as a week ago"), language))
    amount = abs(places)
    text = (
        count("up {n} place since last week", "up {n} places since last week", n=amount)
        if places > 0
        else count("down {n} place since last week", "down {n} places since last week", n=amount)
    )
    return Movement("up" if places > 0 else "down", str(amount), translate(text, language))


def _row(
    row: TeamStanding,
    table: TeamTable,
    averages: list[str],
    scale: float,
    context: RowContext,
) -> TeamRow:
    tally, language = row.tally, context.language
    weeks = context.averages.get(tally.id, [])
    response, response_text = response_rate(tally, language)
    excluded, excluded_text = excluded_of_team(context.excluded, tally.id, language)
    coarse, coarse_text = coarse_of(context.coarse, tally.id, language)
    moved = tally.id in context.movement and row.place is not None
    return TeamRow(
        id=tally.id,
        place="" if row.place is None else shown(row.place, language),
        name=tally.name,
        crowned=tally.id in context.crowned,
        chosen=tally.id == context.chosen,
        ratings=shown(tally.stars.n, language),
        plain=averages[0],
        steady=averages[1],
        interval=interval_text(row.interval, language),
        span=_span(row, scale),
        stars=tally.stars.as_tuple(),
        stars_text=named_counts(tally.stars, context.star_names, language),
        trend=trend_line(weeks),
        trend_text=translate(_trend_sentence(weeks, language), language),
        response=response,
        response_text=response_text,
        movement=movement_of(context.movement[tally.id], language) if moved else None,
        missing=translate(_missing(row), language) if row.missing else "",
        why=read_aloud(_why(table, row, context), language),
        handicap=handicap_row(row, averages[2], context.handicap, language),
        excluded=excluded,
        excluded_text=excluded_text,
        coarse=coarse,
        coarse_text=coarse_text,
    )


def _why(table: TeamTable, row: TeamStanding, context: RowContext) -> list[Message]:
    """The arithmetic of the place, what the work usually costs, and what the next place takes."""
    because = explain_team(table, row)
    if context.handicap is not None and row.handicap is not None:
        work = waterfall_sentence(whole_work(row), team=row.tally.name)
        because = [work, *because] if table.mode is RankMode.FAIR else [*because, work]
    if row.place is None or row.place == 1:
        return because
    climb = climb_of_team(table, row, everyone=context.everyone, everyone_due=context.everyone_due)
    return [*because, team_climb_sentence(table, climb)]


def _missing(row: TeamStanding) -> Message:
    return count("{n} more rating to be ranked", "{n} more ratings to be ranked", n=row.missing)


def _trend_sentence(weeks: list[Fraction], language: str) -> Message:
    if len(weeks) < 2:
        return say("too early for a trend")
    first, last = (show_average(week, language=language) for week in (weeks[0], weeks[-1]))
    return say("from {first} in the first week to {last}", first=first, last=last)


def _span(row: TeamStanding, scale: float) -> Span | None:
    if row.interval is None or row.average is None:
        return None

    def share(value: float) -> float:
        return round((value - scale) / (5 - scale), 3)

    return Span(share(row.interval.low), share(row.interval.high), share(float(row.average)))
