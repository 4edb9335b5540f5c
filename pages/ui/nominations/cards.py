"""A nomination as a card: every text translated and every figure formatted, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gamify.language import Message, count, say, shown, translate
from gamify.nominations.nomination import Candidate, Placed, UnitKind, Verdict
from gamify.nominations.registry import NOMINATIONS, Judged
from pages.ui.nominations.lacking import remedy

#: A public card shows the winner and two runners-up, never more.
SHOWN = 3
#: How many earners of a badge are seen at once; the others are a click away.
EARNERS = 12
#: The symbol of an organisation's own nomination.
OWN_SYMBOL = "own"

_SYMBOLS = frozenset(nomination.key for nomination in NOMINATIONS)


@dataclass(frozen=True, slots=True)
class Own:
    """Who is reading: an engineer, with a team; each is None where it isn't known."""

    engineer: int | None = None
    team: int | None = None


@dataclass(frozen=True, slots=True)
class CardContext:
    """For whom a card is drawn, whether its season is over, and since when it is recorded."""

    over: bool
    language: str
    recorded: date | None = None
    own: Own = Own()


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody on a card; `why` is the arithmetic in a sentence."""

    place: str
    name: str
    team: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the component draws of a nomination; empty texts aren't drawn.

    `kind` is team, engineer or badge, `state` won, review, nobody or lacking. `standing` says
    in a word what the first ones are, `note` is the sentence of a state. Of a badge all are
    winners, and `runners` are those for whom there is no room at once. `own` is for the reader
    alone, who isn't on the card already.
    """

    id: str
    symbol: str
    kind: str
    state: str
    title: str
    formula: str
    gate: str
    standing: str = ""
    winners: tuple[Line, ...] = ()
    runners: tuple[Line, ...] = ()
    more: str = ""
    review: str = ""
    note: str = ""
    remedy: str = ""
    recorded: str = ""
    own: Line | None = None


def in_order(judged: Sequence[Judged]) -> list[Judged]:
    """Teams before persons, and last those that lack data; else as they came."""
    return sorted(
        judged,
        key=lambda one: (
            one.verdict.unavailable is not None,
            one.nomination.unit is not UnitKind.TEAM,
        ),
    )


def nomination_card(judged: Judged, context: CardContext) -> Card:
    """The card of a nomination; nobody but the first three, or the earners of a badge."""
    language, nomination, verdict = context.language, judged.nomination, judged.verdict
    found, own = _found(judged, context), own_line(judged, context)
    return Card(
        id=nomination.key,
        symbol=nomination.key if nomination.key in _SYMBOLS else OWN_SYMBOL,
        kind="badge" if nomination.is_badge else nomination.unit.value,
        state=_state(verdict),
        title=translate(judged.title, language),
        formula=translate(nomination.formula, language),
        gate=translate(judged.gate, language),
        winners=found.winners,
        runners=found.runners,
        more=found.more,
        standing=_said(_standing(judged, context), language),
        review=translate(say("Under review"), language) if verdict.is_under_review else "",
        note=_said(_note(verdict, over=context.over), language),
        remedy=_said(remedy(verdict.unavailable) if verdict.unavailable else None, language),
        recorded=_said(_recorded(judged, context), language),
        own=None if own in found.winners + found.runners else own,
    )


def own_line(judged: Judged, context: CardContext) -> Line | None:
    """The reader's own place, or what the gate still asks of them; None for a stranger."""
    is_team = judged.nomination.unit is UnitKind.TEAM
    unit = context.own.team if is_team else context.own.engineer
    standing = None if unit is None else judged.verdict.standing_of(unit)
    if standing is None:
        return None
    if isinstance(standing, Placed):
        return _line(standing, context.language)
    needed = translate(standing.missing, context.language) if standing.missing else ""
    return _person(standing, "", needed, context.language)


@dataclass(frozen=True, slots=True)
class _Found:
    """Who stands on a card, and how many more share the last place on it."""

    winners: tuple[Line, ...]
    runners: tuple[Line, ...]
    more: str


def _found(judged: Judged, context: CardContext) -> _Found:
    language, placed, unread = context.language, judged.verdict.placed, judged.verdict.unread
    if judged.nomination.is_badge:
        placed = tuple(sorted(placed, key=lambda one: -one.candidate.score))
        earners = tuple(_line(one, language) for one in placed)
        left = len(placed) + unread - EARNERS
        more = count("and {n} more", "and {n} more", n=left) if left > 0 else None
        return _Found(earners[:EARNERS], earners[EARNERS:], _said(more, language))
    lines = [(one, _line(one, language)) for one in placed[:SHOWN]]
    return _Found(
        tuple(line for one, line in lines if one.place == 1),
        tuple(line for one, line in lines if one.place > 1),
        _said(_sharing(placed, unread), language),
    )


def _sharing(placed: Sequence[Placed], unread: int) -> Message | None:
    """How many share the last place that is shown without being shown themselves."""
    if len(placed) <= SHOWN:
        return None
    last = placed[SHOWN - 1].place
    sharing = sum(one.place == last for one in placed[SHOWN:]) + (unread if last == 1 else 0)
    if not sharing:
        return None
    return count(
        "{n} more shares place {place}", "{n} more share place {place}", n=sharing, place=last
    )


def _line(placed: Placed, language: str) -> Line:
    one = placed.candidate
    why = translate(one.sentence, language)
    return _person(one, shown(placed.place, language), why, language)


def _person(one: Candidate, place: str, why: str, language: str) -> Line:
    return Line(place, one.name, one.team or "", translate(one.value, language), why)


def _state(verdict: Verdict) -> str:
    if verdict.unavailable is not None:
        return "lacking"
    if not verdict.placed:
        return "nobody"
    return "review" if verdict.is_under_review else "won"


def _standing(judged: Judged, context: CardContext) -> Message | None:
    """What the first ones are: the winner only once the season is over and nothing is open."""
    verdict = judged.verdict
    winners = verdict.winner_count
    if judged.nomination.is_badge:
        return count("Earned by {n}", "Earned by {n}", n=winners) if winners else None
    if not winners:
        return None
    if not context.over or verdict.is_under_review:
        return say("In the lead") if winners == 1 else say("Share the lead")
    return say("Winner") if winners == 1 else say("Winners")


def _note(verdict: Verdict, *, over: bool) -> Message | None:
    if verdict.unavailable is not None:
        return verdict.unavailable
    if not verdict.placed:
        return say("Nobody met the gate.") if over else say("Nobody has met the gate yet.")
    if verdict.is_under_review:
        return say("A lead looks at some of the ratings first; the award waits for that.")
    return None


def _recorded(judged: Judged, context: CardContext) -> Message | None:
    """When the award was recorded; not yet while a lead has to look at somebody's ratings."""
    verdict = judged.verdict
    awaited = [*verdict.winners, *(verdict.waiting if judged.nomination.is_badge else ())]
    if context.recorded is None or any(one.is_under_review for one in awaited):
        return None
    return say("Recorded on {day}", day=context.recorded)


def _said(message: Message | None, language: str) -> str:
    return "" if message is None else translate(message, language)
