"""The top scorers of a wall: the best few, never more than half of those who scored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlmodel import Session

from db.queries.scorers import engineer_tallies
from db.queries.wall_ratings import fives_in_a_row
from db.standings import engineer_table, hidden_engineer
from gamify.credit import credited
from gamify.errors import N_
from gamify.language import count, say, shown, translate
from gamify.scorers import public_scorers, rank_engineers
from gamify.standings import EngineerStanding, EngineerTable
from pages.ui.top_scorers import initials
from pages.ui.wall.season import Scope, WallSeason

TITLE, SUBTITLE = N_("Top scorers"), N_("five-star ratings")

#: Fives in a row from which they are told.
STREAK = 3

_WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class ScorerLine:
    """Somebody with the fives of the season, and those of the last seven days."""

    id: int
    place: str
    name: str
    initials: str
    fives: str
    team: str
    note: str
    week: str


@dataclass(frozen=True, slots=True)
class Scorers:
    """The list as it is drawn; `more` says how many scored in all."""

    title: str
    subtitle: str
    rows: tuple[ScorerLine, ...] = ()
    more: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """What the shown ones have had lately: units of the week, fives in a row."""

    week: dict[int, int]
    streak: dict[int, int]


def scorers_part(session: Session, scope: Scope) -> Scorers:
    """The public part of the top scorers: of all teams, or of those that a screen shows."""
    language, found = scope.language, scope.season
    title, subtitle = (translate(text, language) for text in (TITLE, SUBTITLE))
    empty = translate(say("Nobody has scored five stars yet"), language)
    if found is None:
        return Scorers(title, subtitle, empty=empty)
    table = _table(session, found, scope)
    best = public_scorers(table, rules=scope.rules)
    form = _form(session, found, scope, [row.tally.id for row in best])
    return Scorers(
        title=title,
        subtitle=subtitle,
        rows=tuple(_line(row, form, language) for row in best),
        more=_more(table, len(best), language),
        empty="" if best else empty,
    )


def _table(session: Session, found: WallSeason, scope: Scope) -> EngineerTable:
    read = partial(
        engineer_table,
        session,
        season=found.season,
        hidden_name=hidden_engineer(scope.language),
    )
    if len(scope.teams) < 2:
        return read(team_id=min(scope.teams, default=None), best=scope.rules.public_top)
    table = read()
    names = {found.names.get(team) for team in scope.teams}
    return rank_engineers(row.tally for row in table.rows if row.tally.team in names)


def _form(session: Session, found: WallSeason, scope: Scope, people: list[int]) -> _Form:
    last = min(scope.today, found.season.last)
    first = max(last - _WEEK, found.season.first)
    week = engineer_tallies(session, first=first, last=last, only=people)
    streak = fives_in_a_row(session, people, first=found.season.first, last=last)
    return _Form({one.id: one.five for one in week}, streak)


def _line(row: EngineerStanding, form: _Form, language: str) -> ScorerLine:
    tally = row.tally
    streak = form.streak.get(tally.id, 0)
    note = count("{n} in a row", "{n} in a row", n=streak) if streak >= STREAK else None
    week = form.week.get(tally.id, 0)
    return ScorerLine(
        id=tally.id,
        place=shown(row.place, language),
        name=tally.name,
        initials=initials(tally.name),
        fives=shown(credited(tally.five), language),
        team=tally.team,
        note="" if note is None else translate(note, language),
        week=f"+{shown(credited(week), language)}" if week else "",
    )


def _more(table: EngineerTable, best: int, language: str) -> str:
    if best == table.scored:
        return ""
    return translate(
        say("The best {best} of {scored} who scored", best=best, scored=table.scored), language
    )
