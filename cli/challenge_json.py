"""Challenges for programs: exact fractions as texts, and what is shown beside them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from cli.challenge_text import state_word
from db.challenge_proposals import Drafting
from db.challenge_result import stored_result
from gamify.challenges.challenge import Challenge, Edit
from gamify.challenges.reading import write_criteria
from gamify.challenges.standing import ChallengeStanding
from gamify.language import translate
from gamify.seasons import Season


def challenge_json(challenge: Challenge, *, language: str) -> dict[str, Any]:
    """A challenge as it was set, with its result once there is one."""
    season, result = challenge.season, challenge.result
    return {
        "challenge": challenge.id,
        "name": translate(challenge.name, language),
        "title": challenge.title,
        "owner": challenge.owner_name or None,
        "team_id": challenge.owner.team_id,
        "engineer_id": challenge.owner.engineer_id,
        "season": season.code,
        "first": season.first.isoformat(),
        "last": season.last.isoformat(),
        "criteria": write_criteria(challenge.criteria),
        "state": state_word(challenge),
        "result": None if result is None else stored_result(result),
    }


def standing_json(
    challenge: Challenge, standing: ChallengeStanding, *, edits: Sequence[Edit], language: str
) -> dict[str, Any]:
    """A challenge and where it stands; times are working days, exact."""
    countdown, average = standing.countdown, standing.average
    return challenge_json(challenge, language=language) | {
        "today": countdown.today.isoformat(),
        "days_left": countdown.days,
        "working_days_left": countdown.working_days,
        "stars": list(standing.sums.stars),
        "is_met": standing.is_met,
        "checks": [
            {
                "criterion": check.criterion.value,
                "is_met": check.is_met,
                "has": _exact(check.has),
                "wants": _exact(check.wants),
            }
            for check in standing.checks
        ],
        "ratings_needed": standing.ratings_needed,
        "fives_needed": standing.fives_needed,
        "can_afford": None if average is None else average.afford._asdict(),
        "fives_to_climb": None if average is None else average.climb,
        "ratings_a_day": _text(standing.ratings_pace),
        "fives_a_day": _text(standing.fives_pace),
        "projected_ratings": standing.projected,
        "chance": standing.chance,
        "edits": [
            {
                "day": edit.day.isoformat(),
                "by": edit.actor,
                "before": write_criteria(edit.before),
                "after": write_criteria(edit.after),
            }
            for edit in edits
        ],
    }


def proposal_json(drafting: Drafting, *, season: Season, language: str) -> dict[str, Any]:
    """Proposals with their probability and what is said about them."""
    return {
        "season": season.code,
        "proposals": [
            {
                "kind": proposal.kind.value,
                "criteria": write_criteria(proposal.criteria),
                "reason": translate(proposal.reason, language),
                "chance": proposal.chance,
                "advice": [
                    translate(one, language) for one in drafting.preview(proposal.criteria).advice
                ],
            }
            for proposal in drafting.proposals
        ],
    }


def _exact(value: Fraction | int | None) -> str | int | None:
    return str(value) if isinstance(value, Fraction) else value


def _text(value: object) -> str | None:
    return None if value is None else str(value)
