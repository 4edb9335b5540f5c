"""The top scorers as text: what `python -m gamify standings engineers` prints for people."""

from __future__ import annotations

from dataclasses import replace

from cli.boards import no_ratings, season_title
from cli.table import text_table
from gamify.averages import NOTHING, cut, show_average, show_difference
from gamify.credit import show_credits
from gamify.handicap.published import Par
from gamify.language import say, shown, translate
from gamify.scorers import form_of
from gamify.seasons import Season
from gamify.standings import EngineerStanding, EngineerTable, RankMode

ENGINEER_COLUMNS = (
    say("Place"),
    say("Engineer"),
    say("Team"),
    say("Goals"),
    say("Ratings"),
    say("Lost stars"),
    say("Average"),
)
FORM_COLUMNS = (say("Par"), say("Handicap"), say("Form index"))


def engineer_text(
    table: EngineerTable, *, season: Season, language: str, par: Par | None = None
) -> str:
    """The top scorers, ready to print; with a par each with the form beside the goals."""
    if not table.rows:
        return translate(no_ratings(season), language)
    titles = [*ENGINEER_COLUMNS, *(FORM_COLUMNS if par else ())]
    rows = [_engineer_cells(row, language) for row in table.rows]
    if par is not None:
        # The raw table borrows nothing; the index beside it is that of the handicapped one.
        by_par = replace(table, kappa=par.kappa)
        rows = [
            [*cells, *_form_cells(by_par, row, language)]
            for cells, row in zip(rows, table.rows, strict=True)
        ]
    header = [translate(title, language) for title in titles]
    board = text_table(header, rows, right=frozenset({0, *range(3, len(titles))}))
    return "\n".join(
        [season_title(season, language), "", board, *_form_lines(table, par, language)]
    )


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


def _form_cells(table: EngineerTable, row: EngineerStanding, language: str) -> list[str]:
    form = form_of(table, row.tally)
    if form is None:
        return [NOTHING] * 3
    return [
        shown(cut(form.par, decimals=1), language),
        show_difference(form.handicap, language=language),
        shown(cut(form.index, decimals=1), language),
    ]


def _form_lines(table: EngineerTable, par: Par | None, language: str) -> list[str]:
    """Which of the two figures gives the places."""
    if par is None:
        return []
    line = say("Places go by goals; --table handicapped goes by the form index.")
    if table.mode is RankMode.FAIR:
        line = say("Places go by the form index, from 3 goals of par and 3 brought on.")
    return ["", translate(line, language)]
