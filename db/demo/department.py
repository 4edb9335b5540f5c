"""Who is who in the demo: lines, teams, engineers, and where each of them worked when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from db.demo.people import ENGINEERS
from gamify.seasons import Calendar, Season, SeasonKind, day_of, previous_season, season_on

#: Quarters that the demo has, the running one included.
QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A support line: what comes to it, by which channel; `hours` is to solve.

    Nothing but its mix of work makes it easy or hard.
    """

    name: str
    hours: float
    #: Category → share of the tickets.
    categories: Mapping[str, float]
    #: Channel → share of the tickets.
    channels: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DemoTeam:
    """A team as the generator knows it; nobody else sees its true `form`."""

    name: str
    line: Line
    #: How many engineers were hired into it; a few moved later.
    hires: int
    #: Ratings of a quarter against the usual 95.
    pace: float
    #: Share of its customers who rate.
    response: float
    #: Multiplies the chance of a lost star: below 1 is better than usual on the same work.
    form: float
    #: The same for the running quarter alone.
    form_now: float
    #: A team that was founded in the running quarter and has few ratings yet.
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Stint:
    """An engineer's time in a team; both days are included, None while it lasts."""

    engineer: str
    team: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Department:
    """Everything about the demo that stays the same however many tickets come."""

    quarters: tuple[Season, ...]
    teams: tuple[DemoTeam, ...]
    stints: tuple[Stint, ...]
    #: Engineer → multiplier of the chance of a lost star.
    slips: Mapping[str, float]
    #: Engineer → share of the team's tickets that come to the desk.
    diligence: Mapping[str, float]

    def roster(self, team: DemoTeam, day: date) -> tuple[str, ...]:
        """The engineers of a team on a day, longest-serving first."""
        return tuple(
            stint.engineer
            for stint in self.stints
            if stint.team == team.name
            and stint.since <= day
            and (stint.until is None or day <= stint.until)
        )

    @property
    def transfers(self) -> tuple[Stint, ...]:
        """The stints that began with a move from another team, in order of time."""
        movers = {stint.engineer for stint in self.stints if stint.until is not None}
        moves = [s for s in self.stints if s.engineer in movers and s.until is None]
        return tuple(sorted(moves, key=lambda stint: (stint.since, stint.engineer)))


#: Category → what multiplies the chance of a lost star, whichever line has it.
DIFFICULTY: Mapping[str, float] = {
    "Password and access": 0.4,
    "How-to question": 0.45,
    "Account changes": 0.6,
    "Reports": 0.8,
    "Contract": 0.85,
    "Installation": 0.85,
    "Billing": 1.0,
    "Synchronisation": 1.2,
    "API": 2.0,
    "Defect": 2.8,
    "Performance": 4.5,
    "Data loss": 6.0,
}

FIRST = Line(
    "First line",
    1.5,
    {
        "Password and access": 4,
        "How-to question": 4,
        "Billing": 2,
        "Installation": 2,
        "Account changes": 1,
    },
    {"chat": 5, "phone": 3, "e-mail": 2},
)
SECOND = Line(
    "Second line",
    9.0,
    {"Installation": 2, "Synchronisation": 3, "Billing": 2, "Reports": 2, "Defect": 1},
    {"e-mail": 5, "portal": 3, "phone": 2},
)
THIRD = Line(
    "Third line",
    38.0,
    {"Defect": 4, "Performance": 3, "Data loss": 1, "API": 2},
    {"portal": 6, "e-mail": 4},
)
KEY_ACCOUNTS = Line(
    "Key accounts",
    3.0,
    {"How-to question": 3, "Contract": 2, "API": 1, "Reports": 2},
    {"phone": 5, "e-mail": 4, "chat": 1},
)

TEAMS: tuple[DemoTeam, ...] = (
    DemoTeam("Northern Lights", FIRST, 13, 1.55, 0.24, 0.95, 1.00),
    DemoTeam("Falcons", FIRST, 9, 1.20, 0.19, 0.85, 0.75),
    DemoTeam("Night Owls", FIRST, 6, 0.85, 0.34, 1.10, 0.95),
    DemoTeam("Полярная звезда", FIRST, 8, 1.05, 0.28, 0.80, 0.75),
    DemoTeam("Lighthouse", SECOND, 9, 1.15, 0.20, 0.75, 0.60),
    DemoTeam("Payments & Billing", SECOND, 5, 0.85, 0.16, 1.10, 1.10),
    DemoTeam("Integrations", SECOND, 8, 1.00, 0.22, 1.00, 0.90),
    DemoTeam("Mobile Apps", SECOND, 6, 0.95, 0.30, 1.10, 1.05),
    DemoTeam("Deep Dive", THIRD, 4, 0.85, 0.26, 0.55, 0.40),
    DemoTeam("Kernel", THIRD, 5, 0.60, 0.14, 0.95, 0.90),
    DemoTeam("Concierge", KEY_ACCOUNTS, 7, 1.00, 0.36, 0.70, 0.75),
    DemoTeam("Comets", FIRST, 2, 0.15, 0.25, 0.90, 0.70, is_new=True),
)

#: Moves: place in the order of hiring, new team, quarter (counting from the first), month in it.
_MOVES = (
    (3, "Lighthouse", 2, 1),
    (15, "Deep Dive", 3, 0),
    (24, "Concierge", 4, 2),
    (38, "Kernel", 5, 1),
    (47, "Northern Lights", 6, 2),
    (5, "Comets", 7, 0),
    (30, "Comets", 7, 0),
)


def make_department(rng: Random, *, now: datetime, calendar: Calendar) -> Department:
    """The department as of `now`: the running quarter is the last of its eight."""
    quarters = _last_quarters(day_of(now, calendar), calendar)
    stints = tuple(_stints(rng, quarters))
    people = sorted({stint.engineer for stint in stints})
    return Department(
        quarters=quarters,
        teams=TEAMS,
        stints=stints,
        slips={name: rng.uniform(0.55, 1.5) for name in people},
        diligence={name: rng.uniform(0.5, 1.7) for name in people},
    )


def _last_quarters(today: date, calendar: Calendar) -> tuple[Season, ...]:
    quarters = [season_on(today, kind=SeasonKind.QUARTER, calendar=calendar)]
    while len(quarters) < QUARTERS:
        quarters.append(previous_season(quarters[-1], calendar=calendar))
    return tuple(reversed(quarters))


def _stints(rng: Random, quarters: tuple[Season, ...]) -> Iterator[Stint]:
    """Hire everyone, most of them before the first quarter, then move a few."""
    moves = {ENGINEERS[at]: (team, quarter, month) for at, team, quarter, month in _MOVES}
    names = iter(ENGINEERS)
    for team in TEAMS:
        for name in islice(names, team.hires):
            if name not in moves:
                yield Stint(name, team.name, _hired(rng, team, quarters))
                continue
            new_team, quarter, month = moves[name]
            moved = _first_of_month(quarters[quarter].first, month)
            yield Stint(name, team.name, quarters[0].first, moved - timedelta(days=1))
            yield Stint(name, new_team, moved)


def _hired(rng: Random, team: DemoTeam, quarters: tuple[Season, ...]) -> date:
    """One in eight came in a later quarter, in a new team everybody does."""
    if team.is_new:
        return quarters[-1].first
    return quarters[rng.randrange(1, QUARTERS - 1) if rng.random() < 0.125 else 0].first


def _first_of_month(quarter: date, month: int) -> date:
    """The first day of the quarter's month 0, 1 or 2."""
    return (quarter + timedelta(days=31 * month)).replace(day=1)
