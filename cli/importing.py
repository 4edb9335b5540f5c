"""`import`: takes in ratings files, lists what was taken in, takes an import back."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from sqlalchemy import Engine

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.reading import keep_mapping, read_options, show_progress
from cli.reports import dry_run_report, import_list, import_report, understanding_report
from db.commands.imports import ImportSummary
from db.engine import reading, writing
from db.queries.imports import import_batches
from db.secrets import own_files
from db.taking_in import take_in
from gamify.ingest.options import ReadOptions
from gamify.ingest.ratings_file import RatingsFile, open_ratings
from gamify.ingest.rejects import Rejects
from gamify.ingest.rows import CleanChunk
from gamify.language import say
from gamify.places import require_place


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Each file is a transaction of its own, in the order of the command line."""
    if arguments.list:
        with desk.database() as engine, reading(engine) as session:
            batches = import_batches(session)
        desk.say(import_list(batches, zone=desk.settings.calendar.zone, language=desk.language))
    elif arguments.undo is not None:
        _undo(arguments.undo, desk)
    else:
        # Millions of rows pass through without a cycle among them: looking for some costs 5 %.
        gc.disable()
        calendar, limit = desk.settings.calendar, desk.settings.import_limit_mb
        options = read_options(arguments, zone=calendar.zone, limit_mb=limit)
        for name in arguments.files:
            _import_file(Path(name), arguments, options, desk)
    return Outcome.FINE


def _import_file(path: Path, arguments: Namespace, options: ReadOptions, desk: Desk) -> None:
    """Say how a file is understood, then store it whole or not at all."""
    file = open_ratings(path, options=options)
    desk.say(understanding_report(file.understanding, file=path.name, language=desk.language))
    place = Path(arguments.rejected or f"{path}.rejected.csv")
    taken = (path, *own_files(desk.settings.database_url))
    require_place(place, option="--rejected", apart_from=taken)
    if arguments.write_mapping:
        keep_mapping(file.understanding, Path(arguments.write_mapping), apart_from=taken)
    with Rejects(place, file=path.name, language=desk.language) as rejects:
        progress = show_progress(
            file.chunks(), size=file.size, screen=sys.stderr, language=desk.language
        )
        chunks = rejects.watch(progress)
        if arguments.dry_run:
            report = dry_run_report(chunks, language=desk.language)
        else:
            with desk.database() as engine:
                summary = _store(engine, file, chunks, arguments.source, desk)
            report = import_report(summary, language=desk.language)
        rejects.keep()
    desk.say(report)
    if rejects.n:
        desk.say(say("Rejected rows with line and reason: {file}", file=str(place)))


def _store(
    engine: Engine, file: RatingsFile, chunks: Iterable[CleanChunk], source: str, desk: Desk
) -> ImportSummary:
    with writing(engine, trusted=True) as session:
        taken = take_in(
            session,
            chunks,
            file=file,
            source=source,
            settings=desk.settings,
            actor=ACTOR,
            now=desk.now,
        )
        if taken.demo_left:
            desk.say(say("The demo season leaves to make room for real ratings."))
        return taken.summary


def _undo(batch: int, desk: Desk) -> None:
    # It looks into every part of the data: loaded for it alone, an import starts sooner.
    undo_import = import_module("db.commands.undo").undo_import
    with desk.database() as engine, writing(engine) as session:
        undo_import(session, batch=batch, actor=ACTOR, now=desk.now)
    desk.say(say("Import {batch} was undone.", batch=str(batch)))
