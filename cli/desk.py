"""Where a command works: the settings, the reader's language, the time, the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine

from cli.terminal import printable
from db.engine import migrate, open_engine
from db.settings import Settings, load_settings
from db.settings_in_force import settings_in_force
from gamify.access import console
from gamify.language import Message, nearest_language, translate

#: Who decides when it is the command line, as the audit log says it.
ACTOR = console("command line")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every command is given."""

    settings: Settings
    language: str
    now: datetime

    @contextmanager
    def database(self) -> Iterator[Engine]:
        """The database, brought up to date."""
        engine = open_engine(self.settings.database_url)
        try:
            migrate(engine)
            yield engine
        finally:
            engine.dispose()

    def say(self, message: Message | str) -> None:
        """Print a message in the reader's language, or text; neither steers the terminal."""
        text = message if isinstance(message, str) else translate(message, self.language)
        print(printable(text), flush=True)


def take_desk(language: str, *, is_told: bool) -> Desk:
    """A desk with the settings in force, whose language gives way to one that was told.

    Raises SettingRefused.
    """
    settings = settings_in_force(load_settings())
    if settings.language and not is_told:
        language = nearest_language(settings.language)
    return Desk(settings, language=language, now=datetime.now(UTC))
