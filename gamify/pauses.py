"""The game at rest: what a pause quiets, pure.

A pause changes no figure. Ratings are taken in, counted and shown; what stops is the telling of
places: celebrations, new crowns, milestones, the daily race. See docs/pauses.md.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

#: Days that a pause may last, and characters of its reason.
LONGEST_PAUSE, LONGEST_REASON = 92, 200


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the game rests, both days included; for all teams without `team_id`."""

    id: int
    team_id: int | None
    first: date
    last: date
    reason: str
    set_by: str


@dataclass(frozen=True, slots=True)
class Rest:
    """The pauses of a day."""

    pauses: Sequence[Pause] = ()

    @property
    def of_all(self) -> Pause | None:
        """The pause of everybody that lasts longest, if there is one."""
        of_all = [one for one in self.pauses if one.team_id is None]
        return max(of_all, key=lambda one: one.last, default=None)

    @property
    def teams(self) -> frozenset[int]:
        """The teams that rest by themselves."""
        return frozenset(one.team_id for one in self.pauses if one.team_id is not None)

    def quiets(self, teams: Collection[int | None]) -> bool:
        """Whether something about these teams isn't told."""
        return self.of_all is not None or any(team in self.teams for team in teams)
