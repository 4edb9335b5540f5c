"""What of a team's facts somebody may see: the one place that takes the rest away.

The public sees what the boards show. The team itself sees its people as well, and who helped whom.
Stars of few people are for the leads of the team: `gamify/crowd.py` says how few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.team_season import TeamQuarter, TwoYears
from gamify.access import Visitor, may
from gamify.crowd import in_crowds, is_crowd
from gamify.rights import Right
from pages.ui.team.reading import TeamFacts


@dataclass(frozen=True, slots=True)
class TeamSeen:
    """A team's facts as somebody may see them.

    `facts` hold nothing that is not to be seen. `shown` are the teams whose sums may be shown.
    `sees_people` says that the team's people are the reader's to see, `leads` that their goals
    are, too.
    """

    facts: TeamFacts
    shown: frozenset[int]
    sees_people: bool
    leads: bool


def seen_by(facts: TeamFacts, visitor: Visitor) -> TeamSeen:
    """Leave of a team's facts what a visitor may see."""
    teams = {facts.team}
    is_member = any(one.id == visitor.engineer_id for one in facts.members)
    sees_people = facts.team is not None and may(
        visitor,
        Right.SEE_TEAM,
        teams=teams,
        engineer_id=visitor.engineer_id if is_member else None,
    )
    leads = facts.team is not None and may(visitor, Right.SEE_LOW_RATINGS, teams=teams)
    shown = frozenset(team for team, owners in facts.owners.items() if is_crowd(owners))
    return TeamSeen(
        facts=replace(
            facts,
            owners={},
            years=facts.years if leads else _years(facts.years),
            weeks=facts.weeks if leads else in_crowds(facts.weeks),
            members=facts.members if sees_people else (),
            helps=facts.helps if sees_people else (),
            scorers=facts.scorers if leads else replace(facts.scorers, rows=()),
        ),
        shown=shown | {facts.team} if leads and facts.team is not None else shown,
        sees_people=sees_people,
        leads=leads,
    )


def _years(years: Sequence[TwoYears]) -> list[TwoYears]:
    """Quarters of too few people are left out, on either side."""

    def seen(one: TeamQuarter | None) -> TeamQuarter | None:
        return one if one is not None and one.is_crowd else None

    return [TwoYears(one.now, seen(one.before)) for one in years if one.now.is_crowd]
