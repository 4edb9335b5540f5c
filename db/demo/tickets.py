"""The tickets of the demo department and what its customers think: one believable stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import cycle
from random import Random

from db.demo.circumstances import Circumstance, draw_circumstance, own_draws
from db.demo.comments import COMMENTS, HOSTILE_COMMENTS
from db.demo.department import DIFFICULTY, QUARTERS, DemoTeam, Department, Line
from gamify.pseudonyms import MARK
from gamify.seasons import Calendar, Season, day_of

#: Ratings of a team of pace 1 in a whole quarter.
USUAL_RATINGS = 95
#: The running quarter has at least this share of a whole one's ratings, however young it is.
LEAST_SHARE = 0.4
#: Chance that a rating of average work in an average line loses a star or more.
SLIP = 0.052
#: What a rating is when it isn't a five, most often a four: products and policies anger people.
LESS_THAN_FIVE = (4, 4, 4, 4, 3, 2, 1)
#: The department got better from quarter to quarter, and more of its customers answered.
TREND = (1.25, 1.20, 1.15, 1.10, 1.05, 1.00, 0.95, 0.90)
ANSWERS = (0.80, 0.84, 0.88, 0.92, 0.96, 1.00, 1.04, 1.08)
#: Priority → (share of the tickets, difficulty).
PRIORITIES: Mapping[str, tuple[float, float]] = {
    "low": (3, 0.9),
    "normal": (5, 1.0),
    "high": (2, 1.2),
    "urgent": (0.5, 1.5),
}
#: Share of tickets on which others helped, and how many they were.
SHARED = 0.25
HELPERS = ((1, 2, 3), (75, 20, 5))
#: Share of ratings with a comment, by stars.
TALKATIVE = {5: 0.35, 4: 0.50, 3: 0.60, 2: 0.75, 1: 0.80}
HOSTILE = 1 / 60
CUSTOMERS = 4_000


@dataclass(frozen=True, slots=True)
class DemoTicket:
    """A solved ticket; `stars` is 0 and `rated_at` None while its customer hasn't rated it."""

    team: str
    line: str
    category: str
    priority: str
    channel: str
    owner: str
    helpers: tuple[str, ...]
    requester: str
    opened_at: datetime
    solved_at: datetime
    circumstance: Circumstance
    stars: int = 0
    comment: str | None = None
    rated_at: datetime | None = None


class TicketMaker:
    """Draws tickets of one department; the same `rng` and `now` give the same tickets."""

    def __init__(
        self, department: Department, rng: Random, *, now: datetime, calendar: Calendar
    ) -> None:
        self.department = department
        self._rng = rng
        self._rng_aside = own_draws(rng)
        self._now = now
        self._calendar = calendar
        self._hostile = cycle(HOSTILE_COMMENTS)
        self._rosters: dict[tuple[str, date], tuple[str, ...]] = {}
        self._owed: dict[tuple[str, int], float] = {}
        self._decks: dict[str, list[int]] = {}

    def quarter(self, index: int) -> list[DemoTicket]:
        """All tickets solved in a quarter of the department, in order of opening."""
        teams = [team for team in self.department.teams if index == QUARTERS - 1 or not team.is_new]
        tickets = [ticket for team in teams for ticket in self._team_quarter(team, index)]
        return sorted(tickets, key=lambda ticket: ticket.opened_at)

    def ticket(
        self, team: DemoTeam, solved_at: datetime, *, quarter: int, rated: bool
    ) -> DemoTicket:
        """One ticket of a team."""
        rng, line = self._rng, team.line
        category = rng.choices(list(line.categories), list(line.categories.values()))[0]
        priority = _draw(rng, PRIORITIES)
        roster = self._roster(team, solved_at)
        owner = rng.choices(roster, [self.department.diligence[name] for name in roster])[0]
        stars = 0
        if rated:
            difficulty = DIFFICULTY[category] * PRIORITIES[priority][1]
            stars = self._stars(team, owner, quarter=quarter, difficulty=difficulty)
        channel = rng.choices(list(line.channels), list(line.channels.values()))[0]
        helpers = self._helpers(roster, owner, solved_at)
        requester = f"{MARK}{rng.randrange(CUSTOMERS):04d}"
        opened_at = solved_at - self._effort(line, quarter)
        return DemoTicket(
            team=team.name,
            line=line.name,
            category=category,
            priority=priority,
            channel=channel,
            owner=owner,
            helpers=helpers,
            requester=requester,
            opened_at=opened_at,
            solved_at=solved_at,
            circumstance=draw_circumstance(
                self._rng_aside,
                category=category,
                channel=channel,
                opened_at=opened_at,
                solved_at=solved_at,
                stars=stars,
            ),
            stars=stars,
            comment=self._comment(stars),
            rated_at=self._answered(solved_at) if rated else None,
        )

    def _team_quarter(self, team: DemoTeam, index: int) -> Iterator[DemoTicket]:
        season = self.department.quarters[index]
        share = _share_elapsed(season, self._now, self._calendar)
        busy = self._rng.uniform(0.85, 1.15) * (1 if team.is_new else max(share, LEAST_SHARE))
        ratings = round(USUAL_RATINGS * team.pace * busy)
        tickets = round(ratings / (team.response * ANSWERS[index]))
        rated = set(self._rng.sample(range(tickets), ratings))
        moments = self._moments(season, tickets)
        for number, solved_at in enumerate(moments):
            yield self.ticket(team, solved_at, quarter=index, rated=number in rated)

    def _moments(self, season: Season, n: int) -> list[datetime]:
        """When `n` tickets were solved: mostly on working days, mostly around noon."""
        today = day_of(self._now, self._calendar)
        days = [
            season.first + timedelta(days=at)
            for at in range((min(season.last, today) - season.first).days + 1)
        ]
        weights = [self._bustle(day) for day in days]
        return [self._moment(day) for day in self._rng.choices(days, weights, k=n)]

    def _bustle(self, day: date) -> float:
        works = day.weekday() in self._calendar.working_weekdays
        return 1.0 if works and day not in self._calendar.holidays else 0.2

    def _moment(self, day: date) -> datetime:
        midnight = datetime.combine(day, time(), self._calendar.zone)
        moment = midnight + timedelta(hours=self._rng.triangular(6, 23, 13))
        if moment >= self._now:
            moment = midnight + (self._now - midnight) * self._rng.random()
        return moment

    def _effort(self, line: Line, quarter: int) -> timedelta:
        """Time from opening to solving; it shrinks as the department improves."""
        hours = line.hours * TREND[quarter] * self._rng.lognormvariate(0, 0.7)
        return timedelta(hours=min(hours, 24 * 20))

    def _answered(self, solved_at: datetime) -> datetime:
        """Customers answer within a day or two, and never after `now`."""
        rated_at = solved_at + timedelta(hours=self._rng.expovariate(1 / 14))
        if rated_at > self._now:
            rated_at = solved_at + (self._now - solved_at) * self._rng.random()
        return rated_at

    def _stars(self, team: DemoTeam, owner: str, *, quarter: int, difficulty: float) -> int:
        """Luck is dealt, not rolled: so a season tells the same story on whatever day it is made.

        A team's chances of losing a star are summed up, and each time they come to one, one of
        its ratings is less than five. How much less is the next card of a deck.
        """
        form = team.form_now if quarter == QUARTERS - 1 else team.form
        slip = SLIP * TREND[quarter] * difficulty * form * self.department.slips[owner]
        key = team.name, quarter
        owed = slip + (self._owed[key] if key in self._owed else self._rng.random())
        self._owed[key] = owed % 1
        return 5 if owed < 1 else self._card(team)

    def _card(self, team: DemoTeam) -> int:
        deck = self._decks.setdefault(team.name, [])
        if not deck:
            deck.extend(self._rng.sample(LESS_THAN_FIVE, len(LESS_THAN_FIVE)))
        return deck.pop()

    def _roster(self, team: DemoTeam, moment: datetime) -> tuple[str, ...]:
        key = team.name, day_of(moment, self._calendar)
        if key not in self._rosters:
            self._rosters[key] = self.department.roster(team, key[1])
        return self._rosters[key]

    def _helpers(self, roster: tuple[str, ...], owner: str, solved_at: datetime) -> tuple[str, ...]:
        """Colleagues of the team, now and then somebody of another one, in order of the draw."""
        if self._rng.random() >= SHARED:
            return ()
        if self._rng.random() < 0.2:
            other = self._rng.choice(self.department.teams)
            roster = self._roster(other, solved_at) or roster
        colleagues = [name for name in roster if name != owner]
        wanted = self._rng.choices(*HELPERS)[0]
        return tuple(self._rng.sample(colleagues, min(wanted, len(colleagues))))

    def _comment(self, stars: int) -> str | None:
        if stars == 0 or self._rng.random() >= TALKATIVE[stars]:
            return None
        if stars == 5 and self._rng.random() < HOSTILE:
            return next(self._hostile)
        return self._rng.choice(COMMENTS[stars])


def _share_elapsed(season: Season, now: datetime, calendar: Calendar) -> float:
    days = (season.last - season.first).days + 1
    return min(1.0, ((day_of(now, calendar) - season.first).days + 1) / days)


def _draw(rng: Random, weights: Mapping[str, tuple[float, float]]) -> str:
    """A key by the first of its two numbers."""
    return rng.choices(list(weights), [share for share, _ in weights.values()])[0]
