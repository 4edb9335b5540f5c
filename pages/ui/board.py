"""The whole leaderboard as values: standings in, texts and figures out, ready to be drawn.

Every text is translated and every number formatted here, so that the browser only places
them. The same values are the page's first picture and the answer of `/api/v1/board`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date

from gamify.errors import N_
from gamify.history import SeasonHistory
from gamify.language import translate
from gamify.seasons import Calendar, Season, SeasonKind, season_on
from gamify.standings import EngineerTable, Rules, TeamDay, TeamTable
from pages.ui.crown_card import CrownCard, crown_card
from pages.ui.empty_states import EmptyState, empty_season, empty_table
from pages.ui.season_picker import Choice, SeasonPicker, pick_season, season_title
from pages.ui.team_rows import RowContext, TeamRow, team_rows
from pages.ui.top_scorers import TopScorers, top_scorers
from pages.ui.trends import weekly_averages

#: The board's fixed words, by the name under which the drawing finds them.
WORDS = {
    "season": N_("Season"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "previous": N_("Previous season"),
    "next": N_("Next season"),
    "team_filter": N_("Team"),
    "all_teams": N_("All teams"),
    "language": N_("Language"),
    "table": N_("Team table"),
    "table_note": N_("ranked by the steady average"),
    "place": N_("Place"),
    "team": N_("Team"),
    "ratings": N_("Ratings"),
    "plain": N_("Average"),
    "steady": N_("Steady"),
    "steady_long": N_("Steady average, with the span in which the true one lies 4 times out of 5"),
    "stars": N_("Stars 5–1"),
    "trend": N_("Trend"),
    "response": N_("Rated"),
    "response_long": N_("Share of closed tickets that were rated"),
    "week": N_("Week"),
    "week_long": N_("Places won or lost since last week"),
    "why": N_("Why this place?"),
    "below": N_("Not ranked yet"),
    "find": N_("Find a team"),
    "show_all": N_("Show all"),
    "none_found": N_("No team has that in its name"),
    "scorers": N_("Top scorers"),
    "scorers_note": N_("five-star ratings"),
    "no_scorers": N_("Nobody has scored five stars yet"),
    "crown": N_("Crown"),
    "lead": N_("The lead"),
    "steady_average": N_("Steady average"),
    "before": N_("A year before"),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "as_of": N_("As of"),
    "offline": N_("no connection since"),
    "go": N_("Go to"),
}


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What the database says for one board; `span` holds the first and last rated day."""

    season: Season
    span: tuple[date, date]
    teams: TeamTable
    days: Sequence[TeamDay]
    history: SeasonHistory
    year_before: TeamTable | None
    year_before_season: Season
    scorers: EngineerTable
    chosen_team: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a board is drawn, and when."""

    language: str
    today: date
    calendar: Calendar
    rules: Rules


@dataclass(frozen=True, slots=True)
class Board:
    """What the component draws.

    `version` and `day` say of which data and of which day it is; `race` changes when the chart
    of the places has to be redrawn.
    """

    version: int
    day: str
    language: str
    words: dict[str, str]
    organisation: str
    zone: str
    team: str
    teams: tuple[str, ...]
    picker: SeasonPicker | None = None
    crown: CrownCard | None = None
    rows: tuple[TeamRow, ...] = ()
    scorers: TopScorers | None = None
    empty: EmptyState | None = None
    race: str = ""
    languages: tuple[Choice, ...] = field(
        default=(Choice("en", "English"), Choice("ru", "Русский"))
    )

    def to_json(self) -> bytes:
        """The board as it goes to the browser."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()


def board_words(language: str) -> dict[str, str]:
    """The fixed words in a language."""
    return {name: translate(word, language) for name, word in WORDS.items()}


def fill_board(blank: Board, facts: BoardFacts, reader: Reader) -> Board:
    """A board with its standings, or an empty state in the place of what a season lacks."""
    language = reader.language
    picker = pick_season(
        facts.season,
        span=facts.span,
        today=reader.today,
        calendar=reader.calendar,
        language=language,
    )
    blank = replace(blank, picker=picker)
    if facts.teams.common is None:
        newest = newest_season(facts.span, reader)
        return replace(blank, empty=empty_season(picker.title, newest, language))
    blank = replace(
        blank, scorers=top_scorers(facts.scorers, rules=reader.rules, language=language)
    )
    if not any(row.tally.stars.n for row in facts.teams.rows):
        return replace(blank, empty=empty_table(picker.title, language))
    context = RowContext(
        movement=facts.history.movement or {},
        averages=weekly_averages(facts.days),
        chosen=facts.chosen_team,
        language=language,
    )
    return replace(
        blank,
        crown=_crown(facts, reader),
        rows=team_rows(facts.teams, context),
        race=race_fingerprint(facts.history),
    )


def newest_season(span: tuple[date, date], reader: Reader) -> Choice:
    """The quarter of the newest rating: where to go from a season without any."""
    season = season_on(span[1], kind=SeasonKind.QUARTER, calendar=reader.calendar)
    return Choice(season.code, season_title(season, reader.language))


def race_fingerprint(history: SeasonHistory) -> str:
    """A short text that changes when the chart of the places does."""
    weeks = [(point.day.isoformat(), sorted(point.places.items())) for point in history.weeks]
    return hashlib.sha256(json.dumps(weeks).encode()).hexdigest()[:16]


def _crown(facts: BoardFacts, reader: Reader) -> CrownCard | None:
    before = facts.year_before
    title = season_title(facts.year_before_season, reader.language)
    return crown_card(
        facts.teams,
        held=facts.history.crown,
        year_before=(title, before) if before else None,
        over=facts.season.last < reader.today,
        language=reader.language,
    )
