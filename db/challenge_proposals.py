"""Proposals for a challenge from the owner's history, and what a target would mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.challenges import challenge_ground, seasons_before, stars_between
from gamify.challenges.challenge import Owner
from gamify.challenges.criteria import Criteria
from gamify.challenges.forecast import ForecastRules
from gamify.challenges.ground import USUAL_RULES, Ground, standing_at
from gamify.challenges.preview import (
    TargetPreview,
    likely_count,
    past_of,
    preview_target,
    upper_count,
)
from gamify.challenges.stretch import Past, Proposal, propose
from gamify.seasons import (
    Calendar,
    Season,
    same_season_year_before,
)


@dataclass(frozen=True, slots=True)
class Drafting:
    """All that setting a challenge needs, read once: drag the target and call `preview`."""

    ground: Ground
    past: Past
    proposals: tuple[Proposal, ...]
    now: datetime
    calendar: Calendar
    rules: ForecastRules

    def preview(self, criteria: Criteria) -> TargetPreview:
        """What criteria would mean, without a look into the database."""
        return preview_target(
            self.ground,
            criteria,
            past=self.past,
            now=self.now,
            calendar=self.calendar,
            rules=self.rules,
        )


def draft_challenge(
    session: Session,
    *,
    owner: Owner,
    season: Season,
    now: datetime,
    calendar: Calendar,
    rules: ForecastRules = USUAL_RULES,
) -> Drafting:
    """Proposals for an owner's season with their probabilities, and what previews stand on.

    Single ratings are read too, so that a preview may count the first N alone.
    """
    ground = challenge_ground(
        session, owner=owner, season=season, calendar=calendar, is_ordered=True
    )
    now_standing = standing_at(ground, Criteria(ratings=1), now=now, calendar=calendar, rules=rules)
    past = past_of(
        seasons_before(session, owner=owner, season=season, calendar=calendar),
        year_ago=stars_between(
            session, owner=owner, season=same_season_year_before(season, calendar=calendar)
        ),
        cap=None if now_standing.countdown.is_over else upper_count(now_standing),
    )

    def chance(criteria: Criteria) -> float | None:
        return standing_at(ground, criteria, now=now, calendar=calendar, rules=rules).chance

    proposals = propose(past, over=likely_count(now_standing), chance=chance)
    return Drafting(ground, past, proposals, now, calendar, rules)
