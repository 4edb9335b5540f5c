"""A person's season: the place and its neighbours, goals, assists, runs; the seasons before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from db.queries.challenge_ratings import ratings_in_order
from db.queries.challenge_sums import challenge_quarters
from db.queries.own_work import assists_of
from db.queries.pars import ruling_par
from db.queries.scorers import HIDDEN_ENGINEER, engineer_tallies
from gamify.challenges.challenge import Owner
from gamify.ratings import StarCounts
from gamify.runs import Runs, runs_of
from gamify.scorers import Form, form_of, rank_engineers
from gamify.seasons import Calendar, Season, SeasonKind, season_on
from gamify.standings import EngineerStanding, EngineerTable, Rules
from gamify.whereabouts import Whereabouts, whereabouts

#: So many quarters stand side by side.
MOST_QUARTERS = 8

_LONG_AGO = date(1971, 1, 1)


@dataclass(frozen=True, slots=True)
class PersonSeason:
    """What one person brought in a season. `net` is the place net of tickets, None without a par.

    `raw_table` and `net_table` are those in which the person stands; they hold everybody and are
    for reckoning, not for showing.
    """

    raw_table: EngineerTable
    raw: Whereabouts | None
    net_table: EngineerTable | None
    net: Whereabouts | None
    form: Form | None
    assists: int
    runs: Runs

    @property
    def units(self) -> StarCounts:
        """The person's credit units by stars."""
        return StarCounts() if self.raw is None else self.raw.tally.units


@dataclass(frozen=True, slots=True)
class PersonQuarter:
    """One of the quarters side by side; places are None without one, `form` without a par."""

    season: Season
    units: StarCounts
    place: int | None
    net_place: int | None
    form: Form | None


def person_season(
    session: Session,
    engineer_id: int,
    *,
    season: Season,
    rules: Rules,
    hidden_name: str = HIDDEN_ENGINEER,
) -> PersonSeason:
    """A person's season, for the person and a lead.

    Hidden engineers are called `hidden_name`, in which "{id}" stands for the number.
    """
    raw, net = _tables(session, season, hidden_name)
    days = {"first": season.first, "last": season.last}
    order = ratings_in_order(session, owner=Owner(engineer_id=engineer_id), **days)
    beside = None if net is None else whereabouts(net, engineer_id, rules=rules)
    return PersonSeason(
        raw_table=raw,
        raw=whereabouts(raw, engineer_id, rules=rules),
        net_table=net,
        net=beside,
        form=None if net is None or beside is None else form_of(net, beside.tally),
        assists=assists_of(session, engineer_id=engineer_id, **days),
        runs=runs_of(units for _, units in order),
    )


def person_quarters(
    session: Session, engineer_id: int, *, until: date, calendar: Calendar
) -> list[PersonQuarter]:
    """The latest quarters in which a person was rated, up to a day, the newest first."""
    owner = Owner(engineer_id=engineer_id)
    rated = [
        one
        for one in challenge_quarters(session, owner=owner, first=_LONG_AGO, last=until)
        if one.stars.n
    ]
    return [
        _quarter(
            session,
            engineer_id,
            season_on(one.day, kind=SeasonKind.QUARTER, calendar=calendar),
            one.stars,
        )
        for one in reversed(rated[-MOST_QUARTERS:])
    ]


def _quarter(
    session: Session, engineer_id: int, season: Season, units: StarCounts
) -> PersonQuarter:
    raw, net = _tables(session, season, HIDDEN_ENGINEER)
    mine = _row(net, engineer_id) if net is not None else None
    own = _row(raw, engineer_id)
    return PersonQuarter(
        season=season,
        units=units,
        place=None if own is None else own.place,
        net_place=None if mine is None else mine.place,
        form=None if net is None or mine is None else form_of(net, mine.tally),
    )


def _row(table: EngineerTable, engineer_id: int) -> EngineerStanding | None:
    return next((row for row in table.rows if row.tally.id == engineer_id), None)


def _tables(
    session: Session, season: Season, hidden_name: str
) -> tuple[EngineerTable, EngineerTable | None]:
    """The scorers by goals and, where a par rules the season, net of their tickets."""
    tallies = engineer_tallies(
        session, first=season.first, last=season.last, hidden_name=hidden_name
    )
    par = ruling_par(session, season=season)
    net = None if par is None else rank_engineers(tallies, kappa=par.kappa)
    return rank_engineers(tallies), net
