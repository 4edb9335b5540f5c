"""The podium and the top scorers: five-star ratings, with shared credit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gamify.credit import credited
from gamify.explain import explain_engineer, read_aloud
from gamify.language import say, shown, translate
from gamify.scorers import public_scorers
from gamify.standings import EngineerStanding, EngineerTable, Rules

#: Places on the podium.
PODIUM = 3


@dataclass(frozen=True, slots=True)
class Scorer:
    """One line of the top scorers. `goals` has one decimal where credit was shared."""

    id: int
    place: str
    name: str
    initials: str
    team: str
    goals: str
    why: str


@dataclass(frozen=True, slots=True)
class TopScorers:
    """The best three and those after them; `note` says how many scored in all."""

    podium: tuple[Scorer, ...]
    rest: tuple[Scorer, ...]
    note: str


def top_scorers(table: EngineerTable, *, rules: Rules, language: str) -> TopScorers:
    """The public part of the table: never more than the best half, never a bottom."""
    scored = sum(row.place is not None for row in table.rows)
    lines = tuple(_scorer(row, table, language) for row in public_scorers(table, rules=rules))
    note = say("The best {best} of {scored} who scored", best=len(lines), scored=scored)
    return TopScorers(
        podium=lines[:PODIUM],
        rest=lines[PODIUM:],
        note=translate(note, language) if scored > len(lines) else "",
    )


def initials(name: str) -> str:
    """The first letters of the first and the last word: "Anna Sokolova" is "AS"."""
    letters = [word[0] for word in re.findall(r"\w+", name)]
    return "".join(letters[:1] + letters[1:][-1:]).upper()


def _scorer(row: EngineerStanding, table: EngineerTable, language: str) -> Scorer:
    tally = row.tally
    return Scorer(
        id=tally.id,
        place=shown(row.place, language),
        name=tally.name,
        initials=initials(tally.name),
        team=tally.team,
        goals=shown(credited(tally.units.five), language),
        why=read_aloud(explain_engineer(table, row), language),
    )
