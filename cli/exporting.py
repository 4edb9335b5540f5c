"""`export`: writes tables and the season's report into files, or to standard output."""

from __future__ import annotations

import shutil
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sqlmodel import Session

from cli.desk import ACTOR, Desk
from cli.outcome import Outcome
from cli.table import text_table
from db.engine import reading
from db.tables.registry import TABLES, is_there, season_called, table_called
from db.tables.table import Asked, Table, sheet_of
from db.upkeep import keep_up
from gamify.errors import N_, SettingRefused
from gamify.language import count, say, translate
from gamify.tables.files import whole_file, write_sheet
from gamify.tables.sheet import Format

#: Standard output, as it is named on the command line.
PIPE = "-"
_HEADINGS = (N_("Table"), N_("Contents"), N_("Who sees it"))


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """The newest quarter with ratings unless another season is named."""
    if arguments.list:
        _list(desk)
        return Outcome.FINE
    table = table_called(arguments.table) if arguments.table else None
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        with reading(engine) as session:
            season = season_called(session, arguments.season or "", desk.settings, now=desk.now)
            asked = Asked(ACTOR, season, desk.settings, desk.now, desk.language)
            export = _Export(session, asked, arguments, desk)
            if table is None:
                export.write_all()
            else:
                export.write_one(table)
    return Outcome.FINE


def _list(desk: Desk) -> None:
    rows = [
        [table.name, translate(table.title, desk.language), translate(table.shows, desk.language)]
        for table in TABLES
    ]
    desk.say(text_table([translate(title, desk.language) for title in _HEADINGS], rows))


@dataclass(frozen=True, slots=True)
class _Export:
    """What is written, and how it was asked for."""

    session: Session
    asked: Asked
    arguments: Namespace
    desk: Desk

    def write_one(self, table: Table) -> None:
        """One table: into the named file, the named folder, or standard output."""
        output = self.arguments.output or ""
        format_ = Format(self.arguments.format or _ending(output) or Format.CSV)
        if output == PIPE:
            sheet = sheet_of(self.session, table, self.asked)
            _pipe(lambda file: write_sheet(sheet, format_, file))
            return
        named, name = Path(output), f"{table.file_name(self.asked.season)}.{format_}"
        path = named / name if named.is_dir() else named
        self._write(table, path, format_)
        self.desk.say(str(path))

    def write_all(self) -> None:
        """Every table that isn't about one person, each into a file of its own in a folder."""
        output = self.arguments.output or "."
        folder, format_ = Path(output), Format(self.arguments.format or Format.CSV)
        if output == PIPE or not folder.is_dir():
            allowed = say("a folder that is there: --all writes a file for each table")
            raise SettingRefused(name="--output", value=output, allowed=allowed)
        season = self.asked.season
        tables = [table for table in TABLES if not table.is_own and is_there(table, season)]
        for table in tables:
            self._write(table, folder / f"{table.file_name(season)}.{format_}", format_)
        told = count(
            "{n} table is in {folder}", "{n} tables are in {folder}", n=len(tables), folder=output
        )
        self.desk.say(told)

    def _write(self, table: Table, path: Path, format_: Format) -> None:
        sheet = sheet_of(self.session, table, self.asked)
        with whole_file(path, force=self.arguments.force) as file:
            write_sheet(sheet, format_, file)


def _ending(output: str) -> str | None:
    """The format that the name of a file asks for."""
    ending = Path(output).suffix.removeprefix(".").lower()
    return ending if ending in set(Format) else None


def _pipe(write: Callable[[BinaryIO], None]) -> None:
    """Write to standard output once the whole is there: workbooks are written back and forth."""
    with tempfile.TemporaryFile() as file:
        write(file)
        file.seek(0)
        shutil.copyfileobj(file, sys.stdout.buffer)
        sys.stdout.buffer.flush()
