"""A challenge as a lead has set it, and what it came to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction

from gamify.challenges.criteria import Criteria, Criterion
from gamify.challenges.sentences import title_of
from gamify.challenges.states import Stage
from gamify.errors import N_, CrownboardError
from gamify.language import Message, say
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, Season, SeasonKind, parse_season, season_on


class UnknownChallenge(CrownboardError):
    """A challenge that doesn't exist. Raised with `challenge`."""

    sentence = N_("There is no challenge {challenge}. `challenge list` shows them.")


#: Kinds of season that days may turn out to be, the longest first.
_WHOLE = (SeasonKind.YEAR, SeasonKind.QUARTER, SeasonKind.MONTH)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom a challenge is for: a team, a person, or with neither the department."""

    team_id: int | None = None
    engineer_id: int | None = None

    @property
    def is_public(self) -> bool:
        """Whether everybody may see where it stands: a person's tells of all the stars."""
        return self.engineer_id is None


DEPARTMENT = Owner()


@dataclass(frozen=True, slots=True)
class Result:
    """What a challenge came to, computed once when it was closed.

    `checks` say of each criterion whether it held. `stars` are whole ratings (of a person, those
    that the credits make up), `average` is exact.
    """

    is_met: bool
    stars: StarCounts
    average: Fraction | None
    checks: Mapping[Criterion, bool] = field(default_factory=dict)
    tickets: int | None = None
    rated: int | None = None
    median_minutes: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Challenge:
    """A goal for a season. `owner_name` is "" for the department; `result` is there once closed."""

    id: int
    title: str
    owner: Owner
    owner_name: str
    season: Season
    criteria: Criteria
    stage: Stage
    created_at: datetime
    created_by: str
    closed_at: datetime | None = None
    result: Result | None = None

    @property
    def name(self) -> Message:
        """The title that a lead has given, else what is asked for."""
        title = Message("{title}", {"title": self.title}) if self.title else title_of(self.criteria)
        if not self.owner_name:
            return title
        return say("{owner}: {challenge}", owner=self.owner_name, challenge=title)


@dataclass(frozen=True, slots=True)
class Edit:
    """What of a running challenge was changed, and what it was before."""

    day: date
    actor: str
    before: Criteria
    after: Criteria
    first_before: date
    last_before: date
    first: date
    last: date

    @property
    def sentence(self) -> Message:
        """The change in words: "target changed on 3 Nov 2026: …"."""
        if self.before != self.after:
            return say(
                "target changed on {day}: {before} became {after}",
                day=self.day,
                before=title_of(self.before),
                after=title_of(self.after),
            )
        return say(
            "days changed on {day}: {first_before} to {last_before} became {first} to {last}",
            day=self.day,
            first_before=self.first_before,
            last_before=self.last_before,
            first=self.first,
            last=self.last,
        )


def as_of(
    challenge: Challenge, edits: Sequence[Edit], day: date, *, calendar: Calendar
) -> Challenge:
    """The challenge as it was asked for on a day; `edits` are in order of time."""
    later = next((edit for edit in edits if edit.day > day), None)
    if later is None:
        return challenge
    season = season_of_days(later.first_before, later.last_before, calendar=calendar)
    return replace(challenge, criteria=later.before, season=season, result=None)


def season_of_days(first: date, last: date, *, calendar: Calendar) -> Season:
    """The season that two days are the edges of: a year, quarter or month where they fit one."""
    for kind in _WHOLE:
        season = season_on(first, kind=kind, calendar=calendar)
        if (season.first, season.last) == (first, last):
            return season
    return parse_season(f"{first}..{last}", calendar=calendar)
