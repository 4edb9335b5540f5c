"""Reads the challenges, made once for each version of the data and language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlmodel import Session

from db.challenges import (
    challenge_standing,
    day_scorers,
    ground_of,
    probability_history,
    seasons_before,
    stars_between,
)
from db.engine import reading
from db.queries.challenge_sums import challenge_quarters
from db.queries.challenges import (
    challenge_edits,
    challenged_people,
    past_challenges,
    running_challenges,
)
from db.queries.memberships import members_on
from db.queries.tallies import rated_days
from db.queries.version import data_version
from db.standings import hidden_engineer
from gamify.access import Visitor, may, reach_of
from gamify.challenges.challenge import DEPARTMENT, Challenge
from gamify.errors import CrownboardError
from gamify.language import describe
from gamify.rights import Reach, Right
from gamify.seasons import SeasonKind, day_of, same_season_year_before, season_on
from pages.ui import reads
from pages.ui.challenges.archive import past_card, record_sentences
from pages.ui.challenges.following import Following, following_words, nothing_runs
from pages.ui.challenges.running_card import Told, log_days, running_card
from pages.ui.clock import Stamp
from pages.ui.empty_states import empty_database, unknown_choice
from pages.ui.kept import KeptPicture, keep_picture
from pages.ui.notices import notices_of
from pages.ui.shelf import Shelf

#: How many days the log goes back, today included; and of when the other probability is.
LOG, WEEK = 7, 7
#: How many challenges that have ended are shown.
MOST_PAST = 40

_LONG_AGO = date(1971, 1, 1)


@dataclass(frozen=True, slots=True)
class FollowingQuery:
    """Which picture of the challenges: its language, and whose own ones are in it.

    Those of the person, of the people in `teams` today, or with `sees_all` everybody's.
    """

    language: str = "en"
    person: int | None = None
    teams: frozenset[int] = frozenset()
    sees_all: bool = False

    @property
    def reader(self) -> str | None:
        """For whom alone it is; None where everybody gets the same."""
        if self == FollowingQuery(self.language):
            return None
        teams = "-".join(map(str, sorted(self.teams)))
        return f"{self.person or ''}.{teams}.{'all' if self.sees_all else ''}"


followings: Shelf[tuple[Stamp, FollowingQuery], KeptPicture] = Shelf(64)
_people: Shelf[Stamp, frozenset[int]] = Shelf(4)


def following(query: FollowingQuery) -> KeptPicture:
    """The challenges in a language, as of the moment at which this version was first asked for."""
    stamp = reads.clock.look()
    return followings.take((stamp, query), lambda: _make(stamp, query))


def following_query(visitor: Visitor, language: str) -> FollowingQuery:
    """The picture that somebody may see: persons' challenges as their own pages.

    Where nobody has one it is the same for all. Raises DatabaseRefused.
    """
    stamp = reads.clock.look()
    people = _people.take(stamp, _challenged)
    reach, person = reach_of(visitor, Right.SEE_PERSON), visitor.engineer_id
    if not people:
        return FollowingQuery(language)
    is_own = person in people and may(visitor, Right.SEE_PERSON, teams=(), engineer_id=person)
    return FollowingQuery(
        language,
        person=person if is_own and reach is not Reach.ALL else None,
        teams=visitor.team_ids if reach is Reach.TEAMS else frozenset(),
        sees_all=reach is Reach.ALL,
    )


def refused_following(error: CrownboardError, query: FollowingQuery) -> bytes:
    """A picture that says what was refused; it draws itself anew once the database answers."""
    today = day_of(datetime.now(UTC), reads.settings().calendar)
    empty = unknown_choice(describe(error, query.language), None)
    return replace(_blank(query, today), empty=empty).to_json()


def _challenged() -> frozenset[int]:
    with reading(reads.engine()) as session:
        return challenged_people(session)


def _make(stamp: Stamp, query: FollowingQuery) -> KeptPicture:
    with reading(reads.engine()) as session:
        drawn = _draw(session, query, stamp, datetime.now(UTC))
    return keep_picture(drawn.to_json())


def _draw(session: Session, query: FollowingQuery, stamp: Stamp, now: datetime) -> Following:
    language, calendar = query.language, reads.settings().calendar
    blank = replace(
        _blank(query, stamp.day),
        version=data_version(session),
        notices=notices_of(session, today=stamp.day, language=language),
    )
    hidden = hidden_engineer(language)
    running = running_challenges(session, calendar=calendar, hidden_name=hidden)
    past = past_challenges(session, calendar=calendar, hidden_name=hidden)
    if not query.sees_all:
        seen = _seen(session, query, stamp.day)
        running, past = ([one for one in each if _is_seen(one, seen)] for each in (running, past))
    cards = tuple(
        running_card(
            _told(session, one, now, hidden_name=hidden), calendar=calendar, language=language
        )
        for one in running
    )
    empty = None
    if not cards:
        is_rated = rated_days(session) is not None
        empty = nothing_runs(language) if is_rated else empty_database(language)
    return replace(
        blank,
        cards=cards,
        past=tuple(past_card(one, language=language) for one in past[:MOST_PAST]),
        record=tuple(_records(session, stamp.day, language)),
        empty=empty,
    )


def _seen(session: Session, query: FollowingQuery, today: date) -> frozenset[int | None]:
    """The people whose own challenges are in a picture, and None for nobody's own."""
    led = (one.id for team in query.teams for one in members_on(session, team, today))
    return frozenset({None, query.person, *led})


def _is_seen(challenge: Challenge, seen: frozenset[int | None]) -> bool:
    return challenge.owner.engineer_id in seen


def _told(session: Session, challenge: Challenge, now: datetime, *, hidden_name: str) -> Told:
    """Everything about a running challenge."""
    calendar = reads.settings().calendar
    season, owner, today = challenge.season, challenge.owner, day_of(now, calendar)
    ground = ground_of(session, challenge=challenge, calendar=calendar)
    seasons = seasons_before(session, owner=owner, season=season, calendar=calendar)
    before = probability_history(
        ground, challenge=challenge, today=today, calendar=calendar, days_back=(WEEK,)
    )
    return Told(
        challenge=challenge,
        standing=challenge_standing(
            session, challenge=challenge, now=now, calendar=calendar, ground=ground
        ),
        ground=ground,
        week_ago=before[0].chance if before else None,
        days=[
            day_scorers(session, owner=owner, day=day, hidden_name=hidden_name)
            for day in log_days(today, season, back=LOG)
        ],
        edits=challenge_edits(session, challenge.id, calendar=calendar),
        year_ago=stars_between(
            session, owner=owner, season=same_season_year_before(season, calendar=calendar)
        ),
        best_before=max((stars.n for stars in seasons), default=0),
    )


def _records(session: Session, today: date, language: str) -> list[str]:
    calendar = reads.settings().calendar
    quarters = [
        (season_on(one.day, kind=SeasonKind.QUARTER, calendar=calendar), one.stars)
        for one in challenge_quarters(session, owner=DEPARTMENT, first=_LONG_AGO, last=today)
    ]
    return record_sentences([one for one in quarters if one[0].last < today], language)


def _blank(query: FollowingQuery, today: date) -> Following:
    return Following(
        version=reads.NOTHING_READ,
        day=today.isoformat(),
        language=query.language,
        words=following_words(query.language),
        organisation=reads.settings().organisation,
        zone=reads.settings().time_zone,
    )
