"""Reads all about a team's quarter, kept by the data's version; `seen.py` says who sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlmodel import Session

from db.engine import reading
from db.own_challenges import own_challenges
from db.queries.challenges import past_challenges
from db.queries.engineers import engineer_names
from db.queries.memberships import Member, members_on, team_on
from db.queries.own_work import Helped, helps_in, owner_days, rated_owners
from db.queries.tallies import rated_days, team_tallies
from db.queries.teams import team_names
from db.standings import engineer_table, hidden_engineer
from db.team_season import TwoYears, team_years
from gamify.access import Visitor
from gamify.challenges.challenge import DEPARTMENT, Challenge
from gamify.challenges.standing import ChallengeStanding
from gamify.crowd import Stretch, weeks_of
from gamify.ratings import StarCounts, all_together
from gamify.seasons import Season, SeasonKind
from gamify.standings import EngineerTable
from pages.ui import reads
from pages.ui.board import Reader
from pages.ui.clock import Stamp
from pages.ui.gathering import asked_season, asked_team, season_tables
from pages.ui.season_picker import SeasonPicker, pick_season
from pages.ui.shelf import Shelf
from pages.ui.tables import Tables

_NOBODY = EngineerTable(())


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """All that is known of a team in a quarter, whoever may see it.

    `teams` are all by their names. `years` are quarters beside the same one a year before,
    `weeks` those of the quarter, `owners` the ratings of each team's engineers in it. `helps` are
    between people whom `names` calls as boards do. `tables` is None for another season than a
    quarter. `scorers` are those of the team's own ratings, by their real names.
    """

    picker: SeasonPicker | None = None
    season: Season | None = None
    today: date = date.min
    teams: Mapping[int, str] = field(default_factory=dict)
    team: int | None = None
    tables: Tables | None = None
    everyone: StarCounts = field(default=StarCounts())
    everyone_due: int = 0
    owners: Mapping[int, Mapping[int, int]] = field(default_factory=dict)
    years: Sequence[TwoYears] = ()
    weeks: Sequence[Stretch] = ()
    members: Sequence[Member] = ()
    helps: Sequence[Helped] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    scorers: EngineerTable = _NOBODY
    running: Sequence[tuple[Challenge, ChallengeStanding]] = ()
    past: Sequence[Challenge] = ()


_kept: Shelf[tuple[Stamp, str, int | str, str], TeamFacts] = Shelf(64)


def team_facts(code: str, team: str, own: int | None, *, language: str) -> TeamFacts:
    """A team's quarter, "" for the usual one; without a name the `own` team, or the first.

    Raises UnknownSeason, UnknownTeam and DatabaseRefused.
    """
    stamp = reads.clock.look()
    key = (stamp, code, team or own or 0, language)
    return _kept.take(key, lambda: _read(stamp, code, team, own, language))


def own_team(visitor: Visitor) -> int | None:
    """The team in which the visitor is, else the first that the visitor leads."""
    if visitor.engineer_id is not None:
        with reading(reads.engine()) as session:
            team = team_on(session, visitor.engineer_id, reads.clock.look().day)
        if team is not None:
            return team
    return min(visitor.team_ids, default=None)


def forget() -> None:
    """Start anew, as a fresh process would."""
    _kept.clear()


def _read(stamp: Stamp, code: str, team: str, own: int | None, language: str) -> TeamFacts:
    calendar = reads.settings().calendar
    with reading(reads.engine()) as session:
        names = team_names(session)
        teams = dict(sorted(names.items(), key=lambda one: (one[1].casefold(), one[0])))
        span = rated_days(session)
        if span is None:
            return TeamFacts(today=stamp.day, teams=teams)
        season = asked_season(code, span=span, today=stamp.day, calendar=calendar)
        chosen = asked_team(session, team) or own or next(iter(teams), None)
        blank = TeamFacts(
            picker=pick_season(
                season, span=span, today=stamp.day, calendar=calendar, language=language
            ),
            season=season,
            today=stamp.day,
            teams=teams,
            team=chosen,
        )
        if chosen is None or season.kind is not SeasonKind.QUARTER:
            return blank
        return _of_team(session, chosen, season, blank, language)


def _of_team(
    session: Session, team: int, season: Season, blank: TeamFacts, language: str
) -> TeamFacts:
    calendar, rules = reads.settings().calendar, reads.settings().rules
    reader = Reader(language=language, today=blank.today, calendar=calendar, rules=rules)
    hidden = hidden_engineer(language)
    days = {"first": season.first, "last": season.last}
    tables = season_tables(session, season, reader, asked="")
    everybody = team_tallies(session, **days)
    past = past_challenges(session, calendar=calendar, hidden_name=hidden)
    return TeamFacts(
        picker=blank.picker,
        season=season,
        today=blank.today,
        teams=blank.teams,
        team=team,
        tables=tables,
        everyone=all_together(each.stars for each in everybody),
        everyone_due=sum(each.due for each in everybody),
        owners=rated_owners(session, quarter=season.first),
        years=team_years(session, team, season=season, calendar=calendar),
        weeks=weeks_of(season, owner_days(session, team_id=team, **days), today=blank.today),
        members=members_on(session, team, blank.today),
        helps=helps_in(session, team_id=team, **days),
        names=engineer_names(session, hidden_name=hidden),
        scorers=engineer_table(session, season=season, team_id=team),
        running=own_challenges(
            session,
            teams={team},
            now=datetime.now(UTC),
            calendar=calendar,
            hidden_name=hidden,
        ),
        past=[one for one in past if one.owner.team_id == team or one.owner == DEPARTMENT],
    )
