"""The hall of fame as blocks of a story: the years, the records, season by season."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from gamify.averages import decimals_apart, show_average
from gamify.credit import show_credits
from gamify.errors import N_
from gamify.hall.kept import KeptPlace, KeptSeason, Ranking, engineers_of_the_year
from gamify.hall.records import Feat, Record, records
from gamify.language import count, say, shown, translate
from gamify.ratings import CREDIT
from gamify.seasons import Season, SeasonKind, day_of
from pages.ui import reads
from pages.ui.challenges.meaning import capital
from pages.ui.challenges.running_card import name_of
from pages.ui.hall.reading import Hall
from pages.ui.season_picker import season_title
from pages.ui.story.blocks import Block, Figure, Hero, Item, Items, Ladder, Rung

FEATS = {
    Feat.MOST_GOALS: N_("Most goals in a quarter"),
    Feat.LONGEST_RUN: N_("Longest run of fives"),
    Feat.BEST_TEAM_QUARTER: N_("Best quarter of a team"),
}

#: Which table carried the crown.
CROWNS = {
    "fair": N_("the table of fair averages carried the crown"),
    "steady": N_("the table of steady averages carried the crown"),
    "plain": N_("the table of plain averages carried the crown"),
}

HOW_THE_YEAR = N_(
    "Counted over the quarters of the fiscal year together: the fair average by the par of the "
    "latest quarter, or the steady average where no par rules. Ranked exactly, shown cut."
)

#: The places of a podium, and of a year.
PODIUM = 3


def nothing_yet(found: Hall, language: str) -> list[Block]:
    """What stands there before a season has closed."""
    day = say("The first season closes on {day}.", day=found.first_close)
    rest = N_("Then its crown, its winners and its records will stand here for good.")
    return [Hero(translate(day, language), translate(rest, language))]


def lasting(found: Hall, language: str) -> list[Block]:
    """What goes over all seasons: engineers of the years, and the records that stand."""
    return [*_years(found.seasons, language), *_records(found.seasons, language)]


def season_blocks(found: Hall, season: KeptSeason, language: str) -> list[Block]:
    """A closed season: its crown, podium, winners and challenges."""
    blocks: list[Block] = [_crown(season, language)]
    if season.table(Ranking.SCORERS):
        blocks.append(_podium(season, language))
    if winners := tuple(_winners(found, season, language)):
        blocks.append(Items(translate("Winners of the nominations", language), winners))
    blocks += _challenges(found, season, language)
    return blocks


def title_of(season: KeptSeason, language: str) -> str:
    """What a season is called."""
    quarter = Season(season.first, season.last, SeasonKind.QUARTER, season.code)
    return season_title(quarter, language)


def score_of(place: KeptPlace, language: str, *, decimals: int = 2) -> str:
    """What stands beside a place: an average or a number, cut."""
    if place.ranking in (Ranking.TEAMS, Ranking.YEAR):
        return show_average(place.score, decimals=decimals, language=language)
    return show_credits(int(place.score * CREDIT), language=language)


def _years(seasons: Sequence[KeptSeason], language: str) -> Iterator[Block]:
    for season in engineers_of_the_year(seasons):
        if places := season.table(Ranking.YEAR)[:PODIUM]:
            title = (
                say("Engineer of the year {year}", year=str(season.year))
                if season.quarter == 4
                else say(
                    "Engineer of the year {year}, so far: up to {season}",
                    year=str(season.year),
                    season=title_of(season, language),
                )
            )
            yield Ladder(
                translate(title, language),
                _rungs(places, language),
                translate(HOW_THE_YEAR, language),
            )


def _rungs(places: Sequence[KeptPlace], language: str) -> tuple[Rung, ...]:
    """Places with figures that tell neighbours apart, the plain average beside an even one."""
    decimals = max((decimals_apart(a.score, b.score) for a, b in pairwise(places)), default=2)
    return tuple(
        Rung(
            shown(one.place, language),
            one.name,
            score_of(one, language, decimals=decimals),
            _beside(one, language),
            own=one.place == 1,
        )
        for one in places
    )


def _beside(one: KeptPlace, language: str) -> str:
    ratings = show_credits(int(one.ratings * CREDIT), language=language)
    # Of scorers the goals alone: all ratings beside them would say which weren't fives.
    if one.plain is None or one.ranking is Ranking.SCORERS:
        return ""
    average = show_average(one.plain, language=language)
    text = say("{average} plain, ratings: {ratings}", average=average, ratings=ratings)
    return translate(text, language)


def _records(seasons: Sequence[KeptSeason], language: str) -> list[Block]:
    items = tuple(_record(one, language) for one in records(seasons))
    return [Items(translate("Records", language), items)] if items else []


def _record(record: Record, language: str) -> Item:
    holders = [f"{place.name}, {title_of(season, language)}" for season, place in record.holders]
    if record.before is not None:
        season, place = record.before.holders[0]
        before = say(
            "before: {score}, {name}, {season}",
            score=score_of(place, language),
            name=place.name,
            season=title_of(season, language),
        )
        holders.append(translate(before, language))
    value = score_of(record.holders[0][1], language)
    return Item(translate(FEATS[record.feat], language), value, tuple(holders))


def _crown(season: KeptSeason, language: str) -> Hero:
    crowned = season.crowned
    day = day_of(season.kept_at, reads.settings().calendar)
    kept = translate(say("Kept on {day}.", day=day), language)
    if not crowned:
        nobody = N_("No team had enough ratings for the crown.")
        return Hero(translate(nobody, language), kept, above=title_of(season, language))
    return Hero(
        " · ".join(one.name for one in crowned),
        f"{capital(translate(CROWNS[season.rules.crown], language))}. {kept}",
        tuple(
            Figure(
                show_average(one.score, language=language),
                translate("average that ranked", language),
                _beside(one, language),
            )
            for one in crowned[:PODIUM]
        ),
        mark="clear",
        above=title_of(season, language),
    )


def _podium(season: KeptSeason, language: str) -> Ladder:
    places = tuple(one for one in season.table(Ranking.SCORERS) if one.place <= PODIUM)
    return Ladder(translate("Top scorers", language), _rungs(places, language))


def _winners(found: Hall, season: KeptSeason, language: str) -> Iterator[Item]:
    for card in found.awards.get(season.code, ()):
        winners = card.verdict.winners
        title = translate(card.title, language)
        if card.nomination.is_badge and card.verdict.winner_count > PODIUM:
            people = count("{n} person", "{n} people", n=card.verdict.winner_count)
            yield Item(title, lines=(translate(people, language),))
            continue
        lines = tuple(f"{one.name}: {translate(one.value, language)}" for one in winners)
        yield Item(title, lines=lines)


def _challenges(found: Hall, season: KeptSeason, language: str) -> Iterator[Block]:
    met, ended = found.challenges.get(season.code, ((), 0))
    if not ended:
        return
    items = tuple(Item(name_of(one, language), badge=translate("met", language)) for one in met)
    kept = say("{met} of {ended} challenges met", met=len(met), ended=ended)
    yield Items(translate("Challenges", language), items, translate(kept, language))
