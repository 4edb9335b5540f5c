"""What setting a challenge reads: history and proposals, kept by the data's version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from db.challenge_proposals import Drafting, draft_challenge
from db.engine import reading
from db.queries.challenges import draft_challenges, running_challenges
from db.queries.engineers import engineer_names
from db.queries.teams import team_names
from db.standings import hidden_engineer
from gamify.challenges.challenge import Challenge, Owner
from gamify.seasons import Season
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Desk:
    """What a lead finds: challenges that can still be changed, and for whom one may be set."""

    today: date
    running: Sequence[Challenge]
    drafts: Sequence[Challenge]
    teams: Mapping[int, str]
    people: Mapping[int, str]


_desks: Shelf[tuple[Stamp, str], Desk] = Shelf(8)
_drafts: Shelf[tuple[Stamp, Owner, Season], Drafting] = Shelf(64)


def desk(language: str) -> Desk:
    """The desk of a lead. Raises DatabaseRefused."""
    stamp = reads.clock.look()
    return _desks.take((stamp, language), lambda: _read_desk(stamp, language))


def drafting(owner: Owner, season: Season) -> Drafting:
    """Proposals for an owner's season, and what previews stand on. Raises DatabaseRefused."""
    stamp = reads.clock.look()
    return _drafts.take((stamp, owner, season), lambda: _read_draft(owner, season))


def forget() -> None:
    """Start anew, as a fresh process would."""
    _desks.clear()
    _drafts.clear()


def _read_desk(stamp: Stamp, language: str) -> Desk:
    calendar, hidden = reads.settings().calendar, hidden_engineer(language)
    with reading(reads.engine()) as session:
        return Desk(
            today=stamp.day,
            running=running_challenges(session, calendar=calendar, hidden_name=hidden),
            drafts=draft_challenges(session, calendar=calendar, hidden_name=hidden),
            teams=team_names(session),
            people=engineer_names(session, hidden_name=hidden),
        )


def _read_draft(owner: Owner, season: Season) -> Drafting:
    with reading(reads.engine()) as session:
        return draft_challenge(
            session,
            owner=owner,
            season=season,
            now=datetime.now(UTC),
            calendar=reads.settings().calendar,
        )
