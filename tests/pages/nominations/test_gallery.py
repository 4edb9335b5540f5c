"""The whole gallery: from what was found to what is drawn."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from db.nominations import SeasonNominations
from gamify.nominations.registry import NOMINATIONS, judge_all
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from pages.ui.board import Reader
from pages.ui.board_component import SHARED_SCRIPTS
from pages.ui.empty_states import EmptyState
from pages.ui.nominations import component
from pages.ui.nominations.cards import OWN_SYMBOL, Own
from pages.ui.nominations.gallery import (
    WORDS,
    Gallery,
    at_season,
    fill_gallery,
    gallery_words,
    quarters_only,
)
from pages.ui.season_picker import Choice
from tests.sheets import SEASON, Given, sheet_of

CALENDAR = Calendar()
READER = Reader("en", date(2026, 11, 22), CALENDAR, Rules())
BLANK = Gallery(
    version=7,
    day="2026-11-22",
    language="en",
    words={},
    organisation="Technical support",
    zone="UTC",
)
ZONE = ZoneInfo("Asia/Tokyo")
SPAN = (date(2026, 7, 1), date(2026, 11, 20))


def found(*, closed_at: datetime | None = None) -> SeasonNominations:
    """A season in which Ann has scored three goals in a week, and nothing else is known."""
    judged = judge_all(sheet_of(*[Given()] * 3), {})
    return SeasonNominations(SEASON, tuple(judged), closed_at)


def test_cards_come_with_teams_first_and_apart_from_those_that_lack_data() -> None:
    gallery = fill_gallery(BLANK, found(), reader=READER)

    assert [card.id for card in gallery.cards] == [
        "crown",
        "top_scorer",
        "clean_sheet",
        "hat_trick",
    ]
    assert gallery.lacking_note == "8 nominations"
    assert len(gallery.lacking) == 8
    assert all(card.note and card.remedy for card in gallery.lacking)


def test_a_closed_season_is_recorded_on_the_organisations_day() -> None:
    tokyo = Reader("en", date(2027, 1, 20), Calendar(zone=ZONE), Rules())
    late = datetime(2027, 1, 7, 20, tzinfo=UTC)

    gallery = fill_gallery(BLANK, found(closed_at=late), reader=tokyo)

    assert {card.recorded for card in gallery.cards} == {"Recorded on 8 Jan 2027"}
    assert gallery.cards[1].standing == "Winner"


def test_the_own_place_is_there_only_for_who_reads() -> None:
    public = fill_gallery(BLANK, found(), reader=READER)
    own = fill_gallery(BLANK, found(), reader=READER, own=Own(engineer=1))

    assert {card.own for card in public.cards} == {None}
    assert {card.id for card in own.cards if card.own} == {"clean_sheet"}


def test_whoever_is_on_a_card_is_not_told_it_twice() -> None:
    cards = fill_gallery(BLANK, found(), reader=READER, own=Own(engineer=1)).cards

    (top_scorer,) = [card for card in cards if card.id == "top_scorer"]
    assert ([line.place for line in top_scorer.winners], top_scorer.own) == (["1"], None)


def test_only_quarters_can_be_picked() -> None:
    gallery = at_season(BLANK, SEASON, SPAN, READER)

    assert gallery.picker is not None
    assert gallery.picker.kinds == ()
    assert gallery.picker.choices == (Choice("2026-Q4", "2026 Q4"), Choice("2026-Q3", "2026 Q3"))


@pytest.mark.parametrize(
    ("code", "quarter"),
    [
        ("2026", "2026-Q4"),
        ("2026-08", "2026-Q3"),
        ("2026-02-01..2026-04-15", "2026-Q2"),
        ("2027", "2027-Q1"),
    ],
)
def test_another_season_leads_to_its_newest_quarter_that_has_begun(code: str, quarter: str) -> None:
    season = parse_season(code, calendar=CALENDAR)

    assert quarters_only(season, READER) == EmptyState(
        title="Nominations are for quarters",
        text="Every quarter starts anew and has its own winners; months, years and ranges have "
        "the leaderboard.",
        go=Choice(quarter, quarter.replace("-", " ")),
    )


def test_every_fixed_word_is_there_in_every_language() -> None:
    assert gallery_words("en") == WORDS
    assert set(gallery_words("ru")) == set(WORDS)


def test_every_word_that_is_drawn_is_given() -> None:
    scripts = [*SHARED_SCRIPTS, *component.PARTS.glob("*.js")]
    asked = set(re.findall(r"\bwords\.(\w+)", "".join(map(read, scripts))))

    assert asked - {"team_filter", "all_teams", "crown", "lead", "before", "steady_average"} <= set(
        WORDS
    )


def test_every_nomination_has_a_symbol() -> None:
    symbols = set(re.findall(r"^  (\w+): \[", read(component.PARTS / "symbols.js"), re.MULTILINE))

    assert symbols == {OWN_SYMBOL, *(one.key for one in NOMINATIONS)}


def test_a_gallery_is_json_with_its_version() -> None:
    gallery = json.loads(replace(BLANK, cards=()).to_json())

    assert (gallery["version"], gallery["day"], gallery["picker"]) == (7, "2026-11-22", None)
    assert [language["code"] for language in gallery["languages"]] == ["en", "ru"]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
