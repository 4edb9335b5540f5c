"""Nominations from a person's side: what is there, what a gate still asks for, who is ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gamify.language import Message, count, say, translate
from gamify.nominations.nomination import Candidate, Placed
from gamify.nominations.registry import Judged
from pages.ui.story.blocks import Block, Item, Items, Note

#: Whoever has one of the first places, or would have it once the gate is passed, is near.
FIRST_PLACES = 10

#: A nomination with the person's place in it, or what is missing; None for nothing at all yet.
Standing = tuple[Judged, Placed | Candidate | None]


def reach(standings: Sequence[Standing], language: str) -> list[Block]:
    """The nominations in reach first, then all others, of which no place is told."""
    open_ = [one for one in standings if one[0].verdict.unavailable is None]
    near = sorted((one for one in open_ if _is_near(*one)), key=_order)
    far = [one for one in open_ if not _is_near(*one)]
    blocks: list[Block] = []
    if near:
        items = tuple(_item(*one, language) for one in near)
        blocks.append(Items(translate("In reach", language), items))
    else:
        sentence = translate("The first ratings of a season bring them into reach.", language)
        blocks.append(Note(translate("In reach", language), (sentence,)))
    if far:
        items = tuple(_item(*one, language) for one in far)
        blocks.append(Items(translate("Further ways to win", language), items))
    return blocks


def _is_near(judged: Judged, own: Placed | Candidate | None) -> bool:
    if own is None:
        return False
    if isinstance(own, Placed):
        return own.place <= FIRST_PLACES
    ahead = sum(one.candidate.score > own.score for one in judged.verdict.placed)
    return ahead < FIRST_PLACES


def _order(standing: Standing) -> tuple[bool, int]:
    own = standing[1]
    return (not isinstance(own, Placed), own.place if isinstance(own, Placed) else 0)


def _candidate(own: Placed | Candidate) -> Candidate:
    return own.candidate if isinstance(own, Placed) else own


def _item(judged: Judged, own: Placed | Candidate | None, language: str) -> Item:
    return Item(
        title=translate(judged.title, language),
        value="" if own is None else translate(_candidate(own).value, language),
        lines=tuple(translate(each, language) for each in _lines(judged, own)),
        badge="" if own is None or not _is_near(judged, own) else _badge(judged, own, language),
    )


def _badge(judged: Judged, own: Placed | Candidate, language: str) -> str:
    if not isinstance(own, Placed):
        return translate("on the way", language)
    if judged.nomination.is_badge:
        return translate("earned", language)
    return translate(say("place {place}", place=own.place), language)


def _lines(judged: Judged, own: Placed | Candidate | None) -> Iterator[Message]:
    if own is None:
        yield judged.nomination.formula
        yield judged.gate
    elif isinstance(own, Placed):
        yield own.candidate.sentence
    elif own.missing is not None:
        yield own.missing
    if not judged.nomination.is_badge and not _leads(own):
        yield from _ahead(judged)


def _leads(own: Placed | Candidate | None) -> bool:
    return isinstance(own, Placed) and own.place == 1


def _ahead(judged: Judged) -> Iterator[Message]:
    """Who is first, as everybody reads it on the card of the nomination."""
    winners = judged.verdict.winners
    if len(winners) == 1:
        yield say("In the lead: {name}, {value}", name=winners[0].name, value=winners[0].value)
    elif winners:
        yield count(
            "{n} shares the lead: {value}",
            "{n} share the lead: {value}",
            n=len(winners),
            value=winners[0].value,
        )
    else:
        yield say("Nobody has met the gate yet.")
