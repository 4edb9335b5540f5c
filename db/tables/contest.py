"""What is competed for as tables: nominations, awards of closed seasons, challenges."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session

from db.challenges import challenge_standing
from db.nominations import season_nominations
from db.queries.award_rows import award_rows
from db.queries.challenges import past_challenges, running_challenges
from db.standings import hidden_engineer
from db.tables.table import Asked, Table
from gamify.challenges.challenge import Challenge
from gamify.challenges.states import Stage
from gamify.errors import N_
from gamify.language import translate
from gamify.rights import Right
from gamify.tables.column import Column, Kind, Row

#: A card names the winner and two runners-up; of those who share a place, not all.
LAST_PLACE, MOST_SHOWN = 3, 10

_PUBLIC = N_(
    "Everybody who may see the boards: winners and two runners-up. Hidden names are numbers."
)
_PLACED = (
    Column("place", Kind.WHOLE, N_("place, 1 for the winner; equal ones share it")),
    Column("name", Kind.TEXT, N_("the engineer or the team")),
    Column("team", Kind.TEXT, N_("the engineer's team")),
    Column("value", Kind.TEXT, N_("the score as people read it")),
    Column("score", Kind.EXACT, N_("the score, exact")),
)


def _nominations(session: Session, asked: Asked) -> Iterator[Row]:
    settings, language = asked.settings, asked.language
    found = season_nominations(
        session,
        season=asked.season,
        rules=settings.rules,
        calendar=settings.calendar,
        hidden_name=hidden_engineer(language),
    )
    for card in found.cards:
        verdict = card.verdict
        placed = [one for one in verdict.placed if one.place <= LAST_PLACE][:MOST_SHOWN]
        for one in placed:
            candidate = one.candidate
            yield (
                card.nomination.key,
                translate(card.title, language),
                one.place,
                candidate.name,
                candidate.team,
                translate(candidate.value, language),
                candidate.score,
                verdict.is_under_review,
            )


def _awards(session: Session, asked: Asked) -> Iterator[Row]:
    language = asked.language
    for one in award_rows(session, hidden_name=hidden_engineer(language)):
        yield (
            one.season,
            one.nomination,
            translate(one.title, language),
            one.place,
            one.name,
            one.team,
            translate(one.value, language),
            one.score,
            one.formula_version,
            one.recorded_at,
        )


def season_challenges(session: Session, asked: Asked) -> list[Challenge]:
    """Challenges of the department and of teams that share a day with the season."""
    calendar, hidden = asked.settings.calendar, hidden_engineer(asked.language)
    every = [
        *running_challenges(session, calendar=calendar, hidden_name=hidden),
        *past_challenges(session, calendar=calendar, hidden_name=hidden),
    ]
    return [
        one
        for one in every
        if one.owner.is_public
        and one.stage is Stage.STARTED
        and one.season.first <= asked.season.last
        and asked.season.first <= one.season.last
    ]


def _challenges(session: Session, asked: Asked) -> Iterator[Row]:
    for challenge in season_challenges(session, asked):
        standing = challenge_standing(
            session,
            challenge=challenge,
            now=asked.now,
            calendar=asked.settings.calendar,
            is_forecast=False,
        )
        result = challenge.result
        yield (
            challenge.id,
            translate(challenge.name, asked.language),
            challenge.owner_name or None,
            challenge.season.code,
            challenge.season.first,
            challenge.season.last,
            result is not None,
            standing.is_met if result is None else result.is_met,
            standing.sums.stars.n,
            standing.sums.stars.average,
            standing.countdown.days,
            standing.countdown.working_days,
        )


NOMINATIONS = Table(
    name="nominations",
    title=N_("Nominations"),
    columns=(
        Column("nomination", Kind.TEXT, N_("key of the nomination")),
        Column("title", Kind.TEXT, N_("what the nomination is called")),
        *_PLACED,
        Column("under_review", Kind.FLAG, N_("whether a lead has to look at a winner first")),
    ),
    right=Right.SEE_BOARDS,
    shows=_PUBLIC,
    rows=_nominations,
    is_of_quarter=True,
)
AWARDS = Table(
    name="awards",
    title=N_("Awards of closed seasons"),
    columns=(
        Column("season", Kind.TEXT, N_("the quarter")),
        Column("nomination", Kind.TEXT, N_("key of the nomination")),
        Column("title", Kind.TEXT, N_("what the nomination was called")),
        *_PLACED,
        Column("formula_version", Kind.WHOLE, N_("version of the formula that ruled it")),
        Column("recorded_at", Kind.INSTANT, N_("when it was recorded for good")),
    ),
    right=Right.SEE_BOARDS,
    shows=_PUBLIC,
    rows=_awards,
    is_of_season=False,
)
CHALLENGES = Table(
    name="challenges",
    title=N_("Challenges"),
    columns=(
        Column("challenge", Kind.WHOLE, N_("number of the challenge")),
        Column("name", Kind.TEXT, N_("its title, or what is asked for")),
        Column("owner", Kind.TEXT, N_("the team; none for the department")),
        Column("season", Kind.TEXT, N_("the season, or its days")),
        Column("first", Kind.DAY, N_("first day")),
        Column("last", Kind.DAY, N_("last day")),
        Column("is_over", Kind.FLAG, N_("whether it is closed")),
        Column("is_met", Kind.FLAG, N_("whether it is met, so far if it isn't over")),
        Column("ratings", Kind.WHOLE, N_("counted ratings")),
        Column("average", Kind.AVERAGE, N_("average as it is, cut and never rounded")),
        Column("days_left", Kind.WHOLE, N_("days after today")),
        Column("working_days_left", Kind.WHOLE, N_("working days after today")),
    ),
    right=Right.SEE_BOARDS,
    shows=N_("Everybody who may see the boards: those of the department and of teams."),
    rows=_challenges,
)
