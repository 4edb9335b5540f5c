"""What the board says where there is nothing to rank yet, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from gamify.language import say, translate
from pages.ui.season_picker import Choice

#: Brings a person's own file in; the same three lines stand in the README.
COMMANDS = (
    ".venv/bin/python -m gamify import ratings.csv --dry-run",
    ".venv/bin/python -m gamify import ratings.csv",
    ".venv/bin/python -m gamify standings teams",
)


@dataclass(frozen=True, slots=True)
class EmptyState:
    """A title, a sentence, and either commands to type or a season to go to."""

    title: str
    text: str
    commands: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    go: Choice | None = None


def empty_database(language: str) -> EmptyState:
    """Nothing has been imported yet."""
    return EmptyState(
        title=translate("The season begins with a file of ratings", language),
        text=translate(
            say(
                "CSV, XLSX, JSON or Parquet from your help desk: one line for each ticket, with a "
                "date, an engineer and 1 to 5 stars. This page shows the standings as soon as "
                "they are there."
            ),
            language,
        ),
        commands=COMMANDS,
        steps=(
            translate(say("See how the columns are understood"), language),
            translate(say("Import the file"), language),
            translate(say("Read the standings here or in the terminal"), language),
        ),
    )


def empty_season(title: str, newest: Choice | None, language: str) -> EmptyState:
    """Nobody was rated in the season that was chosen."""
    return EmptyState(
        title=translate(say("No ratings in {season}", season=title), language),
        text=translate(say("Nobody has been rated in these days yet."), language),
        go=newest,
    )


def empty_table(title: str, language: str) -> EmptyState:
    """There are ratings, but none of them names a team."""
    return EmptyState(
        title=translate(say("No teams in {season}", season=title), language),
        text=translate(
            say(
                "The ratings of this season name no team, so there is no team table. Where the "
                'file has a column for it, import it with --map team="…".'
            ),
            language,
        ),
    )


def unknown_choice(sentence: str, newest: Choice | None) -> EmptyState:
    """The address names a season or a team that doesn't exist."""
    return EmptyState(title=sentence, text="", go=newest)
