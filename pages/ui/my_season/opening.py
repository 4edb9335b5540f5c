"""The beginning of a person's page: the place, what brings the next one, figures, challenges."""

from __future__ import annotations

from collections.abc import Iterator

from gamify.averages import cut, show_average
from gamify.chase import engineer_climb_sentence
from gamify.credit import credited, show_credits
from gamify.language import Message, say, shown, translate
from gamify.runs import Runs
from gamify.standings import EngineerTable
from gamify.whereabouts import Neighbour, Whereabouts
from pages.ui.my_season.reading import MySeason
from pages.ui.season_picker import season_title
from pages.ui.story.blocks import Block, Figure, Hero, Ladder, Note, Rung
from pages.ui.story.countdowns import countdowns


def opening(page: MySeason, language: str, *, is_own: bool) -> list[Block]:
    """The blocks at the top of a person's season; of somebody else's the name says whose."""
    if page.facts is None or page.season is None:
        return []
    here = page.facts.raw
    above = translate("My season", language) if is_own else page.name
    blocks: list[Block] = [_hero(page, language, above)]
    if here is not None and here.place is not None:
        blocks.append(_ladder(here, language))
    return [*blocks, *countdowns(page.running, language)]


def first_steps(language: str) -> list[Block]:
    """What stands there before anything has been rated."""
    return [
        Hero(
            translate("Your first rating will appear here", language),
            translate(
                "As soon as a customer rates one of your tickets you see it with its stars, the "
                "words and what it counts for.",
                language,
            ),
        ),
        Note(
            translate("What comes then", language),
            (
                translate("A five-star rating is a goal: the first one brings a place.", language),
                translate("Help on a colleague’s ticket counts as an assist.", language),
                translate("Fives in a row make a run.", language),
            ),
        ),
    ]


def _is_over(page: MySeason) -> bool:
    return page.season is not None and page.season.last < page.today


def _hero(page: MySeason, language: str, above: str) -> Hero:
    facts, season = page.facts, page.season
    assert facts is not None and season is not None  # noqa: S101, PT018 — `opening` has looked
    here = facts.raw
    place = None if here is None else here.place
    title = (
        say("{season}: no place yet", season=season_title(season, language))
        if place is None
        else say(
            "{season}: place {place} by goals",
            season=season_title(season, language),
            place=place,
        )
    )
    return Hero(
        title=translate(title, language),
        sentence=translate(_sentence(here, facts.raw_table, is_over=_is_over(page)), language),
        figures=tuple(_figures(page, language)),
        notes=tuple(translate(each, language) for each in _notes(page)),
        mark="clear" if place == 1 else "",
        above=above,
    )


def _sentence(here: Whereabouts | None, table: EngineerTable, *, is_over: bool) -> Message:
    if here is None:
        return say("The first rating will appear here; a five-star rating brings a place.")
    if here.place is None:
        return say("The first five-star rating brings a place among the scorers.")
    if here.place == 1:
        return say("Nobody has more goals.")
    if is_over:
        return say("This season is over; every season starts anew.")
    if here.climb is None:
        return say("Every goal counts for the team, too.")
    return engineer_climb_sentence(table, here.climb)


def _figures(page: MySeason, language: str) -> Iterator[Figure]:
    facts = page.facts
    assert facts is not None  # noqa: S101 — `opening` has looked
    units = facts.units
    yield Figure(
        show_credits(units.five, language=language),
        translate("goals", language),
        _said(
            say("of {ratings} credited ratings", ratings=credited(units.n)) if units.n else None,
            language,
        ),
    )
    yield Figure(shown(facts.assists, language), translate("assists", language))
    yield Figure(
        shown(facts.runs.longest, language),
        translate("fives in a row", language),
        _said(_running(facts.runs), language),
    )
    yield Figure(show_average(units.average, language=language), translate("average", language))
    yield from _handicapped(page, language)


def _running(runs: Runs) -> Message | None:
    """Whether the longest run goes on, or another one has begun; nothing of one that ended."""
    if not runs.current:
        return None
    return (
        say("and it goes on") if runs.current == runs.longest else say("{n} by now", n=runs.current)
    )


def _handicapped(page: MySeason, language: str) -> Iterator[Figure]:
    """The place net of the tickets beside the raw one, where a par rules the season."""
    facts = page.facts
    if facts is None or facts.net is None or facts.form is None:
        return
    place = facts.net.place
    yield Figure(
        shown(cut(facts.form.index, decimals=1), language),
        translate("form index", language),
        _said(None if place is None else say("place, handicapped: {place}", place=place), language),
    )


def _notes(page: MySeason) -> Iterator[Message]:
    here = None if page.facts is None else page.facts.raw
    if here is not None and here.place is not None and not here.is_public:
        yield say("Boards show the first ones alone: this place is seen by the person and leads.")
    if page.running and all(one.owner.engineer_id is None for one, _ in page.running):
        yield say("No personal challenge runs; a lead can set one.")


def _ladder(here: Whereabouts, language: str) -> Ladder:
    own = Rung(
        place=shown(here.place, language),
        name=here.tally.name,
        value=show_credits(here.tally.five, language=language),
        note=here.tally.team,
        own=True,
    )
    around = [here.above, None, here.below]
    rungs = [
        own if at == 1 else _rung(one, language)
        for at, one in enumerate(around)
        if at == 1 or one is not None
    ]
    unnamed = any(one is not None and not one.name for one in around)
    note = say("Colleagues outside the places of the boards have no names here.")
    return Ladder(
        title=translate("Goals of the neighbours", language),
        rungs=tuple(rungs),
        note=translate(note, language) if unnamed else "",
    )


def _rung(one: Neighbour | None, language: str) -> Rung:
    assert one is not None  # noqa: S101 — whoever isn't there has no rung
    return Rung(
        place=shown(one.place, language),
        name=one.name or translate("A colleague", language),
        value=show_credits(one.units, language=language),
        note=one.team,
    )


def _said(message: Message | None, language: str) -> str:
    return "" if message is None else translate(message, language)
