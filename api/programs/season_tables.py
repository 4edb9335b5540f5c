"""What a season says, as rows for programs: gathered from the database, flat and exact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from api.programs.problems import LANGUAGE
from db.challenges import challenge_standing
from db.nominations import season_nominations
from db.queries.challenges import past_challenges, running_challenges
from db.queries.people import Person, people, teams_with_names
from db.queries.tallies import rated_days
from db.settings import Settings
from db.standings import engineer_table, team_table
from gamify.averages import show_average
from gamify.challenges.challenge import Challenge
from gamify.challenges.states import Stage
from gamify.language import translate
from gamify.nominations.nomination import Placed
from gamify.ratings import CREDIT
from gamify.seasons import Season, day_of, parse_season, usual_season

Row = Mapping[str, Any]

#: The season of the newest rating.
CURRENT = "current"
TEAM_COLUMNS = (
    "place", "team", "ratings", "five", "four", "three", "two", "one", "plain", "plain_exact",
    "steady", "steady_exact", "fair", "fair_exact", "missing", "raw_place", "handicapped_place",
    "tickets",
)  # fmt: skip
ENGINEER_COLUMNS = (
    "place", "engineer", "team", "goals", "goals_exact", "ratings", "average", "average_exact"
)  # fmt: skip
NOMINATION_COLUMNS = (
    "nomination", "title", "place", "name", "team", "value", "score", "under_review"
)  # fmt: skip
CHALLENGE_COLUMNS = (
    "challenge", "name", "owner", "season", "first", "last", "is_over", "is_met", "ratings",
    "average", "average_exact", "days_left", "working_days_left",
)  # fmt: skip
PERSON_COLUMNS = ("name", "team", "since", "email", "hidden", "aliases")
TEAM_NAME_COLUMNS = ("name", "aliases")
#: A card names the winner and two runners-up.
_LAST_PLACE, _MOST_SHOWN = 3, 10


def season_called(session: Session, code: str, settings: Settings) -> Season:
    """The season of a code, or of the newest rating. Raises UnknownSeason."""
    calendar = settings.calendar
    if code != CURRENT:
        return parse_season(code, calendar=calendar)
    span = rated_days(session)
    today = day_of(datetime.now(UTC), calendar)
    return usual_season(span and span[1], today=today, calendar=calendar)


def season_words(season: Season) -> dict[str, Any]:
    """A season as an answer begins with it."""
    told = {"code": season.code, "first": season.first.isoformat(), "last": season.last.isoformat()}
    return {"season": told}


def team_rows(session: Session, season: Season, settings: Settings) -> tuple[list[Row], str]:
    """The team table, and what ranks it: plain, steady or fair."""
    table = team_table(session, season=season, rules=settings.rules, calendar=settings.calendar)
    rows: list[Row] = []
    for row in table.rows:
        stars, handicap = row.tally.stars, row.handicap
        counts = dict(zip(("five", "four", "three", "two", "one"), stars.as_tuple(), strict=True))
        rows.append(
            {
                "place": row.place,
                "team": row.tally.name,
                "ratings": stars.n,
                **counts,
                **_average("plain", row.plain),
                **_average("steady", row.steady),
                **_average("fair", None if handicap is None else handicap.fair),
                "missing": row.missing,
                "raw_place": row.raw_place,
                "handicapped_place": None if handicap is None else handicap.place,
                "tickets": row.tally.tickets,
            }
        )
    return rows, table.mode.value


def engineer_rows(
    session: Session, season: Season, settings: Settings, *, is_all: bool
) -> list[Row]:
    """The top scorers: the best of them, or everybody for whom that isn't only for the public."""
    best = None if is_all else settings.public_top
    table = engineer_table(session, season=season, best=best)
    return [
        {
            "place": row.place,
            "engineer": row.tally.name,
            "team": row.tally.team or None,
            "goals": _credits(row.tally.units.five),
            "goals_exact": str(Fraction(row.tally.units.five, CREDIT)),
            "ratings": _credits(row.tally.units.n),
            **_average("average", row.tally.units.average),
        }
        for row in table.rows
    ]


def nomination_rows(session: Session, season: Season, settings: Settings) -> list[Row]:
    """Winner and runners-up of each nomination. Raises DecisionRefused but for a quarter."""
    found = season_nominations(
        session, season=season, rules=settings.rules, calendar=settings.calendar
    )
    rows: list[Row] = []
    for card in found.cards:
        placed = [one for one in card.verdict.placed if one.place <= _LAST_PLACE][:_MOST_SHOWN]
        told = {
            "nomination": card.nomination.key,
            "title": translate(card.title, LANGUAGE),
            "under_review": card.verdict.is_under_review,
        }
        rows += [told | _placed(one) for one in placed]
    return rows


def challenge_rows(session: Session, season: Season, settings: Settings) -> list[Row]:
    """The challenges of the department and of teams in a season, and where they stand."""
    now, calendar = datetime.now(UTC), settings.calendar
    rows: list[Row] = []
    for challenge in _challenges(session, season, settings):
        standing = challenge_standing(
            session, challenge=challenge, now=now, calendar=calendar, is_forecast=False
        )
        result = challenge.result
        rows.append(
            {
                "challenge": challenge.id,
                "name": translate(challenge.name, LANGUAGE),
                "owner": challenge.owner_name or None,
                "season": challenge.season.code,
                "first": challenge.season.first.isoformat(),
                "last": challenge.season.last.isoformat(),
                "is_over": result is not None,
                "is_met": standing.is_met if result is None else result.is_met,
                "ratings": standing.sums.stars.n,
                **_average("average", standing.sums.stars.average),
                "days_left": standing.countdown.days,
                "working_days_left": standing.countdown.working_days,
            }
        )
    return rows


def person_rows(session: Session, today: date) -> list[Row]:
    """Everybody with the team of the day."""
    return [_person(one, today) for one in people(session) if not one.is_erased]


def team_name_rows(session: Session) -> list[Row]:
    """All teams with their other names."""
    return [
        {"name": one.name, "aliases": ", ".join(one.aliases)} for one in teams_with_names(session)
    ]


def _person(one: Person, today: date) -> Row:
    now = [stay for stay in one.stays if stay.since <= today and (stay.until or today) >= today]
    return {
        "name": one.name,
        "team": now[-1].team if now else None,
        "since": now[-1].since.isoformat() if now else None,
        "email": one.email,
        "hidden": one.is_hidden,
        "aliases": ", ".join(one.aliases),
    }


def _challenges(session: Session, season: Season, settings: Settings) -> list[Challenge]:
    """Those of the department and of teams that share a day with the season."""
    calendar = settings.calendar
    every = [
        *running_challenges(session, calendar=calendar),
        *past_challenges(session, calendar=calendar),
    ]
    return [
        one
        for one in every
        if one.owner.engineer_id is None
        and one.stage is Stage.STARTED
        and one.season.first <= season.last
        and season.first <= one.season.last
    ]


def _placed(one: Placed) -> dict[str, Any]:
    candidate = one.candidate
    return {
        "place": one.place,
        "name": candidate.name,
        "team": candidate.team,
        "value": translate(candidate.value, LANGUAGE),
        "score": str(candidate.score),
    }


def _average(name: str, average: Fraction | None) -> dict[str, str | None]:
    """An average as it is shown, cut, and exact."""
    if average is None:
        return {name: None, f"{name}_exact": None}
    return {name: show_average(average), f"{name}_exact": str(average)}


def _credits(units: int) -> str:
    """Ratings cut to hundredths."""
    whole, rest = divmod(units * 100 // CREDIT, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
