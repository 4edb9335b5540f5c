"""Nominations as text and as JSON: a card each, with its winner and two runners-up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cli.table import fit
from db.nominations import SeasonNominations
from gamify.language import count, say, translate
from gamify.nominations.nomination import Placed, Verdict
from gamify.nominations.registry import Judged

#: A card names the winner and two runners-up; where many share a place, so many at most.
LAST_PLACE, MOST_SHOWN = 3, 10
#: A line of a card may be longer than a cell of a table.
WIDEST = 240


def card_text(found: SeasonNominations, *, language: str) -> str:
    """All cards of a season, ready to print."""
    lines = [translate(_heading(found), language)]
    for card in found.cards:
        title = fit(translate(card.title, language))
        lines += ["", f"{title} ({card.nomination.key})"]
        lines += [f"  {fit(line, WIDEST)}" for line in _card_lines(card, language)]
    if found.off:
        lines += ["", translate(say("Turned off: {keys}", keys=", ".join(found.off)), language)]
    return "\n".join(lines)


def card_json(found: SeasonNominations, *, language: str) -> dict[str, Any]:
    """All cards of a season for programs; scores are exact fractions like "12000/103"."""
    season = found.season
    return {
        "season": {
            "code": season.code,
            "first": season.first.isoformat(),
            "last": season.last.isoformat(),
        },
        "recorded_at": found.closed_at and found.closed_at.isoformat(),
        "off": list(found.off),
        "nominations": [_card_json(card, language) for card in found.cards],
    }


def podium(verdict: Verdict) -> tuple[Placed, ...]:
    """The winner and two runners-up, and whoever shares their places."""
    return tuple(one for one in verdict.placed if one.place <= LAST_PLACE)[:MOST_SHOWN]


def _heading(found: SeasonNominations) -> Any:
    season = found.season
    days = say("{code}: {first} to {last}", code=season.code, first=season.first, last=season.last)
    if found.closed_at is None:
        return days
    return say("{days}. The awards were recorded on {day}.", days=days, day=found.closed_at.date())


def _card_lines(card: Judged, language: str) -> Iterator[str]:
    verdict = card.verdict
    yield translate(card.nomination.formula, language)
    yield translate(card.gate, language)
    if verdict.unavailable is not None:
        unavailable = say("Not available: {reason}", reason=verdict.unavailable)
        yield translate(unavailable, language)
        return
    if verdict.is_under_review:
        yield translate(say("Under review: it is awarded once a lead has looked."), language)
    if not verdict.placed:
        yield translate(say("Nobody is ranked yet."), language)
    shown = podium(verdict)
    for one in shown:
        yield _line(one, language)
    if more := len(verdict.placed) - len(shown):
        yield translate(count("{n} more is ranked.", "{n} more are ranked.", n=more), language)


def _line(one: Placed, language: str) -> str:
    candidate = one.candidate
    who = candidate.name if candidate.team is None else f"{candidate.name}, {candidate.team}"
    told = translate(candidate.sentence, language)
    return f"{one.place}. {who}: {translate(candidate.value, language)}. {told}"


def _card_json(card: Judged, language: str) -> dict[str, Any]:
    nomination, verdict = card.nomination, card.verdict
    return {
        "key": nomination.key,
        "title": translate(card.title, language),
        "version": nomination.version,
        "unit": nomination.unit.value,
        "is_badge": nomination.is_badge,
        "formula": translate(nomination.formula, language),
        "gate": translate(card.gate, language),
        "unavailable": verdict.unavailable and translate(verdict.unavailable, language),
        "under_review": verdict.is_under_review,
        "ranked": len(verdict.placed),
        "placed": [_placed_json(one, language) for one in podium(verdict)],
    }


def _placed_json(one: Placed, language: str) -> dict[str, Any]:
    candidate = one.candidate
    return {
        "place": one.place,
        "id": candidate.id,
        "name": candidate.name,
        "team": candidate.team,
        "score": str(candidate.score),
        "value": translate(candidate.value, language),
        "sentence": translate(candidate.sentence, language),
        "under_review": candidate.is_under_review,
    }
