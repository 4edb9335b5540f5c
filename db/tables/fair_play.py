"""What leads look at as tables: flags with their evidence, and excluded ratings."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from db.queries.engineers import engineer_names
from db.queries.exclusions import excluded_ratings
from db.queries.flags import flag_cases
from db.queries.teams import team_names
from db.tables.table import Asked, Table
from gamify.errors import N_
from gamify.language import translate
from gamify.rights import Right
from gamify.tables.column import Column, Kind, Row

_LEADS = N_("Leads and administrators.")


def _flags(session: Session, asked: Asked) -> Iterator[Row]:
    names = engineer_names(session)
    for case in flag_cases(session, season=asked.season):
        flag = case.flag
        yield (
            case.id,
            flag.rule.value,
            flag.severity.value,
            names.get(flag.engineer_id),
            names.get(flag.other_id or 0),
            len(flag.ratings),
            translate(flag.evidence, asked.language),
            case.state.value,
            case.found_at,
            case.decided_at,
            case.decided_by,
            case.reason and case.reason.value,
            len(case.excluded),
            case.note,
        )


def _excluded(session: Session, asked: Asked) -> Iterator[Row]:
    season, teams = asked.season, team_names(session)
    for one in excluded_ratings(session, first=season.first, last=season.last):
        team = teams.get(one.team_id or 0)
        yield (one.ticket, one.day, one.stars, team, one.reason.value, one.at, one.by, one.note)


FLAGS = Table(
    name="flags",
    title=N_("What looks odd"),
    columns=(
        Column("flag", Kind.WHOLE, N_("number of the flag")),
        Column("rule", Kind.TEXT, N_("the rule that found it, F1 to F11")),
        Column("severity", Kind.TEXT, N_("high or normal")),
        Column("engineer", Kind.TEXT, N_("the engineer")),
        Column("other", Kind.TEXT, N_("the other colleague, where it is about two")),
        Column("ratings", Kind.WHOLE, N_("how many ratings it is about")),
        Column("evidence", Kind.TEXT, N_("the evidence in words")),
        Column("state", Kind.TEXT, N_("open, fine or excluded")),
        Column("found_at", Kind.INSTANT, N_("when it was found")),
        Column("decided_at", Kind.INSTANT, N_("when it was decided on")),
        Column("decided_by", Kind.TEXT, N_("who decided")),
        Column("reason", Kind.TEXT, N_("why ratings were excluded")),
        Column("excluded", Kind.WHOLE, N_("how many ratings were excluded")),
        Column("note", Kind.TEXT, N_("the note with the decision")),
    ),
    right=Right.SEE_FAIR_PLAY,
    shows=_LEADS,
    rows=_flags,
    is_of_quarter=True,
)
EXCLUDED = Table(
    name="excluded",
    title=N_("Excluded ratings"),
    columns=(
        Column("ticket", Kind.TEXT, N_("the ticket")),
        Column("day", Kind.DAY, N_("the day it counts for")),
        Column("stars", Kind.WHOLE, N_("1 to 5 stars")),
        Column("team", Kind.TEXT, N_("the team")),
        Column("reason", Kind.TEXT, N_("why it doesn't count")),
        Column("excluded_at", Kind.INSTANT, N_("when it was decided on")),
        Column("excluded_by", Kind.TEXT, N_("who decided")),
        Column("note", Kind.TEXT, N_("the note with the decision")),
    ),
    right=Right.SEE_FAIR_PLAY,
    shows=_LEADS,
    rows=_excluded,
)
