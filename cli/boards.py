"""Standings as text: what `python -m gamify standings` prints for people."""

from __future__ import annotations

from fractions import Fraction

from cli.table import text_table
from gamify.averages import NOTHING, cut, show_average, show_averages
from gamify.credit import show_credits
from gamify.language import Message, count, say, shown, translate
from gamify.seasons import Season
from gamify.standings import (
    EngineerStanding,
    EngineerTable,
    Interval,
    LeadLabel,
    TeamStanding,
    TeamTable,
)

#: What is known of the lead, as a sentence opens.
LEADS = {
    LeadLabel.CLEAR: say("clear leader"),
    LeadLabel.AHEAD: say("ahead"),
    LeadLabel.TOO_CLOSE: say("too close to call"),
}


TEAM_COLUMNS = (
    say("Place"),
    say("Team"),
    say("Ratings"),
    say("Fives"),
    say("Average"),
    say("Steady"),
    say("80% interval"),
    say("Truly first"),
    say("Rated"),
    say("Note"),
)
ENGINEER_COLUMNS = (
    say("Place"),
    say("Engineer"),
    say("Team"),
    say("Goals"),
    say("Ratings"),
    say("Lost stars"),
    say("Average"),
)


def team_text(table: TeamTable, *, season: Season, language: str) -> str:
    """The team table with its lead and what was borrowed, ready to print."""
    if not table.rows:
        return translate(_nothing(season) if table.common is None else _no_team(season), language)
    plain = show_averages([row.plain for row in table.rows], language=language)
    steady = show_averages([row.steady for row in table.rows], language=language)
    rows = [
        _team_cells(row, plain=plain[at], steady=steady[at], language=language)
        for at, row in enumerate(table.rows)
    ]
    header = [translate(title, language) for title in TEAM_COLUMNS]
    board = text_table(header, rows, right=frozenset({0, 2, 3, 4, 5, 7, 8}))
    return "\n".join([_title(season, language), "", board, "", *_evidence(table, language)])


def engineer_text(table: EngineerTable, *, season: Season, language: str) -> str:
    """The top scorers, ready to print."""
    if not table.rows:
        return translate(_nothing(season), language)
    rows = [_engineer_cells(row, language) for row in table.rows]
    header = [translate(title, language) for title in ENGINEER_COLUMNS]
    board = text_table(header, rows, right=frozenset({0, 3, 4, 5, 6}))
    return "\n".join([_title(season, language), "", board])


def _team_cells(row: TeamStanding, *, plain: str, steady: str, language: str) -> list[str]:
    missing = count("{n} more rating to be ranked", "{n} more ratings to be ranked", n=row.missing)
    return [
        NOTHING if row.place is None else str(row.place),
        row.tally.name,
        shown(row.tally.stars.n, language),
        shown(row.tally.stars.five, language),
        plain,
        steady,
        _interval(row.interval, language),
        NOTHING if row.p_first is None else _percent(row.p_first, language),
        _answers(row, language),
        translate(missing, language) if row.missing else "",
    ]


def _engineer_cells(row: EngineerStanding, language: str) -> list[str]:
    tally = row.tally
    return [
        NOTHING if row.place is None else str(row.place),
        tally.name,
        tally.team or NOTHING,
        show_credits(tally.units.five, language=language),
        show_credits(tally.units.n, language=language),
        show_credits(tally.units.lost, language=language),
        show_average(tally.units.average, language=language),
    ]


def _evidence(table: TeamTable, language: str) -> list[str]:
    """Sentences under the table: the lead, who is still in the race, what was borrowed."""
    lines = []
    names = {row.tally.id: row.tally.name for row in table.rows}
    if lead := table.lead:
        lines.append(
            say(
                "Lead: {label}, truly first with {probability}. In the race: {teams}.",
                label=LEADS[lead.label],
                probability=_percent(lead.probability, language),
                teams=", ".join(names[team] for team in lead.contenders),
            )
        )
    lines.append(
        count(
            "Steady: {n} rating borrowed at the common average {common}.",
            "Steady: {n} ratings borrowed at the common average {common}.",
            n=table.strength.k,
            common=show_average(table.common, language=language),
        )
    )
    return [translate(line, language) for line in lines]


def _title(season: Season, language: str) -> str:
    days = say("{code}: {first} to {last}", code=season.code, first=season.first, last=season.last)
    return translate(days, language)


def _nothing(season: Season) -> Message:
    return say("There are no ratings in the season {code}.", code=season.code)


def _no_team(season: Season) -> Message:
    return say(
        "No rating of the season {code} names a team; `standings engineers` shows who scored.",
        code=season.code,
    )


def _percent(probability: float, language: str) -> str:
    """A probability in whole per cent, cut; what is under one isn't called zero."""
    percent = int(probability * 100)
    text = translate(say("{percent}%", percent=max(percent, 1)), language)
    return text if percent else f"< {text}"


def _interval(interval: Interval | None, language: str) -> str:
    if interval is None:
        return NOTHING
    low, high = (cut(Fraction(edge), decimals=2) for edge in (interval.low, interval.high))
    return f"{shown(low, language)}–{shown(high, language)}"


def _answers(row: TeamStanding, language: str) -> str:
    """The share of closed tickets that were rated."""
    if not row.tally.tickets:
        return NOTHING
    percent = 100 * row.tally.stars.n // row.tally.tickets
    return translate(say("{percent}%", percent=percent), language)
