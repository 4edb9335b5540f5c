"""The standings as tables: teams, top scorers, top scorers net of their tickets, places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from sqlmodel import Session

from db.queries.pars import ruling_par
from db.standings import engineer_table, hidden_engineer, season_days, team_history, team_table
from db.tables.table import Asked, Table
from gamify.access import may
from gamify.errors import N_
from gamify.ratings import CREDIT
from gamify.rights import Right
from gamify.scorers import form_of, public_scorers
from gamify.seasons import day_of
from gamify.standings import EngineerStanding, EngineerTable, RankMode
from gamify.tables.column import Column, Kind, Row

_BOARD = N_("Everybody who may see the boards.")
_THE_BEST = N_(
    "The best, as on the board, and the own row; everybody to administrators and to leads of all "
    "teams. Hidden names are numbers."
)
_STARS = tuple(
    Column(name, Kind.WHOLE, meaning)
    for name, meaning in (
        ("five", N_("ratings of five stars")),
        ("four", N_("ratings of four stars")),
        ("three", N_("ratings of three stars")),
        ("two", N_("ratings of two stars")),
        ("one", N_("ratings of one star")),
    )
)


def _teams(session: Session, asked: Asked) -> Iterator[Row]:
    rules, calendar = asked.settings.rules, asked.settings.calendar
    table = team_table(session, season=asked.season, rules=rules, calendar=calendar)
    for row in table.rows:
        tally, handicap = row.tally, row.handicap
        yield (
            row.place,
            tally.name,
            tally.stars.n,
            *tally.stars.as_tuple(),
            row.plain,
            row.steady,
            None if handicap is None else handicap.fair,
            row.missing,
            row.raw_place,
            None if handicap is None else handicap.place,
            tally.tickets,
        )


def shown_scorers(table: EngineerTable, asked: Asked) -> Sequence[EngineerStanding]:
    """Those whom somebody may see: all, or the public best and the own row."""
    if _sees_all(asked):
        return table.rows
    best = public_scorers(table, rules=asked.settings.rules)
    return (*best, *(row for row in table.rows[len(best) :] if _is_own(row, asked)))


def _is_own(row: EngineerStanding, asked: Asked) -> bool:
    own = asked.visitor.engineer_id
    return row.tally.id == own and may(asked.visitor, Right.SEE_PERSON, engineer_id=own)


def _sees_all(asked: Asked) -> bool:
    return may(asked.visitor, Right.SEE_PERSON)


def _enough(asked: Asked) -> int | None:
    """How many rows are enough: reading the names of all takes its time."""
    if _sees_all(asked) or asked.visitor.engineer_id is not None:
        return None
    return asked.settings.public_top


def _scorers(session: Session, asked: Asked) -> Iterator[Row]:
    table = engineer_table(
        session,
        season=asked.season,
        hidden_name=hidden_engineer(asked.language),
        best=_enough(asked),
    )
    for row in shown_scorers(table, asked):
        units = row.tally.units
        # Of others the goals alone: all ratings beside them would say which weren't fives.
        is_theirs = _sees_all(asked) or _is_own(row, asked)
        yield (
            row.place,
            row.tally.name,
            row.tally.team or None,
            Fraction(units.five, CREDIT),
            Fraction(units.n, CREDIT) if is_theirs else None,
            units.average if is_theirs else None,
        )


def _scorers_net(session: Session, asked: Asked) -> Iterator[Row]:
    par = ruling_par(session, season=asked.season)
    if par is None:
        return
    table = engineer_table(
        session,
        season=asked.season,
        hidden_name=hidden_engineer(asked.language),
        mode=RankMode.FAIR,
        par=par,
        best=_enough(asked),
    )
    for row in shown_scorers(table, asked):
        form = form_of(table, row.tally)
        yield (
            row.place,
            row.tally.name,
            row.tally.team or None,
            row.tally.own_fives,
            form and form.par,
            form and form.handicap,
            form and form.index,
        )


def _places(session: Session, asked: Asked) -> Iterator[Row]:
    settings, season = asked.settings, asked.season
    table = team_table(session, season=season, rules=settings.rules, calendar=settings.calendar)
    history = team_history(
        season_days(session, season=season, table=table),
        season=season,
        today=day_of(asked.now, settings.calendar),
        table=table,
        rules=settings.rules,
    )
    names = {row.tally.id: row.tally.name for row in table.rows}
    for week in history.weeks:
        for team, place in week.places.items():
            yield (week.day, place, names.get(team))


TEAMS = Table(
    name="teams",
    title=N_("Team table"),
    columns=(
        Column("place", Kind.WHOLE, N_("place in the table that carries the crown")),
        Column("team", Kind.TEXT, N_("the team")),
        Column("ratings", Kind.WHOLE, N_("counted ratings")),
        *_STARS,
        Column("plain", Kind.AVERAGE, N_("average as it is, cut and never rounded")),
        Column("steady", Kind.AVERAGE, N_("average with ratings borrowed at the common average")),
        Column("fair", Kind.AVERAGE, N_("steady average with kinds of work evened out")),
        Column("missing", Kind.WHOLE, N_("ratings that are missing to be ranked")),
        Column("raw_place", Kind.WHOLE, N_("place without handicap")),
        Column("handicapped_place", Kind.WHOLE, N_("place with handicap")),
        Column("tickets", Kind.WHOLE, N_("closed tickets, rated or not")),
    ),
    right=Right.SEE_BOARDS,
    shows=_BOARD,
    rows=_teams,
)
SCORERS = Table(
    name="scorers",
    title=N_("Top scorers"),
    columns=(
        Column("place", Kind.WHOLE, N_("place by goals; none without a goal")),
        Column("engineer", Kind.TEXT, N_("the public name")),
        Column("team", Kind.TEXT, N_("the team of the latest rating")),
        Column("goals", Kind.CREDITS, N_("five-star ratings, shared with whoever helped")),
        Column("ratings", Kind.CREDITS, N_("all ratings, shared; of others nothing")),
        Column("average", Kind.AVERAGE, N_("average as it is; of others nothing")),
    ),
    right=Right.SEE_BOARDS,
    shows=_THE_BEST,
    rows=_scorers,
)
SCORERS_NET = Table(
    name="scorers-net",
    title=N_("Top scorers net of their tickets"),
    columns=(
        Column("place", Kind.WHOLE, N_("place by the form index")),
        Column("engineer", Kind.TEXT, N_("the public name")),
        Column("team", Kind.TEXT, N_("the team of the latest rating")),
        Column("fives", Kind.WHOLE, N_("five-star ratings of own tickets")),
        Column("par", Kind.EXACT, N_("five-star ratings that these tickets usually bring")),
        Column("handicap", Kind.EXACT, N_("five-star ratings beyond par")),
        Column("form_index", Kind.EXACT, N_("fives in per cent of par, with some borrowed")),
    ),
    right=Right.SEE_BOARDS,
    shows=_THE_BEST,
    rows=_scorers_net,
    is_of_quarter=True,
)
PLACES = Table(
    name="places",
    title=N_("How the places moved"),
    columns=(
        Column("day", Kind.DAY, N_("last day of a week, or the newest one")),
        Column("place", Kind.WHOLE, N_("place at the end of that day")),
        Column("team", Kind.TEXT, N_("the team")),
    ),
    right=Right.SEE_BOARDS,
    shows=_BOARD,
    rows=_places,
)
