"""The house itself as tables: people, teams, imports, the log, and somebody's own ratings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from sqlmodel import Session

from db.queries.audit import decisions
from db.queries.imports import import_batches
from db.queries.people import people, teams_with_names
from db.queries.rating_cards import engineer_ratings
from db.tables.table import Asked, Table
from gamify.access import may
from gamify.errors import N_
from gamify.rights import Right
from gamify.seasons import day_of
from gamify.tables.column import Column, Kind, Row

_ADMINISTRATORS = N_("Administrators.")


def _people(session: Session, asked: Asked) -> Iterator[Row]:
    today = day_of(asked.now, asked.settings.calendar)
    for one in people(session):
        on = [stay for stay in one.stays if stay.since <= today <= (stay.until or today)]
        team = on[-1] if on else None
        if one.is_erased or not may(
            asked.visitor, Right.SEE_PEOPLE, teams=[team.team_id if team else None]
        ):
            continue
        yield (
            one.name,
            team and team.team,
            team and team.since,
            one.email,
            one.is_hidden,
            ", ".join(one.aliases),
        )


def _team_names(session: Session, _: Asked) -> Iterator[Row]:
    for one in teams_with_names(session):
        yield (one.name, ", ".join(one.aliases))


def _imports(session: Session, _: Asked) -> Iterator[Row]:
    for one in import_batches(session):
        yield (
            one.id,
            one.source,
            one.file_name,
            one.actor,
            one.stored_at,
            one.undone_at,
            one.rows,
            one.tickets_added,
            one.ratings_added,
            one.ratings_changed,
            one.unchanged,
            one.rejected,
        )


def _log(session: Session, _: Asked) -> Iterator[Row]:
    for one in decisions(session):
        before, after = _state(one.before), _state(one.after)
        yield (one.id, one.at, one.actor, one.action, one.subject, before, after)


def _own_ratings(session: Session, asked: Asked) -> Iterator[Row]:
    own = asked.visitor.engineer_id
    if own is None:
        return
    season = asked.season
    for one in engineer_ratings(session, engineer_id=own, first=season.first, last=season.last):
        excluded = one.excluded and one.excluded.value
        yield (one.day, one.ticket, one.stars, one.comment, one.owner_id == own, excluded)


def _state(state: Mapping[str, object] | None) -> str | None:
    return None if state is None else json.dumps(state, ensure_ascii=False)


PEOPLE = Table(
    name="people",
    title=N_("People"),
    columns=(
        Column("name", Kind.TEXT, N_("the name")),
        Column("team", Kind.TEXT, N_("the team of today")),
        Column("since", Kind.DAY, N_("first day in that team")),
        Column("email", Kind.TEXT, N_("address")),
        Column("hidden", Kind.FLAG, N_("whether public boards show a number")),
        Column("aliases", Kind.TEXT, N_("other names in files")),
    ),
    right=Right.SEE_PEOPLE,
    shows=N_("Administrators; leads of teams see the people of these teams."),
    rows=_people,
    is_of_season=False,
    is_by_team=True,
)
TEAM_NAMES = Table(
    name="team-names",
    title=N_("Teams and their other names"),
    columns=(
        Column("name", Kind.TEXT, N_("the team")),
        Column("aliases", Kind.TEXT, N_("other names in files")),
    ),
    right=Right.SEE_BOARDS,
    shows=N_("Everybody who may see the boards."),
    rows=_team_names,
    is_of_season=False,
)
IMPORTS = Table(
    name="imports",
    title=N_("Imports"),
    columns=(
        Column("import", Kind.WHOLE, N_("number of the import")),
        Column("source", Kind.TEXT, N_("where the ratings come from")),
        Column("file", Kind.TEXT, N_("name of the file")),
        Column("actor", Kind.TEXT, N_("who imported it")),
        Column("stored_at", Kind.INSTANT, N_("when it was stored")),
        Column("undone_at", Kind.INSTANT, N_("when it was taken back")),
        Column("rows", Kind.WHOLE, N_("rows of the file")),
        Column("tickets_added", Kind.WHOLE, N_("new tickets")),
        Column("ratings_added", Kind.WHOLE, N_("new ratings")),
        Column("ratings_changed", Kind.WHOLE, N_("changed ratings")),
        Column("unchanged", Kind.WHOLE, N_("rows that were known already")),
        Column("rejected", Kind.WHOLE, N_("rejected rows")),
    ),
    right=Right.IMPORT_RATINGS,
    shows=_ADMINISTRATORS,
    rows=_imports,
    is_of_season=False,
)
LOG = Table(
    name="log",
    title=N_("Log of decisions"),
    columns=(
        Column("id", Kind.WHOLE, N_("number of the entry")),
        Column("at", Kind.INSTANT, N_("when it was decided")),
        Column("actor", Kind.TEXT, N_("who decided")),
        Column("action", Kind.TEXT, N_("what was done")),
        Column("subject", Kind.TEXT, N_("about whom or what")),
        Column("before", Kind.TEXT, N_("what was before, as JSON")),
        Column("after", Kind.TEXT, N_("what is after, as JSON")),
    ),
    right=Right.SEE_AUDIT,
    shows=_ADMINISTRATORS,
    rows=_log,
    is_of_season=False,
)
OWN_RATINGS = Table(
    name="own-ratings",
    title=N_("My ratings"),
    columns=(
        Column("day", Kind.DAY, N_("day of the rating")),
        Column("ticket", Kind.TEXT, N_("id of the ticket")),
        Column("stars", Kind.WHOLE, N_("one to five")),
        Column("comment", Kind.TEXT, N_("the customer's words")),
        Column("is_owner", Kind.FLAG, N_("whether it was the own ticket, or one helped on")),
        Column("excluded", Kind.TEXT, N_("why it doesn't count, if it doesn't")),
    ),
    right=Right.SEE_LOW_RATINGS,
    shows=N_("The person alone."),
    rows=_own_ratings,
    is_own=True,
)
