"""What an import prints: how the file was understood, what came of it, and the list of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from cli.table import fit, text_table
from db.commands.cells import CellDifference
from db.commands.imports import ImportSummary
from db.instant import from_day_number
from db.queries.imports import ImportRecord
from gamify.ingest.rows import CleanChunk
from gamify.ingest.understanding import Understanding
from gamify.language import Message, count, say, shown, translate

LIST_COLUMNS = (
    say("Import"),
    say("Stored"),
    say("File"),
    say("Rows"),
    say("New ratings"),
    say("Changed"),
    say("Unchanged"),
    say("Rejected"),
    say("Undone"),
)


def understanding_report(understanding: Understanding, *, file: str, language: str) -> str:
    """How a file was understood, a line for each thing that was found out."""
    lines = [translate(line, language) for line in understanding.messages()]
    return "\n".join([fit(file), *(f"  {fit(line, 160)}" for line in lines)])


def import_report(summary: ImportSummary, *, language: str) -> str:
    """What an import did, the number to undo it by first."""
    number = str(summary.batch)
    head = count(
        "Import {batch}: {n} row read.",
        "Import {batch}: {n} rows read.",
        n=summary.rows,
        batch=number,
    )
    return _report(
        head,
        [
            count("{n} rating added", "{n} ratings added", n=summary.ratings_added),
            count("{n} rating changed", "{n} ratings changed", n=summary.ratings_changed),
            count("{n} ticket added", "{n} tickets added", n=summary.tickets_added),
            count("{n} row unchanged", "{n} rows unchanged", n=summary.unchanged),
            _rejected(summary.rejected),
        ],
        language,
    )


def dry_run_report(chunks: Iterable[CleanChunk], *, language: str) -> str:
    """What reading alone tells; nothing is stored."""
    ratings = unrated = rejected = 0
    for chunk in chunks:
        ratings += sum(1 for stars in chunk.stars if stars)
        unrated += sum(1 for stars in chunk.stars if not stars)
        rejected += len(chunk.rejected)
    rows = ratings + unrated + rejected
    head = count("{n} row read, nothing stored.", "{n} rows read, nothing stored.", n=rows)
    return _report(
        head,
        [
            count("{n} rating", "{n} ratings", n=ratings),
            count("{n} ticket without a rating", "{n} tickets without a rating", n=unrated),
            _rejected(rejected),
        ],
        language,
    )


def import_list(batches: Sequence[ImportRecord], *, zone: ZoneInfo, language: str) -> str:
    """All imports as a table, with times of a zone."""
    if not batches:
        return translate(say("Nothing has been imported yet."), language)
    rows = [
        [
            str(batch.id),
            shown(batch.stored_at.astimezone(zone), language),
            batch.file_name,
            shown(batch.rows, language),
            shown(batch.ratings_added, language),
            shown(batch.ratings_changed, language),
            shown(batch.unchanged, language),
            shown(batch.rejected, language),
            shown(batch.undone_at.astimezone(zone), language) if batch.undone_at else "",
        ]
        for batch in batches
    ]
    header = [translate(title, language) for title in LIST_COLUMNS]
    return text_table(header, rows, right=frozenset({0, 3, 4, 5, 6, 7}))


def difference_line(difference: CellDifference) -> Message:
    """One cell that isn't what the ratings say."""
    day, team, engineer, stratum = difference.key
    return say(
        "{grain}, day {day}, team {team}, engineer {engineer}, stratum {stratum}: "
        "{kept} instead of {counted}",
        grain=difference.grain.name.lower(),
        day=from_day_number(day).isoformat(),
        team=str(team),
        engineer=str(engineer),
        stratum=str(stratum),
        kept=_numbers(difference.kept),
        counted=_numbers(difference.counted),
    )


def _numbers(cell: tuple[int | None, ...] | None) -> Message | str:
    if cell is None:
        return say("nothing")
    return " ".join("–" if number is None else str(number) for number in cell)


def _rejected(n: int) -> Message:
    return count("{n} row rejected", "{n} rows rejected", n=n)


def _report(head: Message, lines: Sequence[Message], language: str) -> str:
    return "\n".join(
        [translate(head, language), *(f"  {translate(line, language)}" for line in lines)]
    )
