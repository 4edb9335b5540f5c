"""Every figure behind a team or an engineer of a quarter, gathered for whoever asks why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlmodel import Session

from db.nominations import season_nominations
from db.queries.scorers import HIDDEN_ENGINEER
from db.queries.sheet import require_quarter, season_sheet
from db.queries.tallies import team_kinds
from db.standings import engineer_table, team_table
from gamify.handicap.overlap import is_own_work
from gamify.handicap.published import Par
from gamify.handicap.waterfall import Share, Step, fives_waterfall, team_waterfall
from gamify.nominations.nomination import Candidate, Placed, UnitKind
from gamify.nominations.persons import Form, forms
from gamify.nominations.registry import Judged
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.sums import credited_stars
from gamify.nominations.top_scorer_net import form_indices
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import Calendar, Season
from gamify.standings import Rules, TeamStanding, TeamTable


@dataclass(frozen=True, slots=True)
class TeamExplanation:
    """A team's row of its table, and what the handicap is made of.

    `everyone` are all ratings of the season and `everyone_due` what par expects of them, in
    1/10 000 lost stars. `steps` are by group of work, empty without a par. `is_own_work` warns
    that most of the par rests on the team's own past.
    """

    season: Season
    table: TeamTable
    row: TeamStanding
    everyone: StarCounts
    everyone_due: int = 0
    steps: tuple[Step, ...] = ()
    is_own_work: bool = False


@dataclass(frozen=True, slots=True)
class EngineerExplanation:
    """An engineer's goals, form, and where the nominations have the engineer.

    `units` are in credit units; `form` counts fives on own tickets and what they usually bring,
    `everyone` the same of all engineers. `shares` are by group of work, empty where tickets
    aren't known. `standings` holds for each nomination of engineers the place, or what is
    missing, or None for somebody who isn't in it.
    """

    season: Season
    name: str
    team: str | None
    place: int | None
    units: StarCounts
    par: Par | None
    form: Form | None
    index: Fraction | None
    everyone: Form
    shares: tuple[Share, ...]
    standings: tuple[tuple[Judged, Placed | Candidate | None], ...]


def explain_team_figures(
    session: Session, team_id: int, *, season: Season, rules: Rules, calendar: Calendar
) -> TeamExplanation | None:
    """What is behind a team's row; None without ratings in the season.

    Raises DecisionRefused for a season that isn't a quarter.
    """
    require_quarter(season)
    table = team_table(session, season=season, rules=rules, calendar=calendar)
    row = next((row for row in table.rows if row.tally.id == team_id), None)
    if row is None:
        return None
    kinds, par = team_kinds(session, quarter=season.first), table.par
    stars = [counts for strata in kinds.values() for counts in strata.values()]
    everyone = sum(stars, StarCounts())
    if par is None:
        return TeamExplanation(season, table, row, everyone)
    mine = kinds.get(team_id, {})
    return TeamExplanation(
        season=season,
        table=table,
        row=row,
        everyone=everyone,
        everyone_due=sum(sum(_dues(strata, par).values()) for strata in kinds.values()),
        steps=team_waterfall(mine, par),
        is_own_work=is_own_work(_dues(mine, par), par, team_id),
    )


def explain_engineer_figures(
    session: Session,
    engineer_id: int,
    *,
    season: Season,
    rules: Rules,
    calendar: Calendar,
    hidden_name: str = HIDDEN_ENGINEER,
) -> EngineerExplanation:
    """What is behind an engineer's season. Raises DecisionRefused if it isn't a quarter."""
    sheet = season_sheet(
        session, season=season, rules=rules, calendar=calendar, hidden_name=hidden_name
    )
    found = season_nominations(
        session,
        season=season,
        rules=rules,
        calendar=calendar,
        hidden_name=hidden_name,
        unit=engineer_id,
    )
    places = {row.tally.id: row.place for row in engineer_table(session, season=season).rows}
    par = sheet.par
    known = {} if par is None else forms(sheet, par)
    indices = {} if par is None else form_indices(sheet, par)
    _, index = indices.get(engineer_id, (None, None))
    return EngineerExplanation(
        season=season,
        name=sheet.names[engineer_id],
        team=sheet.team_of.get(engineer_id),
        place=places.get(engineer_id),
        units=credited_stars(sheet).get(engineer_id, StarCounts()),
        par=par,
        form=known.get(engineer_id),
        index=index,
        everyone=Form(
            sum(form.fives for form in known.values()), sum(form.due for form in known.values())
        ),
        shares=() if par is None else _shares(sheet, par, engineer_id),
        standings=tuple(
            (card, card.verdict.standing_of(engineer_id))
            for card in found.cards
            if card.nomination.unit is UnitKind.ENGINEER
        ),
    )


def _dues(kinds: Mapping[int, StarCounts], par: Par) -> dict[int, int]:
    """What par expects of each kind of work, in 1/10 000 lost stars."""
    return {stratum: stars.n * par.par4(stratum) for stratum, stars in kinds.items()}


def _shares(sheet: SeasonSheet, par: Par, engineer: int) -> tuple[Share, ...]:
    """Fives on own tickets by group of work; empty where nobody's tickets are known."""
    sums, ratings = sheet.sums, sheet.ratings
    now = sums.back == 0
    if not sums.tickets[now].any():
        return ()
    own = now & (sums.engineer == engineer)
    tickets: Counter[int] = Counter()
    for stratum, n in zip(sums.stratum[own].tolist(), sums.tickets[own].tolist(), strict=True):
        tickets[stratum] += n
    scored = (ratings.owner == engineer) & (ratings.stars == 5)
    fives = Counter(ratings.stratum[scored].tolist())
    return fives_waterfall(tickets, {one: n * CREDIT for one, n in fives.items()}, par)
