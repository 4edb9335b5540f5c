"""Challenges on a terminal: the list, where one stands, proposals."""

from __future__ import annotations

from collections.abc import Sequence

from cli.table import text_table
from db.challenge_proposals import Drafting
from gamify.challenges.challenge import Challenge, Edit
from gamify.challenges.digest import DigestDay, digest_text, digest_title, head_of
from gamify.challenges.ending import result_of
from gamify.challenges.sentences import title_of
from gamify.challenges.standing import ChallengeStanding
from gamify.challenges.states import Stage
from gamify.language import say, shown, translate

COLUMNS = (say("Challenge"), say("Goal"), say("First day"), say("Last day"), say("State"))
STATES = {
    "draft": say("draft"),
    "running": say("running"),
    "met": say("met"),
    "missed": say("over"),
    "cancelled": say("cancelled"),
}


def state_word(challenge: Challenge) -> str:
    """The state as it is kept: draft, running, met, missed, cancelled."""
    if challenge.result is not None:
        return "met" if challenge.result.is_met else "missed"
    return "running" if challenge.stage is Stage.STARTED else challenge.stage.value


def challenge_table(challenges: Sequence[Challenge], *, language: str) -> str:
    """A line for each challenge."""
    rows = [
        [
            str(one.id),
            translate(one.name, language),
            shown(one.season.first, language),
            shown(one.season.last, language),
            translate(STATES[state_word(one)], language),
        ]
        for one in challenges
    ]
    header = [translate(title, language) for title in COLUMNS]
    return text_table(header, rows, right=frozenset({0}))


def standing_text(
    challenge: Challenge, standing: ChallengeStanding, *, edits: Sequence[Edit], language: str
) -> str:
    """Where a challenge stands, as the digest says it; a draft says what it would mean."""
    is_over = standing.countdown.is_over
    digest = DigestDay(
        challenge=challenge,
        day=standing.countdown.today,
        standing=standing,
        result=(challenge.result or result_of(standing)) if is_over else None,
        is_closed=challenge.result is not None,
    )
    number = say(
        "Challenge {number}, {state}",
        number=str(challenge.id),
        state=STATES[state_word(challenge)],
    )
    told = [translate(edit.sentence, language) for edit in edits]
    lines = [translate(number, language), head_of(challenge, digest_title(digest), language)]
    return "\n".join([*lines, digest_text(digest, language=language), *told])


def proposal_text(drafting: Drafting, *, language: str) -> str:
    """Each proposal with its reason, its probability and the advice."""
    parts = []
    for proposal in drafting.proposals:
        advice = [translate(one, language) for one in drafting.preview(proposal.criteria).advice]
        lines = [
            translate(title_of(proposal.criteria), language),
            translate(proposal.reason, language),
        ]
        parts.append("\n  ".join(lines + advice))
    return "\n".join(parts)
