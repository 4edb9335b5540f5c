"""All nominations of a season as values: what was found in, cards out, ready to be drawn.

The same values are the page's first picture and the answer of `/api/v1/nominations`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from db.nominations import SeasonNominations
from gamify.errors import N_
from gamify.language import count, say, translate
from gamify.seasons import Season, SeasonKind, day_of, season_on
from pages.ui.board import Reader
from pages.ui.empty_states import EmptyState
from pages.ui.nominations.cards import Card, CardContext, Own, in_order, nomination_card
from pages.ui.notices import Notice
from pages.ui.season_picker import Choice, SeasonPicker, pick_season, season_title

#: The fixed words, by the name under which the drawing finds them.
WORDS = {
    "season": N_("Season"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "previous": N_("Previous season"),
    "next": N_("Next season"),
    "language": N_("Language"),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "as_of": N_("As of"),
    "offline": N_("no connection since"),
    "go": N_("Go to"),
    "nominations": N_("Nominations"),
    "nominations_note": N_("different strengths win"),
    "place": N_("Place"),
    "gate": N_("To be ranked"),
    "how": N_("How it is counted"),
    "own": N_("Your place"),
    "own_waiting": N_("You"),
    "lacking": N_("Waiting for data"),
}


@dataclass(frozen=True, slots=True)
class Gallery:
    """What the component draws. `version` and `day` say of which data and of which day it is."""

    version: int
    day: str
    language: str
    words: dict[str, str]
    organisation: str
    zone: str
    picker: SeasonPicker | None = None
    cards: tuple[Card, ...] = ()
    lacking: tuple[Card, ...] = ()
    lacking_note: str = ""
    empty: EmptyState | None = None
    #: A gallery has no teams to choose from; the head that it shares with the board asks.
    team: str = ""
    teams: tuple[str, ...] = ()
    #: What leads announce, in the head.
    notices: tuple[Notice, ...] = ()
    languages: tuple[Choice, ...] = field(
        default=(Choice("en", "English"), Choice("ru", "Русский"))
    )

    def to_json(self) -> bytes:
        """The gallery as it goes to the browser."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()


def gallery_words(language: str) -> dict[str, str]:
    """The fixed words in a language."""
    return {name: translate(word, language) for name, word in WORDS.items()}


def at_season(blank: Gallery, season: Season, span: tuple[date, date], reader: Reader) -> Gallery:
    """A gallery with its season picker; only quarters can be picked, for they have nominations."""
    picker = pick_season(
        season, span=span, today=reader.today, calendar=reader.calendar, language=reader.language
    )
    return replace(blank, picker=replace(picker, kinds=()))


def fill_gallery(
    blank: Gallery,
    found: SeasonNominations,
    *,
    reader: Reader,
    own: Own | None = None,
) -> Gallery:
    """A gallery with its cards: teams first, and apart from the others what lacks data.

    `own` is the person who reads; such a gallery is for that person alone.
    """
    context = CardContext(
        over=found.season.last < reader.today,
        language=reader.language,
        recorded=found.closed_at and day_of(found.closed_at, reader.calendar),
        own=own or Own(),
    )
    cards = [nomination_card(one, context) for one in in_order(found.cards)]
    lacking = tuple(card for card in cards if card.state == "lacking")
    note = count("{n} nomination", "{n} nominations", n=len(lacking))
    return replace(
        blank,
        cards=tuple(card for card in cards if card.state != "lacking"),
        lacking=lacking,
        lacking_note=translate(note, reader.language),
    )


def quarters_only(season: Season, reader: Reader) -> EmptyState:
    """Says that nominations are for quarters, and leads to the quarter within the season."""
    day = max(season.first, min(season.last, reader.today))
    quarter = season_on(day, kind=SeasonKind.QUARTER, calendar=reader.calendar)
    title = season_title(quarter, reader.language)
    return EmptyState(
        title=translate(say("Nominations are for quarters"), reader.language),
        text=translate(
            say(
                "Every quarter starts anew and has its own winners; months, years and ranges have "
                "the leaderboard."
            ),
            reader.language,
        ),
        go=Choice(quarter.code, title),
    )
