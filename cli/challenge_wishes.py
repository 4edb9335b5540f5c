"""What the words after `challenge` ask for: whom it is for, which days, which criteria."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from sqlmodel import Session

from cli.challenge_arguments import CRITERIA
from cli.desk import Desk
from cli.named import engineer_named
from db.commands.register import name_key
from db.queries.teams import team_names
from gamify.challenges.challenge import Owner, season_of_days
from gamify.challenges.criteria import Criteria
from gamify.challenges.reading import read_criteria, write_criteria
from gamify.errors import SettingRefused, UnknownSeason, UnknownTeam
from gamify.language import say
from gamify.seasons import Season, SeasonKind, day_of, parse_season, season_on


def owner_meant(session: Session, arguments: Namespace, desk: Desk) -> Owner:
    """The team or person that was named, else the department.

    Raises UnknownTeam or UnknownEngineer.
    """
    if arguments.team:
        for team, name in team_names(session).items():
            if name_key(name) == name_key(arguments.team):
                return Owner(team_id=team)
        raise UnknownTeam(name=arguments.team)
    if arguments.engineer:
        return Owner(
            engineer_id=engineer_named(session, arguments.engineer, language=desk.language)
        )
    return Owner()


def days_meant(arguments: Namespace, desk: Desk) -> Season | None:
    """The season or the days that were named; None if none were.

    Raises UnknownSeason, and SettingRefused for a day that can't be read or without the other.
    """
    calendar = desk.settings.calendar
    if arguments.season:
        return parse_season(arguments.season, calendar=calendar)
    if not (arguments.first or arguments.last):
        return None
    first, last = day_told("--from", arguments.first), day_told("--to", arguments.last)
    if last < first:
        raise UnknownSeason(code=f"{first}..{last}")
    return season_of_days(first, last, calendar=calendar)


def this_quarter(desk: Desk) -> Season:
    """The quarter that runs."""
    calendar = desk.settings.calendar
    return season_on(day_of(desk.now, calendar), kind=SeasonKind.QUARTER, calendar=calendar)


def criteria_meant(arguments: Namespace) -> Criteria:
    """The criteria that were written. Raises ChallengeRefused."""
    return read_criteria(_criteria_told(arguments))


def criteria_changed(arguments: Namespace, former: Criteria) -> Criteria | None:
    """The former criteria with those that were written in their place; None if none were.

    An empty text takes a criterion out. Raises ChallengeRefused.
    """
    told = _criteria_told(arguments)
    return read_criteria(write_criteria(former) | told) if told else None


def day_told(option: str, text: str | None) -> date:
    """The day of a text like 2026-11-03. Raises SettingRefused."""
    try:
        return date.fromisoformat((text or "").strip())
    except ValueError as error:
        allowed = say("a day like 2026-11-03")
        raise SettingRefused(name=option, value=text or "", allowed=allowed) from error


def _criteria_told(arguments: Namespace) -> dict[str, str | int]:
    fields = [*(field for _, field, _, _ in CRITERIA), "count_mode"]
    told = {field: getattr(arguments, field) for field in fields}
    return {field: text for field, text in told.items() if text is not None}
