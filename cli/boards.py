"""The team table as text: what `python -m gamify standings teams` prints for people."""

from __future__ import annotations

from fractions import Fraction

from cli.table import text_table
from gamify.averages import NOTHING, cut, show_average, show_averages, show_difference
from gamify.handicap.published import Par
from gamify.language import Message, count, say, shown, translate
from gamify.seasons import Season
from gamify.standings import (
    Interval,
    LeadLabel,
    RankMode,
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
)
#: What a par adds before the evidence: the fair average, what par expects, the other place.
HANDICAP_COLUMNS = (say("Fair"), say("By par"), say("Stars saved"))
RAW_PLACE, HANDICAPPED_PLACE = say("Raw place"), say("Handicapped place")
EVIDENCE_COLUMNS = (
    say("80% interval"),
    say("Truly first"),
    say("Rated"),
    say("Note"),
)


def team_text(table: TeamTable, *, season: Season, language: str) -> str:
    """The team table with its lead and what was borrowed, ready to print."""
    if not table.rows:
        return translate(no_ratings(season) if table.common is None else _no_team(season), language)
    rows = _team_rows(table, language)
    titles = [*TEAM_COLUMNS, *_handicap_titles(table), *EVIDENCE_COLUMNS]
    header = [translate(title, language) for title in titles]
    left = {1, len(titles) - 4, len(titles) - 1}
    board = text_table(header, rows, right=frozenset(range(len(titles))) - left)
    return "\n".join([season_title(season, language), "", board, "", *_evidence(table, language)])


def _handicap_titles(table: TeamTable) -> list[Message]:
    if table.par is None:
        return []
    other = RAW_PLACE if table.mode is RankMode.FAIR else HANDICAPPED_PLACE
    return [*HANDICAP_COLUMNS, other]


def _team_rows(table: TeamTable, language: str) -> list[list[str]]:
    plain = show_averages([row.plain for row in table.rows], language=language)
    steady = show_averages([row.steady for row in table.rows], language=language)
    fair = show_averages(
        [None if row.handicap is None else row.handicap.fair for row in table.rows],
        language=language,
    )
    rows = []
    for at, row in enumerate(table.rows):
        cells = [
            NOTHING if row.place is None else str(row.place),
            row.tally.name,
            shown(row.tally.stars.n, language),
            shown(row.tally.stars.five, language),
            plain[at],
            steady[at],
        ]
        if table.par is not None:
            cells += _handicap_cells(table, row, fair[at], language)
        rows.append([*cells, *_evidence_cells(row, language)])
    return rows


def _handicap_cells(table: TeamTable, row: TeamStanding, fair: str, language: str) -> list[str]:
    handicap = row.handicap
    if handicap is None:
        return [NOTHING] * 4
    other = row.raw_place if table.mode is RankMode.FAIR else handicap.place
    return [
        fair,
        show_average(handicap.par_average, language=language),
        show_difference(handicap.saved, language=language),
        NOTHING if other is None else str(other),
    ]


def _evidence_cells(row: TeamStanding, language: str) -> list[str]:
    missing = count("{n} more rating to be ranked", "{n} more ratings to be ranked", n=row.missing)
    return [
        _interval(row.interval, language),
        NOTHING if row.p_first is None else _percent(row.p_first, language),
        _answers(row, language),
        translate(missing, language) if row.missing else "",
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
    raw = table.raw_strength or table.strength
    lines.append(
        count(
            "Steady: {n} rating borrowed at the common average {common}.",
            "Steady: {n} ratings borrowed at the common average {common}.",
            n=raw.k,
            common=show_average(table.common, language=language),
        )
    )
    if table.par is not None:
        lines += _par_lines(table, table.par)
    return [translate(line, language) for line in lines]


def _par_lines(table: TeamTable, par: Par) -> list[Message]:
    lines = [
        count(
            "Fair: kinds of work evened out by par {version}, {n} rating borrowed.",
            "Fair: kinds of work evened out by par {version}, {n} ratings borrowed.",
            n=par.k_team,
            version=par.version,
        )
    ]
    if par.is_provisional:
        lines.append(say("This par is provisional: it is fitted on the season itself."))
    places = {
        RankMode.FAIR: say("Places go by the fair average; --table raw goes without handicap."),
        RankMode.STEADY: say("Places go by the steady average; --table handicapped by the fair."),
        RankMode.PLAIN: say("Places go by the plain average; --table handicapped by the fair."),
    }
    return [*lines, places[table.mode]]


def season_title(season: Season, language: str) -> str:
    """The season with its days, above a table."""
    days = say("{code}: {first} to {last}", code=season.code, first=season.first, last=season.last)
    return translate(days, language)


def no_ratings(season: Season) -> Message:
    """What is said of a season without ratings."""
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
