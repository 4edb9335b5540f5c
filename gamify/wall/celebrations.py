"""What is worth celebrating: what has just come in, and what two pictures in a row mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from gamify.challenges.challenge import Challenge, Owner
from gamify.challenges.milestones import Milestone, milestones
from gamify.challenges.standing import ChallengeStanding
from gamify.pauses import Rest

#: More arrivals than this at once are told as one.
MOST_AT_ONCE = 20

#: Ratings that were given longer ago aren't celebrated one by one.
FRESH = timedelta(days=1)

#: Milestones that are celebrated; an average that is lost is nothing for a wall.
CELEBRATED = (Milestone.HALF_WAY, Milestone.AVERAGE_REGAINED, Milestone.MET)

FIVE = 5


class Kind(StrEnum):
    """What is celebrated."""

    GOAL = "goal"
    CROWN = "crown"
    MILESTONE = "milestone"
    MET = "met"
    BULK = "bulk"


class Arrival(NamedTuple):
    """A rating that has come in."""

    id: int
    stars: int
    rated_at: datetime
    team: int | None


@dataclass(frozen=True, slots=True)
class Glance:
    """What is compared: who holds the crown of which season, and where challenges stand."""

    version: int
    season: str = ""
    crown: tuple[int, ...] = ()
    challenges: Mapping[int, tuple[Challenge, ChallengeStanding]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Celebration:
    """Something to celebrate, once for each `key`.

    Of a goal `rating` is the rating's number, of the crown `teams` hold it and `former` have lost
    it, of a milestone `challenge` and `milestone` say which; of many ratings at once `amount` says
    how many.
    """

    key: str
    kind: Kind
    teams: tuple[int, ...] = ()
    former: tuple[int, ...] = ()
    rating: int = 0
    amount: int = 0
    challenge: Challenge | None = None
    milestone: Milestone | None = None

    def is_quieted(self, rest: Rest) -> bool:
        """Whether a pause says nothing of it: of a crown also where a resting team loses it."""
        return rest.quiets((*self.teams, *self.former))

    def concerns(self, teams: frozenset[int]) -> bool:
        """Whether it is about one of the teams of a screen, or about everybody."""
        return not teams or not self.teams or not teams.isdisjoint(self.teams)


def arrived(
    arrivals: Sequence[Arrival], *, now: datetime, total: int | None = None
) -> Iterator[Celebration]:
    """Each five that has just been given, then many at once and old ones as one.

    Of more than `MOST_AT_ONCE` the first ones are enough, with how many they are in `total`.
    """
    amount = len(arrivals) if total is None else total
    is_many = amount > MOST_AT_ONCE
    fresh = [] if is_many else [one for one in arrivals if now - one.rated_at <= FRESH]
    told = {one.id for one in fresh}
    others = [one for one in arrivals if one.id not in told]
    for one in fresh:
        if one.stars == FIVE:
            yield Celebration(
                key=f"goal-{one.id}-{one.rated_at.timestamp():.0f}",
                kind=Kind.GOAL,
                teams=() if one.team is None else (one.team,),
                rating=one.id,
            )
    if others:
        many = amount - len(fresh)
        key = f"bulk-{others[0].id}-{many}-{others[0].rated_at.timestamp():.0f}"
        yield Celebration(key=key, kind=Kind.BULK, amount=many)


def passed(before: Glance, after: Glance) -> Iterator[Celebration]:
    """A change of the crown within a season, and milestones of challenges that both know."""
    if before.season == after.season and after.crown and after.crown != before.crown:
        holders = ".".join(map(str, after.crown))
        key = f"crown-{after.season}-{holders}-{after.version}"
        yield Celebration(key=key, kind=Kind.CROWN, teams=after.crown, former=before.crown)
    for number, (challenge, standing) in after.challenges.items():
        earlier = before.challenges.get(number)
        if earlier is None or _asks(earlier[0]) != _asks(challenge):
            continue
        for milestone in milestones(earlier[1], standing):
            if milestone in CELEBRATED:
                yield _milestone(challenge, milestone, after.version)


def _milestone(challenge: Challenge, milestone: Milestone, version: int) -> Celebration:
    is_met = milestone is Milestone.MET
    key = f"{milestone}-{challenge.id}"
    # An average may come back more than once; half way and met are told once.
    recurs = milestone is Milestone.AVERAGE_REGAINED
    return Celebration(
        key=f"{key}-{version}" if recurs else key,
        kind=Kind.MET if is_met else Kind.MILESTONE,
        teams=_teams(challenge.owner),
        challenge=challenge,
        milestone=milestone,
    )


def _teams(owner: Owner) -> tuple[int, ...]:
    return () if owner.team_id is None else (owner.team_id,)


def _asks(challenge: Challenge) -> object:
    """What is asked for; a goal that was just changed isn't passed by changing it."""
    return challenge.criteria, challenge.season
