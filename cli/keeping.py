"""`backup` and `restore`: keep the whole database in a file, and bring it back."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from sqlalchemy import Engine

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from db.backup import write_backup
from db.engine import open_engine
from db.restore import restore_backup
from db.secrets import key_file, key_mark
from gamify.keeping import Progress
from gamify.language import count, say, translate

#: Seconds between two lines where lines can't be written over.
PAUSE = 10.0


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The database isn't brought up to date first: it is kept as it is, and replaced as a whole."""
    engine = open_engine(desk.settings.database_url)
    progress, done = rows_shown(sys.stderr, desk.language)
    try:
        if arguments.command == "backup":
            _backup(engine, Path(arguments.file), desk, progress)
        else:
            _restore(engine, arguments, desk, progress)
    finally:
        done()
        engine.dispose()
    return Outcome.FINE


def _backup(engine: Engine, path: Path, desk: Desk, progress: Progress) -> None:
    head = write_backup(engine, path, now=desk.now, key=key_mark(desk.settings), progress=progress)
    desk.say(count("{file} keeps {n} row.", "{file} keeps {n} rows.", n=head.rows, file=str(path)))
    if head.key is not None:
        kept = key_file(desk.settings)
        place = str(kept) if not desk.settings.secret_key and kept else "CROWNBOARD_SECRET_KEY"
        desk.say(say("The secret key isn't in it; keep {place} in another place.", place=place))


def _restore(engine: Engine, arguments: Namespace, desk: Desk, progress: Progress) -> None:
    restored = restore_backup(
        engine,
        Path(arguments.file),
        force=arguments.force,
        key=key_mark(desk.settings),
        actor=ACTOR,
        now=desk.now,
        progress=progress,
    )
    head = restored.head
    desk.say(count("{n} row was restored.", "{n} rows were restored.", n=head.rows))
    if head.schema != restored.schema:
        desk.say(say("The backup was of an earlier version and has been brought up to date."))
    if restored.is_other_key:
        desk.say(
            say(
                "The secret key isn't that of the backup: bring it back, or enter the addresses "
                "of chats and mailboxes anew. Until then customers of new ratings count as new."
            )
        )


def rows_shown(screen: TextIO, language: str) -> tuple[Progress, Callable[[], None]]:
    """Shows how far it is: in place on a terminal, elsewhere a line now and then; and an end."""
    rewrites = screen.isatty()
    shown_at, told = time.monotonic(), False

    def show(rows: int, of: int) -> None:
        nonlocal shown_at, told
        now = time.monotonic()
        if now - shown_at < (0.2 if rewrites else PAUSE):
            return
        percent = min(100 * rows // max(of, 1), 100)
        line = count("{percent} %, {n} row", "{percent} %, {n} rows", n=rows, percent=percent)
        screen.write(("\r{}\x1b[K" if rewrites else "{}\n").format(translate(line, language)))
        screen.flush()
        shown_at, told = now, True

    def end() -> None:
        if rewrites and told:
            screen.write("\r\x1b[K")
            screen.flush()

    return show, end
