"""`quality`: prints what of the data could be mended, and what each finding does."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from cli.desk import Desk
from cli.outcome import Outcome
from db.engine import reading
from db.quality import look_through
from db.upkeep import keep_up
from gamify.language import Message, count, say, shown, translate
from gamify.quality.concerns import ConcernKind, column_sentence, concerns, likeness_sentence
from gamify.quality.findings import EmptyColumn, FromImport, LoneTeam, Quality, TeamlessPerson
from gamify.sources.words import coarse_words

#: Lines of a finding that are printed; `--json` has all.
_MOST = 20


def run(arguments: Namespace, desk: Desk) -> Outcome:
    """Look through the data as the page “Data” does."""
    with desk.database() as engine:
        keep_up(engine, desk.settings, now=desk.now)
        with reading(engine) as session:
            quality = look_through(session, calendar=desk.settings.calendar, now=desk.now)
    if arguments.json:
        desk.say(json.dumps(as_json(quality), ensure_ascii=False, indent=2))
        return Outcome.FINE
    found = concerns(quality)
    if not found:
        desk.say(say("There is nothing to mend"))
    for concern in found:
        desk.say(concern.sentence)
        desk.say(f"  {translate(concern.effect, desk.language)}")
        lines = list(_LINES[concern.kind](quality, desk.language))
        for line in lines[:_MOST]:
            desk.say(f"  – {line}")
        if len(lines) > _MOST:
            desk.say(f"  {translate(_more(len(lines) - _MOST), desk.language)}")
    return Outcome.FINE


def _more(n: int) -> Message:
    return say("… and {more} more lines.", more=n)


def _alike(quality: Quality, language: str) -> Iterator[str]:
    for pair in quality.alike:
        why = ", ".join(translate(one, language) for one in likeness_sentence(pair.why))
        yield f"{pair.one.name} · {pair.other.name}: {why}"


def _with_ratings(found: Iterable[TeamlessPerson | LoneTeam], language: str) -> Iterator[str]:
    for one in found:
        yield f"{one.name}: {shown(one.ratings, language)}"


def _imports(found: Iterable[FromImport], language: str) -> Iterator[str]:
    for one in found:
        text = count(
            "{n} rating of import {number} ({file})",
            "{n} ratings of import {number} ({file})",
            n=one.ratings,
            number=str(one.import_id),
            file=f"{one.file_name}, {one.source}",
        )
        yield translate(text, language)


def _coarse(quality: Quality, language: str) -> Iterator[str]:
    for source in quality.coarse:
        yield f"{source.name}: {translate(coarse_words(source.points), language)}"


#: The lines below each finding.
_LINES: Mapping[ConcernKind, Callable[[Quality, str], Iterable[str]]] = {
    ConcernKind.ALIKE: _alike,
    ConcernKind.TEAMLESS: lambda found, language: _with_ratings(found.teamless, language),
    ConcernKind.LONE: lambda found, language: _with_ratings(found.lone_teams, language),
    ConcernKind.DOUBLED: lambda found, language: _imports(
        (one.later for one in found.doubled), language
    ),
    ConcernKind.FUTURE: lambda found, language: _imports(found.future, language),
    ConcernKind.OWNERLESS: lambda found, language: _imports(found.ownerless, language),
    ConcernKind.TICKETLESS: lambda found, language: _imports(found.ticketless, language),
    ConcernKind.COLUMNS: lambda found, language: (
        translate(column_sentence(one), language) for one in found.columns
    ),
    ConcernKind.COARSE: _coarse,
}


def as_json(quality: Quality) -> dict[str, Any]:
    """Everything that was found, for programs."""
    return {
        ConcernKind.ALIKE.value: [
            {
                "kind": one.kind,
                "names": [one.one.name, one.other.name],
                "ids": [one.one.id, one.other.id],
                "why": [str(why) for why in one.why],
            }
            for one in quality.alike
        ],
        ConcernKind.TEAMLESS.value: [
            {
                "engineer_id": one.id,
                "engineer": one.name,
                "ratings": one.ratings,
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
            }
            for one in quality.teamless
        ],
        ConcernKind.LONE.value: [
            {"team_id": one.id, "team": one.name, "ratings": one.ratings}
            for one in quality.lone_teams
        ],
        ConcernKind.DOUBLED.value: [
            {"ratings": one.n, "earlier": one.earlier.import_id, "later": one.later.import_id}
            for one in quality.doubled
        ],
        ConcernKind.FUTURE.value: _of_imports(quality.future),
        ConcernKind.OWNERLESS.value: _of_imports(quality.ownerless),
        ConcernKind.TICKETLESS.value: _of_imports(quality.ticketless),
        ConcernKind.COLUMNS.value: [_column(one) for one in quality.columns],
        ConcernKind.COARSE.value: [
            {"source": one.name, "points": one.points, "ratings": one.ratings}
            for one in quality.coarse
        ],
    }


def _column(found: EmptyColumn) -> dict[str, Any]:
    shares = [float(share) for share in found.shares]
    return {"source": found.source, "field": found.field.value, "empty": shares}


def _of_imports(found: Iterable[FromImport]) -> list[dict[str, Any]]:
    return [
        {
            "import": one.import_id,
            "file": one.file_name,
            "source": one.source,
            "ratings": one.ratings,
        }
        for one in found
    ]
