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
from gamify.history import Crown, SeasonHistory
from gamify.language import translate
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, Season, SeasonKind, season_on
from gamify.standings import EngineerTable, Rules, TeamDay, TeamTable
from gamify.star_names import star_names
from pages.ui.coarse_note import Coarse, CoarseNote, coarse_note
from pages.ui.crown_card import CrownCard, crown_card
from pages.ui.empty_states import EmptyState, empty_season, empty_table
from pages.ui.exclusion_note import ExclusionNote, Exclusions, exclusion_note
from pages.ui.handicap_rows import Kinds, handicap_context
from pages.ui.notices import Notice
from pages.ui.season_picker import Choice, SeasonPicker, pick_season, season_title
from pages.ui.tables import CROWN_BY, Tables, TableSwitch, name_of, table_switch
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
    "table_switch": N_("Which table"),
    "both": N_("Raw → net"),
    "both_long": N_("Place in the raw table, then in the handicapped one"),
    "place": N_("Place"),
    "team": N_("Team"),
    "ratings": N_("Ratings"),
    "plain": N_("Average"),
    "plain_short": N_("plain"),
    "steady": N_("Steady"),
    "steady_short": N_("steady"),
    "steady_long": N_("Steady average: with ratings borrowed at the common average"),
    "fair": N_("Fair"),
    "fair_short": N_("fair avg"),
    "fair_long": N_("Fair average: the steady one with kinds of work evened out"),
    "stars": N_("Stars 5–1"),
    "trend": N_("Trend"),
    "response": N_("Rated"),
    "response_long": N_("Share of closed tickets that were rated"),
    "week": N_("Week"),
    "week_long": N_("Places won or lost since last week"),
    "why": N_("Why this place?"),
    "below": N_("Not ranked yet"),
    "excluded": N_("Excluded"),
    "coarse": N_("Coarse source"),
    "find": N_("Find a team"),
    "show_all": N_("Show all"),
    "none_found": N_("No team has that in its name"),
    "work": N_("Stars saved by kind of work"),
    "work_away": N_("The kinds of work can't be shown without a connection."),
    "crown": N_("Crown"),
    "lead": N_("The lead"),
    "steady_average": N_("Steady average"),
    "fair_average": N_("Fair average"),
    "before": N_("A year before"),
    "copy": N_("Copy"),
    "copied": N_("Copied"),
    "as_of": N_("As of"),
    "offline": N_("no connection since"),
    "go": N_("Go to"),
}


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What the database says for one board; `span` holds the first and last rated day.

    `history` is that of the shown table, `crown` whoever holds the crown by its own table.
    """

    season: Season
    span: tuple[date, date]
    tables: Tables
    days: Sequence[TeamDay]
    history: SeasonHistory
    crown: Crown | None
    year_before: TeamTable | None
    year_before_season: Season
    scorers: EngineerTable
    #: Whose goals may be told; None for all.
    known_scorers: frozenset[int] | None = None
    chosen_team: int | None = None
    kinds: Kinds = field(default_factory=dict)
    excluded: Exclusions = field(default_factory=dict)
    coarse: Coarse = field(default_factory=dict)
    coarse_scorers: Coarse = field(default_factory=dict)

    @property
    def teams(self) -> TeamTable:
        """The table that is shown."""
        return self.tables.shown


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a board is drawn, and when."""

    language: str
    today: date
    calendar: Calendar
    rules: Rules
    #: The organisation's own names of one star to five; empty for the usual ones.
    star_labels: Sequence[str] = ()
    #: Whether the reader may choose any days, and not whole months alone.
    sees_days: bool = False


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
    table: TableSwitch | None = None
    rows: tuple[TeamRow, ...] = ()
    scorers: TopScorers | None = None
    empty: EmptyState | None = None
    race: str = ""
    excluded: ExclusionNote | None = None
    coarse: CoarseNote | None = None
    #: What leads announce, in the head.
    notices: tuple[Notice, ...] = ()
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
    names = {row.tally.id: row.tally.name for row in facts.teams.rows}
    note = exclusion_note(facts.excluded, names, language)
    coarse = coarse_note(facts.coarse, names, language)
    blank = replace(blank, picker=picker, excluded=note, coarse=coarse)
    if facts.teams.common is None:
        newest = newest_season(facts.span, reader)
        return replace(blank, empty=empty_season(picker.title, newest, language))
    blank = replace(
        blank,
        scorers=top_scorers(
            facts.scorers,
            rules=reader.rules,
            language=language,
            coarse=facts.coarse_scorers,
            known=facts.known_scorers,
        ),
    )
    if not any(row.tally.stars.n for row in facts.teams.rows):
        return replace(blank, empty=empty_table(picker.title, language))
    return replace(
        blank,
        crown=_crown(facts, reader),
        table=table_switch(facts.tables, season=facts.season, language=language),
        rows=team_rows(facts.teams, _row_context(facts, reader)),
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


def _row_context(facts: BoardFacts, reader: Reader) -> RowContext:
    return RowContext(
        movement=facts.history.movement or {},
        averages=weekly_averages(facts.days),
        chosen=facts.chosen_team,
        language=reader.language,
        crowned=frozenset(row.tally.id for row in facts.tables.crowned.ranked if row.place == 1),
        everyone=sum((day.stars for day in facts.days), StarCounts()),
        everyone_due=sum(day.due for day in facts.days),
        handicap=handicap_context(facts.tables, facts.kinds),
        excluded=facts.excluded,
        coarse=facts.coarse,
        star_names=star_names(reader.star_labels, reader.language),
    )


def _crown(facts: BoardFacts, reader: Reader) -> CrownCard | None:
    before = facts.year_before
    title = season_title(facts.year_before_season, reader.language)
    crowned = facts.tables.crowned
    by = "" if crowned is facts.teams else translate(CROWN_BY[name_of(crowned)], reader.language)
    return crown_card(
        crowned,
        held=facts.crown,
        year_before=(title, before) if before else None,
        over=facts.season.last < reader.today,
        language=reader.language,
        by=by,
    )
