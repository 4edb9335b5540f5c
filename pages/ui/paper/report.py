"""The report of a season as values: what the pages show of it, put together for paper.

Every figure is taken from the pictures that the pages are drawn from, so that paper and screen
can't differ.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db.engine import reading
from db.queries.challenges import past_challenges, running_challenges
from db.standings import hidden_engineer
from gamify.access import Visitor
from gamify.challenges.challenge import Challenge
from gamify.errors import N_, CrownboardError
from gamify.language import shown, translate
from gamify.open_days import sees_days
from gamify.seasons import Season, SeasonKind
from pages.ui import reads
from pages.ui.challenges.archive import PastCard, past_card
from pages.ui.challenges.reading import FollowingQuery, following
from pages.ui.downloads.chart import NoChart, Picture, picture_of, race_drawn
from pages.ui.nominations.reading import GalleryQuery, gallery

BACK = N_("Back to the boards")
#: The fixed words, by the name under which the template finds them.
WORDS = {
    "report": N_("Season report"),
    "print": N_("Print"),
    "back": BACK,
    "nominations": N_("Nominations"),
    "challenges": N_("Challenges"),
    "how": N_("How it was counted"),
    "places": N_("Chart of the places"),
    "lacking": N_("Waiting for data"),
}


class NoReport(CrownboardError):
    """A season of which there is nothing to print: the sentence of its board says why."""

    sentence = N_("There is nothing to print yet. {problem}")


@dataclass(frozen=True, slots=True)
class Report:
    """What is printed. `board` and `gallery` are the pictures of the pages; `race` is an address
    that holds the chart of the places itself, "" where there is none.

    `running` are pictures of challenges that go on, `past` those that have ended.
    """

    language: str
    words: Mapping[str, str]
    board: Mapping[str, Any]
    gallery: Mapping[str, Any]
    running: Sequence[Mapping[str, Any]]
    past: Sequence[PastCard]
    race: str
    as_of: str


def season_report(season: str, *, visitor: Visitor, language: str, now: datetime) -> Report:
    """The report of a season by its code, "" for the newest one, by the table with the crown.

    Raises NoReport for a season without ratings or with a code that can't be read.
    """
    query = reads.BoardQuery(season=season, language=language, sees_days=sees_days(visitor))
    board = json.loads(reads.board(query).body)
    if board["empty"] is not None:
        raise NoReport(problem=board["empty"]["text"])
    running, past = _challenges(board["picker"], language)
    zone = reads.settings().calendar.zone
    return Report(
        language=language,
        words=board["words"] | {name: translate(word, language) for name, word in WORDS.items()},
        board=board,
        gallery=json.loads(gallery(GalleryQuery(season=season, language=language)).body),
        running=running,
        past=past,
        race=_race(query, now),
        as_of=shown(now.astimezone(zone), language),
    )


def _challenges(
    picker: Mapping[str, Any], language: str
) -> tuple[list[Mapping[str, Any]], list[PastCard]]:
    """Challenges within a season's days that run, and those that have ended.

    Personal ones are the person's own.
    """
    calendar, hidden = reads.settings().calendar, hidden_engineer(language)
    with reading(reads.engine()) as session:
        running = running_challenges(session, calendar=calendar, hidden_name=hidden)
        past = past_challenges(session, calendar=calendar, hidden_name=hidden)
    ids = {str(one.id) for one in running if _belongs(one, picker)}
    cards = json.loads(following(FollowingQuery(language)).body)["cards"]
    return (
        [card for card in cards if card["id"] in ids],
        [past_card(one, language=language) for one in past if _belongs(one, picker)],
    )


def _belongs(challenge: Challenge, picker: Mapping[str, Any]) -> bool:
    season: Season = challenge.season
    within = picker["first"] <= season.first.isoformat() and (
        season.last.isoformat() <= picker["last"]
    )
    return within and challenge.owner.is_public


def _race(query: reads.BoardQuery, now: datetime) -> str:
    try:
        race = race_drawn(query, theme="light", now=now)
    except NoChart:
        return ""
    drawn = picture_of(race, Picture.SVG, theme="light")
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"


def is_quarter(report: Report) -> bool:
    """Whether nominations are judged over the report's season."""
    kind: str = report.board["picker"]["kind"]
    return kind == SeasonKind.QUARTER.value
