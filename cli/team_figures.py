"""What is behind a team's place, as text and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cli.figures import (
    Figure,
    amount,
    average,
    difference,
    figure_json,
    figure_text,
    in_stars,
    number,
    par_json,
    par_sentence,
    season_json,
    work_cells,
)
from cli.table import text_table
from db.explanations import TeamExplanation
from gamify.explain import explain_team
from gamify.handicap.overlap import OWN_WORK_HINT
from gamify.handicap.waterfall import Step, waterfall_sentence
from gamify.language import Message, say, translate
from gamify.nominations.wording import NO_PAR

STEP_COLUMNS = (say("Kind of work"), say("Ratings"), say("By par"), say("Lost"), say("Saved"))


def team_figure_text(found: TeamExplanation, language: str) -> str:
    """Figures, steps and sentences, ready to print."""
    blocks = [figure_text(list(_figures(found, language)), language)]
    if found.steps:
        rows = [
            work_cells(step.group, step.n, (step.par, step.lost), step.saved, language)
            for step in found.steps
        ]
        header = [translate(title, language) for title in STEP_COLUMNS]
        blocks.append(text_table(header, rows, right=frozenset({1, 2, 3, 4})))
    blocks.append("\n".join(translate(sentence, language) for sentence in _sentences(found)))
    return "\n\n".join(blocks)


def team_figure_json(found: TeamExplanation, language: str) -> dict[str, Any]:
    """The same for programs."""
    row, table = found.row, found.table
    return {
        "season": season_json(found.season),
        "team": row.tally.name,
        "id": row.tally.id,
        "table": table.mode.value,
        "place": row.place,
        "raw_place": row.raw_place,
        "handicapped_place": row.handicap and row.handicap.place,
        "missing": row.missing,
        "par": par_json(table.par),
        "unavailable": translate(NO_PAR, language) if table.par is None else None,
        "own_work": found.is_own_work,
        "figures": figure_json(_figures(found, language)),
        "steps": [_step_json(step, language) for step in found.steps],
        "sentences": [translate(sentence, language) for sentence in _sentences(found)],
    }


def _figures(found: TeamExplanation, language: str) -> Iterator[Figure]:
    row, table = found.row, found.table
    stars, everyone = row.tally.stars, found.everyone
    yield number("place", say("Place"), row.place, language)
    yield number("raw_place", say("Place without handicap"), row.raw_place, language)
    handicap = row.handicap
    place = None if handicap is None else handicap.place
    yield number("handicapped_place", say("Place with handicap"), place, language)
    yield number("ratings", say("Ratings"), stars.n, language)
    yield number("lost", say("Lost stars"), stars.lost, language)
    yield average("plain", say("Average"), row.plain, language)
    yield average("steady", say("Steady"), row.steady, language)
    yield average("common", say("Common average"), table.common, language)
    raw = table.raw_strength or table.strength
    yield number("k_steady", say("Ratings borrowed, steady"), raw.k, language)
    yield number("everyone_ratings", say("Ratings of everyone"), everyone.n, language)
    yield number("everyone_lost", say("Lost stars of everyone"), everyone.lost, language)
    if table.par is None or handicap is None:
        return
    due, everyone_due = in_stars(row.tally.due), in_stars(found.everyone_due)
    yield average("fair", say("Fair"), handicap.fair, language)
    yield average("par_average", say("Average by par"), handicap.par_average, language)
    yield difference("saved", say("Stars saved"), handicap.saved, language)
    yield amount("due", say("Lost stars by par"), due, language)
    yield amount("everyone_due", say("Lost stars of everyone by par"), everyone_due, language)
    yield number("k_fair", say("Ratings borrowed, fair"), table.par.k_team, language)
    common = in_stars(table.par.g4)
    yield amount("g", say("Common par of a rating"), common, language, decimals=4)


def _sentences(found: TeamExplanation) -> Iterator[Message]:
    yield from explain_team(found.table, found.row)
    if found.table.par is None:
        yield NO_PAR
        return
    yield waterfall_sentence(found.steps, team=found.row.tally.name)
    yield par_sentence(found.table.par)
    if found.is_own_work:
        yield OWN_WORK_HINT


def _step_json(step: Step, language: str) -> dict[str, Any]:
    return {
        "group": step.group,
        "ratings": step.n,
        **figure_json(
            [
                amount("par", say("By par"), step.par, language),
                amount("lost", say("Lost"), step.lost, language, decimals=0),
                difference("saved", say("Saved"), step.saved, language),
            ]
        ),
    }
