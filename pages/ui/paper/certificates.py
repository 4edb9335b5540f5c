"""Certificates of closed seasons as values: who has won what, by which figure, kept when.

Names and figures are those of the hall of fame, which were kept when the season closed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gamify.errors import N_, CrownboardError
from gamify.hall.kept import KeptPlace, KeptSeason, Ranking, engineers_of_the_year
from gamify.hall.records import records
from gamify.language import Message, say, shown, translate
from gamify.seasons import day_of
from pages.ui import reads
from pages.ui.hall.blocks import FEATS, score_of, title_of
from pages.ui.hall.reading import Hall, hall

#: Awards beside nominations and records, by their names in an address.
CROWN, YEAR = "crown", "year"

#: The fixed words, by the name under which the template finds them.
WORDS = {
    "certificate": N_("Certificate"),
    "print": N_("Print"),
    "back": N_("Back to the hall of fame"),
    "for": N_("is given to"),
    "signature": N_("Signature"),
}


class NoCertificate(CrownboardError):
    """An award that nobody has won, or a season that isn't closed."""

    sentence = N_(
        "There is no certificate for “{award}” in “{season}”: only closed seasons have some."
    )


class Award(NamedTuple):
    """What there are certificates for in a season: its name in an address, and its title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A certificate: for whom, for what, by which figure, in which season, kept on which day."""

    name: str
    title: str
    value: str
    season: str
    days: str
    kept: str
    organisation: str


class _Won(NamedTuple):
    award: Award
    name: str
    value: str


def awards_of(found: Hall, season: KeptSeason, language: str) -> list[Award]:
    """What has been won in a closed season, in the order of the hall."""
    return list(dict.fromkeys(won.award for won in _won(found, season, language)))


def certificates(code: str, award: str, *, language: str) -> list[Sheet]:
    """A sheet for each who has won an award of a season.

    Raises NoCertificate where there is nobody, and DatabaseRefused.
    """
    season, found = _season(code, language)
    if season is None:
        raise NoCertificate(award=award, season=code)
    day = day_of(season.kept_at, reads.settings().calendar)
    days = say("{first} to {last}", first=season.first, last=season.last)
    sheets = [
        Sheet(
            name=won.name,
            title=won.award.title,
            value=won.value,
            season=title_of(season, language),
            days=translate(days, language),
            kept=translate(say("Kept on {day}.", day=day), language),
            organisation=reads.settings().organisation,
        )
        for won in _won(found, season, language)
        if won.award.key == award
    ]
    if not sheets:
        raise NoCertificate(award=award, season=code)
    return sheets


def _season(code: str, language: str) -> tuple[KeptSeason | None, Hall]:
    """A season of the hall, and the hall that tells it in full."""
    found = hall(0, language=language)
    season = next((one for one in found.seasons if one.code == code), None)
    if season is not None and season not in found.told:
        found = hall(season.year, language=language)
    return season, found


def _won(found: Hall, season: KeptSeason, language: str) -> Iterator[_Won]:
    yield from _crown(season, language)
    yield from _year(found.seasons, season, language)
    yield from _records(found.seasons, season, language)
    for card in found.awards.get(season.code, ()):
        award = Award(card.nomination.key, translate(card.title, language))
        if award.key == CROWN:
            continue
        for one in card.verdict.winners:
            yield _Won(award, one.name, translate(one.value, language))


def _crown(season: KeptSeason, language: str) -> Iterator[_Won]:
    award = Award(CROWN, translate(N_("Crown of the season"), language))
    for one in season.crowned:
        yield _Won(award, one.name, _average(one, language))


def _year(seasons: Sequence[KeptSeason], season: KeptSeason, language: str) -> Iterator[_Won]:
    if season.quarter != 4 or season not in engineers_of_the_year(seasons):
        return
    title = say("Engineer of the year {year}", year=str(season.year))
    for one in season.table(Ranking.YEAR):
        if one.place == 1:
            yield _Won(Award(YEAR, translate(title, language)), one.name, _average(one, language))


def _records(seasons: Sequence[KeptSeason], season: KeptSeason, language: str) -> Iterator[_Won]:
    for record in records(seasons):
        award = Award(record.feat.value, translate(_record(FEATS[record.feat], language), language))
        for holding, one in record.holders:
            if holding is season:
                score = score_of(one, language)
                yield _Won(award, one.name, score)


def _record(feat: str, language: str) -> Message:
    return say("Record: {feat}", feat=translate(feat, language))


def _average(one: KeptPlace, language: str) -> str:
    text = say(
        "{average} – the average that ranked; ratings: {ratings}",
        average=score_of(one, language),
        ratings=shown(int(one.ratings), language),
    )
    return translate(text, language)
